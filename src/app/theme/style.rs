//! The tokens become egui's style, for both themes.

use std::collections::BTreeMap;

use egui::style::{ScrollStyle, WidgetVisuals, Widgets};
use egui::{Color32, CornerRadius, FontFamily, FontId, Margin, Shadow, Stroke, Style, TextStyle, Theme, Vec2, Visuals};

use super::tokens::{Tokens, size};

/// Gives the context the window's look.
pub fn apply(ctx: &egui::Context) {
    for theme in [Theme::Light, Theme::Dark] {
        ctx.style_mut_of(theme, |style| set(style, theme));
    }
}

fn set(style: &mut Style, theme: Theme) {
    let tokens = Tokens::new(theme == Theme::Dark);
    style.text_styles = text_styles();
    style.animation_time = 0.08;
    style.visuals = visuals(theme, tokens);
    let spacing = &mut style.spacing;
    spacing.item_spacing = Vec2::new(size::SPACE, size::GAP);
    spacing.button_padding = Vec2::new(10.0, 4.0);
    spacing.interact_size = Vec2::new(size::ROW, size::ROW);
    spacing.menu_margin = Margin::same(6);
    spacing.window_margin = Margin::same(16);
    spacing.indent = 14.0;
    spacing.combo_width = 80.0;
    spacing.text_edit_width = 160.0;
    spacing.icon_width = 16.0;
    spacing.icon_width_inner = 9.0;
    spacing.tooltip_width = 320.0;
    spacing.scroll = ScrollStyle { bar_width: 6.0, floating_width: 3.0, ..ScrollStyle::floating() };
    style.interaction.tooltip_delay = 0.35;
    style.interaction.selectable_labels = false;
    style.interaction.resize_grab_radius_side = 4.0;
}

fn text_styles() -> BTreeMap<TextStyle, FontId> {
    let face = |points| FontId::new(points, FontFamily::Proportional);
    BTreeMap::from([
        (TextStyle::Small, face(size::SMALL)),
        (TextStyle::Body, face(size::TEXT)),
        (TextStyle::Button, face(size::TEXT)),
        (TextStyle::Heading, face(size::TITLE)),
        (TextStyle::Monospace, face(size::TEXT)),
    ])
}

fn visuals(theme: Theme, t: &Tokens) -> Visuals {
    let base = if theme == Theme::Dark { Visuals::dark() } else { Visuals::light() };
    let shadow = Shadow { offset: [0, 6], blur: 24, spread: 0, color: t.shadow };
    let mut visuals = Visuals {
        widgets: widgets(t),
        hyperlink_color: t.accent,
        faint_bg_color: t.hover,
        extreme_bg_color: t.field,
        text_edit_bg_color: Some(t.field),
        code_bg_color: t.field,
        warn_fg_color: t.warning,
        error_fg_color: t.error,
        weak_text_color: Some(t.weak),
        window_fill: t.raised,
        window_stroke: Stroke::new(1.0, t.separator),
        window_corner_radius: CornerRadius::same(size::RADIUS_LARGE),
        menu_corner_radius: CornerRadius::same(size::RADIUS_LARGE),
        window_shadow: shadow,
        popup_shadow: shadow,
        panel_fill: t.panel,
        indent_has_left_vline: false,
        striped: false,
        slider_trailing_fill: true,
        image_loading_spinners: false,
        ..base
    };
    visuals.selection.bg_fill = t.accent_ground;
    visuals.selection.stroke = Stroke::new(1.0, t.accent);
    visuals.text_cursor.stroke = Stroke::new(1.5, t.accent);
    // A blinking caret would wake the window twice a second; idle draws nothing.
    visuals.text_cursor.blink = false;
    visuals
}

fn widgets(t: &Tokens) -> Widgets {
    let look = |ground: Color32, edge: Color32, text: Color32| WidgetVisuals {
        bg_fill: ground,
        weak_bg_fill: ground,
        bg_stroke: Stroke::new(1.0, edge),
        fg_stroke: Stroke::new(1.0, text),
        corner_radius: CornerRadius::same(size::RADIUS),
        expansion: 0.0,
    };
    let flat = WidgetVisuals { weak_bg_fill: Color32::TRANSPARENT, ..look(t.field, t.edge, t.text) };
    Widgets {
        noninteractive: look(t.panel, t.separator, t.text),
        inactive: flat,
        hovered: look(t.hover, t.edge, t.text),
        active: look(t.pressed, t.edge, t.text),
        open: look(t.hover, t.edge, t.text),
    }
}
