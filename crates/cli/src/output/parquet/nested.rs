//! The nested schema of a table, from the paths of its columns.

use crate::schema::{Column, Type};
use arrow_schema::{DataType, Field, Fields, Schema};
use std::sync::Arc;

/// Decimals are written with so many digits, so many of them behind the point.
pub(super) const DECIMAL: (u8, i8) = (38, 18);

/// A table's schema.
pub(super) struct Nested {
    pub(super) schema: Schema,
    /// The columns, in their order in the file.
    pub(super) leaves: Vec<Leaf>,
    /// How many records there are that may be absent.
    pub(super) records: usize,
}

/// Where a column stands.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Leaf {
    /// Its place in the table.
    pub(super) column: usize,
    /// Those records around it that may be absent.
    pub(super) records: Vec<usize>,
    /// How much of the path to an item of a list is there with the item itself.
    pub(super) base: u8,
}

/// A field.
enum Node {
    /// A column, by its place in the table.
    Leaf(String, usize),
    Record(String, Vec<Node>),
    /// A list of what the one node is.
    List(String, Box<Node>),
}

impl Nested {
    pub(super) fn new(columns: &[Column]) -> Self {
        let paths: Vec<(&str, usize)> = columns.iter().enumerate().map(|(i, c)| (c.path, i)).collect();
        let tree = tree(&paths);
        let mut nested = Nested { schema: Schema::new(fields(&tree, columns)), leaves: Vec::new(), records: 0 };
        nested.walk_all(&tree, &mut Vec::new(), 0);
        nested
    }

    /// Notes the columns in some fields.
    fn walk_all(&mut self, nodes: &[Node], records: &mut Vec<usize>, base: u8) {
        for node in nodes {
            self.walk(node, records, base);
        }
    }

    fn walk(&mut self, node: &Node, records: &mut Vec<usize>, base: u8) {
        match node {
            Node::Leaf(_, column) => self.leaves.push(Leaf { column: *column, records: records.clone(), base }),
            Node::Record(_, members) => {
                records.push(self.records);
                self.records += 1;
                self.walk_all(members, records, base);
                records.pop();
            }
            Node::List(_, item) => match item.as_ref() {
                // A record is there with its item.
                Node::Record(_, members) => self.walk_all(members, records, base + 2),
                other => self.walk(other, records, base + 1),
            },
        }
    }
}

/// Returns the nested fields of columns, each with the rest of its path.
fn tree(columns: &[(&str, usize)]) -> Vec<Node> {
    let mut names: Vec<&str> = Vec::new();
    for (path, _) in columns {
        let name = path.split('.').next().unwrap_or("");
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let node = |name: &str| {
        let (bare, is_list) = name.strip_suffix("[]").map_or((name, false), |bare| (bare, true));
        let inner = if is_list { "item" } else { bare };
        let members: Vec<(&str, usize)> =
            columns.iter().filter_map(|(path, i)| Some((path.strip_prefix(name)?.strip_prefix('.')?, *i))).collect();
        let leaf = columns.iter().find(|(path, _)| *path == name);
        let node = match leaf {
            Some((_, column)) => Node::Leaf(inner.to_owned(), *column),
            None => Node::Record(inner.to_owned(), tree(&members)),
        };
        if is_list { Node::List(bare.to_owned(), Box::new(node)) } else { node }
    };
    names.into_iter().map(node).collect()
}

impl Node {
    fn field(&self, columns: &[Column]) -> Field {
        match self {
            Node::Leaf(name, column) => {
                let kind = columns.get(*column).map_or(DataType::Null, |c| data_type(c.kind));
                Field::new(name, kind, true)
            }
            Node::Record(name, members) => Field::new(name, DataType::Struct(fields(members, columns)), true),
            Node::List(name, item) => Field::new(name, DataType::List(Arc::new(item.field(columns))), false),
        }
    }
}

fn fields(nodes: &[Node], columns: &[Column]) -> Fields {
    nodes.iter().map(|node| node.field(columns)).collect()
}

/// Returns the type of a column's cells, or of its items.
fn data_type(kind: Type) -> DataType {
    match kind {
        Type::Text | Type::Word => DataType::Utf8,
        Type::Integer => DataType::Int64,
        Type::Offset => DataType::Int32,
        Type::Decimal => DataType::Decimal128(DECIMAL.0, DECIMAL.1),
        Type::Date => DataType::Date32,
        Type::Boolean => DataType::Boolean,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::Table;
    use parquet::arrow::ArrowSchemaConverter;

    #[test]
    fn every_table_has_a_schema() {
        for table in Table::ALL {
            let columns = table.columns();
            let Nested { schema, leaves, .. } = Nested::new(columns);
            let names: std::collections::HashSet<&String> = schema.fields().iter().map(|f| f.name()).collect();
            assert_eq!(names.len(), schema.fields().len(), "{}", table.name());
            // What is said of a column is said of the one that stands there.
            let written = ArrowSchemaConverter::new().convert(&schema).unwrap();
            assert_eq!((written.columns().len(), leaves.len()), (columns.len(), columns.len()));
            for (leaf, there) in leaves.iter().zip(written.columns()) {
                let column = columns[leaf.column];
                let path = there.path().string().replace(".list.item", "[]");
                assert_eq!(path, column.path);
                assert_eq!(there.max_rep_level(), i16::from(column.is_list()), "{path}");
                let levels = usize::from(leaf.base) + leaf.records.len() + 1;
                assert_eq!(usize::try_from(there.max_def_level()).unwrap(), levels, "{path}");
            }
        }
    }
}
