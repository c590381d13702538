//! What a line looks like, by itself and between its neighbours.

use super::byline::{credit_start, dateline_end, is_byline};
use super::chars::length;
use super::labels::{Label, is_separator, label};
use super::lines::Line;

/// What a line looks like.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Class {
    /// Between two stories.
    Separator,
    /// Its role is written before it; its own text begins at this byte.
    Labelled(Label, usize),
    /// A deck: begins with ——.
    Deck,
    /// 署名.
    Byline,
    /// A paragraph that begins with a dateline: certainly the first of a story.
    Lead,
    /// The sender's sign that the copy is complete: （完）. Not printed.
    End,
    /// Running text.
    Text,
    /// Running text that tells what a picture shows: the copy of a picture story.
    PictureText,
    /// 图片说明.
    Caption,
    /// A short line without a stop: some kind of head.
    Short,
}

impl Class {
    /// Running text of whatever kind.
    pub(super) const fn is_body(self) -> bool {
        matches!(self, Self::Lead | Self::Text | Self::PictureText | Self::Labelled(Label::Body, _))
    }
}

/// Most 字 of a short line.
const SHORT: usize = 30;
/// Most 字 of a caption without a stop.
const UNSTOPPED_CAPTION: usize = 60;
/// Fewest 字 of a picture story.
const PICTURE_STORY: usize = 40;

/// What a line looks like by itself; what its neighbours must tell is still open.
#[derive(Clone, Copy, PartialEq)]
enum Look {
    Sure(Class),
    /// Tells what a picture shows, or ends with who took it.
    Picture {
        says_so_first: bool,
        long: bool,
    },
    /// Of medium length, without any stop: a caption, or the first half of a cut paragraph.
    Unstopped,
    /// Short with ！, ？, …… or ” in it: a head, or direct speech.
    Exclaimed,
}

/// What every line is.
pub(super) fn classify(lines: &[Line]) -> Vec<Class> {
    let looks: Vec<Look> = lines.iter().map(|l| look(&l.text())).collect();
    let mut classes: Vec<Class> = Vec::with_capacity(looks.len());
    for (i, &look) in looks.iter().enumerate() {
        let before = classes.last().copied();
        classes.push(settle(look, before, looks.get(i + 1).copied()));
    }
    classes
}

fn look(line: &str) -> Look {
    let text = line.trim();
    let n = length(text);
    let sure = |class| Look::Sure(class);
    if is_separator(text) {
        return sure(Class::Separator);
    }
    if matches!(text, "（完）" | "(完)" | "（完)" | "(完）") {
        return sure(Class::End);
    }
    if let Some((label, at)) = label(line) {
        return sure(Class::Labelled(label, at));
    }
    if is_deck(text) {
        return sure(Class::Deck);
    }
    if is_byline(text) {
        return sure(Class::Byline);
    }
    if dateline_end(text).is_some() {
        return sure(Class::Lead);
    }
    let says_so_first = tells_a_picture(text);
    if says_so_first || credit_start(text).is_some() {
        return Look::Picture { says_so_first, long: n >= PICTURE_STORY };
    }
    let stops_inside = text.contains(['。', '；', ';']) || text.ends_with(['，', '、', '：', ',', ':', '.']);
    let speech = text.starts_with(['“', '"']) && text.ends_with(['”', '"']);
    let exclaimed = text.contains(['！', '？', '!', '?']) || text.ends_with(['…']);
    match n {
        _ if stops_inside || n > UNSTOPPED_CAPTION || (n > SHORT && exclaimed) => sure(Class::Text),
        _ if n > SHORT => Look::Unstopped,
        _ if speech || exclaimed => Look::Exclaimed,
        _ => sure(Class::Short),
    }
}

/// Whether a line is a deck: begins with a dash and does not run on.
pub(super) fn is_deck(text: &str) -> bool {
    let dash = ["——", "--", "──", "――", "—"].iter().any(|d| text.starts_with(d));
    dash && (3..=48).contains(&length(text)) && !text.contains('。')
}

fn tells_a_picture(text: &str) -> bool {
    const BEGINNINGS: [&str; 14] =
        ["图为", "图①", "图②", "图③", "图一", "图1", "图2", "上图", "下图", "左图", "右图", "题图", "图片：", "（图"];
    BEGINNINGS.iter().any(|b| text.starts_with(b))
}

/// The class of a look after `before` and in front of `next`.
fn settle(look: Look, before: Option<Class>, next: Option<Look>) -> Class {
    let next_is = |classes: &[Class]| next.is_some_and(|n| classes.iter().any(|&c| n == Look::Sure(c)));
    let after_body = before.is_some_and(|b| b.is_body() || matches!(b, Class::Labelled(Label::CrossHead, _)));
    match look {
        Look::Sure(class) => class,
        Look::Picture { says_so_first, long } => match before {
            Some(Class::Short | Class::Deck | Class::Labelled(..)) if long => Class::PictureText,
            _ if long && !says_so_first => Class::PictureText,
            _ => Class::Caption,
        },
        Look::Unstopped => {
            let between_heads =
                matches!(before, None | Some(Class::Byline | Class::Short | Class::Caption | Class::Separator));
            let ends = next.is_none()
                || next_is(&[Class::Short, Class::Byline, Class::Separator])
                || next == Some(Look::Unstopped);
            if between_heads && ends && before.is_some() { Class::Caption } else { Class::Text }
        }
        Look::Exclaimed => {
            let before_a_story = next_is(&[Class::Lead, Class::Deck, Class::Byline]);
            if before_a_story || !after_body { Class::Short } else { Class::Text }
        }
    }
}
