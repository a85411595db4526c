//! Files made for the tests.

use std::io::Write;
use std::path::{Path, PathBuf};
use zip::write::SimpleFileOptions;

/// A folder that is removed at the end.
pub(crate) struct Folder(PathBuf);

impl Folder {
    /// Returns a new folder; `name` is of the test.
    pub(crate) fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("zhengwen-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&path);
        std::fs::create_dir_all(&path).unwrap();
        Folder(path)
    }

    /// Returns the path of a file in it.
    pub(crate) fn path(&self, name: &str) -> String {
        self.0.join(name).to_str().unwrap().to_owned()
    }

    /// Writes a file, and returns its path.
    pub(crate) fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> String {
        let path = self.path(name);
        std::fs::create_dir_all(Path::new(&path).parent().unwrap()).unwrap();
        std::fs::write(&path, bytes).unwrap();
        path
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// Returns a page with navigation around these paragraphs.
pub(crate) fn page(charset: &str, title: &str, source: &str, paragraphs: &[&str]) -> String {
    let body: String = paragraphs.iter().map(|p| format!("<p>　　{p}</p>\n")).collect();
    format!(
        "<html><head><meta http-equiv=\"Content-Type\" content=\"text/html; charset={charset}\">\
         <title>{title}_某县人民政府网</title><script>var a = '<p>全县脚本99个，好。</p>';</script></head><body>\
         <div class=\"nav\"><a href=\"/\">首页</a><a href=\"/a\">政务公开</a></div>\
         <div><h1>{title}</h1><div>{source}</div><div class=\"TRS_Editor\">{body}</div></div>\
         <div class=\"footer\">版权所有，违者必究。</div></body></html>"
    )
}

/// Returns a Word document of these paragraphs.
pub(crate) fn docx(paragraphs: &[&str]) -> Vec<u8> {
    let escape = |t: &str| t.replace('&', "&amp;").replace('<', "&lt;");
    let body: String = paragraphs.iter().map(|p| format!("<w:p><w:r><w:t>{}</w:t></w:r></w:p>", escape(p))).collect();
    let xml = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>{body}</w:body></w:document>"
    );
    zipped("word/document.xml", xml.as_bytes())
}

/// Returns a ZIP archive of one file.
pub(crate) fn zipped(name: &str, bytes: &[u8]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    zip.start_file(name, SimpleFileOptions::default()).unwrap();
    zip.write_all(bytes).unwrap();
    zip.finish().unwrap().into_inner()
}

/// Returns these bytes packed with gzip.
pub(crate) fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut out = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    out.write_all(bytes).unwrap();
    out.finish().unwrap()
}

/// Returns these bytes packed with zstd.
pub(crate) fn zstd(bytes: &[u8]) -> Vec<u8> {
    zstd::encode_all(bytes, 1).unwrap()
}

/// Returns a Parquet file of one row.
#[cfg(feature = "parquet")]
pub(crate) fn parquet(text: &str, compression: parquet::basic::Compression) -> Vec<u8> {
    use arrow_array::{ArrayRef, Date32Array, Int64Array, RecordBatch, StringArray};
    let columns: [(&str, ArrayRef); 3] = [
        ("编号", std::sync::Arc::new(Int64Array::from(vec![7]))),
        ("日期", std::sync::Arc::new(Date32Array::from(vec![19_787]))),
        ("正文", std::sync::Arc::new(StringArray::from(vec![text]))),
    ];
    let batch = RecordBatch::try_from_iter(columns).unwrap();
    let mut out = Vec::new();
    let properties = parquet::file::properties::WriterProperties::builder().set_compression(compression).build();
    let mut writer = parquet::arrow::ArrowWriter::try_new(&mut out, batch.schema(), Some(properties)).unwrap();
    writer.write(&batch).unwrap();
    writer.close().unwrap();
    out
}

/// Returns a PDF file: the first paragraph in the middle, the others indented by two characters, in lines of thirty. The
/// codes of its font are those of `encoding`: `UniGB-UCS2-H` or `GBK-EUC-H`. `password` locks it.
#[cfg(feature = "pdf")]
pub(crate) fn pdf(paragraphs: &[&str], encoding: &str, password: Option<&str>) -> Vec<u8> {
    use lopdf::content::{Content, Operation};
    use lopdf::{Document, EncryptionState, EncryptionVersion, Object, Permissions, Stream, dictionary};
    const WIDTH: usize = 30;
    let mut operations = vec![Operation::new("BT", vec![]), Operation::new("Tf", vec!["F1".into(), 12.into()])];
    let mut y = 800;
    for (i, paragraph) in paragraphs.iter().enumerate() {
        let chars: Vec<char> = paragraph.chars().collect();
        let mut from = 0;
        while from < chars.len() {
            let indent = if from > 0 {
                0
            } else if i == 0 {
                8
            } else {
                2
            };
            let end = chars.len().min(from + WIDTH - indent);
            let line: String = chars[from..end].iter().collect();
            let codes = if encoding == "GBK-EUC-H" {
                encoding_rs::GBK.encode(&line).0.into_owned()
            } else {
                line.encode_utf16().flat_map(u16::to_be_bytes).collect()
            };
            let x = 60 + i32::try_from(indent).unwrap() * 12;
            operations.push(Operation::new("Tm", vec![1.into(), 0.into(), 0.into(), 1.into(), x.into(), y.into()]));
            operations.push(Operation::new("Tj", vec![Object::string_literal(codes)]));
            from = end;
            y -= 20;
        }
    }
    operations.push(Operation::new("ET", vec![]));
    let mut document = Document::with_version("1.5");
    let pages = document.new_object_id();
    let below = document.add_object(dictionary! {
        "Type" => "Font", "Subtype" => "CIDFontType0", "BaseFont" => "STSong-Light", "DW" => 1000,
    });
    let font = document.add_object(dictionary! {
        "Type" => "Font", "Subtype" => "Type0", "BaseFont" => "STSong-Light", "Encoding" => encoding,
        "DescendantFonts" => vec![below.into()],
    });
    let content = document.add_object(Stream::new(dictionary! {}, Content { operations }.encode().unwrap()));
    let page = document.add_object(dictionary! {
        "Type" => "Page", "Parent" => pages, "Contents" => content,
        "MediaBox" => vec![0.into(), 0.into(), 595.into(), 842.into()],
        "Resources" => dictionary! { "Font" => dictionary! { "F1" => font } },
    });
    let kids = dictionary! { "Type" => "Pages", "Kids" => vec![page.into()], "Count" => 1 };
    document.objects.insert(pages, Object::Dictionary(kids));
    let catalog = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => pages });
    document.trailer.set("Root", catalog);
    if let Some(password) = password {
        let id = Object::string_literal("0123456789abcdef");
        document.trailer.set("ID", vec![id.clone(), id]);
        let version = EncryptionVersion::V2 {
            document: &document,
            owner_password: password,
            user_password: password,
            key_length: 128,
            permissions: Permissions::all(),
        };
        let state = EncryptionState::try_from(version).unwrap();
        document.encrypt(&state).unwrap();
    }
    let mut out = Vec::new();
    document.save_to(&mut out).unwrap();
    out
}
