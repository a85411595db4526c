//! Dates as metadata and tables write them.

use zhengwen::Date;

/// Reads the day at the start of `2024-01-05T08:00:00+08:00`, `2024/1/5 08:00`, `2024年1月5日`, `2024.1.5`, `20240105`.
pub(crate) fn read(words: &str) -> Option<Date> {
    let words = words.trim();
    let digits = words.find(|c: char| !c.is_ascii_digit()).unwrap_or(words.len());
    let (head, rest) = words.split_at_checked(digits)?;
    match head.len() {
        8 | 14 => {
            let (year, month, day) = (head.get(..4)?, head.get(4..6)?, head.get(6..8)?);
            Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
        }
        4 => {
            let mut parts = rest.split(|c: char| !c.is_ascii_digit());
            let lead = parts.next()?;
            let separated = lead.is_empty() && rest.starts_with(['-', '/', '.', '年']);
            let mut number = || parts.by_ref().find(|p| !p.is_empty())?.parse().ok();
            if separated { Date::new(head.parse().ok()?, number()?, number()?) } else { None }
        }
        _ => None,
    }
}

/// Finds a day anywhere in a line.
pub(crate) fn find(line: &str) -> Option<Date> {
    let mut before = None;
    for (at, c) in line.char_indices() {
        if c.is_ascii_digit()
            && !before.is_some_and(|b: char| b.is_ascii_digit())
            && let Some(day) = line.get(at..).and_then(read)
        {
            return Some(day);
        }
        before = Some(c);
    }
    None
}

/// Returns the day so many days after 1970-01-01.
#[cfg(feature = "parquet")]
pub(crate) fn of_days(days: i32) -> Option<String> {
    Some(Date::new(1970, 1, 1)?.add_days(days.into())?.to_string())
}

/// Says what is wrong with a date.
pub(crate) fn wrong(words: &str) -> String {
    let words: String = words.chars().take(40).collect();
    format!("`{words}` is not a date: write 2024-01-05")
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn days() {
        for words in [
            "2024-01-05",
            "2024-01-05T08:00:00+08:00",
            "2024/1/5 08:00",
            " 2024年1月5日",
            "2024.1.5",
            "20240105",
            "20240105093000",
        ] {
            assert_eq!(read(words).map(|d| d.to_string()).as_deref(), Some("2024-01-05"), "{words}");
        }
        for words in ["", "2024", "2024-13-01", "2024-02-30", "x2024-01-05", "2024 items 1 5", "123456789", "2024-"] {
            assert_eq!(read(words), None, "{words}");
        }
    }
}
