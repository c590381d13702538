//! Auto-layout: reads stories and a page, answers with commands that would make it up.
//!
//! 1. Every story is measured (`copy`): what its text takes to each measure, how long its headline is. Its shape
//!    functions (`variant`, `body`) say at which heights it is exactly full in every width, and how.
//! 2. The free ground of the page (`ground`) is cut into rectangles; `cuts` counts and weighs every tree of straight cuts
//!    that fills a rectangle exactly with any set of stories, `pinwheel` adds what straight cuts cannot do.
//!    A group under a section head (`group`) is such a rectangle too, cut again inside its box.
//! 3. Trees are drawn in proportion to their weight (`tree`), laid on the page, turned about and made up so that no heads
//!    butt (`search`); pages are judged as a whole (`metrics`) under named weights (`rules`).
//! 4. The best that differ enough are laid out for good and measured once more (`real`); what misses a limit is thrown
//!    away (`engine`).
//!
//! After a late change `refit` does this for the smallest part of the page that will do.
//!
//! No clock and no chance: the same seed and the same number of pages give the same proposals.

mod body;
mod build;
mod card;
mod change;
mod copy;
mod copyfit;
mod crop;
mod cuts;
mod engine;
mod face;
mod ground;
mod group;
mod metrics;
mod pinwheel;
mod real;
mod refit;
mod request;
mod rules;
mod search;
mod tree;
mod trouble;
mod variant;
mod view;

pub use card::Line;
pub use copyfit::{Remedy, remedies, remedies_with};
pub use engine::{Event, Graded, MOST_STORIES, Outcome, Proposal, Statistics, Watch, grade, propose, propose_with};
pub use group::Group;
pub use metrics::Metrics;
pub use request::{Keep, Request};
pub use rules::{Limits, Weights};
pub use trouble::{Relief, Trouble};
