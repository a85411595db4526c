//! PDF files with a text layer.

mod font;
mod lines;
mod page;

use super::Kind;
use lopdf::{Document, Error, LoadOptions};

/// More pages are not read.
const PAGES: usize = 5_000;

/// Returns the text of a document, its lines put together to paragraphs. Nothing in the file is unpacked beyond `limit`.
pub(crate) fn read(bytes: &[u8], limit: u64) -> Result<String, (Kind, String)> {
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    let locked = || (Kind::Format, "encrypted with a password: save it without one".to_owned());
    let damaged = |e: Error| match e {
        Error::InvalidPassword => locked(),
        e => (Kind::Format, format!("not a whole PDF file ({}): save it again, or as text", short(&e))),
    };
    let options = LoadOptions { max_decompressed_size: Some(limit), ..LoadOptions::default() };
    let document = Document::load_mem_with_options(bytes, options).map_err(damaged)?;
    if document.is_encrypted() && document.encryption_state.is_none() {
        return Err(locked());
    }
    let pages: Vec<_> = document.page_iter().take(PAGES).collect();
    if pages.is_empty() {
        return Err((Kind::Format, "a PDF file without pages: save it again, or as text".to_owned()));
    }
    let mut fonts = font::Fonts::default();
    let mut out = Vec::with_capacity(pages.len());
    let (mut known, mut unknown) = (0, 0);
    let mut room = limit;
    for id in pages {
        let page = page::read(&document, id, &mut fonts, room).map_err(damaged)?;
        known += page.known;
        unknown += page.unknown;
        room = room.saturating_sub(page.bytes);
        out.push(page.runs);
    }
    if known == 0 && unknown == 0 {
        return Err((
            Kind::Empty,
            "no text layer in the PDF file, perhaps a scan: recognise its characters (OCR) first".to_owned(),
        ));
    }
    // A page with holes in it gives wrong facts.
    if unknown * 20 > known {
        let reason =
            "fonts of the PDF file do not say which characters they show: save it again with Unicode, or as text";
        return Err((Kind::Encoding, reason.to_owned()));
    }
    Ok(lines::text(&out))
}

fn short(error: &Error) -> String {
    let text = error.to_string();
    text.lines().next().unwrap_or_default().chars().take(120).collect()
}
