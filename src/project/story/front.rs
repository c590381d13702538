//! The `key: value` lines of a story.

use std::fmt::Write;

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::escape::{escape, escaped, is_hidden};
use crate::model::{Byline, BylinePlace, Caption, Story};

pub(super) fn write(out: &mut String, story: &Story) {
    line(out, "kind", &word(&story.kind));
    line(out, "rank", &word(&story.rank));
    for (key, value) in [("section", &story.section), ("kicker", &story.kicker), ("headline", &story.headline.text)] {
        if !value.is_empty() {
            line(out, key, value);
        }
    }
    if story.headline.break_at_space {
        line(out, "headline-break", "space");
    }
    if story.headline.vertical {
        line(out, "headline-vertical", "yes");
    }
    if !story.deck.is_empty() {
        line(out, "deck", &story.deck);
    }
    if let Some(byline) = &story.byline {
        let key = match byline.place {
            BylinePlace::Head => "byline",
            BylinePlace::Tail => "tail-byline",
        };
        line(out, key, &byline.text);
    }
    for caption in &story.captions {
        line(out, "caption", &caption.text);
        if !caption.credit.is_empty() {
            line(out, "credit", &caption.credit);
        }
    }
}

fn line(out: &mut String, key: &str, value: &str) {
    let _ = write!(out, "{key}: ");
    let plain = value.trim() == value && !value.is_empty() && !value.starts_with('"') && !value.contains(is_hidden);
    if plain {
        out.push_str(value);
    } else {
        out.push('"');
        escape(out, value, &['"']);
        out.push('"');
    }
    out.push('\n');
}

/// The one word a value is written as.
fn word(value: &impl Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => word,
        _ => String::new(),
    }
}

fn from_word<T: DeserializeOwned>(word: &str) -> Result<T, String> {
    serde_json::from_value(serde_json::Value::String(word.to_owned())).map_err(|e| e.to_string())
}

/// Reads the lines one by one.
#[derive(Default)]
pub(super) struct Reader {
    story: Story,
    seen: Vec<String>,
}

impl Reader {
    pub(super) fn line(&mut self, line: &str) -> Result<(), String> {
        if line.trim().is_empty() {
            return Ok(());
        }
        let (key, value) = line.split_once(':').ok_or("a line here is written `key: value`")?;
        let key = key.trim();
        let value = unquoted(value.trim())?;
        if self.seen.iter().any(|k| k == key) {
            return Err(format!("`{key}` stands here twice: keep one of them"));
        }
        if !matches!(key, "caption" | "credit") {
            self.seen.push(key.to_owned());
        }
        self.take(key, value)
    }

    fn take(&mut self, key: &str, value: String) -> Result<(), String> {
        let story = &mut self.story;
        match key {
            "kind" => story.kind = from_word(&value)?,
            "rank" => story.rank = from_word(&value)?,
            "section" => story.section = value,
            "kicker" => story.kicker = value,
            "headline" => story.headline.text = value,
            "headline-break" => story.headline.break_at_space = is(&value, "space")?,
            "headline-vertical" => story.headline.vertical = is(&value, "yes")?,
            "deck" => story.deck = value,
            "byline" | "tail-byline" => {
                let place = if key == "byline" { BylinePlace::Head } else { BylinePlace::Tail };
                if story.byline.is_some() {
                    return Err("a story has a byline or a tail-byline: keep one of them".to_owned());
                }
                story.byline = Some(Byline { text: value, place });
            }
            "caption" => story.captions.push(Caption { text: value, credit: String::new() }),
            "credit" => match story.captions.last_mut() {
                Some(caption) if caption.credit.is_empty() => caption.credit = value,
                Some(_) => return Err("the caption above has a credit already".to_owned()),
                None => return Err("a credit stands before any caption: put it after its own".to_owned()),
            },
            _ => return Err(format!("`{key}` is not known here: {KEYS}")),
        }
        Ok(())
    }

    pub(super) fn story(self) -> Story {
        self.story
    }
}

const KEYS: &str = "use kind, rank, section, kicker, headline, headline-break, headline-vertical, deck, byline, \
    tail-byline, caption or credit";

fn is(value: &str, yes: &str) -> Result<bool, String> {
    match value {
        v if v == yes => Ok(true),
        "no" => Ok(false),
        _ => Err(format!("“{value}” means nothing here: write {yes} or no")),
    }
}

fn unquoted(value: &str) -> Result<String, String> {
    let Some(rest) = value.strip_prefix('"') else { return Ok(value.to_owned()) };
    let mut out = String::new();
    let mut chars = rest.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\\' => out.push(escaped(&mut chars)?),
            '"' if chars.peek().is_none() => return Ok(out),
            '"' => return Err("something follows the closing quotation mark: write \\\" for one inside".to_owned()),
            c => out.push(c),
        }
    }
    Err("the closing quotation mark is missing".to_owned())
}
