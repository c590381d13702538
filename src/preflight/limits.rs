//! Every threshold of the rules, as a profile sets it.

use serde::{Deserialize, Serialize};

use crate::geom::{Length, Size};

/// What a press and a house ask for, in numbers. Ink in per cent of one plate; total ink in per cent of all four.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Limits {
    // ---- file ----
    /// PDF/X parts the printer takes: `x1a`, `x4`.
    pub standards: Vec<String>,
    /// Largest file in megabytes (10⁶ bytes).
    pub file_megabytes: u32,
    /// Template of file names, `{paper}`, `{date}`, `{page:02}`, `{section}`, `{colour}`, `{version}`; empty: the
    /// edition's own.
    pub file_name: String,
    /// Print crop and register marks round the page.
    pub marks: bool,
    /// Print a slug line (版号条) of paper, date, page, colour and version outside the page.
    pub slug: bool,

    // ---- page ----
    /// Page sizes the press prints; empty: any.
    pub page_sizes: Vec<Size>,
    /// How far a page's size may be off.
    pub size_tolerance: Length,
    /// Least distance of the type area from the edge of the paper.
    pub least_margin: Length,
    /// How far a block's edge may stand off the grid.
    pub grid_tolerance: Length,
    /// Least air between two modules without a rule, in per mille of a 字.
    pub module_gap: u16,
    /// Pages the press prints in black only.
    pub mono_pages: Vec<u16>,
    /// Most pages in colour; 0: all.
    pub colour_pages: u16,
    /// Most spot inks of a page, each of which wants a printing unit of its own.
    pub spot_inks: u16,

    // ---- ink ----
    /// Most total ink of a photograph.
    pub photo_ink: u16,
    /// Total ink of a photograph that stops the press.
    pub photo_ink_stop: u16,
    /// Most total ink of flat colour and of type.
    pub flat_ink: u16,
    /// Black that must be there where a photograph reaches 240 %.
    pub shadow_black: u16,
    /// Highlights below this print nothing.
    pub highlight: u16,
    /// Share of a photograph that may lie in such highlights.
    pub highlight_share: u16,
    /// Tints below this vanish.
    pub least_tint: u16,
    /// Tints above this fill in.
    pub most_tint: u16,
    /// Area from which a tint in many inks cannot be held even, in cm².
    pub large_tint_cm2: u16,
    /// How many inks a large tint may have.
    pub large_tint_inks: u16,
    /// Average coverage of one plate from which sheets set off.
    pub page_coverage: u16,
    /// Solids on both sides of the paper from this area shine through, in cm².
    pub show_through_cm2: u16,
    /// Black solids from this area are set in K100, or K100 with support of cyan, in cm².
    pub black_solid_cm2: u16,

    // ---- black and overprint ----
    /// Solid black type below this size overprints.
    pub overprint_type: Length,
    /// Solid black lines below this width overprint.
    pub overprint_line: Length,
    /// Type below this size is never set in rich black.
    pub rich_black_type: Length,
    /// Type larger than this that knocks out of a photograph needs a spread.
    pub trap_type: Length,
    /// How wide such a spread is.
    pub trap_width: Length,
    /// Least contrast of type on a photograph, times ten (45 = 4.5 : 1).
    pub contrast_tenths: u16,

    // ---- pictures ----
    /// Pixels per inch below which a photograph stops the press.
    pub ppi_stop: u16,
    /// Pixels per inch below which it is seen.
    pub ppi_warn: u16,
    /// Pixels per inch below which it is not the best.
    pub ppi_ideal: u16,
    /// Pixels per inch above which they are wasted.
    pub ppi_most: u16,
    /// Line art of one bit: pixels per inch that stop the press.
    pub line_art_stop: u16,
    /// Line art of one bit: pixels per inch below which steps are seen.
    pub line_art_warn: u16,
    /// Most enlargement over the size at `screen_ppi`, in per cent.
    pub enlargement: u16,
    /// Pixels per inch the press' screen can show.
    pub screen_ppi: u16,
    /// How far a picture may be stretched out of shape, in per mille.
    pub distortion: u16,
    /// JPEG quality below which blocks are seen.
    pub jpeg_quality: u16,
    /// Mean lightness (CIE L*) below which a photograph plugs.
    pub dark_picture: u16,
    /// Most that a crop may cut off, in per cent.
    pub crop_loss: u16,
    /// How far a caption may stand from its picture.
    pub caption_distance: Length,

    // ---- type ----
    /// Black type below this stops the press.
    pub type_stop: Length,
    /// Black type below this is hard to read.
    pub type_warn: Length,
    /// Least reversed 黑体.
    pub reversed_sans: Length,
    /// Least reversed 宋体, 仿宋, 楷体.
    pub reversed_song: Length,
    /// Least 黑体 reversed out of all four inks.
    pub reversed_sans_four: Length,
    /// Least total ink under reversed type.
    pub reversed_ground: u16,
    /// Least 黑体 in several inks.
    pub inks_sans: Length,
    /// Least 宋体 in several inks.
    pub inks_song: Length,
    /// Least type in a tint.
    pub tinted_type: Length,
    /// Least tint of type.
    pub tinted_type_ink: u16,
    /// Narrowest 长字 without a word, in per mille.
    pub stretch_least: u16,
    /// Widest 扁字 without a word, in per mille.
    pub stretch_most: u16,
    /// Narrowest 长字 that is printed, in per mille.
    pub stretch_stop_least: u16,
    /// Widest 扁字 that is printed, in per mille.
    pub stretch_stop_most: u16,
    /// Most tracking of body type, in per mille of the em.
    pub body_tracking: u16,

    // ---- lines ----
    /// Solid black lines below this stop the press.
    pub line_stop: Length,
    /// Solid black lines below this may break.
    pub line_warn: Length,
    /// White lines below this fill in.
    pub white_line: Length,
    /// Tinted lines below this are dotted.
    pub tint_line: Length,
    /// Lines in several inks below this show colours beside one another.
    pub inks_line: Length,
    /// Lines up to this should be of one ink.
    pub one_ink_line: Length,
    /// Least air between a frame and its text, in per mille of a 字.
    pub frame_inset: u16,

    // ---- copy ----
    /// First-line indent of body text, in per mille of the em.
    pub indent: u16,
    /// Least lines of text before and after a jump.
    pub jump_lines: u16,

    // ---- layout ----
    /// Two heads bump where their tops are nearer than this, in grid lines.
    pub bump_lines: u16,
    /// Fewest lines of a leg.
    pub leg_least: u16,
    /// Most lines of a leg.
    pub leg_most: u16,
    /// Narrowest measure of body text in 字.
    pub measure_least: u16,
    /// Narrowest measure that is printed, in 字.
    pub measure_stop: u16,
    /// Widest measure of body text in 字.
    pub measure_most: u16,
    /// Two pictures compete where the larger is less than this times the other, in per cent.
    pub picture_ratio: u16,
    /// Least share of pictures on a page, in per cent.
    pub art_share: u16,
    /// Most vertical heads of a page.
    pub vertical_heads: u16,
    /// Most faces of headlines on a page.
    pub head_faces: u16,

    // ---- form ----
    /// Texts every 报头 carries somewhere, such as 主办; `a|b` means one of them.
    pub imprint: Vec<String>,
    /// Roles every 报眉 or 报头 names.
    pub credits: Vec<String>,
}
