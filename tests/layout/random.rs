//! Whatever is asked for: no panic, nothing lost, nothing off the grid, nothing outside the module.

use std::sync::Arc;

use banxin::geom::Length;
use banxin::id::{Part, PictureId, StoryId};
use banxin::model::{
    Align, Anchor, Article, ArticlePicture, BlockKind, BoxStyle, Caption, CaptionPlace, Edition, Grid, HeadPlace,
    HeadSetting, Headline, LegScheme, Legs, Page, PageSetup, Paragraph, ParagraphKind, PictureCrop, Place, Rank, Story,
    default_house,
};
use proptest::prelude::*;

use crate::desk::{edition, first_page, lines, put};

fn grid() -> impl Strategy<Value = Grid> {
    (2000..6000i64, 0..3000i64, 1..9u16, 5..30u16, 0..3u16, 10..90u16).prop_map(
        |(cell, more, columns, chars, gap, lines)| {
            Grid::new(Length::um(cell), Length::um(cell + more), columns, chars, gap, lines).unwrap()
        },
    )
}

fn head() -> impl Strategy<Value = HeadSetting> {
    let place = prop_oneof![
        4 => Just(HeadPlace::Top),
        1 => Just(HeadPlace::VerticalLeft),
        1 => Just(HeadPlace::VerticalRight)
    ];
    let align = prop_oneof![Just(Align::Start), Just(Align::Centre), Just(Align::End), Just(Align::Justify)];
    let air = (0..3u8, 0..3u8);
    (place, align, prop::option::of(0..20u8), 0..6u8, air, 0..5u16, 0..12u16).prop_map(
        |(place, align, step, lines, (air_above, air_below), span, depth)| HeadSetting {
            place,
            align,
            step,
            lines,
            air_above,
            air_below,
            span,
            depth,
            ..HeadSetting::default()
        },
    )
}

fn picture() -> impl Strategy<Value = ArticlePicture> {
    let anchor = prop_oneof![
        Just(Anchor::TopLeft),
        Just(Anchor::TopCentre),
        Just(Anchor::TopRight),
        Just(Anchor::Centre),
        Just(Anchor::BottomLeft),
        Just(Anchor::BottomCentre),
        Just(Anchor::BottomRight),
        (0..9u16, 0..40u16).prop_map(|(leg, line)| Anchor::At { leg, line }),
    ];
    (anchor, 0..5u16, 0..30u16, 0..5usize, prop::option::of(0..3u16), any::<bool>()).prop_map(
        |(anchor, legs, lines, which, caption, beside)| ArticlePicture {
            picture: PictureId::numbered('p', which),
            anchor,
            legs,
            lines,
            crop: PictureCrop::default(),
            caption,
            caption_place: if beside { CaptionPlace::Beside } else { CaptionPlace::Below },
            credit: beside,
        },
    )
}

fn article() -> impl Strategy<Value = Article> {
    let legs = (0..7u16, any::<bool>(), 0..4u16, any::<bool>()).prop_map(|(count, uneven, gap, balance)| Legs {
        count,
        scheme: if uneven { LegScheme::Uneven } else { LegScheme::WideGaps },
        gap,
        balance,
        rule: Length::um(100),
    });
    let boxed = prop::option::of((0..5u8, 0..4u8).prop_map(|(padding_halves, padding_lines)| BoxStyle {
        padding_halves,
        padding_lines,
        ..BoxStyle::default()
    }));
    (head(), legs, prop::collection::vec(picture(), 0..3), boxed).prop_map(|(head, legs, pictures, boxed)| Article {
        story: StoryId::numbered('s', 1),
        head,
        legs,
        pictures,
        boxed,
        next: None,
    })
}

fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        20 => Just("市"), 20 => Just("委工"), 10 => Just("群众"), 4 => Just("，"), 3 => Just("。”"), 3 => Just("“"),
        2 => Just("2026"), 2 => Just("GDP"), 1 => Just("——"), 1 => Just("69.32%"), 1 => Just(" "), 1 => Just("《"),
    ];
    prop::collection::vec(piece, 0..160).prop_map(|pieces| pieces.concat())
}

fn story() -> impl Strategy<Value = Story> {
    let paragraph = (text(), 0..6u8).prop_map(|(text, kind)| {
        let kind = if kind == 0 { ParagraphKind::CrossHead } else { ParagraphKind::Body };
        let text = if kind == ParagraphKind::CrossHead { text.chars().take(14).collect() } else { text };
        Paragraph { kind, ..Paragraph::plain(text) }
    });
    let rank = prop_oneof![Just(Rank::Lead), Just(Rank::Second), Just(Rank::Third), Just(Rank::Filler)];
    (prop::collection::vec(paragraph, 0..8), rank, 0..24usize, 0..20usize).prop_map(|(body, rank, head, deck)| Story {
        body,
        rank,
        headline: Headline {
            text: "强化使命勇担当 深化改革促发展".chars().cycle().take(head).collect(),
            ..Headline::default()
        },
        deck: "——综述工作".chars().cycle().take(deck).collect(),
        captions: vec![Caption { text: "图为现场".to_owned(), credit: "李明 摄".to_owned() }],
        ..Story::default()
    })
}

fn made(grid: Grid, place: (u16, u16, u16, u16), article: Article, story: Story) -> Edition {
    let mut edition = edition();
    edition.house = Arc::new(default_house(grid.cell()));
    let setup = PageSetup { grid, ..edition.pages[0].setup };
    edition.pages = vec![Arc::new(Page { number: 1, section: String::new(), mono: false, setup, blocks: Vec::new() })];
    edition.stories.insert(StoryId::numbered('s', 1), Arc::new(story));
    let (column, columns, line, lines) = place;
    let column = column % grid.columns();
    let line = line % grid.lines();
    let place = Place::Columns {
        column,
        columns: 1 + columns % (grid.columns() - column),
        line,
        lines: 1 + lines % (grid.lines() - line),
    };
    put(&mut edition, 0, "a", place, BlockKind::Article(article));
    edition
}

fn plain(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]
    #[test]
    fn any_article_on_any_grid(
        grid in grid(),
        place in (0..24u16, 0..24u16, 0..90u16, 0..90u16),
        article in article(),
        story in story(),
    ) {
        let edition = made(grid, place, article, story.clone());
        let composed = first_page(&edition);
        let setup = edition.pages[0].setup;
        let module = setup.area_of(edition.pages[0].blocks[0].place);
        let fit = &composed.fits[0];
        prop_assert_eq!(fit.body_lines + fit.short_lines, fit.capacity_lines);
        let all = lines(&composed);
        let body: Vec<_> = all.iter().filter(|l| matches!(l.mark.part, Part::Body | Part::CrossHead)).collect();
        let shown: String = body.iter().map(|l| plain(&l.text)).collect();
        let written: String = story.body.iter().map(|p| plain(&p.text())).collect();
        if fit.overset_lines == 0 {
            prop_assert_eq!(&shown, &written);
        } else {
            prop_assert_eq!(shown.chars().count() + fit.overset_chars, written.chars().count());
        }
        for line in &body {
            prop_assert!(module.contains(line.mark.area), "{:?} outside {:?}", line.mark, module);
            if line.mark.part == Part::Body {
                let row = (line.mark.area.y - setup.origin.y).whole(grid.line());
                let baseline = setup.line_top(row) + grid.cell().per_mille(880);
                prop_assert!(line.ys.iter().all(|y| *y == baseline), "{:?}", line);
            }
        }
        for (i, a) in body.iter().enumerate() {
            for b in &body[i + 1..] {
                prop_assert!(!a.mark.area.overlaps(b.mark.area), "{:?} on {:?}", a, b);
            }
        }
        for line in all.iter().filter(|l| l.mark.part == Part::Caption) {
            prop_assert!(body.iter().all(|b| !b.mark.area.overlaps(line.mark.area)), "{:?}", line);
        }
        prop_assert_eq!(composed, first_page(&edition));
    }
}
