//! A picture by itself, with a caption of its own at its foot.

use super::caption::{self, Caption};
use super::crop;
use super::paint::Layers;
use super::resolve::Desk;
use super::set::{Owner, SetLine};
use crate::display;
use crate::finding::{Finding, Severity};
use crate::geom::{Length, Rect};
use crate::id::BlockId;
use crate::model::{PageSetup, PictureBlock};

/// Sets the picture in `area`; the caption's lines are taken from its foot.
pub(super) fn set(
    desk: &mut Desk<'_>,
    setup: PageSetup,
    block: &BlockId,
    area: Rect,
    picture: &PictureBlock,
    layers: &mut Layers,
) -> (Vec<SetLine>, Option<Finding>) {
    let edition = desk.edition;
    let asset = edition.pictures.get(&picture.picture);
    let credit = asset.filter(|_| picture.credit).map_or("", |a| a.credit.as_str());
    let credit = if picture.caption.contains(credit) { "" } else { credit };
    let caption = caption::compose(desk, setup, (&picture.caption, &[credit]), 0, area.width);
    let deep = setup.grid.line() * caption.as_ref().map_or(0, Caption::rows);
    let height = area.height - deep;
    let finding = (!height.is_positive()).then(|| {
        let id = &picture.picture;
        let (zh, en) =
            (format!("图 {id} 的说明占满了图位"), format!("The caption of picture {id} leaves no room for it"));
        Finding::new("GEO-10", Severity::Error, zh, en)
            .remedy("加图高，或减说明的字", "make the block higher, or the caption shorter")
    });
    let frame = Rect::new(area.x, area.y, area.width, height.max(Length::ZERO));
    let owner = Owner { block, story: None };
    if frame.height.is_positive() {
        let crop = crop::cover(frame, asset.map(|a| a.pixels).unwrap_or_default(), picture.crop);
        let placed = display::Picture {
            picture: picture.picture.clone(),
            frame,
            crop,
            intent: asset.map(|a| a.intent).unwrap_or_default(),
            black: false,
        };
        layers.picture(owner, 0, &placed, picture.border);
    }
    let lines = caption.map_or_else(Vec::new, |c| at_foot(&c, setup, area));
    lines.iter().for_each(|line| layers.line(line, owner));
    (lines, finding)
}

/// The caption's last row ends at the area's foot: on the grid where the block is.
fn at_foot(caption: &Caption, setup: PageSetup, area: Rect) -> Vec<SetLine> {
    let first_cell = area.bottom() - setup.grid.cell() - setup.grid.line() * (caption.rows() - 1);
    let shift = first_cell - setup.line_top(0);
    let mut lines = caption.placed(setup, 0, area.x);
    for line in &mut lines {
        line.at.y += shift;
        line.area.y += shift;
    }
    lines
}
