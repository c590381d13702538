//! What a line from any atom to any other weighs, in constant time: prefix sums of widths and of what can be given and
//! taken, with the corrections at both edges.

use super::classes::Class;
use super::prepare::{Atom, Tier};
use crate::geom::Length;

/// Prefix sums over atoms; entry `i` sums the atoms before `i`, each with the gap after it.
pub(super) struct Sums<'a> {
    pub atoms: &'a [Atom],
    width: Vec<i64>,
    /// What all tiers but the last can give.
    soft: Vec<i64>,
    /// What stops can give: the last tier.
    stops: Vec<i64>,
    /// What word spaces and Western gaps can take.
    take: Vec<i64>,
    /// Places that justification may open.
    opens: Vec<u32>,
}

/// A line's numbers; all in nanometres.
#[derive(Clone, Copy, Debug)]
pub(super) struct Weight {
    /// Natural width, edges trimmed.
    pub width: i64,
    /// What can be squeezed before stops.
    pub soft: i64,
    /// What stops can give on top.
    pub stops: i64,
    /// What spaces and gaps can take.
    pub take: i64,
    /// How many places can be opened.
    pub opens: u32,
    /// What a hanging mark would add.
    pub hang: i64,
}

impl<'a> Sums<'a> {
    pub(super) fn of(atoms: &'a [Atom]) -> Self {
        let n = atoms.len() + 1;
        let mut sums = Self {
            atoms,
            width: Vec::with_capacity(n),
            soft: Vec::with_capacity(n),
            stops: Vec::with_capacity(n),
            take: Vec::with_capacity(n),
            opens: Vec::with_capacity(n),
        };
        let (mut width, mut soft, mut stops, mut take, mut opens) = (0, 0, 0, 0, 0);
        for atom in atoms {
            sums.push(width, soft, stops, take, opens);
            width += (atom.advance + atom.gap.natural).as_nm();
            let marks = (atom.give_left + atom.give_right).as_nm();
            if atom.mark_tier() == Tier::Stop {
                stops += marks;
            } else {
                soft += marks;
            }
            soft += give(atom);
            take += taken(atom);
            opens += u32::from(atom.opens);
        }
        sums.push(width, soft, stops, take, opens);
        sums
    }

    fn push(&mut self, width: i64, soft: i64, stops: i64, take: i64, opens: u32) {
        self.width.push(width);
        self.soft.push(soft);
        self.stops.push(stops);
        self.take.push(take);
        self.opens.push(opens);
    }

    /// The end of the line's visible part: `end` without the spaces before it.
    pub(super) fn visible_end(&self, start: usize, end: usize) -> usize {
        let tail = self.atoms[start..end].iter().rev();
        end - tail.take_while(|a| matches!(a.class, Class::Space | Class::LineBreak)).count()
    }

    /// The numbers of the line `start..end`; `trim_start` where the first mark is trimmed at the edge.
    pub(super) fn weigh(&self, start: usize, end: usize, trim_start: bool) -> Weight {
        let end = self.visible_end(start, end);
        if end == start {
            return Weight { width: 0, soft: 0, stops: 0, take: 0, opens: 0, hang: 0 };
        }
        let (first, last) = (&self.atoms[start], &self.atoms[end - 1]);
        let mut weight = Weight {
            width: self.width[end] - self.width[start] - last.gap.natural.as_nm() - last.edge_right.as_nm(),
            soft: self.soft[end] - self.soft[start] - (last.gap.natural - last.gap.least).as_nm(),
            stops: self.stops[end] - self.stops[start],
            take: self.take[end] - self.take[start] - (last.gap.most - last.gap.natural).as_nm(),
            opens: self.opens[end] - self.opens[start] - u32::from(last.opens),
            hang: last.hang.as_nm(),
        };
        if trim_start {
            weight.width -= first.edge_left.as_nm();
            weight.soft -= first.edge_left.as_nm();
        }
        // What the edge already took cannot be squeezed again.
        let at_end = last.give_right.min(last.edge_right).as_nm().max(0);
        if last.mark_tier() == Tier::Stop {
            weight.stops -= at_end;
        } else {
            weight.soft -= at_end;
        }
        weight
    }

    /// Width without edges or squeeze, for finding candidates quickly.
    pub(super) fn rough(&self, start: usize, end: usize) -> i64 {
        self.width[end] - self.width[start]
    }
}

fn give(atom: &Atom) -> i64 {
    (atom.gap.natural - atom.gap.least + atom.space.natural - atom.space.least).as_nm()
}

fn taken(atom: &Atom) -> i64 {
    (atom.gap.most - atom.gap.natural + atom.space.most - atom.space.natural).as_nm()
}

/// What each tier of a line can give, as (atom, from its left?, how much).
pub(super) fn places(atoms: &[Atom], tier: Tier, trimmed: (Length, Length)) -> Vec<(usize, Side, Length)> {
    let mut found = Vec::new();
    let last = atoms.len().saturating_sub(1);
    for (i, atom) in atoms.iter().enumerate() {
        match tier {
            Tier::WordSpace => found.push((i, Side::Space, atom.space.natural - atom.space.least)),
            Tier::WesternGap if i < last => found.push((i, Side::Gap, atom.gap.natural - atom.gap.least)),
            Tier::WesternGap => {}
            Tier::Bracket | Tier::Comma | Tier::Stop if atom.mark_tier() == tier => {
                let left = atom.give_left - if i == 0 { trimmed.0 } else { Length::ZERO };
                let trimmed_right =
                    if i == last { trimmed.1.min(atom.give_right).max(Length::ZERO) } else { Length::ZERO };
                let right = atom.give_right - trimmed_right;
                found.push((i, Side::Left, left));
                found.push((i, Side::Right, right));
            }
            Tier::Bracket | Tier::Comma | Tier::Stop => {}
        }
    }
    found.retain(|(_, _, much)| much.is_positive());
    found
}

/// Where at an atom something is taken or added.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Side {
    Left,
    Right,
    Gap,
    Space,
}
