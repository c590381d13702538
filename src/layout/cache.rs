//! Composed paragraphs, kept from one composition of the page to the next.

use std::collections::HashMap;
use std::sync::Arc;

use crate::compose::{self, HeadlineFit, HeadlineSpec, Lines, Measures, Paragraph};
use crate::library::Library;

/// Paragraphs and headlines composed before. A keystroke changes one paragraph, so that all others come from here.
///
/// A cache belongs to one [`Library`]: face ids mean nothing in another.
#[derive(Debug, Default)]
pub struct Cache {
    lines: HashMap<Paragraph, HashMap<Measures, Kept<Lines>>>,
    headlines: HashMap<HeadlineSpec, Kept<HeadlineFit>>,
    composed: usize,
    held: usize,
    now: u64,
}

#[derive(Debug)]
struct Kept<T> {
    value: Arc<T>,
    used: u64,
}

/// How many compositions may be held before old ones go: some ten pages, with what was tried for their remedies.
const MOST_HELD: usize = 16_384;
/// Compositions of a page for which an unused paragraph is kept.
const KEPT_FOR: u64 = 64;

impl Cache {
    /// An empty one.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// How many paragraphs and headlines were composed and not found here, since the cache was made.
    #[must_use]
    pub const fn composed(&self) -> usize {
        self.composed
    }

    /// Begins another composition of a page.
    pub(super) fn begin(&mut self) {
        self.now += 1;
        if self.held <= MOST_HELD {
            return;
        }
        let oldest = self.now.saturating_sub(KEPT_FOR);
        self.lines.retain(|_, by_measure| {
            by_measure.retain(|_, kept| kept.used >= oldest);
            !by_measure.is_empty()
        });
        self.headlines.retain(|_, kept| kept.used >= oldest);
        self.held = self.headlines.len() + self.lines.values().map(HashMap::len).sum::<usize>();
    }

    pub(super) fn compose(&mut self, paragraph: &Paragraph, measures: Measures, library: &Library) -> Arc<Lines> {
        let now = self.now;
        if let Some(kept) = self.lines.get_mut(paragraph).and_then(|m| m.get_mut(&measures)) {
            kept.used = now;
            return Arc::clone(&kept.value);
        }
        let value = Arc::new(compose::compose(paragraph, &measures, library));
        self.composed += 1;
        self.held += 1;
        let kept = Kept { value: Arc::clone(&value), used: now };
        match self.lines.get_mut(paragraph) {
            Some(by_measure) => by_measure.insert(measures, kept),
            None => self.lines.entry(paragraph.clone()).or_default().insert(measures, kept),
        };
        value
    }

    pub(super) fn headline(&mut self, spec: HeadlineSpec, library: &Library) -> Arc<HeadlineFit> {
        let now = self.now;
        if let Some(kept) = self.headlines.get_mut(&spec) {
            kept.used = now;
            return Arc::clone(&kept.value);
        }
        let value = Arc::new(compose::headline(&spec, library));
        self.composed += 1;
        self.held += 1;
        self.headlines.insert(spec, Kept { value: Arc::clone(&value), used: now });
        value
    }
}
