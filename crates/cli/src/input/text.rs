//! Plain text.

use super::{Input, Kind, Problem, Text};

/// Reads a text.
pub(crate) fn text(name: &str, bytes: Vec<u8>) -> Input {
    match String::from_utf8(bytes) {
        Ok(text) => Ok(Text::new(name, text)),
        Err(e) => {
            let at = e.utf8_error().valid_up_to();
            let line = e.as_bytes().iter().take(at).filter(|b| **b == b'\n').count() as u64 + 1;
            Err(Problem::new(name, Kind::Encoding, not_utf8(at as u64)).line(line))
        }
    }
}

/// Says what to do with bytes in another encoding.
pub(crate) fn not_utf8(at: u64) -> String {
    format!("not UTF-8 at byte {at}: convert the file first, for example with `iconv -f GB18030 -t UTF-8`")
}
