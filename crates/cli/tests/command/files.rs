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

/// Other programs read the same counts, as far as they are installed.
#[cfg(all(feature = "xlsx", feature = "parquet", feature = "sqlite"))]
#[test]
fn other_programs_open_every_output() {
    let python = std::env::var_os("ZHENGWEN_PYTHON").unwrap_or_else(|| "python3".into());
    if Command::new(&python).arg("--version").output().is_err() {
        println!("skipped: there is no python3");
        return;
    }
    let folder = scratch("foreign");
    write(&folder.join("facts.jsonl"), &[]);
    write(&folder.join("facts.xlsx"), &[]);
    write(&folder.join("facts.sqlite"), &[]);
    write(&folder.join("csv"), &["--format", "csv"]);
    write(&folder.join("parquet"), &["--format", "parquet"]);
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/foreign.py");
    let output = Command::new(&python).arg(script).arg(&folder).output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    println!("{said}");
    assert!(output.status.success(), "{said}{}", String::from_utf8_lossy(&output.stderr));
}
