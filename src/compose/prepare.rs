//! Clusters become atoms: natural widths after the punctuation style and adjacent-mark squeeze, what each can give and
//! take, and where lines may break. Everything that moves a break is settled here, before breaking (CLREQ §3.1.6).

use super::classes::{Class, takes_gap};
use super::collect::{Char, Stance};
use super::shape::Shaped;
use super::{Direction, Paragraph, Setting};
use crate::geom::Length;
use crate::model::{Align, MarkStyle};

/// What stands between two break places at the least: a cluster with its widths.
#[derive(Clone, Copy, Debug)]
pub(super) struct Atom {
    pub class: Class,
    /// Its first character.
    pub c: char,
    /// How many characters it shows.
    pub chars: u16,
    /// The run it comes from.
    pub run: u16,
    /// One em of its type along the line.
    pub em: Length,
    /// Natural width.
    pub advance: Length,
    /// Blank already taken from its left (top): its glyphs move back by it.
    pub cut_left: Length,
    /// What may still be squeezed from its left.
    pub give_left: Length,
    /// What may still be squeezed from its right.
    pub give_right: Length,
    /// What is taken from its left at a line start.
    pub edge_left: Length,
    /// What is taken from its right at a line end.
    pub edge_right: Length,
    /// What more may be taken at a line end if it hangs.
    pub hang: Length,
    /// Space before the next atom, between Han and Western.
    pub gap: Flex,
    /// Its own width as a word space.
    pub space: Flex,
    /// Whether a line may end after it.
    pub breaking: Breakable,
    /// Whether justification may open the place after it.
    pub opens: bool,
    /// A soft hyphen that can be drawn: the word may be divided after it.
    pub divides: bool,
}

/// A space that can give and take.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub(super) struct Flex {
    pub natural: Length,
    pub least: Length,
    pub most: Length,
}

/// Whether a line may end here.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Breakable {
    Never,
    May,
    Must,
}

/// The order in which a line is squeezed (CLREQ §3.1.6; the comma's tier holds ； and ： as its figure shows).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Tier {
    WordSpace,
    Bracket,
    Comma,
    WesternGap,
    Stop,
}

impl Tier {
    pub(super) const ALL: [Self; 5] = [Self::WordSpace, Self::Bracket, Self::Comma, Self::WesternGap, Self::Stop];
}

impl Atom {
    /// The tier its marks' blanks belong to.
    pub(super) const fn mark_tier(&self) -> Tier {
        match self.class {
            Class::Comma | Class::Semicolon => Tier::Comma,
            Class::Stop | Class::Exclamation => Tier::Stop,
            _ => Tier::Bracket,
        }
    }
}

/// The atoms of a paragraph.
pub(super) fn prepare(paragraph: &Paragraph, chars: &[Char], shaped: &Shaped) -> Vec<Atom> {
    let setting = &paragraph.setting;
    let mut atoms: Vec<Atom> = shaped
        .clusters
        .iter()
        .map(|cluster| {
            let first = chars[cluster.first as usize];
            let mut atom = bare(paragraph, first, cluster.advance);
            atom.chars = cluster.chars;
            if let Some(hyphen) = cluster.hyphen {
                // It shows at a line's end and nowhere else: what is taken from its right there is less than nothing.
                atom.edge_right -= hyphen.advance;
                atom.divides = true;
            }
            atom
        })
        .collect();
    for atom in &mut atoms {
        set_width(atom, setting);
    }
    squeeze_neighbours(&mut atoms, setting);
    for i in 0..atoms.len() {
        let next = atoms.get(i + 1).copied();
        atoms[i].gap = gap_between(&atoms[i], next.as_ref(), setting);
    }
    let western_runs = western_run_lengths(&atoms);
    for i in 0..atoms.len() {
        let joint = joint(&atoms, i, setting, western_runs[i]);
        atoms[i].breaking = joint.breaking;
        atoms[i].opens = joint.opens;
    }
    set_edges(&mut atoms, setting);
    if setting.cell_grid {
        pad_to_cells(&mut atoms);
    }
    atoms
}

fn bare(paragraph: &Paragraph, first: Char, advance: Length) -> Atom {
    let face = paragraph.runs[usize::from(first.run)].face;
    let turned = first.stance == Stance::Turned;
    let upright = paragraph.setting.direction == Direction::Horizontal;
    let stretch = if upright && !turned { i64::from(face.stretch) } else { 1000 };
    let em = face.size.per_mille(stretch);
    // A space between Han separates clauses or names, whatever the face thinks of word spaces: half a cell, or less in
    // justified text, where it opens but little, lest the names of a dateline fall apart.
    let separator = first.class == Class::Space && first.stance == Stance::Han;
    let (width, most) = if paragraph.setting.align == Align::Justify { (300, 350) } else { (500, 500) };
    let advance = if separator { em.per_mille(width) } else { advance };
    let most = if separator { em.per_mille(most) } else { em / 2 };
    Atom {
        class: first.class,
        c: first.c,
        chars: 1,
        run: first.run,
        em,
        advance: advance + face.size.per_mille(i64::from(face.tracking)),
        cut_left: Length::ZERO,
        give_left: Length::ZERO,
        give_right: Length::ZERO,
        edge_left: Length::ZERO,
        edge_right: face.size.per_mille(i64::from(face.tracking)),
        hang: Length::ZERO,
        gap: Flex::default(),
        space: Flex { most, ..Flex::default() },
        breaking: Breakable::May,
        opens: true,
        divides: false,
    }
}

/// The natural width by class and style (CLREQ §3.1.6.1).
fn set_width(atom: &mut Atom, setting: &Setting) {
    let half = atom.em / 2;
    match atom.class {
        Class::LineBreak => atom.advance = Length::ZERO,
        Class::Space => {
            // As wide as the face has it, but a quarter to a half.
            let western = atom.advance.as_nm().clamp(atom.em.per_mille(250).as_nm(), half.as_nm());
            let natural = Length::nm(western);
            atom.space = Flex { natural, least: atom.em.per_mille(250), most: atom.space.most.max(natural) };
            atom.advance = natural;
        }
        // GB/T 15834 §5.1.6–7, §5.1.9: ·, – and / take half a cell, in the middle of it.
        Class::Interpunct | Class::Solidus if setting.marks != MarkStyle::Plain => centre_in(atom, half),
        Class::Connector if atom.c == '–' && setting.marks != MarkStyle::Plain => centre_in(atom, half),
        _ => {}
    }
    if atom.class != Class::Space {
        atom.space = Flex::default();
    }
    if setting.marks == MarkStyle::Plain || atom.advance < atom.em.per_mille(900) || setting.cell_grid {
        // Marks that the face itself sets narrow have nothing to give.
        return;
    }
    let vertical = setting.direction == Direction::Vertical;
    // In vertical lines ： ； ！ ？ stand in the middle of their cell and give nothing.
    let fixed = vertical && matches!(atom.class, Class::Semicolon | Class::Exclamation);
    if atom.class.blank_after() && !fixed {
        atom.give_right = half;
    }
    if atom.class == Class::Opening {
        atom.give_left = half;
    }
    let narrow = match setting.marks {
        MarkStyle::Kaiming => !matches!(atom.class, Class::Stop | Class::Exclamation),
        MarkStyle::Half => true,
        MarkStyle::Full | MarkStyle::LineEndHalf | MarkStyle::Plain => false,
    };
    if narrow {
        take_right(atom);
        take_left(atom);
    }
}

fn centre_in(atom: &mut Atom, width: Length) {
    atom.cut_left = (atom.advance - width) / 2;
    atom.advance = width;
}

fn take_right(atom: &mut Atom) {
    atom.advance -= atom.give_right;
    atom.give_right = Length::ZERO;
}

fn take_left(atom: &mut Atom) {
    atom.advance -= atom.give_left;
    atom.cut_left += atom.give_left;
    atom.give_left = Length::ZERO;
}

/// Adjacent marks share their blanks (CLREQ §3.1.6.2): always, before breaking, also across runs.
fn squeeze_neighbours(atoms: &mut [Atom], setting: &Setting) {
    if setting.marks == MarkStyle::Plain || setting.cell_grid {
        return;
    }
    for i in 1..atoms.len() {
        let (before, after) = (atoms[i - 1].class, atoms[i].class);
        if before.blank_after() && (after.blank_after() || after == Class::Opening) {
            take_right(&mut atoms[i - 1]);
        } else if before == Class::Opening && after == Class::Opening {
            take_left(&mut atoms[i]);
        }
    }
    // GB/T 15834 §5.1.2: ？！ together take one cell, three of them two.
    let mut i = 0;
    while i < atoms.len() {
        let run = atoms[i..].iter().take_while(|a| a.class == Class::Exclamation).count();
        if run.is_multiple_of(2) && run > 0 {
            take_right(&mut atoms[i + run - 1]);
        }
        i += run.max(1);
    }
}

/// The gap after `a`: a quarter em between Han and Western, nothing beside marks and spaces.
fn gap_between(a: &Atom, b: Option<&Atom>, setting: &Setting) -> Flex {
    let Some(b) = b else { return Flex::default() };
    let han = match (a.class, b.class) {
        (Class::Han, _) if takes_gap(b.class, b.c) => a,
        (_, Class::Han) if takes_gap(a.class, a.c) => b,
        _ => return Flex::default(),
    };
    let of = |per_mille: u16| han.em.per_mille(i64::from(per_mille));
    let gap = setting.western_gap;
    Flex { natural: of(gap.natural), least: of(gap.least), most: of(gap.most) }
}

/// For every atom, how many characters the Western run has that it stands in.
fn western_run_lengths(atoms: &[Atom]) -> Vec<u16> {
    let mut lengths = vec![0; atoms.len()];
    let mut start = 0;
    while start < atoms.len() {
        let end = start + atoms[start..].iter().take_while(|a| a.class.is_western()).count();
        let chars: u16 = atoms[start..end].iter().map(|a| a.chars).sum();
        lengths[start..end].fill(chars);
        start = end.max(start + 1);
    }
    lengths
}

/// What may happen between an atom and the next.
struct Joint {
    breaking: Breakable,
    opens: bool,
}

fn joint(atoms: &[Atom], i: usize, setting: &Setting, western_run: u16) -> Joint {
    let a = &atoms[i];
    if a.class == Class::LineBreak {
        return Joint { breaking: Breakable::Must, opens: false };
    }
    let Some(b) = atoms.get(i + 1) else { return Joint { breaking: Breakable::Must, opens: false } };
    let joined = inseparable(atoms, i, setting, western_run);
    // The second of two marks may begin a line of the strict grid, where nothing can be squeezed.
    let bad_start = b.class.bad_start(setting.kinsoku) && !(setting.cell_grid && a.class.is_mark());
    let forbidden = joined.break_forbidden
        || bad_start
        || a.class.bad_end(setting.kinsoku)
        || matches!(b.class, Class::Space | Class::LineBreak);
    let at_connector =
        |x: &Atom| matches!(x.class, Class::Connector | Class::Solidus | Class::Space | Class::LineBreak);
    Joint {
        breaking: if forbidden { Breakable::Never } else { Breakable::May },
        opens: !joined.open_forbidden && !at_connector(a) && !at_connector(b),
    }
}

struct Joined {
    break_forbidden: bool,
    open_forbidden: bool,
}

/// Sequences that are one (CLREQ §3.1.5, §3.2.3): pairs, words, numbers with their signs.
fn inseparable(atoms: &[Atom], i: usize, setting: &Setting, western_run: u16) -> Joined {
    let (a, b) = (&atoms[i], &atoms[i + 1]);
    let both = |joined| Joined { break_forbidden: joined, open_forbidden: joined };
    match (a.class, b.class) {
        (Class::Dash, Class::Dash) | (Class::Ellipsis, Class::Ellipsis) => {
            // Between two pairs (…………) the line may turn; inside one it may not.
            let before = atoms[..=i].iter().rev().take_while(|x| x.class == a.class);
            let chars: u16 = before.map(|x| x.chars).sum();
            Joined { break_forbidden: !chars.is_multiple_of(2), open_forbidden: true }
        }
        (Class::Exclamation, Class::Exclamation) => both(true),
        (Class::Western, Class::Western) => {
            let inside_word = i > 0 && atoms[i - 1].c.is_alphabetic() && b.c.is_alphabetic();
            let may = matches!(a.c, '-' | '/') && western_run >= 8 || a.divides && inside_word;
            Joined { break_forbidden: !may, open_forbidden: true }
        }
        (Class::Western, Class::Postfix) => both(true),
        (Class::Prefix, Class::Western) => both(true),
        (Class::Western | Class::Han, Class::Han) if setting.keep_measure_words => {
            Joined { break_forbidden: measure_word(atoms, i), open_forbidden: false }
        }
        _ => both(false),
    }
}

/// 数词不拆: the Han after a number that count with it.
const MEASURE_WORDS: &str = "年月日时分秒个元万亿千百余多人名家项户岁次届号里米吨斤亩";

fn measure_word(atoms: &[Atom], i: usize) -> bool {
    if !MEASURE_WORDS.contains(atoms[i + 1].c) {
        return false;
    }
    // At most three of them after the digits: 1200余万元.
    let back = atoms[..=i].iter().rev().take(3);
    let mut han = back.skip_while(|x| x.class == Class::Han && MEASURE_WORDS.contains(x.c));
    han.next().is_some_and(|x| x.class == Class::Western && x.c.is_ascii_digit())
}

/// What marks lose at line edges, by style.
fn set_edges(atoms: &mut [Atom], setting: &Setting) {
    let trims = matches!(setting.marks, MarkStyle::LineEndHalf | MarkStyle::Kaiming | MarkStyle::Half);
    for i in 0..atoms.len() {
        let beside_mark = i > 0 && atoms[i - 1].class.is_mark();
        let atom = &mut atoms[i];
        if trims && !setting.cell_grid {
            atom.edge_left = atom.give_left;
            atom.edge_right += atom.give_right;
        }
        // CLREQ §3.1.4: one comma or stop may hang, never one of several marks together.
        if setting.hanging_marks && matches!(atom.class, Class::Comma | Class::Stop) && !beside_mark {
            atom.hang = (atom.advance - atom.edge_right).max(Length::ZERO);
        }
    }
}

/// 纵横对齐: Western runs are padded to whole cells, half of the rest on each side; narrow marks get a whole cell.
fn pad_to_cells(atoms: &mut [Atom]) {
    let mut start = 0;
    while start < atoms.len() {
        let first = atoms[start];
        let loose = |a: &Atom| a.class.is_western() || matches!(a.class, Class::Postfix | Class::Prefix | Class::Space);
        let end = start + atoms[start..].iter().take_while(|a| loose(a)).count().max(1);
        let cell = first.em.as_nm().max(1);
        let width: Length = atoms[start..end].iter().map(|a| a.advance).sum();
        let rest = Length::nm(-(-width.as_nm()).div_euclid(cell) * cell) - width;
        for atom in &mut atoms[start..end] {
            atom.gap = Flex::default();
            atom.space = Flex { natural: atom.advance, least: atom.advance, most: atom.advance };
        }
        if start > 0 {
            atoms[start - 1].gap = Flex::default();
        }
        atoms[start].cut_left -= rest / 2;
        atoms[start].advance += rest / 2;
        atoms[end - 1].advance += rest - rest / 2;
        start = end;
    }
}
