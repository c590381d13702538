//! A line's slack goes where CLREQ wants it, exactly: the last glyph ends on the measure to the nanometre.

use super::breaks::{Break, Task};
use super::classes::Class;
use super::prepare::{Atom, Tier};
use super::shape::Shaped;
use super::sums::{Side, places};
use super::{Line, PlacedGlyph};
use crate::geom::Length;
use crate::model::Align;

/// Adjustments of one atom of a line.
#[derive(Clone, Copy, Default)]
struct Adjust {
    /// Taken from its left.
    left: Length,
    /// Taken from its right, or added where negative.
    right: Length,
}

/// Sets the atoms `start..brk.end` as line number `line`.
pub(super) fn justify(task: &Task<'_>, shaped: &Shaped, start: usize, brk: Break, line: usize) -> Line {
    let sums = task.sums;
    let visible = sums.visible_end(start, brk.end);
    let atoms = &sums.atoms[start..visible];
    let measure = task.measures.of(line);
    let indent = if line == 0 { task.indent } else { task.hanging_indent };
    let room = measure - indent;
    let last = brk.end == sums.atoms.len() || sums.atoms[brk.end - 1].class == Class::LineBreak;
    let mut adjust = vec![Adjust::default(); atoms.len()];
    let mut opened = 0;
    let mut width = Length::ZERO;
    if let Some(end_atom) = atoms.last() {
        let trimmed_start = if task.trims_start(line) { atoms[0].edge_left } else { Length::ZERO };
        let edge = end_atom.edge_right + if brk.hang { end_atom.hang } else { Length::ZERO };
        adjust[0].left += trimmed_start;
        adjust[atoms.len() - 1].right += edge;
        width = natural(atoms) - trimmed_start - edge;
        let delta = room - width;
        if delta < Length::ZERO {
            width -= squeeze(atoms, &mut adjust, -delta, (trimmed_start, end_atom.edge_right));
        } else if task.setting.align == Align::Justify && !last && !task.setting.cell_grid {
            opened = open(atoms, &mut adjust, delta);
            width = room;
        }
    }
    let slack = room - width;
    let shift = match task.setting.align {
        Align::Justify | Align::Start => Length::ZERO,
        Align::Centre => slack / 2,
        Align::End => slack,
    };
    let pen = indent + shift;
    let glyphs = place(task, shaped, start, &adjust, pen);
    let (from, to) = (task.byte_of(start), task.byte_of(brk.end));
    let hung = if brk.hang { atoms.last().map_or(Length::ZERO, |a| a.hang) } else { Length::ZERO };
    Line { text: from..to, glyphs, end: pen + width + hung, measure, opened, last }
}

fn natural(atoms: &[Atom]) -> Length {
    let gaps: Length = atoms[..atoms.len() - 1].iter().map(|a| a.gap.natural).sum();
    atoms.iter().map(|a| a.advance).sum::<Length>() + gaps
}

/// Squeezes by `need`, tier by tier; within a tier all places together. Returns what was found.
fn squeeze(atoms: &[Atom], adjust: &mut [Adjust], need: Length, trimmed: (Length, Length)) -> Length {
    let mut left = need;
    for tier in Tier::ALL {
        if !left.is_positive() {
            break;
        }
        let found = places(atoms, tier, trimmed);
        let all: Length = found.iter().map(|(_, _, much)| *much).sum();
        let take = left.min(all);
        spread(take, &found.iter().map(|(_, _, much)| much.as_nm()).collect::<Vec<_>>(), |n, part| {
            let (at, side, _) = found[n];
            match side {
                Side::Left => adjust[at].left += part,
                Side::Right | Side::Gap | Side::Space => adjust[at].right += part,
            }
        });
        left -= take;
    }
    need - left
}

/// Opens by `delta`: word spaces, Western gaps, then every place that may be opened. Returns what each of the last got,
/// in per mille of the em.
fn open(atoms: &[Atom], adjust: &mut [Adjust], delta: Length) -> i32 {
    let last = atoms.len() - 1;
    let mut left = delta;
    let spaces: Vec<i64> = atoms.iter().map(|a| (a.space.most - a.space.natural).as_nm()).collect();
    let gaps: Vec<i64> = atoms[..last].iter().map(|a| (a.gap.most - a.gap.natural).as_nm()).collect();
    for shares in [spaces, gaps] {
        let take = left.min(Length::nm(shares.iter().sum()));
        spread(take, &shares, |at, part| adjust[at].right -= part);
        left -= take;
    }
    let places: Vec<i64> = atoms[..last].iter().map(|a| i64::from(a.opens)).collect();
    let count: i64 = places.iter().sum();
    if count == 0 || !left.is_positive() {
        return 0;
    }
    spread(left, &places, |at, part| adjust[at].right -= part);
    let em = atoms[0].em.as_nm().max(1);
    i32::try_from(left.as_nm() * 1000 / em / count).unwrap_or(i32::MAX)
}

/// Hands out `total` in the proportion of `shares`, to the nanometre.
fn spread(total: Length, shares: &[i64], mut give: impl FnMut(usize, Length)) {
    let sum: i64 = shares.iter().sum();
    if sum <= 0 || !total.is_positive() {
        return;
    }
    let (mut seen, mut given) = (0, Length::ZERO);
    for (i, share) in shares.iter().enumerate() {
        seen += share;
        let upto = total.scale(seen, sum);
        if upto != given {
            give(i, upto - given);
        }
        given = upto;
    }
}

fn place(task: &Task<'_>, shaped: &Shaped, start: usize, adjust: &[Adjust], mut pen: Length) -> Vec<PlacedGlyph> {
    let mut glyphs = Vec::with_capacity(adjust.len() + 2);
    for (i, change) in adjust.iter().enumerate() {
        let (atom, cluster) = (&task.sums.atoms[start + i], &shaped.clusters[start + i]);
        let text = (task.byte_of(start + i), task.byte_of(start + i + 1));
        let next = pen + atom.advance + atom.gap.natural - change.left - change.right;
        let mut at = pen - atom.cut_left - change.left;
        if atom.class != Class::LineBreak {
            let shown = &shaped.glyphs[cluster.glyphs.0 as usize..cluster.glyphs.1 as usize];
            // A line that ends at a soft hyphen shows it, the last of a paragraph included: the writer put it there.
            let hyphen = cluster.hyphen.as_ref().filter(|_| i + 1 == adjust.len()).map(std::slice::from_ref);
            for g in hyphen.unwrap_or(shown) {
                let shows = if at == pen - atom.cut_left - change.left { text } else { (text.1, text.1) };
                glyphs.push(PlacedGlyph {
                    face: g.face,
                    id: g.id,
                    run: atom.run,
                    inline: at,
                    advance: g.advance,
                    shift_inline: g.shift_inline,
                    shift_block: g.shift_block,
                    turned: g.turned,
                    stretch: g.stretch,
                    text: shows,
                });
                at += g.advance;
            }
        }
        pen = next;
    }
    glyphs
}
