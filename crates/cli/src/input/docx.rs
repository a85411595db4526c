//! Word documents.

use super::numbering::{Numbered, Numbering};
use super::unpack::too_large;
use super::{Kind, unpack};
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;
use std::io::Cursor;
use zip::ZipArchive;

/// The longest table cell that is put in one line with the others of its row, in characters.
const CELL: usize = 60;

/// Returns the text of a document: a line for each paragraph, with the number that its list gives it, a line for each row
/// of a table of short cells. No part of the file is unpacked beyond `limit` bytes.
pub(crate) fn read(bytes: &[u8], limit: u64) -> Result<String, (Kind, String)> {
    let damaged = |e: &dyn std::fmt::Display| {
        (Kind::Format, format!("not a whole Word document ({e}): open it and save it again as .docx"))
    };
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|e| damaged(&e))?;
    let name = main_part(&mut archive, limit);
    let part = match archive.by_name(&name) {
        Ok(part) => part,
        Err(zip::result::ZipError::FileNotFound) => {
            let reason = "a ZIP archive, but no Word document: unpack it and name the files in it";
            return Err((Kind::Format, reason.to_owned()));
        }
        Err(e) if e.to_string().to_ascii_lowercase().contains("password") => {
            return Err((Kind::Format, "protected by a password: save it without one".to_owned()));
        }
        Err(e) => return Err(damaged(&e)),
    };
    let likely = part.size();
    let mut part = part;
    let xml = unpack::read_all(&mut part, limit, likely.min(1 << 22)).map_err(|e| damaged(&e))?;
    let xml = xml.ok_or_else(|| (Kind::Limit, too_large(limit)))?;
    let xml = super::decode::decode(&xml, None, None).map_err(|e| damaged(&e.reason))?;
    drop(part);
    let folder = name.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut beside = |name: &str| {
        let mut part = archive.by_name(&format!("{folder}/{name}")).ok()?;
        let bytes = unpack::read_all(&mut part, limit.min(BESIDE), 0).ok()??;
        String::from_utf8(bytes).ok()
    };
    let mut numbering = match beside("numbering.xml") {
        Some(lists) => Numbering::read(&lists, &beside("styles.xml").unwrap_or_default()),
        None => Numbering::default(),
    };
    document(&xml, &mut numbering).map_err(|e| damaged(&e))
}

/// The longest part, unpacked, that says how lists and styles look.
const BESIDE: u64 = 8 << 20;

/// Returns the name of the part that holds the text.
fn main_part(archive: &mut ZipArchive<Cursor<&[u8]>>, limit: u64) -> String {
    let usual = "word/document.xml";
    if archive.index_for_name(usual).is_some() {
        return usual.to_owned();
    }
    let rels = archive.by_name("_rels/.rels").ok().and_then(|mut part| {
        let bytes = unpack::read_all(&mut part, limit.min(1 << 20), 0).ok()??;
        String::from_utf8(bytes).ok()
    });
    let mut reader = Reader::from_str(rels.as_deref().unwrap_or_default());
    while let Ok(event) = reader.read_event() {
        match event {
            Event::Eof => break,
            Event::Start(e) | Event::Empty(e)
                if attribute(&e, "Type").is_some_and(|t| t.ends_with("/officeDocument")) =>
            {
                let target = attribute(&e, "Target").unwrap_or_default();
                let target = target.trim_start_matches('/');
                if target.starts_with("word") || archive.index_for_name(target).is_some() && target.contains("document")
                {
                    return target.to_owned();
                }
            }
            _ => {}
        }
    }
    usual.to_owned()
}

pub(super) fn attribute(element: &BytesStart<'_>, key: &str) -> Option<String> {
    let found = element.attributes().flatten().find(|a| {
        let name: &str = a.key.as_ref();
        name.rsplit(':').next() == Some(key)
    })?;
    Some(found.value.as_ref().to_owned())
}

/// What is gathered on the way through the document.
#[derive(Default)]
struct Lines {
    out: String,
    line: String,
    /// The open tables, the innermost last.
    tables: Vec<Table>,
    /// The number of the paragraph that is being read.
    number: Option<String>,
}

#[derive(Default)]
struct Table {
    /// The cells of the row: the lines of each.
    row: Vec<Vec<String>>,
}

fn document(xml: &str, numbering: &mut Numbering) -> Result<String, quick_xml::Error> {
    let mut reader = Reader::from_str(xml);
    let mut lines = Lines::default();
    let mut in_text = false;
    // What the paragraph's properties say, while they are read.
    let mut properties = None::<Numbered>;
    // The depth below an element whose content is there twice, or no more.
    let mut skipped = 0usize;
    loop {
        match reader.read_event()? {
            Event::Eof => break,
            Event::Start(e) => match e.local_name().as_ref() {
                _ if skipped > 0 => skipped += 1,
                "Fallback" | "del" | "moveFrom" | "pPrChange" => skipped = 1,
                "t" => in_text = true,
                "pPr" => properties = Some(Numbered::default()),
                "tbl" => lines.tables.push(Table::default()),
                "tc" => {
                    if let Some(table) = lines.tables.last_mut() {
                        table.row.push(Vec::new());
                    }
                }
                name => lines.mark(name),
            },
            Event::Empty(e) if skipped == 0 => match e.local_name().as_ref() {
                "p" => lines.paragraph(),
                name => match &mut properties {
                    Some(properties) => properties.note(&e),
                    None => lines.mark(name),
                },
            },
            Event::End(_) if skipped > 0 => skipped -= 1,
            Event::End(e) => match e.local_name().as_ref() {
                "t" => in_text = false,
                "pPr" => lines.number = properties.take().and_then(|p| numbering.next(&p)),
                "p" => {
                    lines.paragraph();
                    lines.number = None;
                }
                "tr" => lines.row(),
                "tbl" => {
                    lines.row();
                    lines.tables.pop();
                }
                _ => {}
            },
            Event::Text(e) if in_text && skipped == 0 => lines.line.push_str(&e.xml10_content()),
            Event::CData(e) if in_text && skipped == 0 => lines.line.push_str(&e.xml10_content()),
            Event::GeneralRef(e) if in_text && skipped == 0 => {
                if let Ok(Some(c)) = e.resolve_char_ref() {
                    lines.line.push(c);
                } else {
                    let name: &str = e.as_ref();
                    lines.line.push_str(quick_xml::escape::resolve_xml_entity(name).unwrap_or_default());
                }
            }
            _ => {}
        }
    }
    lines.paragraph();
    Ok(lines.out)
}

impl Lines {
    fn mark(&mut self, name: &str) {
        match name {
            "tab" => self.line.push('\t'),
            "br" | "cr" => self.paragraph(),
            "noBreakHyphen" => self.line.push('-'),
            _ => {}
        }
    }

    fn paragraph(&mut self) {
        let words = self.line.trim();
        if !words.is_empty() {
            let line = self.number.take().unwrap_or_default() + words;
            if let Some(cell) = self.tables.last_mut().and_then(|t| t.row.last_mut()) {
                cell.push(line);
            } else {
                self.out.push_str(&line);
                self.out.push('\n');
            }
        }
        self.line.clear();
    }

    fn row(&mut self) {
        self.paragraph();
        let Some(row) = self.tables.last_mut().map(|t| std::mem::take(&mut t.row)) else { return };
        let is_short = |cell: &Vec<String>| cell.iter().map(|l| l.chars().count()).sum::<usize>() <= CELL;
        let lines: Vec<String> = if row.iter().all(is_short) {
            let cells: Vec<String> = row.iter().map(|cell| cell.join(" ")).collect();
            vec![cells.join("\t").trim().to_owned()]
        } else {
            row.into_iter().flatten().collect()
        };
        let depth = self.tables.len();
        let cell = depth.checked_sub(2).and_then(|d| self.tables.get_mut(d)?.row.last_mut());
        let lines = lines.into_iter().filter(|l| !l.is_empty());
        match cell {
            Some(cell) => cell.extend(lines),
            None => {
                for line in lines {
                    self.out.push_str(&line);
                    self.out.push('\n');
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Numbering, document, read};
    use crate::input::Kind;

    const XML: &str = r#"<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="w"><w:body>
<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>工作</w:t></w:r><w:r><w:t xml:space="preserve">简报</w:t></w:r></w:p>
<w:p><w:r><w:t>办理案件&lt;20522&gt;件，A&amp;B&#x3002;</w:t><w:br/><w:t>第二行</w:t></w:r><w:del><w:r><w:delText>删</w:delText></w:r></w:del></w:p><w:p/>
<w:tbl><w:tr><w:tc><w:p><w:r><w:t>指标</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>数</w:t></w:r></w:p><w:p><w:r><w:t>值</w:t></w:r></w:p></w:tc></w:tr>
<w:tr><w:tc><w:p><w:r><w:t>产值</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>5亿元</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:body></w:document>"#;

    #[test]
    fn paragraphs_and_tables() {
        assert_eq!(
            document(XML, &mut Numbering::default()).unwrap(),
            "工作简报\n办理案件<20522>件，A&B。\n第二行\n指标\t数 值\n产值\t5亿元\n"
        );
    }

    #[test]
    fn paragraphs_have_the_numbers_that_readers_see() {
        let lists = "<w:numbering><w:abstractNum w:abstractNumId='1'><w:lvl w:ilvl='0'><w:numFmt w:val='chineseCounting'/>\
            <w:lvlText w:val='%1、'/></w:lvl></w:abstractNum><w:num w:numId='4'><w:abstractNumId w:val='1'/></w:num></w:numbering>";
        let paragraph = |words: &str| {
            format!(
                "<w:p><w:pPr><w:numPr><w:ilvl w:val='0'/><w:numId w:val='4'/></w:numPr><w:tabs><w:tab w:val='left'/></w:tabs>\
                 <w:pPrChange><w:pPr><w:numPr><w:numId w:val='0'/></w:numPr></w:pPr></w:pPrChange></w:pPr>\
                 <w:r><w:t>{words}</w:t></w:r></w:p>"
            )
        };
        let xml = format!(
            "<w:document>{}<w:p><w:r><w:t>正文</w:t></w:r></w:p>{}{}</w:document>",
            paragraph("总体要求"),
            paragraph(""),
            paragraph("重点任务")
        );
        let text = document(&xml, &mut Numbering::read(lists, "")).unwrap();
        assert_eq!(text, "一、总体要求\n正文\n三、重点任务\n");
    }

    #[test]
    fn what_is_no_document() {
        for bytes in [&b""[..], b"PK\x03\x04", b"PK\x05\x06\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"] {
            assert_eq!(read(bytes, 1 << 20).map_err(|e| e.0), Err(Kind::Format));
        }
    }
}
