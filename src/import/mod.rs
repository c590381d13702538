//! Copy from other programs becomes stories.
//!
//! ```text
//! bytes → decode → lines → classify → rejoin → mend → assemble → stories + report
//! ```
//!
//! Nothing of the copy is lost: every character but white space ends in a story, in the label of a section or among the
//! markers of the report, except where a repair that the report lists says otherwise.

mod assemble;
mod brackets;
mod byline;
mod chars;
mod classify;
mod crossheads;
mod decode;
mod draft;
mod error;
mod labels;
mod lines;
mod markdown;
mod marks;
mod quotes;
mod rejoin;
mod repairs;
mod report;

use crate::model::Story;

use assemble::Item;
use classify::Class;
use draft::Draft;
use lines::Line;
use report::Log;

pub use decode::Encoding;
pub use error::ImportError;
pub use repairs::{RepairKind, Repairs, UnknownRepair};
pub use report::{PictureReference, Piece, Repair, Report, StoryReport, Total, Warning};

/// Most bytes one import takes, 32 MiB: some eleven million 字, a thousand full pages. Beyond that the file is not copy
/// but an archive, and its stories would be of no use in one edition.
pub const LARGEST: usize = 32 << 20;

/// Stories, and what was done to the copy.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Imported {
    /// In the order of the source.
    pub stories: Vec<Story>,
    /// What import found and changed.
    pub report: Report,
}

/// The stories in `bytes`, repaired as `repairs` says. `name` is the file's name, for the report and because `.md` is
/// read as Markdown; so is any text that begins with a front matter.
///
/// # Errors
/// [`ImportError`] where the bytes are no text, damaged, empty or more than [`LARGEST`].
pub fn import(bytes: &[u8], name: &str, repairs: &Repairs) -> Result<Imported, ImportError> {
    let (text, encoding) = decode::decode(bytes, name)?;
    let mut log = Log::new(*repairs);
    let (lines, count) = lines::lines(&text, &mut log);
    drop(text);
    if lines.is_empty() {
        return Err(ImportError::Blank { name: name.to_owned() });
    }
    let is_markdown = name.rsplit_once('.').is_some_and(|(_, end)| end.eq_ignore_ascii_case("md"));
    let mut drafts = if is_markdown || markdown::has_front_matter(&lines) {
        markdown::stories(&lines, &mut log)
    } else {
        plain(lines, &mut log)
    };
    draft::finish(&mut drafts, &mut log);
    let reports = drafts.iter().map(|d| StoryReport::of(&d.story, d.line)).collect();
    let report = log.into_report(name, encoding, count, reports);
    Ok(Imported { stories: drafts.into_iter().map(|d| d.story).collect(), report })
}

/// The stories of a plain text.
fn plain(lines: Vec<Line>, log: &mut Log) -> Vec<Draft> {
    let classes = classify::classify(&lines);
    let paragraphs = rejoin::rejoin(lines, classes, log);
    let items = items(paragraphs, log);
    assemble::assemble(&items, log)
}

/// Mended paragraphs without their labels; a label on a line of its own goes to the next line.
fn items(paragraphs: Vec<(Line, Class)>, log: &mut Log) -> Vec<Item> {
    let mut items = Vec::with_capacity(paragraphs.len());
    let mut waiting = None;
    for (line, class) in paragraphs {
        let Line { mut chars, number, blanks } = line;
        let class = match (class, waiting.take()) {
            (Class::Labelled(label, bytes), _) => {
                strip(&mut chars, bytes, log);
                if chars.is_empty() {
                    waiting = Some(label);
                    continue;
                }
                Class::Labelled(label, 0)
            }
            (class @ (Class::Lead | Class::PictureText), Some(labels::Label::Body))
            | (class @ (Class::Separator | Class::End), _)
            | (class, None) => class,
            (_, Some(label)) => Class::Labelled(label, 0),
        };
        marks::mend(&mut chars, log);
        items.push(Item { text: chars.iter().map(|c| c.0).collect(), number, blanks, class });
    }
    items
}

/// Takes the label of so many bytes off a line, and the space after it.
fn strip(chars: &mut Vec<(char, u32)>, bytes: usize, log: &mut Log) {
    let mut left = bytes;
    let label = chars.iter().take_while(|c| {
        let inside = left > 0;
        left = left.saturating_sub(c.0.len_utf8());
        inside
    });
    let label: String = label.map(|c| c.0).collect();
    log.marker(chars[0].1, label.trim());
    let space = chars[label.chars().count()..].iter().take_while(|c| c.0.is_whitespace()).count();
    chars.drain(..label.chars().count() + space);
}
