//! A cursor over one stretch of text, with the small numbers that dates are written in.

use crate::lexicon::CharSet;

/// A position in a text that is cut where it may read to. Copies are cheap: try, and keep the copy that got on.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reader<'t> {
    text: &'t str,
    start: usize,
    pub(crate) at: usize,
    /// The number that was read last: readers of several kinds are tried at one place.
    read: Option<Read>,
}

#[derive(Clone, Copy, Debug)]
struct Read {
    at: usize,
    end: usize,
    number: Option<Number>,
}

/// A small whole number as written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Number {
    pub(crate) value: u32,
    /// How many characters it has.
    pub(crate) len: u8,
    /// Written 三 or 二〇二〇, not 3.
    pub(crate) chinese: bool,
    /// Written digit by digit (2020, 二〇二〇), not with 十.
    pub(crate) positional: bool,
}

impl Number {
    /// Returns true if 年 may make a year of it: 2020, 二〇二〇, 两千零四, 08.
    pub(crate) fn names_year(self) -> bool {
        if self.positional { matches!(self.len, 2 | 4) } else { matches!(self.value, 2000..2100) }
    }

    /// Returns true for two digits in a row, which name no count: 两三, 三五.
    pub(crate) fn approximate(self) -> bool {
        self.chinese && self.positional && self.len == 2
    }
}

/// Numbers of dates have at most so many characters; longer ones are something else.
const LONGEST: u8 = 6;

impl<'t> Reader<'t> {
    /// Returns a reader of `text` from byte `start` up to byte `end`.
    pub(crate) fn new(text: &'t str, start: usize, end: usize) -> Self {
        Reader { text: text.get(..end).unwrap_or(text), start, at: start, read: None }
    }

    /// Returns what is left.
    #[inline]
    pub(crate) fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or("")
    }

    /// Returns the next character.
    #[inline]
    pub(crate) fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    /// Returns the character before.
    pub(crate) fn before(&self) -> Option<char> {
        self.text.get(self.start..self.at)?.chars().next_back()
    }

    /// Returns true after a letter, a digit or a point, or a digit's 第: no time begins there.
    pub(crate) fn after_latin(&self) -> bool {
        self.before().is_some_and(|b| {
            b.is_ascii_alphanumeric()
                || b == '.'
                || b == '．'
                || (b == '第' && self.peek().is_some_and(|c| c.is_ascii_digit()))
        })
    }

    /// Returns true after 每年, also with 的, 从, 自 between.
    pub(crate) fn after_every_year(&self) -> bool {
        let head = self.text.get(self.start..self.at).unwrap_or("");
        let head = head.trim_end_matches(['的', '从', '自', '在', '到', '至']);
        head.ends_with("每年") || head.ends_with("历年")
    }

    /// Goes past the next character.
    #[inline]
    pub(crate) fn skip(&mut self) {
        self.at += self.peek().map_or(0, char::len_utf8);
    }

    /// Goes past `word` if it comes next.
    #[inline]
    pub(crate) fn eat(&mut self, word: &str) -> bool {
        let hit = self.rest().starts_with(word);
        if hit {
            self.at += word.len();
        }
        hit
    }

    /// Goes past the first of `words` that comes next, and returns its place in the list.
    pub(crate) fn eat_any(&mut self, words: &[&str]) -> Option<usize> {
        let rest = self.rest().as_bytes();
        // Chinese characters differ in their third byte more than before it: most words are settled by it.
        let third = rest.get(2);
        let place = words.iter().position(|w| {
            let word = w.as_bytes();
            (word.len() < 3 || word.get(2) == third) && rest.starts_with(word)
        })?;
        self.at += words.get(place).map_or(0, |w| w.len());
        Some(place)
    }

    /// Goes past the next character if it is one of `chars`.
    #[inline]
    pub(crate) fn eat_one(&mut self, chars: &str) -> bool {
        let Some(c) = self.peek() else { return false };
        let hit = chars.chars().any(|of| of == c);
        if hit {
            self.at += c.len_utf8();
        }
        hit
    }

    /// Returns true if one of `chars` comes next.
    #[inline]
    pub(crate) fn sees(&self, chars: &str) -> bool {
        self.peek().is_some_and(|c| chars.chars().any(|of| of == c))
    }

    /// Goes past up to two spaces.
    #[inline]
    pub(crate) fn spaces(&mut self) {
        if !matches!(self.text.as_bytes().get(self.at), Some(b' ' | 0xC2 | 0xE3)) {
            return;
        }
        for _ in 0..2 {
            match self.peek() {
                Some(c @ (' ' | '\u{a0}' | '\u{3000}')) => self.at += c.len_utf8(),
                _ => return,
            }
        }
    }

    /// Goes past the sign between the two ends of a range.
    pub(crate) fn dash(&mut self) -> bool {
        let mut r = *self;
        r.spaces();
        let Some(c) = r.peek().filter(|c| is_dash(*c)) else { return false };
        r.skip();
        if c == '—' {
            r.eat("—");
        }
        r.spaces();
        *self = r;
        true
    }

    /// Reads a whole number; nothing is read when the run of numerals goes on or is too long.
    pub(crate) fn number(&mut self) -> Option<Number> {
        if let Some(read) = self.read.filter(|read| read.at == self.at) {
            if read.number.is_some() {
                self.at = read.end;
            }
            return read.number;
        }
        let (start, c) = (self.at, self.peek()?);
        let number = match c {
            '0'..='9' => self.ascii_number(),
            '０'..='９' => self.arabic_number(),
            _ => self.chinese_number(),
        };
        if number.is_none() {
            self.at = start;
        }
        number
    }

    /// Returns false if digits come next that are too many for a number of dates, or have none of `goes_on` behind them, or
    /// 个 and the like that count no time.
    pub(crate) fn digits_go_on(&self, goes_on: &CharSet) -> bool {
        let rest = self.rest();
        let len = digits(rest);
        if len == 0 {
            return true;
        }
        if len > usize::from(LONGEST) {
            return false;
        }
        let mut behind = rest.get(len..).unwrap_or("").chars();
        let (Some(c), next) = (behind.next(), behind.next()) else { return false };
        match c {
            '个' | '個' => matches!(next, Some('月' | '半' | '星' | '小' | '钟' | '鐘' | '礼' | '禮')),
            '小' => matches!(next, Some('时' | '時')),
            '分' => matches!(next, Some('钟' | '鐘')),
            // 3.5亿元 is no time; 3.5小时 and 2020.11.4 are.
            '.' => {
                let decimals = rest.get(len + 1..).unwrap_or("");
                let behind = decimals.trim_start_matches(|c: char| c.is_ascii_digit()).chars().next();
                behind.is_some_and(|c| c == '.' || goes_on.has(c))
            }
            _ => goes_on.has(c),
        }
    }

    /// Returns the number that comes next and the place after it, and keeps it for the readers that are tried here.
    pub(crate) fn see_number(&mut self) -> Option<(Number, Self)> {
        let mut n = *self;
        let number = n.number();
        self.read = Some(Read { at: self.at, end: n.at, number });
        Some((number?, n))
    }

    fn ascii_number(&mut self) -> Option<Number> {
        let rest = self.rest();
        let len = digits(rest);
        let written = rest.as_bytes().get(..len).filter(|_| len <= usize::from(LONGEST))?;
        self.at += len;
        if self.peek().is_some_and(|c| arabic(c).is_some()) {
            // A full-width digit goes on.
            return None;
        }
        let value = written.iter().fold(0, |value, digit| value * 10 + u32::from(digit - b'0'));
        let len = u8::try_from(len).ok()?;
        Some(Number { value, len, chinese: false, positional: true })
    }

    fn arabic_number(&mut self) -> Option<Number> {
        let (mut value, mut len) = (0, 0);
        while let Some(digit) = self.peek().and_then(arabic) {
            if len == LONGEST {
                return None;
            }
            value = value * 10 + digit;
            len += 1;
            self.skip();
        }
        Some(Number { value, len, chinese: false, positional: true })
    }

    fn chinese_number(&mut self) -> Option<Number> {
        let (mut total, mut len, mut positional) = (0_u32, 0, true);
        // The digits since the last scale: one, or several after 零 (两千零四, 两千零一六).
        let (mut run, mut digits, mut after_zero) = (0_u32, 0, false);
        while let Some(numeral) = self.peek().and_then(chinese) {
            if len == LONGEST {
                return None;
            }
            match numeral {
                Numeral::Digit(d) => {
                    after_zero |= digits == 0 && d == 0;
                    run = run * 10 + d;
                    digits += 1;
                }
                // 二三十 is no number of dates.
                Numeral::Scale(_) if digits > 1 && !after_zero => return None,
                Numeral::Scale(scale) => {
                    positional = false;
                    total += if digits == 0 { scale } else { run * scale };
                    (run, digits, after_zero) = (0, 0, false);
                }
            }
            len += 1;
            self.skip();
        }
        if len == 0 || (!positional && digits > 1 && !after_zero) {
            return None;
        }
        Some(Number { value: total + run, len, chinese: true, positional })
    }

    /// Goes past a run of numerals of either script.
    pub(crate) fn skip_numerals(&mut self) {
        let rest = self.rest();
        self.at += rest.find(|c| !is_numeral(c)).unwrap_or(rest.len());
    }
}

/// Returns how many digits come next, or one more than a number of dates has.
#[inline]
fn digits(rest: &str) -> usize {
    rest.bytes().take(usize::from(LONGEST) + 1).take_while(u8::is_ascii_digit).count()
}

enum Numeral {
    Digit(u32),
    Scale(u32),
}

fn arabic(c: char) -> Option<u32> {
    match c {
        '0'..='9' => Some(c as u32 - '0' as u32),
        '０'..='９' => Some(c as u32 - '０' as u32),
        _ => None,
    }
}

fn chinese(c: char) -> Option<Numeral> {
    Some(match c {
        '〇' | '零' | '○' => Numeral::Digit(0),
        '一' | '壹' => Numeral::Digit(1),
        '二' | '两' | '兩' | '贰' => Numeral::Digit(2),
        '三' | '叁' => Numeral::Digit(3),
        '四' => Numeral::Digit(4),
        '五' => Numeral::Digit(5),
        '六' => Numeral::Digit(6),
        '七' => Numeral::Digit(7),
        '八' => Numeral::Digit(8),
        '九' => Numeral::Digit(9),
        '十' => Numeral::Scale(10),
        '百' => Numeral::Scale(100),
        '千' => Numeral::Scale(1000),
        _ => return None,
    })
}

/// Returns true for the signs between the two ends of a range.
pub(super) fn is_dash(c: char) -> bool {
    matches!(c, '—' | '－' | '–' | '-' | '~' | '～' | '至' | '到' | '―' | '─')
}

/// Every numeral of dates.
pub(crate) const NUMERALS: &str = "0123456789０１２３４５６７８９〇零○一壹二两兩贰三叁四五六七八九十百千";
static NUMERAL: CharSet = CharSet::of(NUMERALS);

/// Returns true for a digit of either script and for 十百千.
#[inline]
pub(crate) fn is_numeral(c: char) -> bool {
    NUMERAL.has(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numerals_are_those_that_are_read() {
        for c in '\0'..='\u{ffff}' {
            assert_eq!(is_numeral(c), arabic(c).is_some() || chinese(c).is_some(), "{c}");
        }
    }

    #[test]
    fn numbers() {
        for (text, value) in [
            ("2020年", Some(2020)),
            ("２０２０年", Some(2020)),
            ("二〇二〇年", Some(2020)),
            ("一九四九年", Some(1949)),
            ("十二月", Some(12)),
            ("二十一日", Some(21)),
            ("三十年", Some(30)),
            ("一百二十天", Some(120)),
            ("两年", Some(2)),
            ("两千零四年", Some(2004)),
            ("两千零一六年", Some(2016)),
            ("一百零五天", Some(105)),
            ("二三十年", None),
            ("年", None),
            ("1234567", None),
            ("一一一一一一一", None),
        ] {
            assert_eq!(Reader::new(text, 0, text.len()).number().map(|n| n.value), value, "{text}");
        }
    }
}
