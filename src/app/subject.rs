//! What an edit concerns, in a few characters: the history says it after what was done, as in 改文字 · 甜蜜经济.

use super::words::fill;
use crate::edit::Command;
use crate::finding::Language;
use crate::id::{BlockId, PictureId, StoryId};
use crate::model::{Block, BlockKind, Edition, Story};

/// Longest name of a subject, in 字; a Latin letter is half of one.
const LONGEST: usize = 12;

/// What was done, with what it was done to where that is one thing. The edition is the one before the command.
#[must_use]
pub(super) fn with_subject(label: String, language: Language, edition: &Edition, command: &Command) -> String {
    let named = Namer { language, edition }.subject(command).map(|name| elided(&name));
    match named {
        Some(name) if !name.is_empty() && !label.contains(&name) => format!("{label} · {name}"),
        _ => label,
    }
}

/// The beginning of a name that would make the line too long.
#[must_use]
pub(super) fn elided(name: &str) -> String {
    let line = name.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut halves = 0;
    let fits = line.chars().take_while(|c| {
        halves += if c.is_ascii() { 1 } else { 2 };
        halves <= LONGEST * 2
    });
    let short: String = fits.collect();
    if short.len() == line.len() { line } else { format!("{}…", short.trim_end()) }
}

struct Namer<'a> {
    language: Language,
    edition: &'a Edition,
}

impl Namer<'_> {
    fn subject(&self, command: &Command) -> Option<String> {
        if let Command::Batch { commands, .. } = command {
            let mut names = commands.iter().map(|c| self.subject(c));
            let first = names.next()??;
            return names.all(|n| n.as_ref() == Some(&first)).then_some(first);
        }
        self.of_block(command).or_else(|| self.of_story(command)).or_else(|| self.of_other(command))
    }

    fn of_block(&self, command: &Command) -> Option<String> {
        match command {
            Command::AddBlock { block, .. } => Some(self.block(block)),
            Command::RemoveBlock { block }
            | Command::MoveBlock { block, .. }
            | Command::OrderBlock { block, .. }
            | Command::LockBlock { block, .. }
            | Command::SetHead { block, .. }
            | Command::SetLegs { block, .. }
            | Command::SetArticlePictures { block, .. }
            | Command::SetBox { block, .. }
            | Command::SetThread { block, .. } => self.block_of(block),
            Command::ReplaceBlock { block } => self.block_of(&block.id),
            _ => None,
        }
    }

    fn of_story(&self, command: &Command) -> Option<String> {
        match command {
            Command::AddStory { id, story } => Some(headline(story).unwrap_or_else(|| id.to_string())),
            Command::ReplaceStory { id: story, .. }
            | Command::RemoveStory { id: story }
            | Command::SetStoryKind { story, .. }
            | Command::SetStoryRank { story, .. }
            | Command::SetStorySection { story, .. }
            | Command::SetKicker { story, .. }
            | Command::SetHeadline { story, .. }
            | Command::SetDeck { story, .. }
            | Command::SetByline { story, .. }
            | Command::SetCaptions { story, .. }
            | Command::InsertParagraph { story, .. }
            | Command::SetParagraph { story, .. }
            | Command::RemoveParagraph { story, .. }
            | Command::EditText { story, .. } => Some(self.story(story)),
            _ => None,
        }
    }

    fn of_other(&self, command: &Command) -> Option<String> {
        match command {
            Command::AddPicture { picture, .. } => Some(picture.file.clone()),
            Command::ReplacePicture { id: picture, .. }
            | Command::RemovePicture { id: picture }
            | Command::SetPictureIntent { picture, .. } => Some(self.picture(picture)),
            Command::AddPage { page, .. } => Some(self.page(page.number)),
            Command::RemovePage { page }
            | Command::RenumberPage { page, .. }
            | Command::MovePage { page, .. }
            | Command::SetPageSetup { page, .. }
            | Command::SetPageSection { page, .. }
            | Command::SetPageMono { page, .. } => Some(self.page(*page)),
            Command::SetStyle { name, .. } | Command::SetCharStyle { name, .. } => Some(name.clone()),
            _ => None,
        }
    }

    fn page(&self, number: u16) -> String {
        fill(self.language.words().page_n, &[&format!("{number:02}")])
    }

    fn story(&self, id: &StoryId) -> String {
        self.edition.stories.get(id).and_then(|s| headline(s)).unwrap_or_else(|| id.to_string())
    }

    fn picture(&self, id: &PictureId) -> String {
        self.edition.pictures.get(id).map_or_else(|| id.to_string(), |p| p.file.clone())
    }

    fn block_of(&self, id: &BlockId) -> Option<String> {
        self.edition.block(id).map(|(_, block)| self.block(block))
    }

    /// A block by the story or photograph it shows, else by its kind and id.
    fn block(&self, block: &Block) -> String {
        let words = self.language.words();
        let kind = match &block.kind {
            BlockKind::Article(article) => return self.story(&article.story),
            BlockKind::TextFrame(frame) => match &frame.story {
                Some(story) => return self.story(story),
                None => words.kind_text,
            },
            BlockKind::Picture(picture) => return self.picture(&picture.picture),
            BlockKind::Rule(rule) if rule.is_box => words.kind_box,
            BlockKind::Rule(_) => words.kind_rule,
            BlockKind::Folio(_) => words.kind_folio,
            BlockKind::Masthead(_) => words.kind_masthead,
            BlockKind::SectionHead(head) if !head.text.trim().is_empty() => return head.text.clone(),
            BlockKind::SectionHead(_) => words.kind_section_head,
            BlockKind::Code(_) => words.kind_code,
        };
        format!("{kind} {}", block.id)
    }
}

fn headline(story: &Story) -> Option<String> {
    Some(story.headline.text.clone()).filter(|text| !text.trim().is_empty())
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::model::{Headline, Preset};
    use crate::session::{NewEdition, new_edition};

    fn edition() -> Edition {
        let wanted =
            NewEdition { preset: Preset::Tabloid, pages: 1, paper: "甲报".into(), date: "2026-11-24".into() };
        let mut edition = new_edition(&wanted);
        let story = |text: &str| {
            let headline = Headline { text: text.to_owned(), ..Headline::default() };
            Arc::new(Story { headline, ..Story::default() })
        };
        edition.stories.insert(StoryId::numbered('s', 1), story("甜蜜\n经济"));
        edition.stories.insert(StoryId::numbered('s', 2), story("一条长得在历史里写不下的标题"));
        edition.stories.insert(StoryId::numbered('s', 3), story(" "));
        edition
    }

    fn deck(n: usize) -> Command {
        Command::SetDeck { story: StoryId::numbered('s', n), text: "副题".into() }
    }

    #[test]
    fn an_edit_says_what_it_concerns_and_stays_short() {
        let edition = edition();
        let said = |command: &Command| with_subject("改".to_owned(), Language::Chinese, &edition, command);
        assert_eq!(said(&deck(1)), "改 · 甜蜜 经济");
        assert_eq!(said(&deck(2)), "改 · 一条长得在历史里写不下的…");
        assert_eq!(said(&deck(3)), "改 · s3");
        let page = Command::SetPageMono { page: 1, mono: true };
        assert_eq!(said(&page), "改 · 第01版");
        assert_eq!(with_subject("Edit".to_owned(), Language::English, &edition, &page), "Edit · Page 01");
        assert_eq!(said(&Command::SetDate { date: "2026-11-25".into() }), "改");
        assert_eq!(elided("a-photograph-from-the-fair.jpg"), "a-photograph-from-the-fa…");
    }

    #[test]
    fn several_commands_name_what_they_have_in_common_and_nothing_is_said_twice() {
        let edition = edition();
        let batch = |commands| Command::Batch { label: String::new(), commands };
        let said = |label: &str, command| with_subject(label.to_owned(), Language::Chinese, &edition, &command);
        assert_eq!(said("改", batch(vec![deck(1), deck(1)])), "改 · 甜蜜 经济");
        assert_eq!(said("改", batch(vec![deck(1), deck(2)])), "改");
        assert_eq!(said("改“甜蜜 经济”", deck(1)), "改“甜蜜 经济”");
    }
}
