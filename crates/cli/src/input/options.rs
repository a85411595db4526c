//! What the command line says about inputs.

use clap::{Args, ValueEnum};
use std::path::PathBuf;

/// How inputs are read.
#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "Inputs")]
pub(crate) struct Options {
    /// What the input is. auto: by the file's first bytes and ending.
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t)]
    pub(crate) input_format: InputFormat,
    /// The encoding of texts, such as GB18030 or Big5. Default: what the file says, else what it looks like.
    #[arg(long, value_name = "NAME", value_parser = super::decode::by_name)]
    pub(crate) encoding: Option<&'static encoding_rs::Encoding>,
    /// Read the paths of the inputs from this file too, one a line; `-` for standard input.
    #[arg(long, value_name = "FILE")]
    pub(crate) list: Option<PathBuf>,
    /// The field or column that holds the text. Default: text.
    #[arg(long, value_name = "NAME", default_value = "text", hide_default_value = true)]
    pub(crate) text_field: String,
    /// The field or column that holds the id. Default: id, if there is one, else the line's number.
    #[arg(long, value_name = "NAME")]
    pub(crate) id_field: Option<String>,
    /// The field or column that holds the day of publication. Default: published, if there is one.
    #[arg(long, value_name = "NAME")]
    pub(crate) date_field: Option<String>,
    /// The largest input to read, unpacked: a number of bytes, or with K, M or G.
    #[arg(long, value_name = "SIZE", default_value = "32M", value_parser = size)]
    pub(crate) max_size: u64,
    /// Save the text that offsets refer to below this folder, a file for each article.
    #[arg(long, value_name = "DIR")]
    pub(crate) save_text: Option<PathBuf>,
}

/// What the input is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum InputFormat {
    /// By the file's first bytes and ending.
    #[default]
    Auto,
    /// Plain text or Markdown, one article.
    Text,
    /// A web page: its main text is the article.
    Html,
    /// A Word document.
    Docx,
    /// A PDF file with a text layer.
    Pdf,
    /// One article a line, as JSON.
    Jsonl,
    /// A table with a column of texts, separated by commas, semicolons or tabs.
    Csv,
    /// A Parquet file with a column of texts.
    Parquet,
}

/// Reads a number of bytes.
fn size(text: &str) -> Result<u64, String> {
    let text = text.trim();
    let digits = text.trim_end_matches(|c: char| !c.is_ascii_digit());
    let scale: u64 = match text.get(digits.len()..).unwrap_or_default().to_ascii_uppercase().as_str() {
        "" | "B" => 1,
        "K" | "KB" => 1 << 10,
        "M" | "MB" => 1 << 20,
        "G" | "GB" => 1 << 30,
        _ => return Err("give a number of bytes, such as 500K, 32M or 2G".to_owned()),
    };
    let number: u64 = digits.parse().map_err(|_| "give a number of bytes, such as 500K, 32M or 2G".to_owned())?;
    number.checked_mul(scale).filter(|n| *n > 0).ok_or_else(|| "give a size above 0".to_owned())
}

#[cfg(test)]
mod tests {
    use super::size;

    #[test]
    fn sizes() {
        for (text, bytes) in [("1", Some(1)), ("3k", Some(3072)), ("32M", Some(32 << 20)), ("2GB", Some(2 << 30))] {
            assert_eq!(size(text).ok(), bytes, "{text}");
        }
        for text in ["", "0", "M", "-1", "1.5M", "7X", "99999999999999999999", "18446744073709551615G"] {
            assert!(size(text).is_err(), "{text}");
        }
    }
}
