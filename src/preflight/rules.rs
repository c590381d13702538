//! The one table of rules: what the report, the profiles and `docs/preflight.md` say about them.

use crate::finding::Severity;
use Severity::{Error as E, Info as I, Warning as W};
use Stage::{Compose, Deliver, Page};

/// Where a rule is looked at.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Stage {
    /// While type is set and blocks are laid out.
    Compose,
    /// On the composed pages, with what is known about their faces and pictures.
    Page,
    /// On the finished file and its name, before it leaves the house.
    Deliver,
}

/// A rule: something a press, a reader or the law takes amiss.
#[derive(Debug, Clone, Copy)]
pub struct Rule {
    /// Its id, such as `GEO-01`.
    pub id: &'static str,
    /// How grave it is at its worst, before a profile has its say.
    pub worst: Severity,
    /// Where it is looked at.
    pub stage: Stage,
    /// What it asks, in Chinese.
    pub zh: &'static str,
    /// What it asks, in English.
    pub en: &'static str,
    /// Who asks it.
    pub source: &'static str,
}

const fn row(
    id: &'static str,
    worst: Severity,
    stage: Stage,
    zh: &'static str,
    en: &'static str,
    source: &'static str,
) -> Rule {
    Rule { id, worst, stage, zh, en, source }
}

/// The rule of this id.
#[must_use]
pub fn rule(id: &str) -> Option<&'static Rule> {
    RULES.iter().find(|r| r.id == id)
}

/// Every rule, by group.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    row("DOC-01", E, Deliver, "符合所选 PDF/X 标准", "The file keeps the chosen part of PDF/X", "ISO 15930; torstarprinting.com, GWG2015"),
    row("DOC-02", E, Deliver, "PDF 版本与标准相符", "The PDF version is the part's", "ISO 15930-4, -7"),
    row("DOC-03", E, Deliver, "一个文件一个版", "One page a file", "gdptechtips, GWG2015"),
    row("DOC-04", E, Deliver, "有输出意图和嵌入的 CMYK 特性文件", "An output intent with an embedded CMYK profile", "WAN-IFRA newspaper26v5"),
    row("DOC-05", E, Deliver, "无加密、脚本、表单、动作、附件", "No encryption, script, form, action or attachment", "ISO 15930"),
    row("DOC-06", E, Deliver, "版内无批注", "No annotation on the page", "ISO 15930"),
    row("DOC-07", E, Deliver, "X-1a 无图层", "No layers in X-1a", "GWG2015, ddpff.dk"),
    row("DOC-08", E, Deliver, "X-1a 无透明", "No transparency in X-1a", "ISO 15930-4 §6.13"),
    row("DOC-09", E, Deliver, "X-4 透明混合空间为 CMYK", "X-4 blends in CMYK", "GWG2015"),
    row("DOC-10", E, Deliver, "Trapped 有值", "Trapped says yes or no", "ISO 15930"),
    row("DOC-11", W, Deliver, "文件标题为 报名 日期 版次 版名", "The title names paper, date and page", "practice"),
    row("DOC-12", W, Deliver, "文件不超过印厂限制", "The file is not larger than the printer takes", "practice"),
    row("DOC-13", W, Page, "整版不是一张图", "The page is not one single picture", "GWG2015"),
    row("DOC-14", E, Page, "不是空版", "The page is not empty", "GWG2015"),
    row("DOC-16", E, Page, "图片都在，置入后未改动", "Every picture is there and unchanged since it was placed", "practice"),

    row("GEO-01", E, Page, "版面尺寸与印厂一致", "The page has the press' size", "rate cards of 对开 and 四开 papers"),
    row("GEO-02", E, Deliver, "TrimBox 已设，MediaBox 包含它", "TrimBox is set and lies within MediaBox", "GWG2015"),
    row("GEO-03", E, Compose, "没有出血，版外无内容", "No bleed: nothing reaches off the page", "Petit Press, gdptechtips"),
    row("GEO-04", E, Deliver, "页内无裁切线、套准线", "No marks round the page unless they are asked for", "niadhelp.co.uk"),
    row("GEO-05", E, Page, "版心四周留足印刷机白边", "The type area keeps the press' margins", "gdptechtips"),
    row("GEO-06", W, Compose, "各块都在版心内", "Blocks lie inside the type area", "practice"),
    row("GEO-07", W, Page, "各块落在字格、行格上", "Blocks stand on columns and lines", "practice"),
    row("GEO-09", E, Deliver, "无 UserUnit、无旋转", "No UserUnit, no rotation", "GWG2015"),
    row("GEO-10", E, Compose, "各块互不相压", "Blocks do not lie on each other", "practice"),
    row("GEO-11", W, Page, "稿件之间有一字空或线", "One 字 of air or a rule between modules", "house rules of column arithmetic"),

    row("COL-01", E, Deliver, "只用 DeviceCMYK、DeviceGray", "Only DeviceCMYK and DeviceGray", "torstarprinting.com, greatwest.ca"),
    row("COL-02", E, Deliver, "无 RGB、Lab、索引 RGB", "No RGB, Lab or indexed RGB", "niadhelp.co.uk, greatwest.ca"),
    row("COL-03", E, Deliver, "专色不多于印刷机的机组，无“全部”色", "No more spot inks than the press has units, no “All”", "tcmprinting.com, niadhelp.co.uk"),
    row("COL-04", W, Page, "CMYK 图片的特性文件与输出意图一致", "CMYK pictures are made for this press", "practice"),
    row("COL-05", W, Page, "不用铜版纸分色的图片", "No separations made for coated paper", "bisenet.com"),
    row("COL-06", E, Page, "黑白版上无彩色", "No colour on a black page", "practice"),
    row("COL-07", E, Page, "彩色版数不超过印刷机能力", "No more colour pages than the press has", "practice"),
    row("COL-08", W, Page, "灰图不用三色叠成", "Grey photographs are not made of three colours", "niadhelp.co.uk"),

    row("INK-01", E, Page, "图片总墨量不超限", "Photographs keep the ink limit", "WAN-IFRA, ISO 12647-3, printers' contracts"),
    row("INK-02", W, Page, "平网、文字总墨量不超限", "Flat colour and type keep the ink limit", "greatwest.ca"),
    row("INK-04", W, Page, "暗部以黑版为主", "Black carries the shadows", "bisenet.com, Petit Press"),
    row("INK-05", I, Page, "高光网点不太小", "Highlights have dots that print", "Petit Press, torstarprinting.com"),
    row("INK-06", W, Page, "平网不太深也不太浅", "Tints neither fill in nor vanish", "torstarprinting.com, mclarenpress.com"),
    row("INK-07", W, Page, "大块底纹少用墨色", "Large tints are of few inks", "candycc.com"),
    row("INK-08", W, Page, "不用单黄承载文字", "Yellow alone carries no text", "candycc.com, torstarprinting.com"),
    row("INK-09", I, Page, "单版覆盖率不致蹭脏", "No plate covers so much that sheets set off", "practice"),
    row("INK-10", I, Page, "正反面实地不重叠", "No solids on both sides of the paper", "practice"),

    row("OVP-01", E, Page, "正文为 K100", "Body text is K100", "mclarenpress.com, tcmprinting.com"),
    row("OVP-02", E, Page, "小号黑字叠印", "Small black type overprints", "tcmprinting.com, GWG2015"),
    row("OVP-03", W, Page, "细黑线叠印", "Thin black lines overprint", "GWG2015"),
    row("OVP-04", E, Page, "小字不用四色黑", "No rich black in type", "mclarenpress.com, GWG2015"),
    row("OVP-05", E, Page, "没有由 RGB 黑转来的四色黑", "No four-colour black from RGB", "mclarenpress.com"),
    row("OVP-06", W, Page, "大块黑实地用 K100 或加蓝", "Large black solids are K100, or K100 with cyan", "mclarenpress.com, tcmprinting.com"),
    row("OVP-07", E, Page, "白字白线不叠印", "White knocks out", "GWG2015, niadhelp.co.uk"),
    row("OVP-08", E, Page, "彩色、平网不误设叠印", "Colours and tints do not overprint by accident", "GWG2015"),
    row("OVP-09", W, Deliver, "黑字用 CMYK 的 K，不用灰度", "Black type is CMYK's K, not DeviceGray", "GWG2015"),
    row("OVP-10", I, Page, "图上大黑字镂空须陷印", "Large black type knocked out of a photograph needs a trap", "torstarprinting.com"),
    row("OVP-11", W, Page, "图上文字看得清", "Type on a photograph can be read", "candycc.com, WCAG"),
    row("OVP-12", W, Page, "彩字与彩底有共同墨色", "Coloured type shares an ink with its ground", "torstarprinting.com"),

    row("IMG-01", E, Page, "图片分辨率够", "Photographs have enough pixels", "tcmprinting.com, printall.ee, greatwest.ca"),
    row("IMG-02", I, Page, "图片分辨率不过高", "Photographs have not too many pixels", "practice"),
    row("IMG-03", E, Page, "线条稿分辨率够", "Line art has enough pixels", "greatwest.ca, printall.ee"),
    row("IMG-04", W, Page, "图片不放大过多", "Pictures are not enlarged too much", "paw.princeton.edu"),
    row("IMG-05", W, Page, "图片不变形", "Pictures keep their shape", "practice"),
    row("IMG-06", I, Page, "JPEG 压缩不过重", "JPEG is not packed too hard", "practice"),
    row("IMG-07", E, Deliver, "图片为 8 位、无透明", "Pictures of 8 bits, without transparency", "GWG2015"),
    row("IMG-08", W, Page, "图片不太暗", "Photographs are not too dark", "businessnews.com.au"),
    row("IMG-09", W, Page, "有图片说明和署名", "Every picture has a caption and a credit", "practice"),
    row("IMG-10", W, Page, "说明不宽于图，不离图", "Captions are as wide as their picture and next to it", "newspaper design manuals"),
    row("IMG-11", W, Page, "同一图不登两次", "No picture appears twice", "practice"),
    row("IMG-13", W, Page, "图片注明授权", "Every picture has a licence", "practice"),
    row("IMG-14", I, Page, "裁切不过多", "A crop does not take too much", "practice"),
    row("IMG-15", E, Compose, "二维码够大，白底黑码，四周留空", "QR codes are large, black on white, with air round them", "ISO/IEC 18004; practice"),

    row("TXT-01", E, Deliver, "字体全部嵌入", "Every face is embedded", "torstarprinting.com, niadhelp.co.uk"),
    row("TXT-02", E, Page, "字体许可嵌入", "Every face may be embedded", "OpenType OS/2 fsType"),
    row("TXT-03", E, Compose, "不缺字", "No character is missing", "practice"),
    row("TXT-04", E, Page, "无造字区字符", "No characters of private use", "GB 18030 practice"),
    row("TXT-06", W, Page, "无 Courier 替代字体", "No Courier, the mark of a lost face", "GWG2015"),
    row("TXT-07", W, Deliver, "文字可复制", "Text can be read back", "ISO 32000-1 §9.10.3"),
    row("TXT-08", E, Page, "字不太小", "Type is not too small", "niadhelp.co.uk, CLREQ"),
    row("TXT-09", W, Page, "反白字不太小", "Reversed type is not too small", "torstarprinting.com, mclarenpress.com, tcmprinting.com"),
    row("TXT-10", W, Page, "反白字的底够深，不用黄", "Reversed type stands on a deep ground, not on yellow", "torstarprinting.com, mclarenpress.com"),
    row("TXT-11", W, Page, "多色字不太小", "Type in several inks is not too small", "torstarprinting.com, tcmprinting.com"),
    row("TXT-12", W, Page, "浅色字不太小、不太浅", "Tinted type is not too small or too light", "niadhelp.co.uk"),
    row("TXT-13", E, Page, "长扁字不过分", "长字 and 扁字 are not overdone", "新民晚报 handbook"),
    row("TXT-14", W, Page, "小字不加阴影、勾边", "No outline or shadow on small type", "practice"),
    row("TXT-15", W, Page, "不混用繁体字", "No traditional characters among simplified ones", "CLREQ"),
    row("TXT-16", W, Page, "汉字间不用半角标点", "No half-width marks in Chinese text", "CLREQ; measured copy"),
    row("TXT-17", W, Page, "引号、括号成对", "Quotes and brackets come in pairs", "GB/T 15834"),
    row("TXT-18", W, Page, "引号形式与排向一致", "Quotes suit the direction of the line", "CLREQ; GB/T 15834 §5.2.3"),
    row("TXT-19", W, Page, "正文不靠字距凑行", "Body text is not tracked to fit", "practice"),
    row("TXT-20", W, Page, "正文不改样式", "Body text keeps the paper's style", "practice"),

    row("LIN-01", E, Page, "没有零宽线", "No line without a width", "practice"),
    row("LIN-02", E, Page, "黑线不太细", "Black lines are not too thin", "bookprinteasy.cz, niadhelp.co.uk"),
    row("LIN-03", W, Page, "白线不太细", "White lines are not too thin", "niadhelp.co.uk"),
    row("LIN-04", W, Page, "网线色线不太细", "Tinted lines are not too thin", "niadhelp.co.uk"),
    row("LIN-05", W, Page, "多色线够粗，细线用单色", "Lines of several inks are thick, thin ones of one ink", "niadhelp.co.uk, torstarprinting.com"),
    row("LIN-06", W, Page, "花边不过细", "No border pattern too fine", "practice"),
    row("LIN-07", E, Page, "栏线不穿过文字、图片", "Column rules do not cross type or pictures", "practice"),
    row("LIN-08", W, Page, "框线与文字之间有空", "Air between a frame and its text", "teachervision"),

    row("CPY-01", E, Compose, "没有溢出", "No text is left over", "page make-up practice"),
    row("CPY-02", W, Compose, "没有缺行", "No leg stays empty", "computed"),
    row("CPY-03", E, Compose, "避头尾", "Line starts and ends keep the rules of punctuation", "CLREQ"),
    row("CPY-04", W, Page, "行末标点占半字", "Marks at the line end take half an em", "GB/T 15834 §5.1.10"),
    row("CPY-05", E, Page, "破折号、省略号占两字，不拆行", "Dashes and ellipses are two em and whole", "CLREQ"),
    row("CPY-06", W, Compose, "没有孤字", "No last line of one character", "CLREQ"),
    row("CPY-07", W, Compose, "没有孤行", "No last line alone at a column's top", "CLREQ"),
    row("CPY-08", W, Page, "数字与单位不拆行", "Numbers stay whole and with their unit", "measured copy"),
    row("CPY-09", E, Compose, "字距不太松", "No line is too loose", "CLREQ"),
    row("CPY-10", E, Compose, "插题不压栏头栏脚", "Cross-heads keep off the ends of a column", "practice"),
    row("CPY-11", W, Page, "段首空两字", "Paragraphs begin two 字 in", "practice"),
    row("CPY-12", W, Compose, "各栏齐脚", "The legs of an article end together", "CLREQ"),
    row("CPY-13", W, Compose, "标题断句合理", "Headlines break by sense", "nmly.net.cn"),
    row("CPY-14", W, Compose, "标题占满栏宽", "Headlines fill their measure", "practice"),
    row("CPY-15", E, Page, "转版行前后各有六行，标注正确", "Jumps have six lines on both sides and the right numbers", "newspaper design manuals"),
    row("CPY-16", E, Compose, "转接正确", "Threads hold", "practice"),
    row("CPY-17", W, Page, "电头格式正确", "Datelines have their form", "measured copy"),

    row("LAY-01", W, Page, "不碰题", "Heads do not bump", "newspaper design manuals"),
    row("LAY-02", W, Page, "不断版", "No line splits the page", "page make-up practice"),
    row("LAY-03", E, Page, "不断栏", "No foreign block between the legs of an article", "page make-up practice"),
    row("LAY-04", E, Compose, "题文相接", "The head stands over its text", "page make-up practice"),
    row("LAY-05", I, Page, "稿件为矩形", "Modules are rectangles", "newspaper design manuals"),
    row("LAY-06", W, Page, "栏长合适", "Legs are neither short nor long", "newspaper design manuals"),
    row("LAY-07", E, Page, "行长合适", "Lines are neither short nor long", "column arithmetic; 新民晚报 handbook"),
    row("LAY-08", W, Page, "标题自上而下渐小", "Heads grow smaller down the page", "newspaper design manuals"),
    row("LAY-09", E, Page, "图文不分离", "Pictures stand with their story", "page make-up practice"),
    row("LAY-10", I, Page, "两图大小有别", "Pictures do not compete in size", "newspaper design manuals"),
    row("LAY-11", I, Page, "图片面积够", "Pictures take their share of the page", "newspaper design manuals"),
    row("LAY-12", E, Page, "广告与新闻分开", "Ads are set apart from news", "page make-up practice"),
    row("LAY-13", I, Page, "竖题不过多", "Not too many vertical heads", "practice"),
    row("LAY-14", I, Page, "标题字体不过多", "Not too many faces in the heads", "practice"),

    row("LEG-01", E, Page, "头版报头有报名", "Page 1 carries the paper's name", "报纸期刊质量管理规定; 出版形式差错计算方法"),
    row("LEG-02", E, Page, "报名为头版最大的字", "The paper's name is the largest type on page 1", "出版形式差错计算方法"),
    row("LEG-03", E, Page, "报头有日期、总期号、版数、CN 号", "The masthead has date, issue, pages and CN number", "出版形式差错计算方法"),
    row("LEG-04", W, Page, "版权项目齐全", "The imprint is complete", "出版形式差错计算方法"),
    row("LEG-05", E, Page, "每版报眉有版次，连续", "Every page has its number, in sequence", "出版形式差错计算方法"),
    row("LEG-06", E, Page, "广告标明“广告”", "Every ad says 广告", "出版形式差错计算方法; 广告法"),
    row("LEG-07", E, Page, "号外标明“号外”“免费赠阅”", "An extra says that it is one and is free", "出版形式差错计算方法"),
    row("LEG-08", E, Page, "报头、报眉日期与出报日一致", "Every printed date is the day of the issue", "practice"),
    row("LEG-09", W, Page, "责编、校对署名", "The page's editors are named", "practice"),

    row("NAM-01", E, Deliver, "文件名合乎模板", "The file's name follows the template", "greatwest.ca, ddpff.dk"),
    row("NAM-02", E, Deliver, "重发时版本字母递增", "A page sent again has a later version", "ddpff.dk"),
    row("NAM-03", W, Deliver, "文件名中的彩色黑白标记属实", "The name tells colour or black as it is", "greatwest.ca"),
    row("NAM-04", I, Deliver, "按要求印版号条", "The slug line is there if the printer wants it", "practice"),
];

/// A rule of the research that is not built, and why.
#[derive(Debug, Clone, Copy)]
pub struct LeftOut {
    /// Its id.
    pub id: &'static str,
    /// What it would ask.
    pub what: &'static str,
    /// Why it is not built.
    pub why: &'static str,
}

const fn out(id: &'static str, what: &'static str, why: &'static str) -> LeftOut {
    LeftOut { id, what, why }
}

/// Rules that need what this program does not have.
#[rustfmt::skip]
pub const LEFT_OUT: &[LeftOut] = &[
    out("DOC-15", "The file is the signed version", "an edition knows no 签样; `job.json` carries the hashes with which a house can compare"),
    out("GEO-08", "Panoramas only on true centre spreads", "an edition has single pages, no spreads; what reaches over an edge is GEO-03"),
    out("INK-03", "Ink is measured over an area", "a way of measuring, not a rule: INK-01 keeps it"),
    out("IMG-12", "No face cut or under text", "nothing here finds faces in photographs"),
    out("TXT-05", "No synthetic bold or italic", "holds by construction: a sheet has faces, and no way to thicken or slant them"),
    out("LEG-10", "Editing errors at most 3 in 10,000", "there is no spelling checker"),
    out("LEG-11", "Lists of sensitive words, names and titles", "the lists are each house's own and not public"),
    out("LEG-12", "Three reviews and proofs are signed", "an edition knows no signatures"),
    out("EPA-01", "Every article has its outline in the e-paper", "no e-paper is made yet; the page map has the outlines"),
    out("EPA-02", "The e-paper says what the page says", "both are made from one sheet; there is no e-paper yet"),
    out("EPA-03", "Page pictures of the e-paper have their size", "no e-paper is made yet"),
    out("EPA-04", "Ads and restricted photographs are kept out", "no e-paper is made yet"),
];
