//! What is article and what is page: header fields, title, headings, enumerated items, paragraphs, sentences.
//!
//! Byte ranges only; the text is never copied or normalised.

mod body;
mod boilerplate;
mod closing;
mod frame;
mod header;
mod heading;
mod line;
mod marker;
mod outline;
mod page;
mod sentence;

pub(crate) use frame::{Frame, Tense};

use crate::model::{Date, Document};
use crate::span::Span;

/// The outline of a text.
#[derive(Clone, Debug, Default)]
pub(crate) struct Layout<'t> {
    /// Title, source, date, contributor and sections; the region is resolved later.
    pub(crate) document: Document<'t>,
    /// Where the contributor stands (its body is a mention).
    pub(crate) contributor: Option<Span>,
    /// Every sentence of the article, in order, headings and items' openings included; page furniture is left out.
    pub(crate) sentences: Vec<Sentence>,
}

/// What a sentence is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Role {
    /// The article's title.
    Title,
    /// A heading on a line of its own.
    Heading,
    /// The sentence that opens an enumerated item (一是健全…机制。).
    Item,
    /// Anything else.
    #[default]
    Body,
}

/// A sentence: up to and with its 。！？ or line end. A ； does not end one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Sentence {
    /// Where it stands, without surrounding white space and without an item's marker.
    pub(crate) span: Span,
    pub(crate) role: Role,
    /// Numbers paragraphs; an enumerated item is a paragraph of its own.
    pub(crate) paragraph: u32,
    /// The paragraph that introduces the list this item belongs to, or the paragraph itself.
    pub(crate) parent: u32,
    /// Index into `document.sections`: the innermost section it stands in.
    pub(crate) section: Option<u32>,
    /// The time that the headings above it set (2025年工作回顾), for whatever has no time of its own.
    pub(crate) frame: Option<Frame>,
}

/// What the caller knows about the article.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Hints<'t> {
    pub(crate) title: Option<&'t str>,
    pub(crate) published: Option<Date>,
}

/// Reads the outline of `text`.
pub(crate) fn read<'t>(text: &'t str, hints: Hints<'t>) -> Layout<'t> {
    let lines = line::read(text);
    let page = page::read(text, &lines.lines, hints);
    body::read(text, &lines, page)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Reads a document and compares its sections and sentences with what is written here.
    fn check(text: &str, sections: &[&str], sentences: &[&str]) -> Document<'static> {
        let layout = read(text, Hints::default());
        let found: Vec<String> = layout
            .document
            .sections
            .iter()
            .map(|s| format!("{}{}|{}", s.level, s.ordinal.as_deref().unwrap_or(""), s.heading))
            .collect();
        assert_eq!(found, sections);
        let found: Vec<String> = layout
            .sentences
            .iter()
            .map(|s| format!("{:?} {}<{} {}", s.role, s.paragraph, s.parent, s.span.of(text)))
            .collect();
        assert_eq!(found, sentences);
        Document {
            title: layout.document.title.map(|t| t.into_owned().into()),
            source: layout.document.source.map(|t| t.into_owned().into()),
            contributor: layout.document.contributor.map(|t| t.into_owned().into()),
            published: layout.document.published,
            ..Document::default()
        }
    }

    #[test]
    fn county_page() {
        let document = check(
            include_str!("../../fixtures/documents/county-page.txt"),
            &["1一是|窗口集中办", "1二是|材料少带", "1三是|夜间延时办", "1|政策落到实处"],
            &[
                "Title 0<0 清河县：小窗口里的大服务",
                "Body 1<1 今年以来，清河县围绕群众办事难题，重点抓好三件事：",
                "Item 2<1 窗口集中办。",
                "Body 2<1 设立综合窗口18个，办结事项4200余件；",
                "Item 3<1 材料少带。",
                "Body 3<1 取消证明25项；",
                "Item 4<1 夜间延时办。",
                "Body 4<1 延时服务惠及960人次。",
                "Heading 5<5 政策落到实处",
                "Body 6<6 县政务服务局印发《清河县便民服务提升方案》（清政办发〔2023〕6号）。",
                "Body 6<6 《方案》提出，年底前网上可办率达到92%。",
                "Body 6<6 “以前要跑三趟，现在一趟就够。”",
                "Body 6<6 居民老周说。",
                "Body 7<7 下一步，全县将继续压减办理时限。",
            ],
        );
        assert_eq!(document.title.as_deref(), Some("清河县：小窗口里的大服务"));
        assert_eq!(document.source.as_deref(), Some("清河县融媒体中心"));
        assert_eq!(document.contributor.as_deref(), Some("清河县政务服务局"));
        assert_eq!(document.published, Date::new(2023, 5, 18));
    }

    #[test]
    fn bulletin() {
        let document = check(
            include_str!("../../fixtures/documents/bulletin.md"),
            &[
                "1|今日要点",
                "21.|全县夏粮收购启动",
                "22.|国内短讯：",
                "3（1）|新线路开通",
                "3（2）|旧小区加装电梯320部",
                "1|详细报道",
                "2|全县夏粮收购启动",
                "2|国内短讯",
                "3|新线路开通",
            ],
            &[
                "Title 0<0 《清河晚报》（20230518）",
                "Heading 1<1 今日要点",
                "Item 2<2 全县夏粮收购启动；",
                "Item 3<3 国内短讯：",
                "Item 4<3 新线路开通；",
                "Item 5<3 旧小区加装电梯320部。",
                "Heading 6<6 详细报道",
                "Heading 7<7 全县夏粮收购启动",
                "Body 8<8 清河县夏粮收购18日启动，首日收购小麦1.2万吨。",
                "Body 9<9 农户当天拿到粮款。",
                "Heading 10<10 国内短讯",
                "Heading 11<11 新线路开通",
                "Body 12<12 东山至西河客运线路开通，全程46公里。",
            ],
        );
        assert_eq!(document.published, Date::new(2023, 5, 18));
    }

    #[test]
    fn report() {
        let document = check(
            include_str!("../../fixtures/documents/report.txt"),
            &[
                "1一、|2022年工作回顾",
                "2（一）|产业更强",
                "2（二）|民生更暖",
                "1二、|一年更比一年好，2023年目标任务",
                "2——|经济总量再上台阶",
                "1三、|2023年重点工作",
                "21.|2023年底前建成清河大桥",
                "22.|第一、二产业协同发展",
            ],
            &[
                "Title 0<0 2023年清河市政府工作报告",
                "Body 1<1 各位代表：",
                "Body 2<2 现在，我代表市人民政府，向大会报告工作。",
                "Heading 3<3 2022年工作回顾",
                "Body 4<4 一年来，主要做了以下工作：",
                "Item 5<4 产业更强。",
                "Body 5<4 规模以上工业增加值增长7.2%。",
                "Item 6<4 民生更暖。",
                "Body 6<4 新建学校6所。",
                "Heading 7<7 一年更比一年好，2023年目标任务",
                "Body 8<8 坚持稳字当头。",
                "Item 9<9 经济总量再上台阶。",
                "Body 9<9 地区生产总值增长6%左右。",
                "Heading 10<10 2023年重点工作",
                "Item 11<11 2023年底前建成清河大桥。",
                "Body 11<11 总投资3.5亿元。",
                "Item 12<12 第一、二产业协同发展。",
            ],
        );
        assert_eq!(document.source.as_deref(), Some("清河日报"));
        assert_eq!(document.published, Date::new(2023, 1, 15));
    }

    #[test]
    fn headings_frame_what_stands_below() {
        let text = include_str!("../../fixtures/documents/report.txt");
        let layout = read(text, Hints { published: Date::new(2023, 1, 15), ..Hints::default() });
        let frame = |words: &str| {
            let found = layout.sentences.iter().find(|s| s.span.of(text).contains(words)).and_then(|s| s.frame)?;
            Some((found.tense?, found.time?.start.year()))
        };
        assert_eq!(frame("大会报告"), None);
        assert_eq!(frame("新建学校6所"), Some((Tense::Review, 2022)));
        assert_eq!(frame("增长6%左右"), Some((Tense::Plan, 2023)));
        assert_eq!(frame("总投资3.5亿元"), Some((Tense::Plan, 2023)));
    }

    #[test]
    fn hints_beat_the_page() {
        let text = "标题一\n来源：甲网 2020-01-02\n正文在此。";
        let day = Date::new(2021, 3, 4);
        let layout = read(text, Hints { title: Some("标题二"), published: day });
        assert_eq!(layout.document.title.as_deref(), Some("标题二"));
        assert_eq!(layout.document.published, day);
    }

    #[test]
    fn any_text_is_read() {
        for unit in
            ["\n", "一", "一是", "（", "：", "来源：", "> ", "#", "*", "“", "1.", "—", "一、", "2020-", "\u{3000}"]
        {
            read(&unit.repeat(20_000), Hints::default());
        }
    }
}
