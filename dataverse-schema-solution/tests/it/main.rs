//! Tests of reading solutions.

mod completion;
mod damage;
mod extensions;
mod forms;
mod fuzz_replay;
mod gadget;
mod gauge;
mod hostile;
mod operations;
mod several;
mod solution;
