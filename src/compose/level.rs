//! Short lines of display type: level, and broken by sense.

use std::sync::Arc;

use super::words::{Sense, sense_of_breaks};
use super::{Lines, Paragraph};
use crate::geom::Length;
use crate::model::Align;

/// Most lines that are levelled: more is running text.
const MOST: usize = 3;

/// The lines of a cross-head or another short paragraph at `measure`, broken so that no word is torn and no line is left
/// with two characters, in no more lines than it takes anyway: 以“领跑者”姿态推动 / 开拓新局, not 以“领跑者”姿态推动开拓 / 新局.
/// `to` composes the paragraph to a measure.
#[must_use]
pub fn levelled(paragraph: &Paragraph, measure: Length, to: &mut dyn FnMut(Length) -> Arc<Lines>) -> Arc<Lines> {
    let plain = to(measure);
    let count = plain.lines.len();
    let em = paragraph.runs.first().map_or(Length::ZERO, |r| r.face.size);
    if !(2..=MOST).contains(&count) || !em.is_positive() || paragraph.setting.align == Align::Justify {
        return plain;
    }
    let text: String = paragraph.runs.iter().map(|r| r.text.as_str()).collect();
    let senses = sense_of_breaks(&text);
    let mut best = (faults(&plain, &senses), measure, Arc::clone(&plain));
    let mut narrower = measure - em / 2;
    while narrower > em * 2 {
        let lines = to(narrower);
        if lines.lines.len() != count {
            break;
        }
        let faults = faults(&lines, &senses);
        if faults < best.0 {
            best = (faults, narrower, lines);
        }
        narrower -= em / 2;
    }
    let (_, at, lines) = best;
    let free = measure - at;
    let shift = match paragraph.setting.align {
        Align::Start | Align::Justify => Length::ZERO,
        Align::Centre => free / 2,
        Align::End => free,
    };
    if free == Length::ZERO { lines } else { Arc::new(moved(&lines, shift, measure)) }
}

/// The worst break, then how uneven the lines are.
fn faults(lines: &Lines, senses: &[(usize, Sense)]) -> (std::cmp::Reverse<Sense>, Length) {
    let inner = lines.lines.iter().take(lines.lines.len().saturating_sub(1));
    let sense = |end: u32| senses.iter().find(|(at, _)| *at == end as usize).map_or(Sense::Broken, |(_, s)| *s);
    // Fair is as good as good here: an even pair is worth more than a comma at the end.
    let worst = inner.map(|l| sense(l.text.end).min(Sense::Fair)).min().unwrap_or(Sense::Fair);
    let lengths = lines.lines.iter().map(|l| match l.glyphs.first() {
        Some(first) => l.end - first.inline,
        None => Length::ZERO,
    });
    let (least, most) = (lengths.clone().min().unwrap_or_default(), lengths.max().unwrap_or_default());
    (std::cmp::Reverse(worst), most - least)
}

fn moved(lines: &Lines, shift: Length, measure: Length) -> Lines {
    let mut lines = lines.clone();
    for line in &mut lines.lines {
        line.measure = measure;
        line.end += shift;
        line.glyphs.iter_mut().for_each(|g| g.inline += shift);
    }
    lines
}
