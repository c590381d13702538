//! The UI face and the icon font.

use std::sync::Arc;

use egui::{FontData, FontDefinitions, FontFamily, FontId, RichText};
use lucide_icons::{Icon, LUCIDE_FONT_BYTES};

use super::size;
use crate::id::FaceId;
use crate::library::{Library, MissingFace};

/// The face of the window: it has all of Han, so that a name in the copy is never a box.
const UI_FACE: &str = "BaoHeiSC-Medium";
/// The family of the icons.
const ICONS: &str = "icons";

/// A face's file, kept mapped by its library: the file is not copied.
struct Mapped {
    library: Library,
    face: FaceId,
}

impl AsRef<[u8]> for Mapped {
    fn as_ref(&self) -> &[u8] {
        self.library.face(self.face).data()
    }
}

/// Installs the UI face and the icons; `library` is where the face is looked for.
///
/// # Errors
/// [`MissingFace`] where the UI face is not found: the window then has egui's own face, without Han.
pub fn install(ctx: &egui::Context, library: Library) -> Result<(), MissingFace> {
    let mut fonts = FontDefinitions::default();
    fonts.font_data.insert(ICONS.to_owned(), Arc::new(FontData::from_static(LUCIDE_FONT_BYTES)));
    fonts.families.insert(FontFamily::Name(ICONS.into()), vec![ICONS.to_owned()]);
    let found = library.find(&[UI_FACE.to_owned()]).map(|face| {
        let index = library.face(face).index();
        let data = FontData::from_blob(Arc::new(Mapped { library, face }), index);
        fonts.font_data.insert(UI_FACE.to_owned(), Arc::new(data));
        for family in [FontFamily::Proportional, FontFamily::Monospace] {
            fonts.families.entry(family).or_default().insert(0, UI_FACE.to_owned());
        }
    });
    ctx.set_fonts(fonts);
    found
}

/// An icon as text of its own size, centred on the line.
#[must_use]
pub fn icon_text(icon: Icon) -> RichText {
    RichText::new(char::from(icon)).font(icon_font(size::ICON))
}

/// The icon font at a size.
#[must_use]
pub(crate) fn icon_font(points: f32) -> FontId {
    FontId::new(points, FontFamily::Name(ICONS.into()))
}
