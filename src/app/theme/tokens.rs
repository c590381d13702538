//! The tokens: colours by what they are for, in light and dark, and sizes in points.

use egui::Color32;

/// Colours by what they are for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Tokens {
    /// Under the page.
    pub pasteboard: Color32,
    /// Panels and bars.
    pub panel: Color32,
    /// Menus, dialogs and tooltips.
    pub raised: Color32,
    /// Where something is typed.
    pub field: Color32,
    /// A row or button under the pointer.
    pub hover: Color32,
    /// A button held down.
    pub pressed: Color32,
    /// Lines of one pixel between things.
    pub separator: Color32,
    /// Edges of fields.
    pub edge: Color32,
    /// Text.
    pub text: Color32,
    /// Text that explains, labels, units.
    pub weak: Color32,
    /// The one accent: selection, focus, the primary button.
    pub accent: Color32,
    /// Text on the accent.
    pub on_accent: Color32,
    /// The accent as a ground, for selected rows.
    pub accent_ground: Color32,
    /// Findings: must not be printed.
    pub error: Color32,
    /// Findings: an editor should look.
    pub warning: Color32,
    /// Findings: fine.
    pub good: Color32,
    /// Behind dialogs.
    pub veil: Color32,
    /// Shadow of page and popups.
    pub shadow: Color32,
}

const fn rgb(hex: u32) -> Color32 {
    Color32::from_rgb((hex >> 16) as u8, (hex >> 8) as u8, hex as u8)
}

const LIGHT: Tokens = Tokens {
    pasteboard: rgb(0xc9_cbcf),
    panel: rgb(0xef_f0f2),
    raised: rgb(0xf8_f9fa),
    field: rgb(0xfb_fbfc),
    hover: rgb(0xe2_e4e8),
    pressed: rgb(0xd5_d8dd),
    separator: rgb(0xd8_dade),
    edge: rgb(0xcb_ced4),
    text: rgb(0x22_262b),
    weak: rgb(0x62_6870),
    accent: rgb(0x1f_62c4),
    on_accent: rgb(0xff_ffff),
    accent_ground: rgb(0xd6_e3f7),
    error: rgb(0xc0_2b2b),
    warning: rgb(0x9a_6200),
    good: rgb(0x2a_7d43),
    veil: Color32::from_black_alpha(70),
    shadow: Color32::from_black_alpha(38),
};

const DARK: Tokens = Tokens {
    pasteboard: rgb(0x17_181a),
    panel: rgb(0x23_2529),
    raised: rgb(0x2b_2e33),
    field: rgb(0x1c_1e21),
    hover: rgb(0x30_343a),
    pressed: rgb(0x3a_3f46),
    separator: rgb(0x36_393f),
    edge: rgb(0x42_464d),
    text: rgb(0xd9_dce1),
    weak: rgb(0x96_9ca5),
    accent: rgb(0x6a_a1f2),
    on_accent: rgb(0x10_1a2a),
    accent_ground: rgb(0x2b_3d59),
    error: rgb(0xf0_7171),
    warning: rgb(0xe0_a83e),
    good: rgb(0x6d_c088),
    veil: Color32::from_black_alpha(140),
    shadow: Color32::from_black_alpha(110),
};

impl Tokens {
    /// The tokens of the light or the dark theme.
    #[must_use]
    pub const fn new(dark: bool) -> &'static Self {
        if dark { &DARK } else { &LIGHT }
    }

    /// The tokens of the theme a ui is shown in.
    #[must_use]
    pub fn of(ui: &egui::Ui) -> &'static Self {
        Self::new(ui.visuals().dark_mode)
    }

    /// The same for a context.
    #[must_use]
    pub fn of_context(ctx: &egui::Context) -> &'static Self {
        Self::new(ctx.global_style().visuals.dark_mode)
    }
}

/// Sizes in points, on a rhythm of 4.
pub mod size {
    /// Text.
    pub const TEXT: f32 = 13.0;
    /// Captions, units, shortcuts.
    pub const SMALL: f32 = 11.5;
    /// Titles of dialogs.
    pub const TITLE: f32 = 17.0;
    /// The name of the program on the start screen.
    pub const DISPLAY: f32 = 30.0;
    /// Icons.
    pub const ICON: f32 = 16.0;
    /// Height of a row, a field and a button.
    pub const ROW: f32 = 26.0;
    /// Side of an icon button.
    pub const ICON_BUTTON: f32 = 30.0;
    /// Width of the tool bar.
    pub const TOOL_BAR: f32 = 44.0;
    /// Between things that belong together.
    pub const GAP: f32 = 4.0;
    /// Between groups.
    pub const SPACE: f32 = 8.0;
    /// Round the content of a panel.
    pub const MARGIN: f32 = 12.0;
    /// Corners of buttons and fields.
    pub const RADIUS: u8 = 4;
    /// Corners of dialogs and menus.
    pub const RADIUS_LARGE: u8 = 8;
    /// Width of the labels of a form.
    pub const LABEL: f32 = 68.0;
}
