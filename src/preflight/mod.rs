//! Says what would embarrass us in print, with the place and the remedy.
//!
//! Rules are rows of one table ([`RULES`]); what becomes of each is another, the [`Profile`]'s. Composition and layout
//! find some while they work; the others are looked for here, on the finished sheets and on what is known about their
//! faces and pictures. A rule that can be repaired offers a command.

mod col;
mod cpy;
mod doc;
mod facts;
mod fix;
mod geo;
mod img;
mod ink;
mod lay;
mod leg;
mod limits;
mod lin;
mod ovp;
mod page_doc;
mod plates;
mod profile;
mod rules;
mod txt;
mod txt_marks;
mod view;

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::edit::Command;
use crate::finding::{Finding, Said};
use crate::layout::Composed;
use crate::model::Edition;

pub use doc::{FileFacts, NameFacts, inspect_file};
pub use facts::{FaceFacts, Facts, PictureKnown};
pub use limits::Limits;
pub use page_doc::rules_page;
pub use plates::{AreaInk, PagePlates};
pub use profile::{Action, BUILT_IN_NAMES, BadProfile, DEFAULT, Profile};
pub use rules::{LEFT_OUT, LeftOut, RULES, Rule, Stage, rule};

use view::View;

/// A finding, and the command that repairs it where there is one.
#[derive(Clone, PartialEq, Debug)]
pub struct Inspected {
    /// What is wrong, as the profile sees it.
    pub finding: Finding,
    /// What would repair it.
    pub fix: Option<Fix>,
}

/// A repair that an editor can take with one click, and undo.
#[derive(Clone, PartialEq, Debug)]
pub struct Fix {
    /// What it does.
    pub label: Said,
    /// How.
    pub command: Command,
}

/// What is wrong with an edition's composed pages, page by page, the gravest of each first.
#[must_use]
pub fn inspect(edition: &Edition, composed: &[Arc<Composed>], facts: &Facts, profile: &Profile) -> Vec<Inspected> {
    let views: Vec<View<'_>> = composed
        .iter()
        .filter_map(|c| {
            let page = edition.page(c.sheet.page)?;
            Some(View::new(edition, page, c, facts, &profile.limits))
        })
        .collect();
    let mut all = Vec::new();
    for view in &views {
        let mut out = Out::default();
        for finding in &view.composed.findings {
            let mut finding = finding.clone();
            if finding.place.area.is_none() {
                finding.place.area = finding.place.block.as_ref().and_then(|b| view.block(b)).map(|b| view.area(b));
            }
            let repair = fix::of_layout(view, &finding);
            out.push(finding, repair);
        }
        for check in PAGE_CHECKS {
            check(view, &mut out);
        }
        all.push((view.page.number, out));
    }
    let mut out = Out::default();
    issue(&views, &mut out);
    for inspected in out.found {
        let page = inspected.finding.place.page;
        let at = all.iter().position(|(number, _)| Some(*number) == page).unwrap_or(0);
        if let Some((_, out)) = all.get_mut(at) {
            out.push(inspected.finding, inspected.fix);
        }
    }
    all.into_iter().flat_map(|(_, out)| judged(out.found, profile)).collect()
}

/// What looks at one page.
const PAGE_CHECKS: [fn(&View<'_>, &mut Out); 11] = [
    geo::check,
    col::check,
    ink::check,
    ovp::check,
    img::check,
    txt::check,
    txt_marks::check,
    lin::check,
    cpy::check,
    lay::check,
    leg::check,
];

/// What looks at all pages together.
fn issue(views: &[View<'_>], out: &mut Out) {
    col::across(views, out);
    ink::across(views, out);
    img::across(views, out);
    cpy::across(views, out);
    leg::across(views, out);
}

fn judged(found: Vec<Inspected>, profile: &Profile) -> Vec<Inspected> {
    let mut judged: Vec<Inspected> =
        found.into_iter().filter_map(|i| Some(Inspected { finding: profile.judged(i.finding)?, fix: i.fix })).collect();
    // Stable: within one severity findings stay in the order of the page.
    judged.sort_by_key(|i| std::cmp::Reverse(i.finding.severity));
    judged
}

/// Where checks put what they find.
#[derive(Default)]
struct Out {
    found: Vec<Inspected>,
    said: BTreeSet<String>,
}

impl Out {
    fn add(&mut self, finding: Finding) {
        self.push(finding, None);
    }

    /// With its repair. The same sentence about the same block is said once: a style's fault shows in every line.
    fn push(&mut self, finding: Finding, fix: Option<Fix>) {
        let place = &finding.place;
        let block = place.block.as_ref().map_or("", |b| b.as_str());
        let whole = matches!(finding.rule, "CPY-06" | "CPY-07" | "CPY-09" | "CPY-03" | "CPY-10");
        let paragraph = whole.then_some((place.paragraph, place.line));
        let what = (finding.rule, finding.severity, &place.picture);
        let key = format!("{what:?} {block} {paragraph:?} {}", finding.sentence.zh);
        if self.said.insert(key) {
            self.found.push(Inspected { finding, fix });
        }
    }
}
