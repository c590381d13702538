//! An export on a thread of its own.

use std::ops::ControlFlow;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};

use super::error::SessionError;
use super::export::{ExportJob, Exported, Progress};

/// An export that is running. Dropped, it is broken off.
#[derive(Debug)]
pub struct Running {
    progress: Arc<Mutex<Option<Progress>>>,
    is_broken_off: Arc<AtomicBool>,
    thread: Option<JoinHandle<Result<Exported, SessionError>>>,
}

impl ExportJob {
    /// Begins the export on a thread of its own. `news` is called there whenever there is something to be seen: progress,
    /// and the end.
    #[must_use]
    pub fn start(self, news: impl Fn() + Send + 'static) -> Running {
        let progress = Arc::new(Mutex::new(None));
        let is_broken_off = Arc::new(AtomicBool::new(false));
        let (told, stop) = (Arc::clone(&progress), Arc::clone(&is_broken_off));
        let thread = thread::spawn(move || {
            // Also after a panic somebody waits for news.
            let news = News(news);
            self.run(&mut |now| {
                *told.lock().unwrap_or_else(PoisonError::into_inner) = Some(now);
                (news.0)();
                if stop.load(Ordering::Relaxed) { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
            })
        });
        Running { progress, is_broken_off, thread: Some(thread) }
    }
}

struct News<F: Fn()>(F);

impl<F: Fn()> Drop for News<F> {
    fn drop(&mut self) {
        (self.0)();
    }
}

impl Running {
    /// How far it is; none before the first page.
    #[must_use]
    pub fn progress(&self) -> Option<Progress> {
        *self.progress.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Breaks the export off before its next page. Nothing is written then; files that are being written already are.
    pub fn break_off(&self) {
        self.is_broken_off.store(true, Ordering::Relaxed);
    }

    /// What came of it, once it is over; none before, and after it was taken.
    pub fn take_result(&mut self) -> Option<Result<Exported, SessionError>> {
        let thread = self.thread.take_if(|thread| thread.is_finished())?;
        Some(thread.join().unwrap_or(Err(SessionError::Fault)))
    }

    /// Waits for its end.
    ///
    /// # Errors
    /// As [`ExportJob::run`], and [`SessionError::Fault`] after a panic or where the result was taken before.
    pub fn wait(mut self) -> Result<Exported, SessionError> {
        let thread = self.thread.take().ok_or(SessionError::Fault)?;
        thread.join().unwrap_or(Err(SessionError::Fault))
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.break_off();
    }
}
