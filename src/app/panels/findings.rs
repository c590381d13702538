//! What should be said about the edition; a click goes there.

use egui::{RichText, ScrollArea, Ui};

use crate::app::desk::{Ask, Desk, PartOf};
use crate::app::theme::{Icon, Tokens, size};
use crate::app::widgets::{Row, hint};
use crate::app::words::fill;
use crate::finding::{Finding, Severity};
use crate::session::Inspected;

/// What is shown of the findings.
#[derive(Debug, Default)]
pub(super) struct Findings {
    /// Of the current page alone.
    this_page: bool,
    /// The lightest severity shown; none: all.
    least: Option<Severity>,
    /// The finding that was last gone to; its repair is offered.
    open: Option<Finding>,
}

impl Findings {
    pub(super) fn show(&mut self, ui: &mut Ui, desk: &Desk, asks: &mut Vec<Ask>) {
        let words = desk.words();
        let Some(report) = desk.report() else {
            hint(ui, words.no_profile);
            return;
        };
        self.filters(ui, desk, &report.found);
        let here = desk.page().map(|p| p.number);
        let (least, this_page) = (self.least, self.this_page);
        let wanted = |i: &&Inspected| Some(i.finding.severity) >= least && (!this_page || i.finding.place.page == here);
        let mut found: Vec<&Inspected> = report.found.iter().filter(wanted).collect();
        found.sort_by_key(|i| std::cmp::Reverse(i.finding.severity));
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            for inspected in &found {
                self.row(ui, desk, inspected, asks);
            }
            if found.is_empty() {
                hint(ui, words.no_findings);
            }
        });
    }

    fn filters(&mut self, ui: &mut Ui, desk: &Desk, found: &[Inspected]) {
        let (words, tokens) = (desk.words(), Tokens::of(ui));
        let count = |severity| found.iter().filter(|i| i.finding.severity == severity).count();
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 2.0;
            ui.spacing_mut().button_padding.x = 5.0;
            let severities = [
                (Severity::Error, words.errors, tokens.error),
                (Severity::Warning, words.warnings, tokens.warning),
                (Severity::Info, words.notes, tokens.weak),
            ];
            for (severity, name, colour) in severities {
                let text = RichText::new(format!("{name} {}", count(severity))).size(size::SMALL).color(colour);
                if ui.selectable_label(self.least == Some(severity), text).clicked() {
                    self.least = Some(severity).filter(|s| self.least != Some(*s));
                }
            }
            let text = RichText::new(words.this_page).size(size::SMALL);
            if ui.selectable_label(self.this_page, text).clicked() {
                self.this_page = !self.this_page;
            }
        });
    }

    fn row(&mut self, ui: &mut Ui, desk: &Desk, inspected: &Inspected, asks: &mut Vec<Ask>) {
        let finding = &inspected.finding;
        let open = self.open.as_ref() == Some(finding);
        let tokens = Tokens::of(ui);
        let (icon, tint) = match finding.severity {
            Severity::Error => (Icon::CircleX, tokens.error),
            Severity::Warning => (Icon::TriangleAlert, tokens.warning),
            Severity::Info => (Icon::Info, tokens.weak),
        };
        let note = note(desk, finding);
        let title = finding.sentence.said(desk.language);
        let row = Row {
            icon: Some(icon),
            tint: Some(tint),
            title,
            note: &note,
            value: finding.rule,
            selected: open,
            ..Row::default()
        };
        let tip = format!(
            "{title}\n{}",
            finding.remedies.iter().map(|r| r.said(desk.language)).collect::<Vec<_>>().join("\n")
        );
        if row.show(ui).on_hover_text(tip.trim_end()).clicked() {
            self.open = Some(finding.clone());
            asks.push(Ask::GoTo(finding.place.clone()));
        }
        let Some(fix) = inspected.fix.as_ref().filter(|_| open) else { return };
        let label = fix.label.said(desk.language);
        ui.horizontal(|ui| {
            ui.add_space(28.0);
            if ui.button(label).clicked() {
                let part = PartOf::Whole;
                asks.push(Ask::Edit { label: label.to_owned(), command: fix.command.clone(), part });
            }
        });
    }
}

/// Page and headline of the place.
fn note(desk: &Desk, finding: &Finding) -> String {
    let page = finding.place.page.map(|p| fill(desk.words().page_n, &[&format!("{p:02}")]));
    let story = finding.place.story.as_ref().and_then(|s| desk.edition().stories.get(s));
    let headline = story.map(|s| s.headline.text.clone()).filter(|h| !h.is_empty());
    let block = finding.place.block.as_ref().map(ToString::to_string);
    [page, headline.or(block)].into_iter().flatten().collect::<Vec<_>>().join("  ")
}
