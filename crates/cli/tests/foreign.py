"""Opens what `zhengwen extract` wrote with other programs and compares the counts with the JSONL's.

    python3 foreign.py FOLDER    FOLDER holds facts.jsonl, csv/, facts.xlsx, parquet/ and facts.sqlite

Programs that are not installed are named as skipped.
"""

import csv
import importlib
import json
import sqlite3
import sys
from decimal import Decimal
from pathlib import Path

LISTS = ["claims", "institutions", "measures", "policies", "checks"]


def module(name):
    try:
        return importlib.import_module(name)
    except ImportError:
        return None


def expected(folder):
    counts = dict.fromkeys(LISTS, 0)
    total = Decimal(0)
    articles = 0
    with open(folder / "facts.jsonl", encoding="utf-8") as lines:
        for line in lines:
            facts = json.loads(line)
            articles += 1
            for name in LISTS:
                counts[name] += len(facts[name])
            total += sum((Decimal(c["value"]) for c in facts["claims"]), Decimal(0))
    counts["documents"] = articles
    return counts, total


def read_csv(folder, counts, total):
    csv.field_size_limit(1 << 27)
    for name, count in counts.items():
        with open(folder / "csv" / f"{name}.csv", encoding="utf-8-sig", newline="") as rows:
            rows = list(csv.DictReader(rows))
        assert len(rows) == count, (name, len(rows), count)
        if name == "claims":
            assert sum((Decimal(row["value"]) for row in rows), Decimal(0)) == total


def read_sqlite(folder, counts, _):
    db = sqlite3.connect(f"file:{folder}/facts.sqlite?mode=ro", uri=True)
    for name, count in counts.items():
        (found,) = db.execute(f"SELECT count(*) FROM {name}").fetchone()
        assert found == count, (name, found, count)
    assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert not db.execute("PRAGMA foreign_key_check").fetchall()
    (claims,) = db.execute("SELECT sum(claims) FROM indicator_by_region_and_period").fetchone()
    (named,) = db.execute("SELECT count(*) FROM claims WHERE indicator_key IS NOT NULL").fetchone()
    assert claims == named
    (rows,) = db.execute("SELECT count(*) FROM measures_by_institution").fetchone()
    (actors,) = db.execute("SELECT count(*) FROM measures_actors").fetchone()
    assert rows == actors
    found = db.execute("""SELECT count(*) FROM search WHERE search MATCH '"建 立"' AND fact = 'measures'""").fetchone()
    there = db.execute("SELECT count(*) FROM measures WHERE text LIKE '%建立%' OR names LIKE '%建立%'").fetchone()
    assert found == there, (found, there)


def read_openpyxl(folder, counts, _):
    book = module("openpyxl").load_workbook(folder / "facts.xlsx", read_only=True)
    for name, count in counts.items():
        rows = list(book[name].iter_rows(values_only=True))
        assert len(rows) - 1 == count, (name, len(rows) - 1, count)
        if name == "claims" and count:
            value = rows[0].index("value")
            assert all(isinstance(row[value], (int, float)) for row in rows[1:])
            days = [row[rows[0].index("period_end")] for row in rows[1:]]
            assert all(day is None or hasattr(day, "year") for day in days)


def read_pandas(folder, counts, total):
    pandas = module("pandas")
    for name, count in counts.items():
        assert len(pandas.read_csv(folder / "csv" / f"{name}.csv", dtype=str)) == count, name
    table = pandas.read_parquet(folder / "parquet" / "claims.parquet")
    assert sum(table["value"], Decimal(0)) == total
    book = pandas.read_excel(folder / "facts.xlsx", sheet_name=None) if module("openpyxl") else {}
    for name, count in counts.items() if book else []:
        assert len(book[name]) == count, name


def read_pyarrow(folder, counts, _):
    parquet = importlib.import_module("pyarrow.parquet")
    for name, count in counts.items():
        table = parquet.read_table(folder / "parquet" / f"{name}.parquet")
        assert table.num_rows == count, (name, table.num_rows, count)
        table.validate(full=True)
    names = parquet.read_table(folder / "parquet" / "claims.parquet").schema.names
    assert "indicator" in names and "indicator_text" not in names


def read_duckdb(folder, counts, _):
    duckdb = module("duckdb")
    for name, count in counts.items():
        for source in (f"'{folder}/parquet/{name}.parquet'", f"read_csv('{folder}/csv/{name}.csv', all_varchar=true)"):
            [(found,)] = duckdb.sql(f"SELECT count(*) FROM {source}").fetchall()
            assert found == count, (source, found, count)
    claims = f"'{folder}/parquet/claims.parquet'"
    duckdb.sql(f"SELECT indicator.text, period.start, sum(value) FROM {claims} GROUP BY ALL").fetchall()


READERS = {
    "csv": read_csv,
    "sqlite3": read_sqlite,
    "openpyxl": read_openpyxl,
    "pandas": read_pandas,
    "pyarrow": read_pyarrow,
    "duckdb": read_duckdb,
}


def main():
    folder = Path(sys.argv[1])
    counts, total = expected(folder)
    for name, read in READERS.items():
        if module(name) is None or (name == "pandas" and module("pyarrow") is None):
            print(f"{name}: skipped, it is not installed")
            continue
        read(folder, counts, total)
        print(f"{name}: the same counts: {counts}")


main()
