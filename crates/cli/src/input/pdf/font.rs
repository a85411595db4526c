//! What the codes of a PDF font mean, and how wide they are.
use encoding_rs::{BIG5, GB18030, UTF_16BE};
use lopdf::{Dictionary, Document, Encoding, Object};
use std::collections::HashMap;
use std::rc::Rc;

/// A map of codes to characters may be so large when unpacked.
const MAP: usize = 8 << 20;

/// The fonts of a document, read once.
#[derive(Default)]
pub(super) struct Fonts<'a> {
    read: HashMap<*const Dictionary, Rc<Font<'a>>>,
}

/// A font.
pub(super) struct Font<'a> {
    coding: Coding<'a>,
    /// Codes are two bytes, and `widths` are those of codes.
    is_wide: bool,
    widths: HashMap<u32, f32>,
    /// The width of other codes, in thousandths of the size.
    other: f32,
}

enum Coding<'a> {
    Pdf(Encoding<'a>),
    Other(&'static encoding_rs::Encoding),
    Unknown,
}

/// A string of a page.
#[derive(Debug, Default)]
pub(super) struct Shown {
    pub(super) text: String,
    /// Its width in thousandths of the size.
    pub(super) width: f32,
    /// How many characters it shows.
    pub(super) chars: usize,
    /// How many characters it shows that are not known.
    pub(super) unknown: usize,
}

impl<'a> Fonts<'a> {
    pub(super) fn get(&mut self, document: &'a Document, font: &'a Dictionary) -> Rc<Font<'a>> {
        let key: *const Dictionary = font;
        Rc::clone(self.read.entry(key).or_insert_with(|| Rc::new(Font::read(document, font))))
    }
}

impl<'a> Font<'a> {
    fn read(document: &'a Document, font: &'a Dictionary) -> Self {
        let is_composite = font.get(b"Subtype").and_then(Object::as_name).is_ok_and(|n| n == b"Type0");
        let coding = match font.get_font_encoding_with_limit(document, MAP) {
            Ok(Encoding::SimpleEncoding(name)) => named(name).map_or_else(
                || if is_composite { Coding::Unknown } else { Coding::Pdf(Encoding::SimpleEncoding(name)) },
                Coding::Other,
            ),
            Ok(Encoding::OneByteEncoding(_)) if is_composite => Coding::Unknown,
            Ok(encoding) => Coding::Pdf(encoding),
            Err(_) => Coding::Unknown,
        };
        let mut read = Font { coding, is_wide: is_composite, widths: HashMap::new(), other: 500.0 };
        if is_composite {
            let below = font.get_deref(b"DescendantFonts", document).and_then(Object::as_array).ok();
            let below = below.and_then(|a| document.dereference(a.first()?).ok()?.1.as_dict().ok());
            read.other = 1000.0;
            if let Some(below) = below {
                read.other = below.get_deref(b"DW", document).and_then(Object::as_float).unwrap_or(1000.0);
                if let Ok(widths) = below.get_deref(b"W", document).and_then(Object::as_array) {
                    read.composite_widths(document, widths);
                }
            }
        } else if let Ok(widths) = font.get_deref(b"Widths", document).and_then(Object::as_array) {
            let first = font.get_deref(b"FirstChar", document).and_then(Object::as_i64).unwrap_or(0);
            let first = u32::try_from(first).unwrap_or(0);
            for (code, width) in (first..).zip(widths.iter().take(256)) {
                if let Ok(width) = number(document, width) {
                    read.widths.insert(code, width);
                }
            }
        }
        read
    }

    /// `W` holds `first [w w w]` and `first last w`.
    fn composite_widths(&mut self, document: &Document, widths: &[Object]) {
        let mut rest = widths.iter();
        while let (Some(first), Some(second)) = (rest.next(), rest.next()) {
            let Some(first) = code(document, first) else { return };
            match document.dereference(second).map(|(_, o)| o) {
                Ok(Object::Array(list)) => {
                    for (code, width) in (first..).zip(list.iter().take(1 << 16)) {
                        if let Ok(width) = number(document, width) {
                            self.widths.insert(code, width);
                        }
                    }
                }
                Ok(last) => {
                    let (Some(last), Some(width)) = (code(document, last), rest.next()) else { return };
                    let Ok(width) = number(document, width) else { return };
                    for code in first..=last.min(first.saturating_add(0xffff)).min(0xffff) {
                        self.widths.insert(code, width);
                    }
                }
                Err(_) => return,
            }
        }
    }

    /// Reads a string.
    pub(super) fn show(&self, bytes: &[u8]) -> Shown {
        let mut shown = Shown { chars: bytes.len().div_ceil(if self.is_wide { 2 } else { 1 }), ..Shown::default() };
        match &self.coding {
            Coding::Pdf(encoding) => {
                if encoding.write_to_string(bytes, &mut shown.text).is_err() {
                    shown.unknown = shown.chars;
                }
            }
            Coding::Other(encoding) => {
                let (text, damaged) = encoding.decode_without_bom_handling(bytes);
                shown.text = text.into_owned();
                shown.unknown = usize::from(damaged);
            }
            Coding::Unknown => shown.unknown = shown.chars,
        }
        shown.text.retain(|c| !c.is_control() || c == '\t');
        shown.unknown += shown.text.chars().filter(|c| matches!(c, '\u{fffd}' | '\u{e000}'..='\u{f8ff}')).count();
        shown.width = match &self.coding {
            // Widths are by glyph there, and which glyph a code means is not known here; if any are given, they are those
            // of Latin letters and digits.
            Coding::Other(_) => {
                let ascii = if self.widths.is_empty() { self.other } else { 500.0 };
                shown.text.chars().map(|c| if c.is_ascii() { ascii } else { 1000.0 }).sum()
            }
            _ if self.is_wide => {
                bytes.chunks(2).map(|c| self.width(c.iter().fold(0, |n, b| n << 8 | u32::from(*b)))).sum()
            }
            _ => bytes.iter().map(|b| self.width(u32::from(*b))).sum(),
        };
        shown
    }

    fn width(&self, code: u32) -> f32 {
        self.widths.get(&code).copied().unwrap_or(self.other)
    }
}

/// Returns the encoding that a predefined map of codes stands for.
fn named(name: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    let name = name.strip_suffix(b"-H").or_else(|| name.strip_suffix(b"-V"))?;
    Some(match name {
        b"GB-EUC" | b"GBK-EUC" | b"GBKp-EUC" | b"GBK2K" | b"GBpc-EUC" => GB18030,
        b"B5pc" | b"ETen-B5" | b"ETenms-B5" | b"HKscs-B5" => BIG5,
        b"UniGB-UCS2" | b"UniGB-UTF16" | b"UniCNS-UCS2" | b"UniCNS-UTF16" => UTF_16BE,
        _ => return None,
    })
}

fn number(document: &Document, object: &Object) -> lopdf::Result<f32> {
    document.dereference(object)?.1.as_float()
}

fn code(document: &Document, object: &Object) -> Option<u32> {
    u32::try_from(document.dereference(object).ok()?.1.as_i64().ok()?).ok()
}
