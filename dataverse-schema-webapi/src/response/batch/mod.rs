//! Responses to batches.

mod answer;
mod json;
mod multipart;
mod read;

pub use self::answer::{Answer, Answers};
