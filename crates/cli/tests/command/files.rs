//! Workbooks, databases and Parquet: what is written reads back with the counts of the JSONL.

use super::tables::{counts, scratch, write};
use std::process::Command;

#[cfg(feature = "xlsx")]
#[test]
fn a_workbook_holds_what_jsonl_holds() {
    use calamine::{Data, DataType, Reader, Xlsx, open_workbook};
    let path = scratch("workbook").join("facts.xlsx");
    write(&path, &[]);
    let mut book: Xlsx<_> = open_workbook(&path).unwrap();
    for (table, count) in counts() {
        let range = book.worksheet_range(table).unwrap();
        assert_eq!(range.rows().count() - 1, count, "{table}");
        if table == "claims" {
            let column = |name: &str| range.rows().next().unwrap().iter().position(|c| *c == name).unwrap();
            let (value, end) = (column("value"), column("period_end"));
            assert!(range.rows().skip(1).all(|row| row[value].is_float()));
            assert!(range.rows().skip(1).any(|row| row[end].is_datetime()));
            assert!(range.rows().skip(1).all(|row| row[end].is_datetime() || row[end] == Data::Empty));
        }
    }
    assert_eq!(book.sheet_names().last().unwrap(), "columns");
}

#[cfg(feature = "sqlite")]
#[test]
fn a_database_holds_what_jsonl_holds() {
    let path = scratch("database").join("facts.sqlite");
    write(&path, &[]);
    let db = rusqlite::Connection::open(&path).unwrap();
    let one = |sql: &str| db.query_row(sql, [], |row| row.get::<_, i64>(0)).unwrap();
    for (table, count) in counts() {
        assert_eq!(one(&format!("SELECT count(*) FROM {table}")), i64::try_from(count).unwrap(), "{table}");
    }
    assert_eq!(one("SELECT count(*) FROM pragma_foreign_key_check"), 0);
    assert_eq!(
        one("SELECT sum(claims) FROM indicator_by_region_and_period"),
        one("SELECT count(*) FROM claims WHERE indicator_key IS NOT NULL")
    );
    assert_eq!(one("SELECT count(*) FROM measures_by_institution"), one("SELECT count(*) FROM measures_actors"));
    assert!(one("SELECT count(*) FROM measures_by_institution WHERE institution LIKE '%法院'") > 0);
    // Two characters are found where they follow each other, and only there.
    assert_eq!(
        one("SELECT count(*) FROM search WHERE search MATCH '\"建 立\"' AND fact = 'measures'"),
        one("SELECT count(*) FROM measures WHERE text || names LIKE '%建立%'")
    );
    assert_eq!(one("SELECT count(*) FROM claims WHERE typeof(value) NOT IN ('integer', 'real')"), 0);
    assert_eq!(one("SELECT value FROM claims WHERE text LIKE '523.384万元%'"), 5_233_840);
}

#[cfg(feature = "parquet")]
#[test]
fn parquet_files_hold_what_jsonl_holds() {
    use arrow_array::{Array, RecordBatch, cast::AsArray, types::Decimal128Type};
    use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
    let folder = scratch("parquet");
    write(&folder, &["--format", "parquet"]);
    for (table, count) in counts() {
        let file = std::fs::File::open(folder.join(format!("{table}.parquet"))).unwrap();
        let reader = ParquetRecordBatchReaderBuilder::try_new(file).unwrap().build().unwrap();
        let batches: Vec<RecordBatch> = reader.map(Result::unwrap).collect();
        assert_eq!(batches.iter().map(RecordBatch::num_rows).sum::<usize>(), count, "{table}");
        if table == "claims" {
            let claims = &batches[0];
            let values = claims.column_by_name("value").unwrap().as_primitive::<Decimal128Type>();
            assert_eq!(values.value_as_string(0), "3000.000000000000000000");
            // What does not apply is absent as a whole.
            let comparison = claims.column_by_name("comparison").unwrap().as_struct();
            assert!(comparison.null_count() > 0 && comparison.null_count() < count);
        }
        if table == "institutions" {
            let mentions = batches[0].column_by_name("mentions").unwrap().as_list::<i32>();
            assert!(mentions.iter().all(|m| !m.unwrap().is_empty()));
        }
    }
}

/// Other programs read the same counts, as far as they are installed: with `ZHENGWEN_INSTALL` set they are, from PyPI, and
/// `ZHENGWEN_PYTHON` names a Python that has them. The corpus is read if it is beside the project or `ZHENGWEN_CORPUS`
/// names it, else the articles of the tests.
#[cfg(all(feature = "xlsx", feature = "parquet", feature = "sqlite"))]
#[test]
fn other_programs_open_every_output() {
    let Some(python) = python() else {
        super::visibly("other_programs_open_every_output: skipped, there is no python3");
        return;
    };
    let beside = std::path::PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpus");
    let corpus = std::env::var_os("ZHENGWEN_CORPUS").map_or(beside, std::path::PathBuf::from);
    let folders = ["news", "pages", "reports"].map(|folder| corpus.join(folder).to_str().unwrap().to_owned());
    let inputs = if corpus.is_dir() { folders.to_vec() } else { super::tables::inputs() };
    let folder = scratch("foreign");
    for (name, format) in [
        ("facts.jsonl", "jsonl"),
        ("facts.xlsx", "xlsx"),
        ("facts.sqlite", "sqlite"),
        ("csv", "csv"),
        ("parquet", "parquet"),
    ] {
        let output = folder.join(name).to_str().unwrap().to_owned();
        let args = ["extract", "--quiet", "--format", format, "--output", &output];
        let run = super::zhengwen(&args.into_iter().chain(inputs.iter().map(String::as_str)).collect::<Vec<_>>(), "");
        assert_eq!(run.code, i32::from(!corpus.is_dir()), "{name}: {}", run.err);
    }
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/foreign.py");
    let output = Command::new(&python).arg(script).arg(&folder).output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    super::visibly(&said);
    assert!(output.status.success(), "{said}{}", String::from_utf8_lossy(&output.stderr));
}

/// Returns a Python; one with the readers if it is asked for.
#[cfg(all(feature = "xlsx", feature = "parquet", feature = "sqlite"))]
fn python() -> Option<std::ffi::OsString> {
    if let Some(python) = std::env::var_os("ZHENGWEN_PYTHON") {
        return Some(python);
    }
    let works = |python: &std::ffi::OsStr, args: &[&str]| {
        Command::new(python).args(args).output().is_ok_and(|output| output.status.success())
    };
    let python = std::ffi::OsString::from("python3");
    if !works(&python, &["--version"]) {
        return None;
    }
    if std::env::var_os("ZHENGWEN_INSTALL").is_some() {
        let folder = std::path::PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("readers");
        let own = folder.join("bin/python").into_os_string();
        let packages = ["-m", "pip", "install", "--quiet", "pandas", "pyarrow", "openpyxl", "duckdb"];
        if works(&python, &["-m", "venv", folder.to_str()?]) && works(&own, &packages) {
            return Some(own);
        }
        super::visibly("the readers cannot be installed");
    }
    Some(python)
}
