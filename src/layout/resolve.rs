//! House styles become settings: after this no name, role or default is left.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::cache::Cache;
use crate::compose::{Breaking, Direction, HeadlineFit, HeadlineSpec, Lines, Measures, Paragraph, Run, Setting, Type};
use crate::geom::Length;
use crate::id::FaceId;
use crate::library::Library;
use crate::model::{CharStyle, Edition, ParagraphStyle, Role, Span, SpanKind};

/// What every step of the layout works with: the edition, its faces as they are needed, and what was composed before.
pub(super) struct Desk<'a> {
    pub(super) edition: &'a Edition,
    pub(super) library: &'a Library,
    cache: &'a mut Cache,
    faces: BTreeMap<Role, Option<FaceId>>,
}

/// The em box of every face: its top stands 880 per mille above the baseline, its foot 120 below.
pub(super) const ASCENT: i64 = 880;

impl<'a> Desk<'a> {
    pub(super) fn new(edition: &'a Edition, library: &'a Library, cache: &'a mut Cache) -> Self {
        cache.begin();
        Self { edition, library, cache, faces: BTreeMap::new() }
    }

    /// The roles asked for so far whose faces cannot be had.
    pub(super) fn missing_roles(&self) -> Vec<Role> {
        self.faces.iter().filter(|(_, face)| face.is_none()).map(|(role, _)| *role).collect()
    }

    /// The paragraph style of that name.
    pub(super) fn style(&self, name: &str) -> ParagraphStyle {
        self.edition.house.style(name)
    }

    /// The face of a role. Where it is missing, any other the house has, so that the page keeps its shape; the finding
    /// that goes with it is an error. None only where the house has no face at all.
    fn face(&mut self, role: Role) -> Option<FaceId> {
        self.found(role).or_else(|| Role::ALL.into_iter().find_map(|other| self.found_quietly(other)))
    }

    fn found(&mut self, role: Role) -> Option<FaceId> {
        if let Some(known) = self.faces.get(&role) {
            return *known;
        }
        let found = self.found_quietly(role);
        self.faces.insert(role, found);
        found
    }

    fn found_quietly(&self, role: Role) -> Option<FaceId> {
        let names = self.edition.house.faces.get(&role)?;
        self.library.find(names).ok()
    }

    /// The type of a paragraph style.
    pub(super) fn type_of(&mut self, style: &ParagraphStyle) -> Option<Type> {
        Some(Type {
            han: self.face(style.face)?,
            latin: self.face(style.latin.unwrap_or(style.face))?,
            size: style.size.max(Length::um(100)),
            ink: style.ink,
            tracking: style.tracking,
            stretch: style.stretch.clamp(500, 2000),
        })
    }

    /// The type of a span inside a paragraph of `style`.
    fn type_of_span(&mut self, style: &ParagraphStyle, kind: &SpanKind) -> Option<Type> {
        let base = self.type_of(style)?;
        let name = match kind {
            SpanKind::Plain => return Some(base),
            SpanKind::Dateline => "dateline",
            SpanKind::Credit => "credit",
            SpanKind::Style(name) => name,
        };
        let house = &self.edition.house;
        let Some(differs) = house.char_styles.get(name) else { return Some(base) };
        let CharStyle { face, latin, size, ink } = differs;
        let han = face.map_or(Some(base.han), |role| self.face(role))?;
        // A span in another face takes that face's Latin too, unless one is named.
        let latin = latin.or(*face).map_or(Some(base.latin), |role| self.face(role))?;
        Some(Type { han, latin, size: size.unwrap_or(base.size), ink: ink.unwrap_or(base.ink), ..base })
    }

    /// A paragraph of `spans` in `style`; none where there is nothing to set or no face to set it in.
    pub(super) fn paragraph(
        &mut self,
        style: &ParagraphStyle,
        spans: &[Span],
        direction: Direction,
    ) -> Option<Arc<Paragraph>> {
        let mut runs: Vec<Run> = Vec::with_capacity(spans.len());
        for span in spans.iter().filter(|s| !s.text.is_empty()) {
            let face = self.type_of_span(style, &span.kind)?;
            match runs.last_mut() {
                Some(last) if last.face == face => last.text.push_str(&span.text),
                _ => runs.push(Run { text: span.text.clone(), face }),
            }
        }
        if runs.is_empty() {
            return None;
        }
        Some(Arc::new(Paragraph { runs, setting: setting(style, direction) }))
    }

    /// A paragraph of plain text in `style`.
    pub(super) fn plain(&mut self, style: &ParagraphStyle, text: &str, direction: Direction) -> Option<Arc<Paragraph>> {
        self.paragraph(style, &[Span { text: text.to_owned(), kind: SpanKind::Plain }], direction)
    }

    /// The paragraph's lines to these measures.
    pub(super) fn compose(&mut self, paragraph: &Paragraph, measures: Measures) -> Arc<Lines> {
        self.cache.compose(paragraph, measures, self.library)
    }

    /// The paragraph's lines, all to one measure.
    pub(super) fn compose_to(&mut self, paragraph: &Paragraph, measure: Length) -> Arc<Lines> {
        self.compose(paragraph, Measures { first: Vec::new(), rest: measure })
    }

    /// The headline at the best of its sizes.
    pub(super) fn headline(&mut self, spec: HeadlineSpec) -> Arc<HeadlineFit> {
        self.cache.headline(spec, self.library)
    }
}

fn setting(style: &ParagraphStyle, direction: Direction) -> Setting {
    Setting {
        direction,
        align: style.align,
        indent: style.indent,
        hanging_indent: style.hanging_indent,
        marks: style.marks,
        kinsoku: style.kinsoku,
        western_gap: style.western_gap,
        hanging_marks: style.hanging_marks,
        cell_grid: style.cell_grid,
        keep_measure_words: style.keep_measure_words,
        trim_indented_opening: style.trim_indented_opening,
        breaking: Breaking::TotalFit,
    }
}
