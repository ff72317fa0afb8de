use super::fields::{Fields, parse, split};
use super::lines::Lines;
use crate::info::boolean::BooleanLabels;
use crate::value::choice_info::{ChoiceInfo, OptionDetails, OptionInfo, OptionRole};
use crate::value::label::LocalizedLabel;

pub(super) fn choice(fields: &mut Fields, lines: &mut Lines) -> &'static ChoiceInfo {
    let choice = ChoiceInfo {
        language: lines.language,
        name: fields.text(),
        options: lines.all("option", option),
        details: lines.all("details", |mut fields| OptionDetails {
            value: fields.value(),
            color: fields.text(),
            external_value: fields.text(),
            description: fields.text(),
        }),
        labels: option_labels(lines, |value| value),
    };
    Box::leak(Box::new(choice))
}

pub(super) fn boolean_labels(fields: &mut Fields, lines: &mut Lines) -> &'static BooleanLabels {
    let labels = BooleanLabels {
        true_label: fields.text(),
        false_label: fields.text(),
        labels: option_labels(lines, |value| value != 0),
        language: lines.language,
    };
    Box::leak(Box::new(labels))
}

fn option_labels<T>(lines: &mut Lines, value: impl Fn(i32) -> T) -> &'static [(T, LocalizedLabel)] {
    lines.all("option_label", |mut fields| {
        let label = read_label(&mut fields);
        (value(fields.value()), label)
    })
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
