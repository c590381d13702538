//! Import of real and of troubled copy. `UPDATE=1 cargo test --test import` rewrites the expected reports.

#![expect(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use banxin::import::{Encoding, ImportError, Imported, LARGEST, RepairKind, Repairs, import};
use banxin::model::{BylinePlace, ParagraphKind, Rank, SpanKind, Story, StoryKind};
use proptest::prelude::*;

/// Every copy with an expected report.
const COPY: [&str; 7] =
    ["heze.txt", "canal-gb18030.txt", "wire.txt", "web.txt", "briefs.txt", "grain.md", "comment.txt"];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/import")
}

fn imported(file: &str) -> Imported {
    import(&fs::read(folder().join(file)).unwrap(), file, &Repairs::all()).unwrap()
}

fn text(copy: &str) -> Imported {
    import(copy.as_bytes(), "paste.txt", &Repairs::all()).unwrap()
}

/// What becomes of a paragraph, whatever it looks like.
fn mended(paragraph: &str) -> String {
    let copy = format!("# 标题在此\n\n第一段。\n\n{paragraph}\n\n末段。\n");
    import(copy.as_bytes(), "paste.md", &Repairs::all()).unwrap().stories[0].body[1].text()
}

/// A story as a page of copy: what stands where, spans in 〔〕.
fn copy_of(story: &Story) -> String {
    let mut out = String::new();
    for paragraph in &story.body {
        out.push_str(if paragraph.kind == ParagraphKind::CrossHead { "   ## " } else { "   " });
        for span in &paragraph.spans {
            match &span.kind {
                SpanKind::Plain => out.push_str(&span.text),
                kind => write!(out, "〔{kind:?} {}〕", span.text).unwrap(),
            }
        }
        out.push('\n');
    }
    for caption in &story.captions {
        writeln!(out, "   [{}|{}]", caption.text, caption.credit).unwrap();
    }
    out
}

#[test]
fn reports_are_as_expected() {
    let update = std::env::var_os("UPDATE").is_some();
    let mut expected = Vec::new();
    for file in COPY {
        let Imported { stories, report } = imported(file);
        let mut found = report.to_string();
        for (n, story) in stories.iter().enumerate().filter(|_| file != "heze.txt") {
            write!(found, "\n稿件 {}\n{}", n + 1, copy_of(story)).unwrap();
        }
        let path = folder().join(format!("{file}.report.txt"));
        if update {
            fs::write(&path, &found).unwrap();
        }
        let wanted = fs::read_to_string(&path).unwrap_or_default();
        assert!(found == wanted, "{} differs; found:\n{found}", path.display());
        expected.push(format!("{file}.report.txt"));
    }
    for entry in fs::read_dir(folder()).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let known = expected.contains(&name) || COPY.contains(&name.as_str());
        assert!(known, "tests/import/{name} belongs to no test");
    }
}

#[test]
fn the_real_page() {
    let Imported { stories, report } = imported("heze.txt");
    assert_eq!(report.encoding, Encoding::Utf8);
    assert_eq!(stories.len(), 8);
    let count = |kind| report.count(kind);
    assert_eq!(count(RepairKind::CutParagraphs), 12);
    assert_eq!(count(RepairKind::Commas), 266);
    assert_eq!(count(RepairKind::Semicolons), 17);
    assert_eq!(count(RepairKind::Colons), 3);
    assert_eq!(count(RepairKind::Brackets), 6);
    assert_eq!(report.totals.iter().map(|t| t.count).sum::<usize>(), 12 + 266 + 17 + 3 + 6, "and nothing else");
    assert_eq!(report.repairs.len(), 304);
    assert_eq!(report.stories.iter().map(|s| s.body_paragraphs).sum::<usize>(), 39);
    assert_eq!(report.stories.iter().map(|s| s.cross_heads.len()).sum::<usize>(), 3);
    assert_eq!(stories.iter().map(|s| s.captions.len()).sum::<usize>(), 2);
    assert_eq!(stories.iter().filter(|s| s.kind == StoryKind::PictureStory).count(), 1);
    assert_eq!(stories.iter().filter(|s| s.headline.vertical).count(), 1);
    assert_eq!(report.sections.len(), 1);
    assert_eq!(report.sections[0].text, "菏泽社会工作");
    assert!(stories[0].section.is_empty() && stories[1..].iter().all(|s| s.section == "菏泽社会工作"));
    assert_eq!(report.warnings.len(), 1, "{:?}", report.warnings);
}

#[test]
fn the_parts_of_the_real_page() {
    let stories = imported("heze.txt").stories;
    let lead = &stories[0];
    assert_eq!((lead.rank, lead.kind), (Rank::Lead, StoryKind::Feature));
    assert_eq!(lead.headline.text, "强化使命勇担当 深化改革促发展");
    assert!(lead.headline.break_at_space && !lead.headline.vertical);
    assert_eq!(lead.deck, "——市委社会工作部深入推动社会工作高质量发展综述");
    let byline = lead.byline.as_ref().unwrap();
    assert_eq!((byline.text.as_str(), byline.place), ("记者 胡德光", BylinePlace::Tail));
    assert_eq!(lead.captions[0].text, "志愿服务队伍持续壮大");
    let picture = &stories[5];
    assert_eq!(picture.kind, StoryKind::PictureStory);
    let [plain, credit] = picture.body[0].spans.as_slice() else { panic!("{:?}", picture.body) };
    assert!(plain.text.ends_with("采摘的雪桃。 "), "the space is copy");
    assert_eq!((credit.text.as_str(), &credit.kind), ("通讯员 满常学 摄", &SpanKind::Credit));
    let dateline = &stories[1].body[0].spans[0];
    assert_eq!(
        (dateline.text.as_str(), &dateline.kind),
        ("本报讯（通讯员 朱晓平 韩天娇 单正翔）", &SpanKind::Dateline)
    );
    assert_eq!(stories[7].headline.text, "工厂建在『家门口』 群众就业有奔头");
    assert!(stories[7].headline.vertical && stories[7].headline.break_at_space);
    let all: String = stories.iter().map(banxin::model::plain_text).collect();
    for kept in ["69.32%", "“1+5”", "“1+10+N”", "PH值8.61", "54.5%", "“12341 荷协心声”", "协·商惠菏"]
    {
        assert!(all.contains(kept), "{kept}");
    }
    assert!(!all.contains([',', ';', ':', '(', ')']));
}

#[test]
fn every_repair_can_be_switched_off() {
    for kind in RepairKind::ALL {
        let repairs = Repairs::from_names([kind.name()]).unwrap();
        assert!(RepairKind::ALL.iter().all(|&k| repairs.wants(k) == (k != kind)));
        for file in COPY {
            let bytes = fs::read(folder().join(file)).unwrap();
            assert_eq!(import(&bytes, file, &repairs).unwrap().report.count(kind), 0, "{kind} in {file}");
        }
    }
    let done = |kind| COPY.iter().any(|file| imported(file).report.count(kind) > 0);
    let unseen: Vec<_> = RepairKind::ALL.into_iter().filter(|&k| !done(k)).collect();
    assert_eq!(unseen, [], "every kind of repair has copy that needs it");
    let wrong = Repairs::from_names(["comas"]).unwrap_err().to_string();
    assert!(wrong.contains("comas") && wrong.contains("commas"), "{wrong}");
}

#[test]
fn marks_by_their_neighbours() {
    for (before, after) in [
        ("增长1,200万元,时间12:30,函数f(x)为正。", "增长1,200万元，时间12:30，函数f(x)为正。"),
        ("占69.32%,其中5%,10%两档。", "占69.32%，其中5%，10%两档。"),
        ("见www.example.com,欢迎访问;好吗?好!", "见www.example.com，欢迎访问；好吗？好！"),
        ("见https://example.com/a?b=1&c=2:8080,谢谢。", "见https://example.com/a?b=1&c=2:8080，谢谢。"),
        ("写信到a.b@example.com即可。", "写信到a.b@example.com即可。"),
        ("地址: 东关街,邮编 274000.", "地址：东关街，邮编 274000."),
        ("iPhone15(256G)与GDP(国内生产总值)。", "iPhone15(256G)与GDP（国内生产总值）。"),
        ("(一)加强领导(试行)。", "（一）加强领导（试行）。"),
        ("他说:\"好。\"又说'走'。", "他说：“好。”又说‘走’。"),
        ("他说“好\",就走了。", "他说“好”，就走了。"),
        ("It's 5'30\" 的成绩，55\"电视。", "It's 5'30\" 的成绩，55\"电视。"),
        ("等一等...再等等。。。还等…好。", "等一等……再等等……还等……好。"),
        ("他--老王——来了-不是吗。", "他——老王——来了-不是吗。"),
        ("阿不都•热合曼2023—2024年度。", "阿不都·热合曼2023—2024年度。"),
        ("参加ＮＢＡ２０２４赛季，得１，２００．５分。", "参加NBA2024赛季，得1,200.5分。"),
        ("第1.5版.下一句", "第1.5版。下一句"),
        ("同比增长3.5%.", "同比增长3.5%。"),
        ("Hello, world (again): yes!", "Hello, world (again): yes!"),
        ("空 格 保留，全角！？", "空 格 保留，全角！？"),
        ("（半全混用)的括号。", "（半全混用）的括号。"),
    ] {
        assert_eq!(mended(before), after);
    }
}

#[test]
fn cut_paragraphs_and_what_only_looks_cut() {
    let bodies = |copy: &str| {
        let story = &text(copy).stories[0];
        story.body.iter().map(banxin::model::Paragraph::text).collect::<Vec<_>>()
    };
    let head = "标题在此\n本报讯 今年以来，各项工作都在稳步推进，全县夏粮面积保持在\n";
    assert_eq!(bodies(&format!("{head}120万亩以上。")).len(), 1);
    assert_eq!(bodies(&format!("{head}（一）春耕备耕全面展开。")).len(), 2, "a new item");
    let numbers = "标题在此\n本报讯 全县规模以上工业增加值比上年同期增长了3.\n5个百分点，创下新高。";
    assert!(bodies(numbers)[0].contains("3.5个"));
    let headed = text(&format!("{head}又一个标题\n本报讯 正文在此。"));
    assert_eq!(headed.stories.len(), 2, "a headline is never joined");
    assert_eq!(headed.report.warnings.len(), 1, "but the stump is pointed out");
    let latin = bodies("标题在此\n本报讯 今年以来，该公司连续推出了新的产品 smart\nphone 系列，受到欢迎。");
    assert!(latin[0].contains("smart phone"));
}

#[test]
fn cross_heads_and_headlines() {
    let body = "这是一段正文，说的是同一件事情的来龙去脉。\n";
    let heads = |a: &str, b: &str| {
        let stories = text(&format!("总标题在这里\n{body}{a}\n{body}{b}\n{body}")).stories;
        stories.iter().map(|s| s.body.iter().filter(|p| p.kind == ParagraphKind::CrossHead).count()).collect::<Vec<_>>()
    };
    assert_eq!(heads("抓早抓小", "抓细抓实"), [2]);
    assert_eq!(heads("一、统一思想", "二、狠抓落实不放松"), [2]);
    assert_eq!(heads("县医院新院区启用", "全市中学生男子篮球联赛昨晚落幕"), [0, 0, 0]);
    assert_eq!(heads("从无到有", "三年磨一剑的坚持"), [2]);
    let lone = text(&format!("总标题在这里\n{body}县医院新院区启用\n{body}"));
    assert_eq!((lone.stories.len(), lone.report.warnings.len()), (2, 1));
    let labelled = text(&format!("总标题在这里\n{body}插题：县医院新院区启用\n{body}"));
    assert_eq!((labelled.stories.len(), labelled.report.warnings.len()), (1, 0));
}

#[test]
fn bytes_that_are_no_copy() {
    let error = |bytes: &[u8]| import(bytes, "x.txt", &Repairs::all()).unwrap_err();
    let says = |bytes: &[u8], words: &[&str]| {
        let message = error(bytes).to_string();
        assert!(words.iter().all(|w| message.contains(w)) && message.contains("x.txt"), "{message}");
    };
    says(b"", &["empty"]);
    says(" \n\u{3000}\r\n\t".as_bytes(), &["white space"]);
    says("\u{feff}".as_bytes(), &["white space"]);
    says("\u{200b}\u{200b}\n".as_bytes(), &["white space"]);
    says(b"%PDF-1.7\n\xE2", &["a PDF", "copy the text"]);
    says(b"PK\x03\x04\x14\0....word/document.xml", &["Word", "UTF-8"]);
    says(b"PK\x03\x04\x14\0....", &["ZIP"]);
    says(b"\xFF\xD8\xFF\xE0\0\x10JFIF", &["JPEG", "picture"]);
    says(b"\xD0\xCF\x11\xE0\xA1\xB1", &["old Word"]);
    says(b"<!DOCTYPE html><p>", &["web page"]);
    says("正文\0正文".as_bytes(), &["zero byte at offset 6"]);
    assert_eq!(error(&vec![b'a'; LARGEST + 1]), ImportError::TooBig { name: "x.txt".into(), size: LARGEST + 1 });
    says(&vec![b'a'; LARGEST + 1], &["33554433 bytes", "32 MiB", "split"]);
}

#[test]
fn damaged_encodings_name_the_byte() {
    let offset = |bytes: &[u8]| match import(bytes, "x.txt", &Repairs::all()) {
        Err(ImportError::Damaged { offset, encoding, .. }) => (encoding, offset),
        other => panic!("{other:?}"),
    };
    let good = "新华社北京电，各地夏粮丰收在望，收购工作有序展开。";
    let mut utf8 = good.as_bytes().to_vec();
    utf8.truncate(utf8.len() - 1);
    assert_eq!(offset(&utf8), ("UTF-8", good.len() - 3));
    let mut utf8 = good.as_bytes().to_vec();
    utf8.insert(6, 0xFF);
    assert_eq!(offset(&utf8), ("UTF-8", 6));
    let mut gb = encoding_rs::GB18030.encode(good).0.into_owned();
    gb.insert(10, 0xFF);
    assert_eq!(offset(&gb), ("GB18030", 10));
    assert_eq!(offset(b"\xFF\xFE\x2D\x4E\x00\xDC\x87\x65").0, "UTF-16");
    let cyrillic = b"\xCF\xF0\xE8\xE2\xE5\xF2, \xEC\xE8\xF0";
    assert!(import(cyrillic, "x.txt", &Repairs::all()).is_err(), "no nonsense for another encoding");
}

#[test]
fn the_same_copy_in_every_encoding() {
    let copy = "标题在此\n本报讯 各地夏粮丰收在望。\n";
    let utf16 = |bom: [u8; 2], bytes: fn(u16) -> [u8; 2]| {
        bom.into_iter().chain(copy.encode_utf16().flat_map(bytes)).collect::<Vec<u8>>()
    };
    let files = [
        (copy.as_bytes().to_vec(), Encoding::Utf8),
        (format!("\u{feff}{copy}").into_bytes(), Encoding::Utf8Bom),
        (utf16([0xFF, 0xFE], u16::to_le_bytes), Encoding::Utf16Le),
        (utf16([0xFE, 0xFF], u16::to_be_bytes), Encoding::Utf16Be),
        (encoding_rs::GB18030.encode(copy).0.into_owned(), Encoding::Gb18030),
        (copy.replace('\n', "\r\n").into_bytes(), Encoding::Utf8),
        (copy.replace('\n', "\r").into_bytes(), Encoding::Utf8),
    ];
    let wanted = text(copy).stories;
    for (bytes, encoding) in files {
        let found = import(&bytes, "x.txt", &Repairs::all()).unwrap();
        assert_eq!((found.report.encoding, &found.stories), (encoding, &wanted));
    }
}

/// Every character that is no white space, sorted: of a text, and of everything import made of it.
fn characters(texts: impl IntoIterator<Item = String>) -> Vec<char> {
    let mut all: Vec<char> = texts.into_iter().flat_map(|t| t.chars().collect::<Vec<_>>()).collect();
    all.retain(|c| !c.is_whitespace());
    all.sort_unstable();
    all
}

fn characters_of(imported: &Imported) -> Vec<char> {
    let Imported { stories, report } = imported;
    let told = report.sections.iter().chain(&report.markers).map(|p| p.text.clone());
    characters(stories.iter().map(banxin::model::plain_text).chain(told))
}

#[test]
fn no_character_of_the_copy_is_lost() {
    for file in COPY {
        let bytes = fs::read(folder().join(file)).unwrap();
        let source = match std::str::from_utf8(&bytes) {
            Ok(text) => text.trim_start_matches('\u{feff}').to_owned(),
            Err(_) => encoding_rs::GB18030.decode(&bytes).0.into_owned(),
        };
        let found = import(&bytes, file, &Repairs::none()).unwrap();
        assert_eq!(characters_of(&found), characters([source]), "{file}");
        assert!(found.report.totals.is_empty());
    }
}

#[test]
fn running_text_keeps_its_order() {
    let bytes = fs::read(folder().join("heze.txt")).unwrap();
    let source: String = String::from_utf8(bytes.clone()).unwrap().split_whitespace().collect();
    let mut rest = source.as_str();
    for story in import(&bytes, "heze.txt", &Repairs::none()).unwrap().stories {
        for paragraph in &story.body {
            let text: String = paragraph.text().split_whitespace().collect();
            let at = rest.find(&text).expect("in the source, after the paragraph before it");
            rest = &rest[at + text.len()..];
        }
    }
}

/// Lines such as newsrooms send, to be strung together at random.
fn line() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "[一-龥]{4,30}[，,][一-龥0-9]{5,40}[。！!;；]",
        3 => "[一-龥]{2,16}",
        2 => "[一-龥“”\"'()（）,.:;!?…—\\-a-z0-9 %　·•『』]{0,50}",
        1 => "本报讯[(（]记者 [一-龥]{2,3}[)）][一-龥]{5,60}。?",
        1 => "(记者|通讯员|作者|摄影|文|图) ?[一-龥]{1,4}( 摄)?",
        1 => "图为[一-龥]{3,50}[。 ]{0,2}(张三 ?摄|（李四 摄）)?",
        1 => "(——|--)[一-龥]{3,20}",
        1 => "【(引题|主题|副题|正文|插题|记者|别的)】[一-龥]{0,20}",
        1 => "(引题|标题|副题|小标题|正文|图说|栏目|记者)[:：][一-龥。]{0,30}",
        1 => "(---|\\*\\*\\*|＊＊＊|===|（完）|# 题|## 题|!\\[图\\]\\(a.jpg\\)|kind: x|headline: 题)",
        1 => "",
        1 => any::<String>(),
    ]
}

proptest! {
    #[test]
    fn any_bytes_are_an_answer(bytes in proptest::collection::vec(any::<u8>(), 0..400), markdown: bool) {
        let _ = import(&bytes, if markdown { "x.md" } else { "x.txt" }, &Repairs::all());
    }

    #[test]
    fn any_copy_keeps_its_characters(lines in proptest::collection::vec(line(), 1..24), markdown: bool) {
        let copy = lines.join("\n");
        let name = if markdown { "x.md" } else { "x.txt" };
        let _ = import(copy.as_bytes(), name, &Repairs::all());
        match import(copy.as_bytes(), name, &Repairs::none()) {
            Ok(found) => prop_assert_eq!(characters_of(&found), characters([copy.trim_start_matches('\u{feff}').to_owned()])),
            Err(ImportError::Blank { .. } | ImportError::Empty { .. } | ImportError::Binary { .. } | ImportError::NotText { .. }) => {}
            Err(other) => prop_assert!(false, "{}", other),
        }
    }

    #[test]
    fn repairs_never_touch_a_han(lines in proptest::collection::vec(line(), 1..24)) {
        let copy = lines.join("\n");
        let han = |t: &[char]| t.iter().copied().filter(|c| ('一'..='龥').contains(c)).collect::<Vec<_>>();
        if let Ok(found) = import(copy.as_bytes(), "x.txt", &Repairs::all()) {
            prop_assert_eq!(han(&characters_of(&found)), han(&characters([copy.clone()])));
            let again = import(copy.as_bytes(), "x.txt", &Repairs::all());
            prop_assert_eq!(again.as_ref(), Ok(&found));
        }
    }
}
