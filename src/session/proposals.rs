//! Auto-layout for an open edition: a search that can be carried to another thread, watched and stopped.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use super::{Session, pictures};
use crate::edit::{Command, Refusal};
use crate::export::png;
use crate::export::png::PngError;
use crate::id::BlockId;
use crate::layout::Cache;
use crate::library::Library;
use crate::model::Edition;
use crate::propose::{self, Event, Outcome, Proposal, Relief, Remedy, Request};
use crate::raster::{self, Image, View};

/// A search for proposals, ready to run: it holds all it needs, so that a window can carry it to a thread.
#[derive(Debug, Clone)]
pub struct Search {
    edition: Arc<Edition>,
    library: Arc<Library>,
    request: Request,
}

/// How far a search has come; shared by who runs it and who waits for it.
#[derive(Debug, Default)]
pub struct SearchProgress {
    stop: AtomicBool,
    done: AtomicUsize,
    of: AtomicUsize,
    best: Mutex<Option<Proposal>>,
}

impl SearchProgress {
    /// Asks the search to end; it answers with what it has, within a few hundredths of a second.
    pub fn stop(&self) {
        self.stop.store(true, Ordering::Relaxed);
    }

    /// Pages drawn, and of how many; 0 of 0 while stories are still measured.
    #[must_use]
    pub fn drawn(&self) -> (usize, usize) {
        (self.done.load(Ordering::Relaxed), self.of.load(Ordering::Relaxed))
    }

    /// The best proposal so far, taken out: none until there is a better one.
    #[must_use]
    pub fn take_best(&self) -> Option<Proposal> {
        self.best.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    fn hear(&self, event: Event<'_>) -> bool {
        match event {
            Event::Measured(..) => {}
            Event::Drawn(done, of) => {
                self.done.store(done, Ordering::Relaxed);
                self.of.store(of, Ordering::Relaxed);
            }
            Event::Found(proposal) => {
                *self.best.lock().unwrap_or_else(PoisonError::into_inner) = Some(proposal.clone());
            }
        }
        !self.stop.load(Ordering::Relaxed)
    }
}

impl Search {
    /// Runs to its end or until it is stopped.
    #[must_use]
    pub fn run(&self, progress: &SearchProgress) -> Outcome {
        let mut watch = |event: Event<'_>| progress.hear(event);
        propose::propose_with(&self.edition, &self.request, &self.library, &mut Cache::new(), &mut watch)
    }

    /// A small picture of a proposal, as large as fits into `width` × `height` pixels. Photographs that cannot be opened
    /// stay white.
    #[must_use]
    pub fn picture(&self, proposal: &Proposal, width: u32, height: u32, cache: &mut raster::Cache) -> Image {
        let mut composed = proposal.composed.clone();
        pictures::open_pictures(&self.edition, &self.library, &mut composed);
        let view = View::fitting(composed.sheet.size, width, height);
        let (width, height) = view.pixels_of(composed.sheet.size);
        let mut image = Image::new(width, height);
        raster::render(&composed.sheet, view, &self.library, cache, &mut image);
        image
    }
}

impl Search {
    /// A proposal as a PNG about `height` pixels high.
    ///
    /// # Errors
    /// [`PngError`] where the page cannot be painted at that size.
    pub fn proof(&self, proposal: &Proposal, height: u32) -> Result<Vec<u8>, PngError> {
        let mut composed = proposal.composed.clone();
        pictures::open_pictures(&self.edition, &self.library, &mut composed);
        let inches = composed.sheet.size.height.as_mm() / 25.4;
        let ppi = (f64::from(height) / inches.max(0.1)).clamp(18.0, 600.0);
        png::write(&composed.sheet, ppi as u16, &self.library)
    }
}

impl Session {
    /// A search for proposals for a page of the edition as it stands now.
    #[must_use]
    pub fn search(&self, request: Request) -> Search {
        Search { edition: Arc::clone(self.edition()), library: Arc::clone(self.library()), request }
    }

    /// Makes the page as proposed: one entry of the history.
    ///
    /// # Errors
    /// [`Refusal`] where the edition has changed since so that the commands no longer fit; nothing has changed then.
    pub fn accept(&mut self, label: impl Into<String>, proposal: &Proposal) -> Result<(), Refusal> {
        let label = label.into();
        self.apply(label.clone(), Command::Batch { label, commands: proposal.commands.clone() })
    }

    /// Carries out what makes a page fit that did not, and makes it up: one entry of the history.
    ///
    /// # Errors
    /// [`Refusal`] where the edition has changed since so that the commands no longer fit; nothing has changed then.
    pub fn relieve(&mut self, relief: &Relief) -> Result<(), Refusal> {
        let label = relief.said.zh.clone();
        self.apply(label.clone(), Command::Batch { label, commands: relief.commands.clone() })
    }

    /// What would make one article exactly full, least harm first.
    #[must_use]
    pub fn remedies(&self, page: u16, block: &BlockId) -> Vec<Remedy> {
        propose::remedies(self.edition(), page, block, self.library())
    }
}
