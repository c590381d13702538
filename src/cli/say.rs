//! How findings are said to people.

use std::io::{self, Write};

use crate::finding::{Finding, Language, Severity};
use crate::session::Inspected;

/// How many findings there are of each severity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Counts {
    pub errors: usize,
    pub warnings: usize,
    pub infos: usize,
}

impl Counts {
    pub(super) fn of<'a>(findings: impl IntoIterator<Item = &'a Finding>) -> Self {
        let mut counts = Self::default();
        for finding in findings {
            match finding.severity {
                Severity::Error => counts.errors += 1,
                Severity::Warning => counts.warnings += 1,
                Severity::Info => counts.infos += 1,
            }
        }
        counts
    }
}

/// A finding with its repair, where there is one.
pub(super) fn inspected(out: &mut dyn Write, language: Language, page: u16, said: &Inspected) -> io::Result<()> {
    finding(out, language, page, &said.finding)?;
    let repair = match language {
        Language::Chinese => "可自动修",
        Language::English => "repair",
    };
    said.fix.iter().try_for_each(|fix| writeln!(out, "    ⚙ {repair}: {}", fix.label.said(language)))
}

/// One finding: severity, rule, place and sentence on one line, each remedy on one of its own.
pub(super) fn finding(out: &mut dyn Write, language: Language, page: u16, finding: &Finding) -> io::Result<()> {
    let severity = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "info",
    };
    write!(out, "{severity} {} page {page}", finding.rule)?;
    let place = &finding.place;
    if let Some(block) = &place.block {
        write!(out, " block {block}")?;
    }
    if let Some(story) = &place.story {
        write!(out, " story {story}")?;
    }
    if let Some(paragraph) = place.paragraph {
        write!(out, " ¶{paragraph}")?;
    }
    if let Some(line) = place.line {
        write!(out, " line {line}")?;
    }
    if let Some(area) = place.area {
        write!(out, " at {} {}", area.x, area.y)?;
    }
    writeln!(out, ": {}", finding.sentence.said(language))?;
    finding.remedies.iter().try_for_each(|remedy| writeln!(out, "    → {}", remedy.said(language)))
}
