//! Files that hold one article.

use super::options::InputFormat;
use super::unpack::{self, Magic};
use super::{Input, Kind, Options, Problem, Text, decode, docx, html};
use std::io::BufRead;

/// Endings of web pages.
const PAGES: &[&str] = &["html", "htm", "shtml", "shtm", "xhtml", "jhtml", "jsp", "asp", "aspx", "php"];

/// What a file turns out to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Found {
    Text,
    Page,
    Docx,
    Pdf,
}

/// Reads a file of `size` bytes, if that is known, packed or not.
pub(super) fn read(name: &str, reader: Box<dyn BufRead + Send>, size: u64, options: &Options) -> Input {
    let problem = |kind, reason: String| Problem::new(name, kind, reason);
    let limit = options.max_size;
    let mut reader = unpack::unpack(reader).map_err(|e| Problem::unreadable(name, &e))?;
    let start = reader.fill_buf().map_err(|e| damaged(name, &e))?;
    let found = kind(name, start, options.input_format).map_err(|what| problem(Kind::Format, what))?;
    let bytes = unpack::read_all(&mut reader, limit, size).map_err(|e| damaged(name, &e))?;
    let bytes = bytes.ok_or_else(|| problem(Kind::Limit, unpack::too_large(limit)))?;
    drop(reader);
    match found {
        Found::Docx => Ok(Text::new(name, docx::read(&bytes, limit).map_err(|(kind, why)| problem(kind, why))?)),
        Found::Pdf => Ok(Text::new(name, pdf(&bytes, limit).map_err(|(kind, why)| problem(kind, why))?)),
        Found::Text | Found::Page => {
            let looks_like_page = || looks_like_page(&bytes);
            let declared = (found == Found::Page || looks_like_page()).then(|| decode::declared(&bytes)).flatten();
            let text = text(name, &bytes, options, declared)?;
            drop(bytes);
            let is_page = found == Found::Page
                || options.input_format == InputFormat::Auto && self::looks_like_page(text.as_bytes());
            if !is_page {
                return Ok(Text::new(name, text));
            }
            let (body, meta) = html::read(&text);
            if body.trim().is_empty() {
                let reason = "no text in the page: perhaps a script loads it; save the page as a browser shows it";
                return Err(problem(Kind::Empty, reason.to_owned()));
            }
            let mut page = Text::new(name, body);
            page.meta = Some(Box::new(meta));
            Ok(page)
        }
    }
}

fn damaged(name: &str, error: &std::io::Error) -> Problem {
    let cannot = matches!(error.kind(), std::io::ErrorKind::PermissionDenied | std::io::ErrorKind::IsADirectory);
    if cannot {
        return Problem::unreadable(name, error);
    }
    Problem::new(name, Kind::Format, format!("cannot be unpacked or read to its end ({error}): get the file again"))
}

#[cfg(feature = "pdf")]
fn pdf(bytes: &[u8], limit: u64) -> Result<String, (Kind, String)> {
    super::pdf::read(bytes, limit)
}

#[cfg(not(feature = "pdf"))]
fn pdf(_: &[u8], _: u64) -> Result<String, (Kind, String)> {
    Err((Kind::Format, "PDF, for which this program was not built: build it with the feature `pdf`".to_owned()))
}

/// Says what a file is by its first bytes and its name, or why it is nothing to read.
fn kind(name: &str, start: &[u8], format: InputFormat) -> Result<Found, String> {
    let magic = unpack::magic(start);
    match (format, magic) {
        (_, Some(Magic::Other(what))) => Err(format!("not a text but {what}")),
        (_, Some(Magic::Gzip | Magic::Zstd)) => Err("packed twice: unpack it first".to_owned()),
        (_, Some(Magic::Parquet)) => Err("a Parquet file: give it the ending .parquet".to_owned()),
        (InputFormat::Auto | InputFormat::Docx, Some(Magic::Zip)) => Ok(Found::Docx),
        (InputFormat::Auto | InputFormat::Pdf, Some(Magic::Pdf)) => Ok(Found::Pdf),
        (_, Some(Magic::Zip)) => Err("not a text but a ZIP archive or Word document: check --input-format".to_owned()),
        (_, Some(Magic::Pdf)) => Err("not a text but a PDF file: check --input-format".to_owned()),
        (InputFormat::Docx, None) => Err(not("a Word document (.docx)", start)),
        (InputFormat::Pdf, None) => Err(not("a PDF file", start)),
        (InputFormat::Html, None) => Ok(Found::Page),
        (InputFormat::Auto, None) => {
            let ending = super::sources::ending(std::path::Path::new(name)).unwrap_or_default();
            match ending.as_str() {
                "docx" | "docm" => Err(not("a Word document (.docx)", start)),
                "pdf" => Err(not("a PDF file", start)),
                e if PAGES.contains(&e) => Ok(Found::Page),
                _ => Ok(Found::Text),
            }
        }
        _ => Ok(Found::Text),
    }
}

fn not(what: &str, start: &[u8]) -> String {
    let hint = if start.is_empty() { "the file is empty" } else { "it is damaged, or has a wrong ending" };
    format!("not {what}: {hint}; get the file again, or say with --input-format what it is")
}

/// Returns true if a text is a web page.
fn looks_like_page(bytes: &[u8]) -> bool {
    let start = bytes.strip_prefix(decode::BOM).unwrap_or(bytes).trim_ascii_start();
    if start.first() != Some(&b'<') {
        return false;
    }
    let start = start.get(..2048).unwrap_or(start).to_ascii_lowercase();
    let begins = |head: &[u8]| start.starts_with(head);
    begins(b"<!doctype html") || begins(b"<html") || begins(b"<head") || begins(b"<body") || begins(b"<meta") || {
        (begins(b"<!--") || begins(b"<?xml")) && start.windows(5).any(|w| w == b"<html")
    }
}

fn text(
    name: &str,
    bytes: &[u8],
    options: &Options,
    declared: Option<&'static encoding_rs::Encoding>,
) -> Result<String, Problem> {
    let is_binary = |bytes| options.encoding.is_none() && unpack::is_binary(bytes);
    match decode::decode(bytes, options.encoding, declared) {
        Ok(text) if text.contains('\0') && is_binary(bytes) => Err(binary(name)),
        Ok(text) => Ok(text),
        Err(_) if is_binary(bytes) => Err(binary(name)),
        Err(e) => Err(Problem::new(name, Kind::Encoding, e.reason).line(e.line)),
    }
}

fn binary(name: &str) -> Problem {
    let reason = "not a text: it holds bytes that no text has; check what the file is, or give its --encoding";
    Problem::new(name, Kind::Format, reason)
}
