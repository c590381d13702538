//! How the window looks: every colour and size, the UI face and the icons. Nothing else in `app` names a colour.

mod fonts;
mod style;
mod tokens;

pub(crate) use fonts::icon_font;
pub use fonts::{icon_text, install as install_fonts};
pub use lucide_icons::Icon;
pub use style::apply;
pub use tokens::{Tokens, size};
