//! A period as one word, by which rows can be grouped.

use zhengwen::Date;

/// Returns the period's name: `2024`, `2024-H1`, `2024-Q3`, `2024-05`, a day, or `first/last` with `..` for an open end.
pub(crate) fn key(start: Option<Date>, end: Option<Date>) -> Option<String> {
    let (first, last) = match (start, end) {
        (None, None) => return None,
        (Some(first), None) => return Some(format!("{first}/..")),
        (None, Some(last)) => return Some(format!("../{last}")),
        (Some(first), Some(last)) => (first, last),
    };
    if first == last {
        return Some(first.to_string());
    }
    let year = first.year();
    let whole_months = first.day() == 1 && last == last.last_of_month() && last.year() == year;
    Some(match (first.month(), last.month()) {
        (1, 12) if whole_months => format!("{year:04}"),
        (1, 6) if whole_months => format!("{year:04}-H1"),
        (7, 12) if whole_months => format!("{year:04}-H2"),
        (from, to) if whole_months && from % 3 == 1 && to == from + 2 => format!("{year:04}-Q{}", to / 3),
        (from, to) if whole_months && from == to => format!("{year:04}-{from:02}"),
        _ => format!("{first}/{last}"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_have_one_name() {
        for (start, end, name) in [
            ("2024-01-01", "2024-12-31", "2024"),
            ("2024-01-01", "2024-06-30", "2024-H1"),
            ("2024-07-01", "2024-12-31", "2024-H2"),
            ("2024-07-01", "2024-09-30", "2024-Q3"),
            ("2024-02-01", "2024-02-29", "2024-02"),
            ("2024-02-01", "2024-02-28", "2024-02-01/2024-02-28"),
            ("2024-02-01", "2024-04-30", "2024-02-01/2024-04-30"),
            ("2021-01-01", "2025-12-31", "2021-01-01/2025-12-31"),
            ("2024-05-06", "2024-05-06", "2024-05-06"),
            ("", "2030-12-31", "../2030-12-31"),
            ("2024-05-01", "", "2024-05-01/.."),
        ] {
            assert_eq!(key(start.parse().ok(), end.parse().ok()).unwrap(), name);
        }
        assert_eq!(key(None, None), None);
    }
}
