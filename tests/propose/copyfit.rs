//! 补版: every remedy does what it says.

use banxin::edit::{self, Command};
use banxin::layout::lay_out;
use banxin::model::{Edition, Place};
use banxin::propose::{Remedy, remedies};

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
