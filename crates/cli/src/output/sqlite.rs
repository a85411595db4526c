//! An embedded database: tables with keys and indices, views, and a full-text index.

use super::draft::Draft;
use super::sink::{Made, Sink, number};
use crate::schema::{Cell, Column, Rows, Table, Type};
use rusqlite::{Connection, Statement, ToSql, types::ToSqlOutput, types::Value};
use std::fmt::Write;
use std::io;
use std::path::Path;

/// How many articles are written before they are committed.
const SHARE: i64 = 500;

/// What is searched in each table.
const SEARCHED: [(Table, &[&str]); 6] = [
    (Table::Claims, &["sentence"]),
    (Table::Institutions, &["name", "mentions[].text"]),
    (Table::Measures, &["text", "names[]"]),
    (Table::Policies, &["text", "title"]),
    (Table::Checks, &["note"]),
    (Table::Documents, &["title", "sections[].heading"]),
];

/// What the tables are looked up by: the table, and the columns.
const INDICES: [(Table, &str); 11] = [
    (Table::Claims, "indicator_key"),
    (Table::Claims, "region_code, period_key"),
    (Table::Institutions, "name"),
    (Table::Institutions, "key"),
    (Table::Measures, "key"),
    (Table::Measures, "object"),
    (Table::Measures, "action_kind, status"),
    (Table::Policies, "title"),
    (Table::Policies, "key"),
    (Table::Checks, "verdict"),
    (Table::Documents, "article_id"),
];

/// Questions that are asked often. Where articles differ in a value, `value` is empty and the lowest and highest stand.
const VIEWS: [(&[Table], &str); 2] = [
    (
        &[Table::Claims],
        "CREATE VIEW IF NOT EXISTS indicator_by_region_and_period AS
         SELECT indicator_key AS indicator, region_name AS region, region_code, period_key AS period, kind, modality,
                comparison_basis AS comparison, unit, per,
                CASE WHEN min(value_signed) = max(value_signed) THEN min(value_signed) END AS value,
                min(value_signed) AS lowest, max(value_signed) AS highest,
                count(*) AS claims, count(DISTINCT article) AS articles
         FROM claims WHERE indicator_key IS NOT NULL
         GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9
         ORDER BY indicator, region_code, period",
    ),
    (
        &[Table::Institutions, Table::Measures],
        "CREATE VIEW IF NOT EXISTS measures_by_institution AS
         SELECT i.name AS institution, i.kind AS institution_kind, i.level, i.region_name AS region, m.status,
                m.action_kind, m.action, m.object, m.key, m.names, m.text, m.article, m.id AS measure
         FROM measures_actors AS a
         JOIN institutions AS i ON i.article = a.article AND i.id = a.id
         JOIN measures AS m ON m.article = a.article AND m.id = a.measure
         ORDER BY institution, m.article, m.rowid",
    ),
];

/// A database that is being filled.
pub(crate) struct Sqlite {
    connection: Connection,
    draft: Draft,
    tables: Vec<Target>,
    articles: i64,
    errors: i64,
}

/// What is done with the rows of a table.
struct Target {
    table: Table,
    insert: String,
    /// For each list of the table: the columns that belong to it, and how its items are inserted.
    lists: Vec<(Vec<usize>, String)>,
    /// The columns that are searched.
    searched: Vec<usize>,
    /// The column that holds the fact's id.
    id: Option<usize>,
}

impl Target {
    fn new(table: Table) -> Self {
        let columns = table.columns();
        let marks = vec!["?"; columns.len()].join(", ");
        let searched: &[&str] = SEARCHED.iter().find(|(t, _)| *t == table).map_or(&[], |(_, paths)| paths);
        Target {
            table,
            insert: format!("INSERT INTO {} VALUES ({marks})", table.name()),
            lists: lists(table)
                .into_iter()
                .map(|(name, members)| {
                    let marks = vec!["?"; members.len() + 3].join(", ");
                    (members, format!("INSERT INTO {}_{name} VALUES ({marks})", table.name()))
                })
                .collect(),
            searched: columns.iter().enumerate().filter(|(_, c)| searched.contains(&c.path)).map(|(i, _)| i).collect(),
            id: columns.iter().position(|c| c.path == "id"),
        }
    }
}

/// Returns the lists of a table: the name, and the columns that belong to it.
fn lists(table: Table) -> Vec<(&'static str, Vec<usize>)> {
    let mut lists: Vec<(&str, Vec<usize>)> = Vec::new();
    for (i, column) in table.columns().iter().enumerate() {
        let Some((name, _)) = column.path.split_once("[]") else { continue };
        match lists.iter_mut().find(|(n, _)| *n == name) {
            Some((_, members)) => members.push(i),
            None => lists.push((name, vec![i])),
        }
    }
    lists
}

/// Returns the word for one fact of a table, by which other tables point at it.
fn singular(table: Table) -> &'static str {
    match table {
        Table::Claims => "claim",
        Table::Institutions => "institution",
        Table::Measures => "measure",
        Table::Policies => "policy",
        Table::Checks => "check_id",
        Table::Documents => "document",
        Table::Errors => "error",
    }
}

fn sql_type(kind: Type) -> &'static str {
    match kind {
        Type::Text | Type::Word => "TEXT",
        Type::Integer | Type::Offset => "INTEGER",
        Type::Decimal => "NUMERIC",
        Type::Date => "DATE",
        Type::Boolean => "BOOLEAN",
    }
}

/// Returns the statements that make the tables.
fn tables(tables: &[Table]) -> String {
    let mut sql = String::new();
    let parent =
        if tables.contains(&Table::Documents) { " REFERENCES documents DEFERRABLE INITIALLY DEFERRED" } else { "" };
    for table in tables {
        let columns: Vec<String> = table.columns().iter().map(|column| definition(*table, column, parent)).collect();
        let has_id = table.columns().iter().any(|c| c.path == "id");
        let key = if has_id { ",\n  UNIQUE (article, id)" } else { "" };
        let _ = writeln!(sql, "CREATE TABLE {} (\n  {}{key}\n);", table.name(), columns.join(",\n  "));
        for (name, members) in lists(*table) {
            let fields = members.iter().filter_map(|i| table.columns().get(*i));
            let fields: Vec<String> = fields.map(|c| format!("{} {}", field(c), sql_type(c.kind))).collect();
            let _ = writeln!(
                sql,
                "CREATE TABLE {table}_{name} (\n  article INTEGER NOT NULL,\n  {} TEXT,\n  position INTEGER NOT NULL,\n  {}\n);",
                singular(*table),
                fields.join(",\n  "),
                table = table.name(),
            );
        }
    }
    sql.push_str("CREATE TABLE columns (\"table\" TEXT, \"column\" TEXT, type TEXT, doc TEXT);\n");
    sql.push_str("CREATE VIRTUAL TABLE search USING fts5(words, fact UNINDEXED, article UNINDEXED, id UNINDEXED);\n");
    sql
}

fn definition(table: Table, column: &Column, parent: &str) -> String {
    let kind = if column.is_list() { "TEXT" } else { sql_type(column.kind) };
    let more = match (table, column.path) {
        (Table::Documents, "article") => " PRIMARY KEY",
        (Table::Errors, "article") => "",
        (_, "article") => parent,
        (_, "id") => " NOT NULL",
        _ => "",
    };
    format!("\"{}\" {kind}{more}", column.flat_name())
}

/// Returns the name of a list's column in the table of its items.
fn field(column: &Column) -> String {
    match column.path.split_once("[].") {
        Some((_, field)) => field.replace('.', "_"),
        None => "value".to_owned(),
    }
}

impl Sqlite {
    /// Opens the database `path`; `resume` is the checkpoint to go on from.
    pub(crate) fn open(tables: &[Table], path: &Path, resume: Option<&serde_json::Value>) -> io::Result<Self> {
        let draft = if resume.is_some() { Draft::resume(path)? } else { Draft::new(path)? };
        let connection = Connection::open(draft.path()).map_err(failed)?;
        connection.set_prepared_statement_cache_capacity(64);
        // Nobody sees the file before it is whole, so that it need not be safe from a loss of power.
        let pragmas = "PRAGMA page_size = 8192; PRAGMA journal_mode = TRUNCATE; PRAGMA synchronous = OFF;";
        connection.execute_batch(pragmas).map_err(failed)?;
        let mut sqlite = Sqlite { connection, draft, tables: Vec::new(), articles: 0, errors: 0 };
        if let Some(at) = resume {
            sqlite.draft.keep();
            sqlite.articles = i64::try_from(number(at, "articles")?).unwrap_or(i64::MAX);
            sqlite.errors = i64::try_from(number(at, "errors")?).unwrap_or(i64::MAX);
            sqlite.go_back(tables).map_err(failed)?;
        } else {
            sqlite.begin(tables).map_err(failed)?;
        }
        sqlite.tables = tables.iter().map(|table| Target::new(*table)).collect();
        Ok(sqlite)
    }

    /// Makes the tables.
    fn begin(&self, tables: &[Table]) -> rusqlite::Result<()> {
        self.connection.execute_batch(&self::tables(tables))?;
        let mut legend = self.connection.prepare("INSERT INTO columns VALUES (?, ?, ?, ?)")?;
        for (table, column) in tables.iter().flat_map(|t| t.columns().iter().map(move |c| (t, c))) {
            legend.execute((table.name(), column.flat_name(), column.kind.name(), column.doc))?;
        }
        self.connection.execute_batch("BEGIN")
    }

    /// Takes out what was written after the checkpoint.
    fn go_back(&self, tables: &[Table]) -> rusqlite::Result<()> {
        let mut sql = format!("DELETE FROM search WHERE article > {};\n", self.articles);
        for table in tables {
            let _ = match table {
                Table::Errors => writeln!(sql, "DELETE FROM errors WHERE rowid > {};", self.errors),
                _ => writeln!(sql, "DELETE FROM {} WHERE article > {};", table.name(), self.articles),
            };
            for (name, _) in lists(*table) {
                let _ = writeln!(sql, "DELETE FROM {}_{name} WHERE article > {};", table.name(), self.articles);
            }
        }
        sql.push_str("BEGIN;");
        self.connection.execute_batch(&sql)
    }

    fn rows(&mut self, rows: &Rows) -> rusqlite::Result<()> {
        let first = self.articles + 1;
        self.articles += rows.articles();
        if self.articles / SHARE > (first - 1) / SHARE {
            self.connection.execute_batch("COMMIT; BEGIN")?;
        }
        let mut search = self.connection.prepare_cached("INSERT INTO search VALUES (?, ?, ?, ?)")?;
        for target in &self.tables {
            let mut insert = self.connection.prepare_cached(&target.insert)?;
            if target.table == Table::Errors {
                self.errors += i64::try_from(rows.count(Table::Errors)).unwrap_or(i64::MAX);
            }
            for row in rows.table(target.table, first) {
                for (i, cell) in row.iter().enumerate() {
                    insert.raw_bind_parameter(i + 1, Bound(cell.as_ref()))?;
                }
                insert.raw_execute()?;
                let article = row.first().and_then(Option::as_ref);
                let id = target.id.and_then(|i| row.get(i)?.as_ref());
                for (members, statement) in &target.lists {
                    let mut insert = self.connection.prepare_cached(statement)?;
                    items(&mut insert, &row, members, id, article)?;
                }
                let words = spaced(target.searched.iter().filter_map(|i| row.get(*i)?.as_ref()));
                if !words.is_empty() {
                    search.execute((words, target.table.name(), Bound(article), Bound(id)))?;
                }
            }
        }
        Ok(())
    }
}

/// Inserts the items of one list of a row.
fn items(
    insert: &mut Statement<'_>,
    row: &[Option<Cell<'_>>],
    members: &[usize],
    id: Option<&Cell<'_>>,
    article: Option<&Cell<'_>>,
) -> rusqlite::Result<()> {
    let lists: Vec<&[Option<Cell<'_>>]> = members
        .iter()
        .map(|i| match row.get(*i) {
            Some(Some(Cell::List(items))) => items.as_slice(),
            _ => &[],
        })
        .collect();
    for position in 0..lists.iter().map(|l| l.len()).max().unwrap_or(0) {
        insert.raw_bind_parameter(1, Bound(article))?;
        insert.raw_bind_parameter(2, Bound(id))?;
        insert.raw_bind_parameter(3, i64::try_from(position).unwrap_or(i64::MAX))?;
        for (i, list) in lists.iter().enumerate() {
            insert.raw_bind_parameter(i + 4, Bound(list.get(position).and_then(Option::as_ref)))?;
        }
        insert.raw_execute()?;
    }
    Ok(())
}

/// Returns the words with each Chinese character set apart, as the full-text index wants them: it knows no words of
/// Chinese, but finds characters that follow each other.
fn spaced<'a>(cells: impl Iterator<Item = &'a Cell<'a>>) -> String {
    let mut words = String::new();
    for cell in cells {
        cell.write(&mut words);
        words.push('\n');
    }
    let mut out = String::with_capacity(words.len() * 2);
    for c in words.trim().chars() {
        let is_han = matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}');
        if is_han {
            out.extend([' ', c, ' ']);
        } else {
            out.push(c);
        }
    }
    out
}

/// A cell as the database holds it.
struct Bound<'a>(Option<&'a Cell<'a>>);

impl ToSql for Bound<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(match self.0 {
            None => ToSqlOutput::Owned(Value::Null),
            Some(Cell::Text(text)) => ToSqlOutput::from(text.as_ref()),
            Some(Cell::Integer(n)) => ToSqlOutput::from(*n),
            Some(Cell::Boolean(yes)) => ToSqlOutput::from(*yes),
            // As words: the column makes a number of them, a whole one if it is whole.
            Some(cell @ (Cell::Id(..) | Cell::Decimal(_) | Cell::Date(_) | Cell::List(_))) => {
                let mut words = String::new();
                cell.write(&mut words);
                ToSqlOutput::Owned(Value::Text(words))
            }
        })
    }
}

fn failed(error: rusqlite::Error) -> io::Error {
    io::Error::other(error)
}

impl Sink for Sqlite {
    fn write(&mut self, made: &Made) -> io::Result<()> {
        if let Made::Rows(rows) = made { self.rows(rows).map_err(failed) } else { Ok(()) }
    }

    fn checkpoint(&mut self) -> io::Result<Option<serde_json::Value>> {
        self.connection.execute_batch("COMMIT; BEGIN").map_err(failed)?;
        self.draft.keep();
        Ok(Some(serde_json::json!({ "articles": self.articles, "errors": self.errors })))
    }

    fn finish(self: Box<Self>) -> io::Result<()> {
        let Sqlite { connection, draft, tables, .. } = *self;
        let has = |table: &Table| tables.iter().any(|t| t.table == *table);
        let mut sql = String::new();
        // A run that broke off here has made some of these.
        for (table, columns) in INDICES.iter().filter(|(table, _)| has(table)) {
            let name = columns.replace(", ", "_and_");
            let _ = writeln!(sql, "CREATE INDEX IF NOT EXISTS {0}_by_{name} ON {0} ({columns});", table.name());
        }
        for (table, name) in tables.iter().flat_map(|t| lists(t.table).into_iter().map(move |(n, _)| (t.table, n))) {
            let key = singular(table);
            let _ = writeln!(
                sql,
                "CREATE INDEX IF NOT EXISTS {0}_{name}_by_{key} ON {0}_{name} (article, {key});",
                table.name()
            );
        }
        for (_, view) in VIEWS.iter().filter(|(needs, _)| needs.iter().all(has)) {
            let _ = writeln!(sql, "{view};");
        }
        sql.push_str(
            "INSERT INTO search(search) VALUES ('optimize');\nCOMMIT;\nPRAGMA journal_mode = DELETE;\nANALYZE;",
        );
        connection.execute_batch(&sql).map_err(failed)?;
        connection.close().map_err(|(_, e)| failed(e))?;
        draft.finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::{Kind, Problem};
    use crate::schema::Source;

    #[test]
    fn a_run_that_broke_off_at_its_very_end_is_gone_on_with() {
        let path = std::env::temp_dir().join(format!("zhengwen-end-{}.sqlite", std::process::id()));
        let open = |resume: Option<&serde_json::Value>| Box::new(Sqlite::open(&Table::ALL, &path, resume).unwrap());
        let rows = |input| {
            let problem = Problem::new(input, Kind::Empty, "empty");
            Made::Rows(Box::new(Rows::of(&[Source::Problem(&problem)], &Table::ALL)))
        };
        let mut sqlite = open(None);
        sqlite.write(&rows("a.txt")).unwrap();
        let checkpoint = sqlite.checkpoint().unwrap();
        let draft = sqlite.draft.path().to_owned();
        sqlite.write(&rows("b.txt")).unwrap();
        sqlite.finish().unwrap();
        // Everything is written, but the file has not got its name yet.
        std::fs::rename(&path, &draft).unwrap();
        let mut sqlite = open(checkpoint.as_ref());
        sqlite.write(&rows("b.txt")).unwrap();
        sqlite.finish().unwrap();
        let count = |sql| Connection::open(&path).unwrap().query_row(sql, [], |row| row.get::<_, i64>(0)).unwrap();
        assert_eq!(count("SELECT count(*) FROM errors"), 2);
        assert_eq!(count("SELECT count(*) FROM sqlite_master WHERE type = 'view'"), 2);
        std::fs::remove_file(&path).unwrap();
    }
}
