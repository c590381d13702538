//! A short line alone between two paragraphs: 插题, or the headline of the next story?

use super::assemble::Item;
use super::chars::length;
use super::classify::Class;
use super::rejoin::begins_item;

/// What a lone short line is taken for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Verdict {
    /// 插题.
    CrossHead {
        /// Nothing but its company speaks for it.
        doubtful: bool,
    },
    /// The headline of another story.
    Headline {
        /// Nothing speaks for it but that cross-heads seldom come alone.
        doubtful: bool,
    },
}

/// The verdict on every item that is a lone short line between running text, none on the others.
///
/// Cross-heads come in company and are built alike (以“领跑者”姿态…, 以“奋斗者”姿态…); what is no like of its neighbours
/// is a headline. They are compared with their neighbours only, so that a long file costs no more per line.
pub(super) fn judge(items: &[Item]) -> Vec<Option<Verdict>> {
    let mut verdicts = vec![None; items.len()];
    let usual = usual_blanks(items);
    let mut region: Vec<usize> = Vec::new();
    for at in 0..items.len() {
        if is_lone(items, at) {
            region.push(at);
        } else if begins_other(items, at) {
            judge_region(items, &region, usual, &mut verdicts);
            region.clear();
        }
    }
    judge_region(items, &region, usual, &mut verdicts);
    verdicts
}

fn is_lone(items: &[Item], at: usize) -> bool {
    let class = |i: usize| items.get(i).map(|i| i.class);
    items[at].class == Class::Short
        && at > 0
        && class(at - 1).is_some_and(Class::is_body)
        && class(at + 1) == Some(Class::Text)
}

/// Whether an item certainly belongs to another story than what stood before it, or ends one.
const fn begins_other(items: &[Item], at: usize) -> bool {
    !matches!(items[at].class, Class::Text | Class::Caption | Class::End)
}

/// Empty lines usual between two lines.
fn usual_blanks(items: &[Item]) -> u32 {
    let mut all: Vec<u32> = items.iter().skip(1).map(|i| i.blanks).collect();
    all.sort_unstable();
    all.get(all.len() / 2).copied().unwrap_or(0)
}

fn judge_region(items: &[Item], region: &[usize], usual: u32, verdicts: &mut [Option<Verdict>]) {
    let text = |n: usize| items[region[n]].text.as_str();
    let like = |a: usize, b: usize| b < region.len() && alike(text(a), text(b));
    let sure = |n: usize| begins_item(text(n)) || like(n, n + 1) || (n > 0 && like(n - 1, n));
    let all: Vec<usize> = (0..region.len()).filter(|&n| sure(n)).collect();
    let apart = |n: usize| items[region[n]].blanks > usual;
    let short = region.len() > 1 && (0..region.len()).all(|n| length(text(n)) <= 12 && !apart(n));
    for (n, &at) in region.iter().enumerate() {
        let between = all.first().is_some_and(|&f| f <= n) && all.last().is_some_and(|&l| n <= l);
        verdicts[at] = Some(match () {
            () if between => Verdict::CrossHead { doubtful: false },
            () if apart(n) => Verdict::Headline { doubtful: false },
            () if short => Verdict::CrossHead { doubtful: true },
            () => Verdict::Headline { doubtful: true },
        });
    }
}

/// Of the same build: as long, or nearly so with the same beginning, end or a space in both.
fn alike(a: &str, b: &str) -> bool {
    let (n, m) = (length(a), length(b));
    let ends = a.chars().next() == b.chars().next() || a.chars().next_back() == b.chars().next_back();
    n.max(m) <= 24 && (n == m || (n.abs_diff(m) <= 2 && (ends || (a.contains(' ') && b.contains(' ')))))
}
