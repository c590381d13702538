//! TXT: which characters stand in the copy.

use std::sync::LazyLock;

use super::fix;
use super::view::{Line, View};
use super::{Fix, Out};
use crate::edit::Command;
use crate::finding::{Finding, Severity, Where, counted};
use crate::id::{Part, StoryId};
use crate::model::{Headline, Story};

pub(super) fn check(view: &View<'_>, out: &mut Out) {
    for text in texts(view) {
        private_use(view, &text, out);
        traditional(view, &text, out);
        half_width(view, &text, out);
        straight(view, &text, out);
        quotes_and_direction(view, &text, out);
    }
    for (id, story) in stories(view) {
        pairs(view, id, story, out);
    }
}

/// A text of a story as it was written, where some of it stands on this page.
pub(super) struct Text<'a> {
    pub(super) story: &'a StoryId,
    pub(super) part: Part,
    /// Paragraph of the body; which caption.
    pub(super) number: u32,
    pub(super) text: String,
    /// Set from top to bottom.
    pub(super) vertical: bool,
}

/// The stories that have type on this page.
pub(super) fn stories<'a>(view: &View<'a>) -> Vec<(&'a StoryId, &'a Story)> {
    let mut ids: Vec<&StoryId> = Vec::new();
    for id in view.lines.iter().filter_map(|l| l.mark.story.as_ref()) {
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    let found = ids.into_iter().filter_map(|id| view.edition.stories.get_key_value(id));
    found.map(|(id, story)| (id, &**story)).collect()
}

pub(super) fn texts<'a>(view: &View<'a>) -> Vec<Text<'a>> {
    let mut texts = Vec::new();
    for (story, copy) in stories(view) {
        let heads = [(Part::Kicker, &copy.kicker), (Part::Headline, &copy.headline.text), (Part::Deck, &copy.deck)];
        let heads = heads.map(|(part, text)| (part, 0, text.clone()));
        let captions = (0..).zip(&copy.captions).map(|(n, c)| (Part::Caption, n, format!("{}{}", c.text, c.credit)));
        let body = (0..).zip(&copy.body).map(|(n, p)| (Part::Body, n, p.text()));
        for (part, number, text) in heads.into_iter().chain(body).chain(captions) {
            let here = |l: &&Line<'_>| is_of(l, story, part, number);
            let Some(line) = view.lines.iter().find(here) else { continue };
            let vertical = line.mark.area.height > line.mark.area.width;
            texts.push(Text { story, part, number, text, vertical });
        }
    }
    texts
}

fn is_of(line: &Line<'_>, story: &StoryId, part: Part, number: u32) -> bool {
    let same = match part {
        Part::Body => matches!(line.mark.part, Part::Body | Part::CrossHead) && line.mark.paragraph == number,
        Part::Caption => line.mark.part == Part::Caption && line.mark.paragraph == number,
        _ => line.mark.part == part,
    };
    same && line.mark.story.as_ref() == Some(story)
}

/// The line on the page where character `at` of a text stands; characters dropped at line ends are spaces.
pub(super) fn place(view: &View<'_>, text: &Text<'_>, at: usize) -> Where {
    let solid = |s: &str| s.chars().filter(|c| !c.is_whitespace()).count();
    let before = text.text.chars().take(at + 1).filter(|c| !c.is_whitespace()).count();
    let mut seen = 0;
    let mut found = None;
    for line in view.lines.iter().filter(|l| is_of(l, text.story, text.part, text.number)) {
        found = Some(line);
        // A paragraph that began on another page has its earlier lines there.
        seen += solid(&line.text);
        if seen >= before {
            break;
        }
    }
    found.map_or_else(|| view.page_place(), |line| view.line_place(line))
}

/// The text with one of its characters replaced, where a command can do that.
fn replaced(view: &View<'_>, text: &Text<'_>, label: (&str, &str), changes: &[(usize, usize, &str)]) -> Option<Fix> {
    let story = view.edition.stories.get(text.story)?;
    // From the end, so that earlier positions keep.
    let mut whole: Vec<char> = text.text.chars().collect();
    for (from, to, new) in changes.iter().rev() {
        whole.splice(*from..*to, new.chars());
    }
    let whole: String = whole.into_iter().collect();
    let id = text.story.clone();
    let command = match text.part {
        Part::Kicker => Command::SetKicker { story: id, text: whole },
        Part::Deck => Command::SetDeck { story: id, text: whole },
        Part::Headline => {
            Command::SetHeadline { story: id, headline: Headline { text: whole, ..story.headline.clone() } }
        }
        Part::Body => {
            let edit = |(from, to, new): &(usize, usize, &str)| {
                fix::edit_text(label, text.story, text.number as usize, *from..*to, new).command
            };
            Command::Batch { label: label.0.to_owned(), commands: changes.iter().rev().map(edit).collect() }
        }
        _ => return None,
    };
    Some(fix::fix(label.0, label.1, command))
}

/// TXT-04.
fn private_use(view: &View<'_>, text: &Text<'_>, out: &mut Out) {
    let private = |c: char| matches!(u32::from(c), 0xE000..=0xF8FF | 0xF_0000..=0x10_FFFF);
    let Some((at, c)) = text.text.chars().enumerate().find(|(_, c)| private(*c)) else { return };
    let code = u32::from(c);
    let (zh, en) = (format!("有造字区字符 U+{code:04X}"), format!("There is a private character, U+{code:04X}"));
    out.add(
        Finding::new("TXT-04", Severity::Error, zh, en)
            .remedy("改为正式编码的字", "write it with its proper code")
            .at(place(view, text, at)),
    );
}

/// Characters that only traditional copy has, of the most frequent ones.
const TRADITIONAL: &str = "國學會來對時說個們這為經過後開關發點麼將兒樣實現當應體問與義農業產導際長東車馬門見貝頁風飛魚鳥黨員總結統紀級線組織網維緊續設訪評論證讀課調談請謝識護變讓質貿費資賽購趕趙跡軍輪輛輸辦遠適選邊還鄉銀銅鐵錢錄鎮閱陽陰隊陸險隨雖雙雜離難電項須領題額顧顯驗驚黃齊齡龍龜萬兩億僅傳傷價儀優兇別劃劇創劉勁動務勝勞勢區協卻厭參雲亞壓廠廣廳屬層歲島師帶幫庫張強彈歸徑復徹態慶憂憑懷懸戰戲戶擇擊擔據擴擺攝數敵斷無舊曆條極構槍樂樓標樹橋機檔檢權歐歡殘殺殼氣決況淺測湯溝滅滿漢漸潔濟濤濱瀏灣災爐爭爺牆獎獨獲環瑪療盡監盤眾確碼礙禮種稱穩窮競筆筍節範築簡簽糧紅約純紙細終絕給絲綠緣縣縮績繼纖罰罷羅聖聞聯聰聲職聽肅膠腦臉臨舉艦藝蘇蘭處虛號補裝製視覺覽觀觸計訂討訓記許訴診詞詢試詩話該詳語誤誰誠譜譯豐貨販責貴買賀賓賴贈";

/// TXT-15.
fn traditional(view: &View<'_>, text: &Text<'_>, out: &mut Out) {
    // Sorted: every character of a page is looked for.
    static SORTED: LazyLock<Vec<char>> = LazyLock::new(|| {
        let mut all: Vec<char> = TRADITIONAL.chars().collect();
        all.sort_unstable();
        all
    });
    let is_traditional = |c: char| SORTED.binary_search(&c).is_ok();
    let Some((at, c)) = text.text.chars().enumerate().find(|(_, c)| is_traditional(*c)) else { return };
    let (zh, en) = (format!("有繁体字“{c}”"), format!("“{c}” is a traditional character"));
    out.add(
        Finding::new("TXT-15", Severity::Warning, zh, en)
            .remedy("改为简体", "write it in simplified form")
            .at(place(view, text, at)),
    );
}

fn is_han(c: char) -> bool {
    matches!(u32::from(c), 0x3400..=0x9FFF | 0xF900..=0xFAFF | 0x2_0000..=0x3_FFFF)
}

/// TXT-16: ASCII marks that touch Han. Between Latin and digits they are right: 1,200 and 12:30.
fn half_width(view: &View<'_>, text: &Text<'_>, out: &mut Out) {
    let chars: Vec<char> = text.text.chars().collect();
    let full = |at: usize| -> Option<&'static str> {
        let wide = match chars[at] {
            ',' => "，",
            ';' => "；",
            ':' => "：",
            '?' => "？",
            '!' => "！",
            '(' => "（",
            ')' => "）",
            '.' => "。",
            _ => return None,
        };
        let before = at.checked_sub(1).map(|i| chars[i]);
        let after = chars.get(at + 1).copied();
        let touches = before.is_some_and(is_han) || after.is_some_and(is_han);
        let stop = chars[at] != '.' || (before.is_some_and(is_han) && after.is_none_or(|c| is_han(c) || c == '”'));
        (touches && stop).then_some(wide)
    };
    let changes: Vec<(usize, usize, &str)> =
        (0..chars.len()).filter_map(|at| full(at).map(|wide| (at, at + 1, wide))).collect();
    let Some((at, ..)) = changes.first() else { return };
    let zh = format!("汉字间有 {} 个半角标点，如“{}”", changes.len(), chars[*at]);
    let en = format!("{} among Han, such as “{}”", counted(changes.len(), "half-width mark"), chars[*at]);
    let label = ("改为全角标点", "Make its marks full-width");
    let finding = Finding::new("TXT-16", Severity::Warning, zh, en)
        .remedy("改为全角", "write them full-width")
        .at(place(view, text, *at));
    out.push(finding, replaced(view, text, label, &changes));
}

/// TXT-17, the straight ones.
fn straight(view: &View<'_>, text: &Text<'_>, out: &mut Out) {
    let chars: Vec<char> = text.text.chars().collect();
    let han_near = |at: usize| {
        let before = at.checked_sub(1).map(|i| chars[i]);
        before.is_some_and(is_han) || chars.get(at + 1).is_some_and(|c| is_han(*c))
    };
    let found: Vec<usize> = (0..chars.len()).filter(|at| matches!(chars[*at], '"' | '\'') && han_near(*at)).collect();
    let Some(at) = found.first() else { return };
    // Only where they pair within the paragraph can a repair be sure which is which.
    let doubles: Vec<usize> = (0..chars.len()).filter(|at| chars[*at] == '"').collect();
    let paired = doubles.len().is_multiple_of(2) && found.iter().all(|at| chars[*at] == '"');
    let curly = |(i, at): (usize, &usize)| (*at, *at + 1, if i % 2 == 0 { "“" } else { "”" });
    let changes: Vec<(usize, usize, &str)> = doubles.iter().enumerate().map(curly).collect();
    let finding = Finding::new("TXT-17", Severity::Warning, "有直引号", "There are straight quotes")
        .remedy("改为“ ”", "make them “ ”")
        .at(place(view, text, *at));
    let repair = paired.then(|| replaced(view, text, ("改为弯引号", "Make the quotes curly"), &changes)).flatten();
    out.push(finding, repair);
}

const PAIRS: [(char, char); 8] =
    [('“', '”'), ('‘', '’'), ('《', '》'), ('〈', '〉'), ('（', '）'), ('「', '」'), ('『', '』'), ('【', '】')];

/// TXT-17: pairs over the whole body; a quote may run on over paragraphs, each of which then opens it again.
fn pairs(view: &View<'_>, id: &StoryId, story: &Story, out: &mut Out) {
    let mut open: Vec<(char, u32, usize)> = Vec::new();
    let mut wrong: Option<(u32, usize, char)> = None;
    for (number, paragraph) in (0..).zip(&story.body) {
        let text: Vec<char> = paragraph.text().chars().collect();
        for (at, c) in text.iter().enumerate() {
            let latin = at > 0 && text[at - 1].is_ascii_alphabetic();
            if PAIRS.iter().any(|(o, _)| o == c) {
                // A quote that runs on is opened again at the head of each paragraph.
                let again = at == 0 && open.last().is_some_and(|(o, n, _)| o == c && *n < number);
                if !again {
                    open.push((*c, number, at));
                }
            } else if let Some((o, _)) = PAIRS.iter().find(|(_, close)| close == c) {
                match open.last() {
                    Some((last, ..)) if last == o => {
                        open.pop();
                    }
                    _ if *c == '’' && latin => {}
                    _ => wrong = wrong.or(Some((number, at, *c))),
                }
            }
        }
    }
    let unclosed = open.first().map(|(c, number, at)| (*number, *at, *c));
    let Some((number, at, c)) = wrong.or(unclosed) else { return };
    let text = story.body.get(number as usize).map(crate::model::Paragraph::text).unwrap_or_default();
    let place = place(view, &Text { story: id, part: Part::Body, number, text, vertical: false }, at);
    let (zh, en) = (format!("“{c}”没有配对"), format!("“{c}” has no partner"));
    out.add(Finding::new("TXT-17", Severity::Warning, zh, en).remedy("补上另一半", "write the other half").at(place));
}

/// TXT-18. Vertical lines need no finding: “ ” are drawn there as 『』, whatever the copy has.
fn quotes_and_direction(view: &View<'_>, text: &Text<'_>, out: &mut Out) {
    if text.vertical {
        return;
    }
    let swap = |c: char| match c {
        '『' | '「' => Some("“"),
        '』' | '」' => Some("”"),
        _ => None,
    };
    let changes: Vec<(usize, usize, &str)> =
        text.text.chars().enumerate().filter_map(|(at, c)| swap(c).map(|new| (at, at + 1, new))).collect();
    let Some((at, ..)) = changes.first() else { return };
    let (zh, en) = ("横排用了竖排引号『』「」", "Quotes of vertical text stand in horizontal text");
    let finding = Finding::new("TXT-18", Severity::Warning, zh, en)
        .remedy("换引号", "change the quotes")
        .at(place(view, text, *at));
    out.push(finding, replaced(view, text, ("换引号", "Change the quotes"), &changes));
}
