//! 补版: every remedy does what it says.

use banxin::edit::{self, Command};
use banxin::layout::lay_out;
use banxin::model::{Block, BlockKind, Edition, Place, check};
use banxin::propose::{Remedy, remedies};
use proptest::prelude::*;

use crate::desk::{block, changed, fit, library, sample};

/// The remedies of an article, each carried out and laid out.
fn held(edition: &Edition, id: &str) -> Vec<Remedy> {
    let found = remedies(edition, 3, &block(id), library());
    let others = |e: &Edition| {
        let fits = lay_out(&e.pages[0], e, library()).fits;
        fits.into_iter().filter(|f| f.block != block(id)).collect::<Vec<_>>()
    };
    for remedy in &found {
        let after = edit::apply(edition, remedy.command.clone()).unwrap();
        let fit = fit(&after, &block(id));
        assert_eq!((fit.overset_lines, fit.short_lines), (0, remedy.short), "{}", remedy.said.zh);
        assert_eq!(others(&after), others(edition), "{} moves its neighbours", remedy.said.zh);
        assert_eq!(after.stories, edition.stories, "{} touches the words", remedy.said.zh);
    }
    let order: Vec<_> = found.iter().map(|r| (r.short > 0, r.harm)).collect();
    assert!(order.is_sorted(), "least harm first: {order:?}");
    found
}

#[test]
fn a_picture_that_was_made_lower_is_raised_again() {
    let short = changed(&sample(), "lead", |a| a.pictures[0].lines -= 2);
    let found = held(&short, "lead");
    for remedy in &found {
        println!("{} {} | {}", remedy.harm, remedy.said.zh, remedy.said.en);
    }
    assert!(found.len() >= 3, "{found:#?}");
    assert!(found[0].said.zh.contains("加高 2 行"), "{}", found[0].said.zh);
    assert_eq!(found[0].short, 0);
}

#[test]
fn an_overset_story_is_made_to_fit() {
    for (id, by) in [("lead", 3), ("anquan", 3), ("gongan", 2), ("huanghe", 2), ("zhengxie", 2)] {
        let edition = sample();
        let Place::Cells { char, width, line, lines } = edition.block(&block(id)).unwrap().1.place else {
            let Place::Columns { column, columns, line, lines } = edition.block(&block(id)).unwrap().1.place else {
                continue;
            };
            let place = Place::Columns { column, columns, line, lines: lines - by };
            let less = edit::apply(&edition, Command::MoveBlock { block: block(id), place, page: None }).unwrap();
            assert!(!held(&less, id).is_empty(), "{id}");
            continue;
        };
        let place = Place::Cells { char, width, line, lines: lines - by };
        let less = edit::apply(&edition, Command::MoveBlock { block: block(id), place, page: None }).unwrap();
        assert!(!held(&less, id).is_empty(), "{id}");
    }
}

#[test]
fn a_full_article_needs_nothing() {
    let edition = sample();
    assert_eq!(fit(&edition, &block("lead")).short_lines, 0);
    assert!(remedies(&edition, 3, &block("lead"), library()).is_empty());
    assert!(remedies(&edition, 3, &block("label"), library()).is_empty());
    assert!(remedies(&edition, 9, &block("lead"), library()).is_empty());
}

/// What an article has, a line of which can be changed.
fn spoilt(edition: &Edition, (id, by, what): (&str, i8, u8)) -> Option<Edition> {
    let signed = |n: u16| n.checked_add_signed(i16::from(by)).filter(|n| *n > 6);
    let old = Block::clone(edition.block(&block(id))?.1);
    let mut new = old.clone();
    if what == 0 {
        // Lower only: a module that grows lies on its neighbour.
        let lower = |lines: u16| lines.checked_sub(u16::from(by.unsigned_abs())).filter(|l| *l > 8);
        new.place = match new.place {
            Place::Columns { column, columns, line, lines } => {
                Place::Columns { column, columns, line, lines: lower(lines)? }
            }
            Place::Cells { char, width, line, lines } => Place::Cells { char, width, line, lines: lower(lines)? },
            Place::Free(_) => return None,
        };
    } else if let BlockKind::Article(article) = &mut new.kind {
        match what {
            1 => {
                let picture = article.pictures.first_mut()?;
                picture.lines = signed(picture.lines)?;
            }
            2 => article.head.air_below = article.head.air_below.checked_add_signed(by).filter(|a| *a < 5)?,
            _ => article.head.lines = if article.head.lines == 1 { 2 } else { 1 },
        }
    }
    let changed = edit::apply(edition, Command::ReplaceBlock { block: Box::new(new) }).ok()?;
    check(&changed).is_ok().then_some(changed)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, max_shrink_iters: 0, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever was done to an article, every remedy of it leaves nothing over and as many lines empty as it says, which
    /// is none where three or more are exact; moves no neighbour; and comes in the order of harm.
    #[test]
    fn every_remedy_makes_its_article_full(
        id in prop::sample::select(vec!["lead", "zhengxie", "gongan", "gongye", "gongchang", "tianmi", "huanghe", "anquan"]),
        by in -4i8..5,
        what in 0u8..4,
    ) {
        let Some(edition) = spoilt(&sample(), (id, by, what)) else { return Ok(()) };
        let found = held(&edition, id);
        let legs = fit(&edition, &block(id)).capacity_lines;
        prop_assert!(found.iter().all(|r| r.short < legs));
        let exact = found.iter().filter(|r| r.short == 0).count();
        prop_assert!(exact < 3 || exact == found.len(), "{exact} of {} are exact", found.len());
    }
}
