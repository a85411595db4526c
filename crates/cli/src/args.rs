//! The command line.

use crate::input::Options;
use crate::schema::Table;
use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::{Path, PathBuf};
use zhengwen::{Date, OffsetUnit, RegionRef};

const EXAMPLES: &str = "\
Examples:
  zhengwen extract report.txt                        facts of one article, as tables
  zhengwen extract reports/ --format jsonl > facts.jsonl
  zhengwen recognize notice.txt                      numbers, times and names only
  zhengwen diff report-2023.txt report-2024.txt      what changed from one report to the next
  zhengwen explain report.txt --at 1042              why a sentence gives the facts it gives

Facts go to standard output, messages to standard error.
Exit status: 0 done; 1 some inputs failed (each is named, the rest is done); 2 wrong usage.";

const EXTRACT_EXAMPLES: &str = "\
Examples:
  zhengwen extract report.txt                        tables to read
  zhengwen extract report.txt --format json          one JSON document
  zhengwen extract reports/ extra.txt --format jsonl --jobs 8 > facts.jsonl
  zhengwen extract page.shtml minutes.docx notice.pdf --save-text texts/
  zhengwen extract table.csv --text-field 正文 --id-field 编号 --date-field 日期
  zhengwen extract archive/ --output facts.jsonl --resume    go on with a run that broke off
  zhengwen extract 'archive/**/*.html' --list more.txt --encoding GB18030
  zhengwen extract reports/ --format csv --output tables/
  zhengwen extract reports/ --format csv --facts claims > claims.csv
  zhengwen extract reports/ --output facts.xlsx       or facts.sqlite
  zhengwen extract report.txt --output briefing.md
  zhengwen extract report.txt --published 2020-11-04 --region 张掖市
  zhengwen extract --rules words.tsv --rules rules.toml report.txt
  curl -s https://example.org/report.txt | zhengwen extract -

JSONL input is an object a line: {\"id\", \"text\", \"title\"?, \"published\"?, \"region\"?}; `region` is a name, a code or
{\"name\", \"code\"}; without an `id` the line number is the id; other fields are ignored.";

const RECOGNIZE_EXAMPLES: &str = "\
Examples:
  zhengwen recognize notice.txt
  echo '同比增长13.6%，约3000多人' | zhengwen recognize -
  zhengwen recognize texts.jsonl --format jsonl > entities.jsonl";

const EXPLAIN_EXAMPLES: &str = "\
Examples:
  zhengwen explain report.txt                        every sentence
  zhengwen explain report.txt --at 1042              the sentence at character 1042
  echo '全市结案率达97.5%。' | zhengwen explain -
  zhengwen explain report.txt --rules my.toml        does my rule fire, and if not, how near does it come?";

const DIFF_EXAMPLES: &str = "\
Examples:
  zhengwen diff report-2023.txt report-2024.txt
  zhengwen diff reports/2023 reports/2024 --format json

Figures are compared when they are of the same indicator, kind, unit and comparison, and hold at the same time as seen from
each article's year.";

const RULES_EXAMPLES: &str = "\
Examples:
  zhengwen rules list                                every built-in rule with a text in which it fires
  zhengwen rules list claim.share                    those rules with pattern and examples
  zhengwen rules check words.tsv rules.toml          are they well formed, and do their examples hold?";

/// Turns Chinese government news into data: numeric claims, institutions, reform measures, cited policies and
/// arithmetic checks, each with its place in the text and the rule that found it.
#[derive(Debug, Parser)]
#[command(name = "zhengwen", version, after_help = EXAMPLES, max_term_width = 110)]
pub(crate) struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Find every fact of an article.
    #[command(after_help = EXTRACT_EXAMPLES)]
    Extract(Run),
    /// Find numbers, quantities, times and names, without the facts above them.
    #[command(after_help = RECOGNIZE_EXAMPLES)]
    Recognize(Run),
    /// Show how sentences are read: words, chunks, and the rules that fired or nearly did.
    #[command(after_help = EXPLAIN_EXAMPLES)]
    Explain(Explain),
    /// Set two articles, or two years' reports, side by side: which figures moved, which measures are new, kept or gone.
    #[command(after_help = DIFF_EXAMPLES)]
    Diff(Diff),
    /// Show the built-in rules, or check rules of your own.
    #[command(after_help = RULES_EXAMPLES)]
    Rules {
        /// What to do with rules.
        #[command(subcommand)]
        command: Rules,
    },
    /// Print the tables and columns of csv, xlsx, parquet and sqlite, as Markdown.
    Schema,
}

/// What to do with rules.
#[derive(Debug, Subcommand)]
pub(crate) enum Rules {
    /// Show what is built in: ids, patterns, examples.
    List(RulesList),
    /// Check words and rules of your own, and run their examples.
    Check(RulesCheck),
}

/// `rules list`.
#[derive(Debug, Args)]
pub(crate) struct RulesList {
    /// Only the rules whose id begins so, in full.
    #[arg(value_name = "ID")]
    pub(crate) id: Option<String>,
    /// How to print.
    #[arg(short, long, value_enum, default_value_t)]
    pub(crate) format: Plain,
}

/// `rules check`.
#[derive(Debug, Args)]
pub(crate) struct RulesCheck {
    /// Lexicons (.tsv) and rule packs (.toml), which may build on each other.
    #[arg(value_name = "FILE", required = true)]
    pub(crate) files: Vec<PathBuf>,
}

/// `diff`.
#[derive(Debug, Args)]
pub(crate) struct Diff {
    /// The older article: a file, or a folder or JSONL of several that are taken together.
    #[arg(value_name = "OLD")]
    pub(crate) old: PathBuf,
    /// The newer one.
    #[arg(value_name = "NEW")]
    pub(crate) new: PathBuf,
    /// How to print.
    #[arg(short, long, value_enum, default_value_t)]
    pub(crate) format: Plain,
    /// How inputs are read.
    #[command(flatten)]
    pub(crate) inputs: Options,
    /// What is known, and how to count.
    #[command(flatten)]
    pub(crate) shared: Shared,
}

/// `extract` and `recognize`.
#[derive(Debug, Args)]
pub(crate) struct Run {
    /// Files (text, web pages, Word, PDF, JSONL, CSV, Parquet, also .gz and .zst), folders, patterns in quotation marks, or
    /// `-` for standard input.
    #[arg(value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// What to write. Default: by the ending of --output; else table on a terminal or for a single text, else jsonl.
    #[arg(short, long, value_enum)]
    pub(crate) format: Option<Format>,
    /// The file to write, or for csv and parquet the folder. It is replaced when everything is done.
    #[arg(short, long, value_name = "PATH")]
    pub(crate) output: Option<PathBuf>,
    /// The tables to write, for formats that are tables. Default: all.
    #[arg(long, value_enum, value_delimiter = ',', value_name = "TABLE,…")]
    pub(crate) facts: Vec<Table>,
    /// How many threads. Default: one for each core. The output is the same for any number.
    #[arg(short, long, visible_alias = "threads", value_name = "N")]
    pub(crate) jobs: Option<std::num::NonZeroUsize>,
    /// Go on with a run that broke off or was stopped: give the same options, and this.
    #[arg(long, requires = "output")]
    pub(crate) resume: bool,
    /// No summary at the end.
    #[arg(short, long)]
    pub(crate) quiet: bool,
    /// How inputs are read.
    #[command(flatten)]
    pub(crate) inputs: Options,
    /// What is known, and how to count.
    #[command(flatten)]
    pub(crate) shared: Shared,
}

/// `explain`.
#[derive(Debug, Args)]
pub(crate) struct Explain {
    /// A file, or `-` for standard input.
    #[arg(value_name = "PATH")]
    pub(crate) path: PathBuf,
    /// Only the sentence at this offset, counted in `--offsets` units.
    #[arg(long, value_name = "OFFSET")]
    pub(crate) at: Option<u32>,
    /// How to print.
    #[arg(short, long, value_enum, default_value_t)]
    pub(crate) format: Plain,
    /// How inputs are read.
    #[command(flatten)]
    pub(crate) inputs: Options,
    /// What is known, and how to count.
    #[command(flatten)]
    pub(crate) shared: Shared,
}

/// What all commands take.
#[derive(Debug, Args)]
pub(crate) struct Shared {
    /// The unit of every offset.
    #[arg(long, value_enum, default_value_t)]
    pub(crate) offsets: Offsets,
    /// The day of publication, by which 今年 and 上月 are resolved.
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub(crate) published: Option<Date>,
    /// The division the article is about, by which 全市 and 省委 are resolved: a name or a GB/T 2260 code.
    #[arg(long, value_name = "NAME|CODE", value_parser = region)]
    pub(crate) region: Option<RegionRef>,
    /// The title, if the text does not hold it.
    #[arg(long)]
    pub(crate) title: Option<String>,
    /// A lexicon (.tsv) or rule pack (.toml) of your own; may be given several times.
    #[arg(long, value_name = "FILE")]
    pub(crate) rules: Vec<PathBuf>,
}

/// What to write.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// Tables for people.
    Table,
    /// One JSON document: an object for a single text, else an array.
    Json,
    /// One JSON object a line, in the order of the input.
    Jsonl,
    /// A file for each kind of fact, in a folder; one kind (--facts) to standard output or a file.
    Csv,
    /// A workbook with a sheet for each kind of fact.
    #[cfg(feature = "xlsx")]
    Xlsx,
    /// An Apache Parquet file for each kind of fact, in a folder; one kind (--facts) to a file.
    #[cfg(feature = "parquet")]
    Parquet,
    /// A database in one file (`sqlite`), with views and a full-text index.
    #[cfg(feature = "sqlite")]
    Sqlite,
    /// A briefing in Markdown: what an article claims, who acts, what is new, what does not add up.
    Md,
}

impl Format {
    /// Returns the format that a file's name asks for.
    pub(crate) fn by_ending(path: &Path) -> Option<Self> {
        Some(match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
            "txt" => Format::Table,
            "json" => Format::Json,
            "jsonl" | "ndjson" => Format::Jsonl,
            "csv" => Format::Csv,
            #[cfg(feature = "xlsx")]
            "xlsx" => Format::Xlsx,
            #[cfg(feature = "parquet")]
            "parquet" => Format::Parquet,
            #[cfg(feature = "sqlite")]
            "sqlite" | "sqlite3" | "db" => Format::Sqlite,
            "md" | "markdown" => Format::Md,
            _ => return None,
        })
    }

    /// Returns true if the format has a table for each kind of fact.
    pub(crate) fn has_tables(self) -> bool {
        !matches!(self, Format::Table | Format::Json | Format::Jsonl | Format::Md)
    }

    /// Returns true if the format needs a file: it is no stream.
    pub(crate) fn needs_file(self) -> bool {
        self.has_tables() && self != Format::Csv
    }

    /// Returns the ending of the files of a format that has one for each table.
    pub(crate) fn ending(self) -> Option<&'static str> {
        match self {
            Format::Csv => Some("csv"),
            #[cfg(feature = "parquet")]
            Format::Parquet => Some("parquet"),
            _ => None,
        }
    }
}

/// How to print what is for people first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Plain {
    /// Tables for people.
    #[default]
    Table,
    /// One JSON document.
    Json,
    /// One JSON object a line.
    Jsonl,
}

/// The unit of offsets.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Offsets {
    /// Unicode characters: what Python counts.
    #[default]
    Char,
    /// UTF-8 bytes: what Rust and Go count.
    Byte,
    /// UTF-16 units: what JavaScript and Java count.
    Utf16,
}

impl From<Offsets> for OffsetUnit {
    fn from(offsets: Offsets) -> Self {
        match offsets {
            Offsets::Char => OffsetUnit::Char,
            Offsets::Byte => OffsetUnit::Byte,
            Offsets::Utf16 => OffsetUnit::Utf16,
        }
    }
}

/// Looks a division up.
pub(crate) fn region(name_or_code: &str) -> Result<RegionRef, String> {
    RegionRef::lookup(name_or_code).ok_or_else(|| {
        format!("no division is called `{name_or_code}`: give its full name (张掖市) or its six-digit code (620700)")
    })
}
