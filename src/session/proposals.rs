//! Auto-layout for an open edition: a search that can be carried to another thread, watched and stopped.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, mpsc};
use std::thread;

use super::{Session, pictures};
use crate::edit::{self, Command, Refusal};
use crate::export::png;
use crate::export::png::PngError;
use crate::id::BlockId;
use crate::layout::Cache;
use crate::library::Library;
use crate::model::Edition;
use crate::propose::{self, Event, Outcome, Proposal, Relief, Remedy, Request, Watch};
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
struct SearchProgress {
    stop: AtomicBool,
    done: AtomicUsize,
    of: AtomicUsize,
}

impl SearchProgress {
    fn stop(&self) {
        self.stop.store(true, Ordering::Relaxed);
    }

    fn drawn(&self) -> (usize, usize) {
        (self.done.load(Ordering::Relaxed), self.of.load(Ordering::Relaxed))
    }

    fn hear(&self, event: Event<'_>) -> bool {
        if let Event::Drawn(done, of) = event {
            self.done.store(done, Ordering::Relaxed);
            self.of.store(of, Ordering::Relaxed);
        }
        !self.stop.load(Ordering::Relaxed)
    }
}

impl Search {
    /// Runs to its end.
    #[must_use]
    pub fn run(&self) -> Outcome {
        self.watched(&mut |_| true)
    }

    fn watched(&self, watch: &mut Watch<'_>) -> Outcome {
        propose::propose_with(&self.edition, &self.request, &self.library, &mut Cache::new(), watch)
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

    /// The same as if these blocks were not there. Whoever takes a proposal removes them first.
    ///
    /// # Errors
    /// [`Refusal`] where one of them is not there.
    pub fn search_without(&self, request: Request, blocks: &[BlockId]) -> Result<Search, Refusal> {
        let commands = blocks.iter().map(|block| Command::RemoveBlock { block: block.clone() }).collect();
        let edition = edit::apply(self.edition(), Command::Batch { label: String::new(), commands })?;
        Ok(Search { edition: Arc::new(edition), library: Arc::clone(self.library()), request })
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

/// News from a search that runs on a thread of its own.
#[derive(Debug)]
pub enum SearchNews {
    /// The best page so far, with its picture.
    Better(Box<Proposal>, Image),
    /// It is over.
    Done(Box<Outcome>),
    /// The picture of the n-th proposal of the outcome, from 0.
    Picture(usize, Image),
}

/// A search on a thread of its own. Dropped, it is stopped.
#[derive(Debug)]
pub struct Searching {
    news: mpsc::Receiver<SearchNews>,
    progress: Arc<SearchProgress>,
}

impl Searching {
    /// What has come since it was last asked.
    pub fn news(&self) -> impl Iterator<Item = SearchNews> + '_ {
        self.news.try_iter()
    }

    /// Pages drawn, and of how many; 0 of 0 while stories are still measured.
    #[must_use]
    pub fn drawn(&self) -> (usize, usize) {
        self.progress.drawn()
    }

    /// Asks it to end, within a few hundredths of a second; its outcome comes as news all the same.
    pub fn stop(&self) {
        self.progress.stop();
    }
}

impl Drop for Searching {
    fn drop(&mut self) {
        self.stop();
    }
}

impl Search {
    /// Begins on a thread of its own, with pictures that fit into so many pixels. `wake` is called there whenever there
    /// is news.
    #[must_use]
    pub fn start(self, picture: [u32; 2], wake: impl Fn() + Send + 'static) -> Searching {
        let (sender, news) = mpsc::channel();
        let progress = Arc::new(SearchProgress::default());
        let told = Arc::clone(&progress);
        thread::spawn(move || {
            let [width, height] = picture;
            let mut painted = raster::Cache::default();
            // Whoever asked may be gone by now: then nobody hears it.
            let say = |news| {
                let _ = sender.send(news);
                wake();
            };
            let mut watch = |event: Event<'_>| {
                if let Event::Found(proposal) = &event {
                    let image = self.picture(proposal, width, height, &mut painted);
                    say(SearchNews::Better(Box::new((*proposal).clone()), image));
                } else {
                    wake();
                }
                told.hear(event)
            };
            let outcome = self.watched(&mut watch);
            let proposals = outcome.proposals.clone();
            say(SearchNews::Done(Box::new(outcome)));
            for (i, proposal) in proposals.iter().enumerate() {
                if told.stop.load(Ordering::Relaxed) {
                    return;
                }
                say(SearchNews::Picture(i, self.picture(proposal, width, height, &mut painted)));
            }
        });
        Searching { news, progress }
    }
}
