//! What the first bytes of a file say about it, and unpacking within bounds.

use flate2::bufread::MultiGzDecoder;
use std::io::{self, BufRead, Read};

/// What a file is, by its first bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Magic {
    Gzip,
    Zstd,
    Zip,
    Pdf,
    Parquet,
    /// Something known that holds no text for us: its name, and what to do.
    Other(&'static str),
}

const MAGIC: &[(&[u8], Magic)] = &[
    (b"\x1f\x8b", Magic::Gzip),
    (b"\x28\xb5\x2f\xfd", Magic::Zstd),
    (b"PK\x03\x04", Magic::Zip),
    (b"PK\x05\x06", Magic::Zip),
    (b"%PDF-", Magic::Pdf),
    (b"PAR1", Magic::Parquet),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Magic::Other("an old office file (.doc, .xls, .wps): save it as .docx")),
    (b"{\\rtf", Magic::Other("a rich text file: save it as .docx or .txt")),
    (b"\x89PNG", Magic::Other("a PNG picture: it holds no text")),
    (b"\xff\xd8\xff", Magic::Other("a JPEG picture: it holds no text")),
    (b"GIF8", Magic::Other("a GIF picture: it holds no text")),
    (b"\x7fELF", Magic::Other("a program: it holds no text")),
    (b"MZ\x90\x00", Magic::Other("a program: it holds no text")),
    (b"BZh", Magic::Other("packed with bzip2: unpack it first")),
    (b"\xfd7zXZ\x00", Magic::Other("packed with xz: unpack it first")),
    (b"7z\xbc\xaf\x27\x1c", Magic::Other("a 7z archive: unpack it first")),
    (b"Rar!\x1a\x07", Magic::Other("a RAR archive: unpack it first")),
    (b"SQLite format 3\x00", Magic::Other("a SQLite database: export its texts as JSONL or CSV")),
];

/// Returns what a file is that begins with these bytes, if they are of a known kind that is no text.
pub(crate) fn magic(start: &[u8]) -> Option<Magic> {
    MAGIC.iter().find(|(head, _)| start.starts_with(head)).map(|(_, magic)| *magic)
}

/// Returns true if bytes that are not UTF-16 cannot be text.
pub(crate) fn is_binary(bytes: &[u8]) -> bool {
    let sample = bytes.get(..8192).unwrap_or(bytes);
    // Tab, line ends, and the escape of old terminals are of texts.
    let odd = sample.iter().filter(|b| **b < 32 && !(9..=13).contains(*b) && **b != 27).count();
    odd > 0 && (sample.contains(&0) || odd * 50 > sample.len())
}

/// Unpacks a stream if it is packed with gzip or zstd, once.
pub(crate) fn unpack<'a>(mut reader: Box<dyn BufRead + Send + 'a>) -> io::Result<Box<dyn BufRead + Send + 'a>> {
    const BUFFER: usize = 1 << 16;
    // One call may give less than there is; of a regular file it never gives less than these few bytes.
    let start = reader.fill_buf()?;
    Ok(match magic(start) {
        Some(Magic::Gzip) => Box::new(io::BufReader::with_capacity(BUFFER, MultiGzDecoder::new(reader))),
        Some(Magic::Zstd) => Box::new(io::BufReader::with_capacity(BUFFER, zstd::Decoder::with_buffer(reader)?)),
        _ => reader,
    })
}

/// Reads a stream to its end, or until it is longer than `limit`. Returns `None` if it is.
pub(crate) fn read_all(reader: &mut dyn Read, limit: u64, likely: u64) -> io::Result<Option<Vec<u8>>> {
    let mut bytes = Vec::with_capacity(usize::try_from(likely.min(limit).min(1 << 26)).unwrap_or(0) + 1);
    reader.take(limit.saturating_add(1)).read_to_end(&mut bytes)?;
    Ok((bytes.len() as u64 <= limit).then_some(bytes))
}

/// Says that an input is too large.
pub(crate) fn too_large(limit: u64) -> String {
    let (n, unit) = match limit {
        n if n.is_multiple_of(1 << 20) => (n >> 20, "M"),
        n if n.is_multiple_of(1 << 10) => (n >> 10, "K"),
        n => (n, ""),
    };
    format!("larger than {n}{unit} bytes unpacked: split it, or allow more with --max-size")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    #[test]
    fn packed_streams() {
        let text = "全市法院办理案件20522件。\n".repeat(5000);
        let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        gzip.write_all(text.as_bytes()).unwrap();
        let zstd = zstd::encode_all(text.as_bytes(), 1).unwrap();
        for packed in [gzip.finish().unwrap(), zstd, text.clone().into_bytes()] {
            let mut reader = unpack(Box::new(&*packed)).unwrap();
            assert_eq!(read_all(&mut reader, 1 << 20, 0).unwrap().as_deref(), Some(text.as_bytes()));
            let mut reader = unpack(Box::new(&*packed)).unwrap();
            assert_eq!(read_all(&mut reader, 1000, 0).unwrap(), None);
        }
    }

    #[test]
    fn what_is_no_text() {
        assert!(is_binary(b"ab\x00c") && is_binary(&[1, 2, 3, 4, 200, 201]));
        assert!(!is_binary("全市\t\r\n".as_bytes()) && !is_binary(b""));
        assert_eq!(too_large(32 << 20), "larger than 32M bytes unpacked: split it, or allow more with --max-size");
    }
}
