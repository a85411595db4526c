//! One article a line, as JSON.

use super::{Input, Kind, Options, Problem, Text, decode::unknown};
use crate::args::region;
use std::io::{self, BufRead, Read};
use zhengwen::{Date, RegionRef};

/// The lines of a JSONL file.
pub(crate) struct Lines {
    reader: Box<dyn BufRead + Send>,
    number: u64,
    /// The byte offset of the next line.
    at: u64,
    limit: u64,
}

/// A line as it stands in the file.
#[derive(Debug)]
pub(crate) struct Line {
    pub(crate) number: u64,
    at: u64,
    bytes: Vec<u8>,
    /// The line is longer than allowed; `bytes` is its beginning.
    cut: bool,
}

impl Lines {
    /// Reads the lines of a stream from which a byte order mark of `at` bytes was taken.
    pub(crate) fn new(reader: Box<dyn BufRead + Send>, at: u64, limit: u64) -> Self {
        Lines { reader, number: 0, at, limit }
    }

    /// Returns the next line that is not blank. No line takes more memory than the limit.
    pub(crate) fn next(&mut self) -> io::Result<Option<Line>> {
        let mut bytes = Vec::new();
        loop {
            bytes.clear();
            self.number += 1;
            let at = self.at;
            let read = self.reader.by_ref().take(self.limit.saturating_add(1)).read_until(b'\n', &mut bytes)?;
            if read == 0 {
                return Ok(None);
            }
            self.at += read as u64;
            let cut = read as u64 > self.limit && bytes.last() != Some(&b'\n');
            if cut {
                self.skip_line()?;
                bytes = Vec::new();
            }
            if cut || !bytes.trim_ascii().is_empty() {
                return Ok(Some(Line { number: self.number, at, bytes, cut }));
            }
        }
    }

    /// Gives up the rest, and returns the number of the line on which that is.
    pub(crate) fn end(&mut self) -> u64 {
        self.reader = Box::new(io::empty());
        self.number
    }

    fn skip_line(&mut self) -> io::Result<()> {
        loop {
            let chunk = self.reader.fill_buf()?;
            if chunk.is_empty() {
                return Ok(());
            }
            let end = chunk.iter().position(|b| *b == b'\n');
            let used = end.map_or(chunk.len(), |at| at + 1);
            self.reader.consume(used);
            self.at += used as u64;
            if end.is_some() {
                return Ok(());
            }
        }
    }
}

impl Line {
    /// Returns how long it is.
    pub(crate) fn bytes(&self) -> usize {
        self.bytes.len()
    }

    /// Reads the line.
    pub(crate) fn parse(self, name: &str, options: &Options) -> Input {
        let problem = |kind, message: String| Problem::new(name, kind, message).line(self.number);
        if self.cut {
            let limit = options.max_size;
            let message = format!("the line is longer than {limit} bytes: split it, or allow more with --max-size");
            return Err(problem(Kind::Limit, message));
        }
        let bytes = self.bytes.trim_ascii_end();
        let source = std::str::from_utf8(bytes).map_err(|e| {
            let at = self.at + e.valid_up_to() as u64;
            problem(Kind::Encoding, unknown(at))
        })?;
        let mut reader = serde_json::Deserializer::from_str(source);
        let fields = Fields { options };
        let found = serde::de::DeserializeSeed::deserialize(fields, &mut reader)
            .and_then(|found| reader.end().map(|()| found))
            .map_err(|e| self.malformed(name, source, &e))?;
        let field = |message: String| problem(Kind::Field, message);
        let text = found.text.ok_or_else(|| {
            field(format!(
                "missing field `{}`: name the field that holds the text with --text-field",
                options.text_field
            ))
        })?;
        let region = found.region.map(Region::resolve).transpose().map_err(field)?;
        let id = match found.id {
            Some(Id::Name(id)) => id,
            Some(Id::Number(id)) => id.to_string(),
            None => self.number.to_string(),
        };
        let mut out = Text::new(name, text);
        out.id = Some(id);
        out.title = found.title;
        out.published = found.published;
        out.region = region;
        out.line = self.number;
        Ok(out)
    }

    fn malformed(&self, name: &str, source: &str, error: &serde_json::Error) -> Problem {
        let before = source.as_bytes().get(..error.column().saturating_sub(1)).unwrap_or_default();
        let column = String::from_utf8_lossy(before).chars().count() as u64 + 1;
        let message = error.to_string();
        let message = message.split(" at line ").next().unwrap_or(&message);
        let (what, hint) = if error.is_data() {
            ("", "see `zhengwen extract --help` for the fields")
        } else {
            ("not JSON: ", "one JSON object a line")
        };
        let kind = if error.is_data() { Kind::Field } else { Kind::Format };
        Problem::new(name, kind, format!("{what}{message}; expected: {hint}")).line(self.number).column(column)
    }
}

/// What a line says of its article.
#[derive(Default)]
struct Found {
    id: Option<Id>,
    text: Option<String>,
    title: Option<String>,
    published: Option<Date>,
    region: Option<Region>,
}

#[derive(serde::Deserialize)]
#[serde(untagged)]
enum Id {
    Name(String),
    Number(serde_json::Number),
}

#[derive(serde::Deserialize)]
#[serde(untagged)]
enum Region {
    Name(String),
    Code(u32),
    Both { name: String, code: String },
    NameOnly { name: String },
    CodeOnly { code: String },
}

impl Region {
    fn resolve(self) -> Result<RegionRef, String> {
        match self {
            Region::Both { name, code } => Ok(RegionRef { name: name.into(), code: code.into() }),
            Region::Name(key) | Region::NameOnly { name: key } | Region::CodeOnly { code: key } => region(&key),
            Region::Code(code) => region(&code.to_string()),
        }
    }
}

/// Reads the fields that the options name out of an object, and passes over the others.
struct Fields<'a> {
    options: &'a Options,
}

impl<'de> serde::de::DeserializeSeed<'de> for Fields<'_> {
    type Value = Found;

    fn deserialize<D: serde::Deserializer<'de>>(self, reader: D) -> Result<Found, D::Error> {
        reader.deserialize_map(self)
    }
}

impl<'de> serde::de::Visitor<'de> for Fields<'_> {
    type Value = Found;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("an object with the field `")?;
        f.write_str(&self.options.text_field)?;
        f.write_str("`")
    }

    fn visit_map<A: serde::de::MapAccess<'de>>(self, mut map: A) -> Result<Found, A::Error> {
        let options = self.options;
        let (id, date) = (options.id_field.as_deref(), options.date_field.as_deref());
        let mut found = Found::default();
        while let Some(key) = map.next_key::<std::borrow::Cow<'_, str>>()? {
            let key = key.as_ref();
            if key == options.text_field {
                found.text = Some(map.next_value()?);
            } else if key == id.unwrap_or("id") {
                found.id = map.next_value()?;
            } else if key == date.unwrap_or("published") {
                found.published =
                    if date.is_some() { map.next_value::<Option<Day>>()?.and_then(|d| d.0) } else { map.next_value()? };
            } else if key == "title" {
                found.title = map.next_value()?;
            } else if key == "region" {
                found.region = map.next_value()?;
            } else {
                map.next_value::<serde::de::IgnoredAny>()?;
            }
        }
        Ok(found)
    }
}

/// A date as other programs write it: `2024-01-05T08:00:00`, `2024/1/5`, `2024年1月5日`, 20240105.
struct Day(Option<Date>);

impl<'de> serde::Deserialize<'de> for Day {
    fn deserialize<D: serde::Deserializer<'de>>(reader: D) -> Result<Self, D::Error> {
        use serde::de::Error;
        #[derive(serde::Deserialize)]
        #[serde(untagged)]
        enum Value {
            Words(String),
            Number(u64),
        }
        let words = match Value::deserialize(reader)? {
            Value::Words(words) => words,
            Value::Number(number) => number.to_string(),
        };
        if words.trim().is_empty() {
            return Ok(Day(None));
        }
        super::day::read(&words).map(|d| Day(Some(d))).ok_or_else(|| Error::custom(super::day::wrong(&words)))
    }
}
