//! What an eye sees of a module, whoever made it: from here on a planned page and a real one are judged alike.

use super::body::height;
use super::tree::Spot;
use super::variant::{Top, Variant};
use crate::geom::{Length, Rect};
use crate::model::{PageSetup, Rank};

/// A module of a page.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct View {
    pub rank: Rank,
    pub outer: Rect,
    pub boxed: bool,
    /// Which group's box it stands in.
    pub house: Option<usize>,
    pub head: Option<HeadView>,
    pub pictures: Vec<Rect>,
    /// Lines over, and column-lines left empty.
    pub over: u32,
    pub short: u32,
    /// Column-lines there are.
    pub capacity: u32,
    /// 字 of a leg; 0: none.
    pub measure: u16,
    /// Shallowest and deepest stretch of text.
    pub depth: (u16, u16),
    /// Worst crop of its pictures, in per mille.
    pub loss: u16,
    /// It stands where the grid has cells and lines.
    pub on_grid: bool,
    /// What cost it had as a shape; 0 for a real page.
    pub taste: f32,
}

/// The head of a module.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct HeadView {
    pub area: Rect,
    pub vertical: bool,
    pub size: Length,
    /// Length of all its lines × size, in mm².
    pub ink: f64,
    /// Per mille of its measure.
    pub fill: u16,
}

/// The view of a planned module.
pub(super) fn of(setup: PageSetup, spot: &Spot, variant: &Variant, rank: Rank) -> View {
    let grid = setup.grid;
    let area = grid.area(spot.char, spot.line, spot.width, spot.lines);
    let outer = Rect::new(area.x + setup.origin.x, area.y + setup.origin.y, area.width, area.height);
    let pad = u16::from(variant.boxed);
    let left = outer.x + grid.cell() * i64::from(pad);
    let inner = spot.width - pad * 2;
    let mut row = spot.line + pad;
    let mut pictures = Vec::with_capacity(variant.body.pictures.len() + 1);
    if let Some(over) = variant.over {
        pictures.push(Rect::new(left, line_top(setup, row), over.width, height(setup, over.lines)));
        row += over.lines + over.caption + 1;
    }
    let mut x = left;
    let mut head = None;
    if let Some(h) = variant.head {
        let (width, rows) = match variant.top {
            Top::Vertical | Top::VerticalRight => (h.strip, h.rows),
            Top::Title | Top::Picture => (inner, h.rows + u16::from(variant.air.0) + u16::from(variant.air.1)),
        };
        let at = if variant.top == Top::VerticalRight { left + grid.cell() * i64::from(inner - h.strip) } else { left };
        let area = Rect::new(at, line_top(setup, row), grid.cell() * i64::from(width), height(setup, rows));
        let ink = h.size.ink.as_mm() * h.size.size.as_mm();
        head = Some(HeadView { area, vertical: variant.top.is_vertical(), size: h.size.size, ink, fill: h.fill });
        match variant.top {
            Top::Vertical => x += grid.cell() * i64::from(h.strip + 1),
            Top::VerticalRight => {}
            Top::Title | Top::Picture => row += rows,
        }
    }
    let body = &variant.body;
    for p in &body.pictures {
        pictures.push(Rect::new(x + p.x, line_top(setup, row + p.row), p.width, height(setup, p.lines)));
    }
    let loss = body.pictures.iter().chain(variant.over.iter()).map(|p| p.loss).max().unwrap_or(0);
    View {
        rank,
        outer,
        boxed: variant.boxed,
        house: None,
        head,
        pictures,
        over: 0,
        short: u32::from(body.short),
        capacity: u32::from(body.legs) * u32::from(body.rows),
        measure: body.measure,
        depth: body.depth,
        loss,
        on_grid: true,
        taste: variant.cost - f32::from(body.short) * 1.1 + side(setup, variant.top, outer),
    }
}

/// A vertical head stands best at the outer edge of the page: at its right edge at the right.
fn side(setup: PageSetup, top: Top, outer: Rect) -> f32 {
    let (cell, area) = (setup.grid.cell(), setup.type_area());
    let (left, right) = (outer.x < area.x + cell, outer.right() > area.right() - cell);
    match top {
        Top::Vertical if right && !left => 0.5,
        Top::VerticalRight if right && !left => -0.8,
        Top::Title | Top::Picture | Top::Vertical | Top::VerticalRight => 0.0,
    }
}

fn line_top(setup: PageSetup, row: u16) -> Length {
    setup.line_top(i64::from(row))
}
