//! Threads that do not hold: to nowhere, in a circle, into another story, two into one.

use std::collections::BTreeSet;

use crate::finding::{Finding, Said, Severity, Where};
use crate::id::{BlockId, StoryId};
use crate::model::{Block, BlockKind, Edition, Page};

/// What is wrong with the threads that leave blocks of `page`.
pub(super) fn check(edition: &Edition, page: &Page) -> Vec<Finding> {
    let mut findings = Vec::new();
    for block in &page.blocks {
        let Some(next) = link(block).1 else { continue };
        let sentence = fault(edition, block, next);
        findings.extend(sentence.map(|sentence| {
            let place = Where { page: Some(page.number), block: Some(block.id.clone()), ..Where::default() };
            Finding::new("CPY-16", Severity::Error, sentence.zh, sentence.en)
                .remedy("改接到别的文字框，或断开", "let it run on into another text frame, or cut the thread")
                .at(place)
        }));
    }
    findings
}

/// The story a block names and the block its text runs on into.
fn link(block: &Block) -> (Option<&StoryId>, Option<&BlockId>) {
    match &block.kind {
        BlockKind::Article(article) => (Some(&article.story), article.next.as_ref()),
        BlockKind::TextFrame(frame) => (frame.story.as_ref(), frame.next.as_ref()),
        BlockKind::Picture(_)
        | BlockKind::Rule(_)
        | BlockKind::Folio(_)
        | BlockKind::Masthead(_)
        | BlockKind::SectionHead(_)
        | BlockKind::Code(_) => (None, None),
    }
}

fn fault(edition: &Edition, block: &Block, next: &BlockId) -> Option<Said> {
    let id = &block.id;
    let said = |zh: String, en: String| Some(Said::new(zh, en));
    let Some((_, target)) = edition.block(next) else {
        return said(
            format!("{id} 转到 {next}，但没有这一块"),
            format!("{id} runs on into {next}, which does not exist"),
        );
    };
    if !matches!(target.kind, BlockKind::Article(_) | BlockKind::TextFrame(_)) {
        return said(
            format!("{id} 转到 {next}，那里不能排文"),
            format!("{id} runs on into {next}, which holds no text"),
        );
    }
    if let (Some(other), own) = (link(target).0, link(block).0)
        && own != Some(other)
    {
        return said(
            format!("{id} 转到 {next}，那里是另一篇稿件 {other}"),
            format!("{id} runs on into {next}, which holds another story, {other}"),
        );
    }
    if in_circle(edition, block) {
        return said(format!("{id} 转来转去又回到自己"), format!("{id} runs on in a circle back into itself"));
    }
    let first = edition.pages.iter().flat_map(|p| &p.blocks).find(|b| link(b).1 == Some(next));
    let first = first.filter(|b| b.id != block.id)?;
    let first = &first.id;
    said(format!("{first} 与 {id} 都转到 {next}"), format!("{first} and {id} both run on into {next}"))
}

fn in_circle(edition: &Edition, block: &Block) -> bool {
    let mut seen = BTreeSet::new();
    let mut at = link(block).1;
    while let Some(id) = at {
        if *id == block.id {
            return true;
        }
        if !seen.insert(id) {
            return false;
        }
        at = edition.block(id).and_then(|(_, b)| link(b).1);
    }
    false
}
