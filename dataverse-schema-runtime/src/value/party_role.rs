use super::choice::Choice;
use super::choice_info::{ChoiceInfo, OptionInfo, OptionRole};
use super::unknown_option::{UnknownOption, unknown_option};

macro_rules! roles {
    ($($value:literal $name:ident $label:literal)*) => {
        /// The role of a party in an activity (`participationtypemask`).
        ///
        /// The values are from Microsoft's article "ActivityParty table".
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum PartyRole {
            $(
                #[doc = concat!($label, " (", $value, ")")]
                $name,
            )*
            /// A value that the article doesn't list.
            Unknown(UnknownOption),
        }

        impl Choice for PartyRole {
            fn choice() -> &'static ChoiceInfo {
                &ROLES
            }

            fn from_value(value: i32) -> Self {
                match value {
                    $($value => Self::$name,)*
                    _ => Self::Unknown(unknown_option(value)),
                }
            }

            fn value(self) -> i32 {
                match self {
                    $(Self::$name => $value,)*
                    Self::Unknown(option) => option.value(),
                }
            }
        }

        pub(crate) static ROLES: ChoiceInfo = ChoiceInfo {
            name: "activityparty_participationtypemask",
            options: &[
                $(OptionInfo {
                    value: $value,
                    label: $label,
                    name: stringify!($name),
                    role: OptionRole::Plain,
                },)*
            ],
            details: &[],
            labels: &[],
            language: 1033,
        };
    };
}
roles! {
    1 Sender "Sender"
    2 ToRecipient "To Recipient"
    3 CcRecipient "CC Recipient"
    4 BccRecipient "BCC Recipient"
    5 RequiredAttendee "Required attendee"
    6 OptionalAttendee "Optional attendee"
    7 Organizer "Organizer"
    8 Regarding "Regarding"
    9 Owner "Owner"
    10 Resource "Resource"
    11 Customer "Customer"
    12 ChatParticipant "Chat Participant"
    13 Related "Related"
}
