use super::fields::{Fields, parse, split};
use super::lines::Lines;
use crate::value::choice_info::{ChoiceInfo, OptionDetails, OptionInfo, OptionRole};
use crate::value::label::LocalizedLabel;

pub(super) fn choice(fields: &mut Fields, lines: &mut Lines) -> &'static ChoiceInfo {
    let choice = ChoiceInfo {
        name: fields.text(),
        options: lines.all("option", option),
        details: lines.all("details", |mut fields| OptionDetails {
            value: fields.value(),
            color: fields.text(),
            external_value: fields.text(),
            description: fields.text(),
        }),
        labels: lines.all("option_label", |mut fields| {
            let label = read_label(&mut fields);
            (fields.value(), label)
        }),
    };
    Box::leak(Box::new(choice))
}

pub(super) fn label(mut fields: Fields) -> LocalizedLabel {
    read_label(&mut fields)
}

fn read_label(fields: &mut Fields) -> LocalizedLabel {
    LocalizedLabel {
        language: fields.value(),
        label: fields.text(),
        description: fields.text(),
    }
}

fn option(mut fields: Fields) -> OptionInfo {
    OptionInfo {
        value: fields.value(),
        label: fields.text(),
        name: fields.text(),
        role: match fields.try_next() {
            Some("state") => OptionRole::State {
                default_status: fields.optional(),
                invariant_name: fields.text(),
            },
            Some("status") => OptionRole::Status {
                state: fields.optional(),
                transitions: fields.try_next().map(|statuses| split(statuses, parse)),
            },
            _ => OptionRole::Plain,
        },
    }
}
