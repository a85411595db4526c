//! Round trips: what is written, in every form, is read back as what it was written from.
#![allow(clippy::unwrap_used, clippy::panic, clippy::string_slice, reason = "a test may fail")]

mod numbers;
mod times;
