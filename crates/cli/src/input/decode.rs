//! From bytes to text: UTF-8, GB18030 and its subsets, Big5, UTF-16.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{BIG5, Encoding, GB18030, GBK, UTF_8, UTF_16BE, UTF_16LE};
use std::borrow::Cow;
use std::io::{self, Read};

/// The mark with which some editors begin a UTF-8 file. It is part of a text, as offsets count it, but not of JSON.
pub(crate) const BOM: &[u8] = b"\xef\xbb\xbf";

/// How many bytes of a stream are looked at to find its encoding.
pub(crate) const SAMPLE: usize = 1 << 16;

/// What is wrong with bytes that should be text.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Undecodable {
    /// The byte at which it shows.
    pub(crate) at: usize,
    /// The line in which it shows, from 1.
    pub(crate) line: u64,
    pub(crate) reason: String,
}

impl Undecodable {
    fn new(bytes: &[u8], at: usize, reason: String) -> Self {
        let before = bytes.get(..at).unwrap_or(bytes);
        Undecodable { at, line: before.split(|b| *b == b'\n').count() as u64, reason }
    }
}

/// Returns the encoding of that name.
pub(crate) fn by_name(name: &str) -> Result<&'static Encoding, String> {
    let label = match name.trim().to_ascii_lowercase().as_str() {
        "utf-16" | "utf16" | "unicode" | "utf16le" => "utf-16le".to_owned(),
        "utf16be" => "utf-16be".to_owned(),
        "utf8" => "utf-8".to_owned(),
        "cp936" | "ms936" | "windows-936" => "gbk".to_owned(),
        "cp950" => "big5".to_owned(),
        other => other.to_owned(),
    };
    Encoding::for_label(label.as_bytes())
        .ok_or_else(|| format!("no encoding is called `{name}`: try UTF-8, GB18030, Big5, UTF-16LE or UTF-16BE"))
}

/// Returns the text of these bytes. `given` is what the user says, `declared` what the file says of itself; a file that
/// declares its encoding may have a damaged character here and there.
pub(crate) fn decode(
    bytes: &[u8],
    given: Option<&'static Encoding>,
    declared: Option<&'static Encoding>,
) -> Result<String, Undecodable> {
    if let Some(encoding) = given {
        return strict(bytes, encoding);
    }
    if let Some((encoding, mark)) = Encoding::for_bom(bytes)
        && encoding != UTF_8
    {
        return strict(bytes.get(mark..).unwrap_or_default(), encoding);
    }
    // Bytes that are UTF-8 are that, whatever the file says: pages are saved anew without their head being changed.
    if let Ok(text) = simdutf8::basic::from_utf8(bytes) {
        return Ok(text.to_owned());
    }
    if let Some(encoding) = declared {
        let (text, _, damaged) = encoding.decode(bytes);
        if !damaged || is_nearly_whole(&text) {
            return Ok(text.into_owned());
        }
    }
    let Some(encoding) = detect(bytes, true) else {
        let (text, _, _) = UTF_8.decode(bytes);
        if declared.is_some() && is_nearly_whole(&text) {
            return Ok(text.into_owned());
        }
        return Err(not_utf8(bytes));
    };
    strict(bytes, encoding)
}

fn strict(bytes: &[u8], encoding: &'static Encoding) -> Result<String, Undecodable> {
    if encoding == UTF_8 {
        return String::from_utf8(bytes.to_vec()).map_err(|_| not_utf8(bytes));
    }
    if let Some(text) = encoding.decode_without_bom_handling_and_without_replacement(bytes) {
        return Ok(text.into_owned());
    }
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut room = vec![0; decoder.max_utf8_buffer_length_without_replacement(bytes.len()).unwrap_or(0)];
    let (_, read, _) = decoder.decode_to_utf8_without_replacement(bytes, &mut room, true);
    let name = encoding.name();
    let at = read.saturating_sub(1);
    Err(Undecodable::new(bytes, at, format!("not {name} at byte {at}: give another --encoding")))
}

fn not_utf8(bytes: &[u8]) -> Undecodable {
    let at = std::str::from_utf8(bytes).map_or_else(|e| e.valid_up_to(), str::len);
    Undecodable::new(bytes, at, unknown(at as u64))
}

/// Says what to do with bytes in an unknown encoding.
pub(crate) fn unknown(at: u64) -> String {
    format!("not UTF-8 at byte {at}: if it is in another encoding, give that with --encoding, such as GB18030 or Big5")
}

/// Returns true if at most one character of a thousand was replaced.
fn is_nearly_whole(text: &str) -> bool {
    let replaced = text.chars().filter(|c| *c == char::REPLACEMENT_CHARACTER).count();
    replaced * 1000 <= text.chars().count()
}

/// Returns the encoding of bytes that are not UTF-8, if it is clear. `whole` says that they are the whole file.
fn detect(bytes: &[u8], whole: bool) -> Option<&'static Encoding> {
    let sample = bytes.get(..SAMPLE).unwrap_or(bytes);
    if sample.contains(&0) {
        return [UTF_16LE, UTF_16BE].into_iter().find(|e| share_of_common(sample, e, whole) >= Some(LEAST));
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(sample, whole && sample.len() == bytes.len());
    let guess = detector.guess(None, Utf8Detection::Deny);
    let guess = if guess == GBK { GB18030 } else { guess };
    [guess, GB18030, BIG5]
        .into_iter()
        .filter(|e| *e == GB18030 || *e == BIG5)
        .filter_map(|e| Some((share_of_common(sample, e, whole)?, e)))
        .filter(|(share, _)| *share >= LEAST)
        // Of equals the first: the detector's own guess.
        .reduce(|best, other| if other.0 > best.0 { other } else { best })
        .map(|(_, e)| e)
}

/// How many of a thousand characters that are not ASCII must be common ones.
const LEAST: usize = 250;

/// What is common in Chinese prose of either script; text read in a wrong encoding has few of it.
const COMMON: &str = "的一是在有和了人中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共权收证改清己美再采转更单风切打白教速花带安场身车例真务具万每目至达走积示议声报斗完类八离华名确才科张信马节话米整空元况今集温传土许步群广石记需段研界拉林律叫且究观越织装影算低持音众书布复容儿须际商非验连断深难近矿千周委素技备半办青省列习响约支般史感劳便团往酸历市克何除消构府称太准精值号率族维划选标写存候毛亲快效斯院查江型眼王按格养易置派层片始却专状育厂京识适属圆包火住调满县局照参红细引听该铁价严，。、；：？！“”（）《》％０１２３４５６７８９國時們來對會發動產種後學經進過說還關機從長開點當體無實現應與業農員總務議報區際調縣級據處導選聯證讓達運設計劃東個為麼個兩樣萬將間問";

fn share_of_common(bytes: &[u8], encoding: &'static Encoding, whole: bool) -> Option<usize> {
    let text = match encoding.decode_without_bom_handling_and_without_replacement(bytes) {
        Some(text) => text,
        // The sample may end within a character.
        None if !whole || bytes.len() >= SAMPLE => (1..4).find_map(|cut| {
            encoding.decode_without_bom_handling_and_without_replacement(bytes.get(..bytes.len().checked_sub(cut)?)?)
        })?,
        None => return None,
    };
    let table = common();
    let (mut common, mut all) = (0, 0);
    for c in text.chars() {
        if c.is_control() && !c.is_whitespace() {
            return None;
        }
        if !c.is_ascii() && !c.is_whitespace() {
            all += 1;
            common += usize::from(table.contains(&c));
        }
    }
    (all > 0).then(|| common * 1000 / all)
}

fn common() -> &'static std::collections::HashSet<char> {
    static TABLE: std::sync::OnceLock<std::collections::HashSet<char>> = std::sync::OnceLock::new();
    TABLE.get_or_init(|| COMMON.chars().collect())
}

/// Returns the encoding of a stream that begins with `sample`, and the length of its byte order mark.
pub(crate) fn of_stream(sample: &[u8], given: Option<&'static Encoding>) -> (&'static Encoding, usize) {
    if let Some((encoding, mark)) = Encoding::for_bom(sample)
        && given.is_none_or(|g| g == encoding)
    {
        return (encoding, mark);
    }
    if let Some(encoding) = given {
        return (encoding, 0);
    }
    let is_utf8 = std::str::from_utf8(sample).map_or_else(|e| e.error_len().is_none(), |_| true);
    let encoding = if is_utf8 { None } else { detect(sample, false) };
    (encoding.unwrap_or(UTF_8), 0)
}

/// Turns a stream in another encoding into UTF-8. Damaged characters become U+FFFD.
pub(crate) struct Transcoder<R> {
    inner: R,
    decoder: encoding_rs::Decoder,
    raw: Vec<u8>,
    ready: Vec<u8>,
    at: usize,
    ended: bool,
}

impl<R: Read> Transcoder<R> {
    pub(crate) fn new(inner: R, encoding: &'static Encoding) -> Self {
        let decoder = encoding.new_decoder_without_bom_handling();
        Transcoder { inner, decoder, raw: vec![0; 1 << 14], ready: Vec::new(), at: 0, ended: false }
    }
}

impl<R: Read> Read for Transcoder<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.at == self.ready.len() && !self.ended {
            let read = self.inner.read(&mut self.raw)?;
            self.ended = read == 0;
            self.ready.clear();
            self.at = 0;
            let mut from = self.raw.get(..read).unwrap_or_default();
            loop {
                let room = self.decoder.max_utf8_buffer_length(from.len()).unwrap_or(1 << 16).max(16);
                let before = self.ready.len();
                self.ready.resize(before + room, 0);
                let to = self.ready.get_mut(before..).unwrap_or_default();
                let (result, used, written, _) = self.decoder.decode_to_utf8(from, to, self.ended);
                self.ready.truncate(before + written);
                from = from.get(used..).unwrap_or_default();
                if result == encoding_rs::CoderResult::InputEmpty {
                    break;
                }
            }
        }
        let rest = self.ready.get(self.at..).unwrap_or_default();
        let n = rest.len().min(buffer.len());
        if let (Some(to), Some(from)) = (buffer.get_mut(..n), rest.get(..n)) {
            to.copy_from_slice(from);
        }
        self.at += n;
        Ok(n)
    }
}

/// Returns the charset that a page or an XML file declares in its first bytes.
pub(crate) fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head: Cow<'_, [u8]> = bytes.get(..4096).unwrap_or(bytes).to_ascii_lowercase().into();
    for key in [&b"charset="[..], b"encoding="] {
        let mut from = 0;
        while let Some(at) = find(head.get(from..)?, key) {
            let value = head.get(from + at + key.len()..)?;
            let value = value.trim_ascii_start();
            let value = value.strip_prefix(b"\"").or_else(|| value.strip_prefix(b"'")).unwrap_or(value);
            let end =
                value.iter().position(|b| !(b.is_ascii_alphanumeric() || b"-_:.".contains(b))).unwrap_or(value.len());
            if let Some(encoding) = value.get(..end).and_then(Encoding::for_label) {
                return Some(encoding);
            }
            from += at + key.len();
        }
    }
    None
}

fn find(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    haystack.windows(needle.len()).position(|w| w == needle)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PROSE: &str = "全市法院办理案件20522件，同比下降13.6%。各级各类人民调解委员会1034个，推进改革。";
    const TRADITIONAL: &str =
        "全市法院辦理案件20522件，同比下降13.6%。各級各類人民調解委員會1034個，推進改革，國家發展與經濟。";

    #[test]
    fn encodings_are_found() {
        for (encoding, text) in [(GB18030, PROSE), (BIG5, TRADITIONAL), (GB18030, TRADITIONAL), (UTF_8, PROSE)] {
            let (bytes, _, wrong) = encoding.encode(text);
            assert!(!wrong);
            assert_eq!(decode(&bytes, None, None).as_deref(), Ok(text), "{}", encoding.name());
        }
        for order in [u16::to_le_bytes, u16::to_be_bytes] {
            let bytes: Vec<u8> = PROSE.encode_utf16().flat_map(order).collect();
            assert_eq!(decode(&bytes, None, None).as_deref(), Ok(PROSE));
            let marked: Vec<u8> = order(0xfeff).into_iter().chain(bytes).collect();
            assert_eq!(decode(&marked, None, None).as_deref(), Ok(PROSE));
        }
    }

    #[test]
    fn what_is_given_or_declared_decides() {
        let (bytes, _, _) = GB18030.encode("䶮㐂");
        assert_eq!(decode(&bytes, Some(GB18030), None).as_deref(), Ok("䶮㐂"));
        assert_eq!(decode(&bytes, None, Some(GBK)).as_deref(), Ok("䶮㐂"));
        assert_eq!(
            decode(PROSE.as_bytes(), None, Some(GBK)).as_deref(),
            Ok(PROSE),
            "it is UTF-8, whatever it declares"
        );
        assert!(decode(b"\x81", Some(GB18030), None).unwrap_err().reason.starts_with("not gb18030 at byte 0"));
    }

    #[test]
    fn damaged_utf8_is_no_other_encoding() {
        let mut bytes = PROSE.as_bytes().to_vec();
        bytes.push(0xe5);
        assert_eq!(decode(&bytes, None, None).map_err(|e| e.at), Err(PROSE.len()));
    }

    #[test]
    fn declarations() {
        for (head, name) in [
            ("<meta http-equiv=Content-Type content=\"text/html; charset=gb2312\">", Some("GBK")),
            ("<META CHARSET='utf-8'/>", Some("UTF-8")),
            ("<?xml version=\"1.0\" encoding=\"GB18030\"?>", Some("gb18030")),
            ("<script charset=\"\"></script><meta charset=big5>", Some("Big5")),
            ("<p>charset</p>", None),
        ] {
            assert_eq!(declared(head.as_bytes()).map(Encoding::name), name, "{head}");
        }
    }

    #[test]
    fn streams() {
        let text = PROSE.repeat(2000);
        let (bytes, _, _) = GB18030.encode(&text);
        for cut in [SAMPLE, SAMPLE - 1, 100, 99] {
            assert_eq!(of_stream(&bytes[..cut], None), (GB18030, 0), "{cut}");
        }
        assert_eq!(of_stream(&text.as_bytes()[..100], None), (UTF_8, 0));
        assert_eq!(of_stream(BOM, None), (UTF_8, 3));
        let mut out = String::new();
        Transcoder::new(&*bytes, GB18030).read_to_string(&mut out).unwrap();
        assert_eq!(out, text);
    }
}
