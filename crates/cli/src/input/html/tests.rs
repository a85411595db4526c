use super::{Meta, read};
use zhengwen::Date;

const PAGE: &str = r#"<!DOCTYPE html><html><head><meta charset="gb2312">
<title>某市推进法治建设_某市人民政府门户网站</title>
<meta name="ArticleTitle" content="某市推进法治建设"><meta name="PubDate" content="2024-01-05 08:30"><meta name="ContentSource" content="某市日报">
<script>var x = "<p>全市脚本5所。</p>";</script><style>p{color:red}</style></head><body>
<div class="header"><ul><li><a href="/">首页</a></li><li><a href="/a">新闻，动态。</a></li></ul></div>
<div class="main"><h1>某市推进法治建设</h1><div class="info"><span>来源：某市日报</span> <span>时间：2024-01-05</span></div>
<div id="zoom"><p>　　2023年，全市法院办理案件20522件，
占案件总数的42.13%。</p><p>一是新建学校5所。<p>二是<b>压减</b>事项&nbsp;12项；&ldquo;双述职&rdquo;制度建立。
<table><tr><td><p>指标</p><td><p>数值</p></tr><tr><td>生产总值<td>120.5亿元</table></div>
<div class="share">分享到：微信，微博。</div></div>
<div class="list"><p>相关新闻，链接。</p><a href="1">全市一季度生产总值增长5%，好。</a></div>
<footer>版权所有：某市人民政府，未经许可不得转载。</footer></body></html>"#;

#[test]
fn the_article_of_a_page() {
    let (text, meta) = read(PAGE);
    assert_eq!(
        text,
        "某市推进法治建设\n来源：某市日报 时间：2024-01-05\n　　2023年，全市法院办理案件20522件，占案件总数的42.13%。\n一是新建学校5所。\n二是压减事项 12项；“双述职”制度建立。\n指标\t数值\n生产总值\t120.5亿元\n"
            .replace("　　", "")
    );
    let expected = Meta {
        title: Some("某市推进法治建设".into()),
        source: Some("某市日报".into()),
        published: Date::new(2024, 1, 5),
    };
    assert_eq!(meta, expected);
}

#[test]
fn the_densest_element_without_a_telling_name() {
    let paragraph = "<p>全市各级各部门认真落实工作要求，办理案件20522件，群众满意度达到97.5%。</p>";
    let links = "<li><a href=1>全市推进法治建设，取得成效。</a></li>".repeat(30);
    let page = format!("<body><ul>{links}</ul><div><div class=x>{}</div></div><ul>{links}</ul>", paragraph.repeat(4));
    let (text, meta) = read(&page);
    assert_eq!(text.lines().count(), 4, "{text}");
    assert_eq!(meta, Meta::default());
}

#[test]
fn lines_separated_by_breaks() {
    let page = "<div><a href=1>首页</a></div><div>全市新建学校5所，投用3所。<br>　　全县现有医院12家，床位3400张。<br/><br>全省合计。</div>";
    assert_eq!(read(page).0, "全市新建学校5所，投用3所。\n全县现有医院12家，床位3400张。\n全省合计。\n");
}

#[test]
fn linked_data_and_site_names() {
    let page = r#"<title>全市新建学校5所 - 某某新闻网</title><script type="application/ld+json">{"@graph":[{"headline":"全市新建学校5所","datePublished":"2023-05-18T10:00:00+08:00","publisher":{"name":"某某社"}}]}</script><p>全市新建学校5所，好。</p>"#;
    let (_, meta) = read(page);
    assert_eq!(meta.title.as_deref(), Some("全市新建学校5所"));
    assert_eq!(meta.source.as_deref(), Some("某某社"));
    assert_eq!(meta.published, Date::new(2023, 5, 18));
}

#[test]
fn any_bytes_are_a_page() {
    for page in ["", "<", "<p", "</p></div>", "<table><p><td>x", "<script>", "<a><a><a>全市，</a>"] {
        let _ = read(page);
    }
    let deep = "<div>".repeat(50_000) + "全市新建学校5所，投用3所。";
    assert!(read(&deep).0.contains("5所"));
    let open = "<p><b>全市，</b>".repeat(20_000);
    assert_eq!(read(&open).0.lines().count(), 20_000);
}
