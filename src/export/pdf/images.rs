//! Photographs: separated ones as packed rows or as JPEG; CMYK JPEGs that fit this press and its ink limit as the files they are.

use std::collections::BTreeMap;
use std::path::Path;

use printpdf::{
    CurTransMat, DictItem, ExternalStream, ExternalXObject, Op, PdfResources, XObject, XObjectId, XObjectTransform,
};

use super::pen::Pen;
use super::place::{Place, thousandths};
use super::{PdfError, PdfSettings};
use crate::colour::{Coding, Separated, Separating, Separation, separate};
use crate::display::{Crop, Picture};
use crate::geom::Point;
use crate::id::PictureId;
use crate::ink::Intent;
use crate::library::{Library, PictureError, PictureFile};

/// The pictures used so far; each stands in the file once.
pub(super) struct Images<'l> {
    how: Separating,
    cache: Option<&'l Path>,
    library: &'l Library,
    known: BTreeMap<Key, usize>,
    streams: Vec<Image>,
}

/// What an image's dictionary says, and its bytes.
struct Image {
    dict: BTreeMap<String, DictItem>,
    content: Vec<u8>,
}

/// What makes two placed pictures the same image. A file that goes in as it is is the same whatever part is shown.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    File(PictureId),
    Separated { picture: PictureId, crop: [u32; 4], most: [u32; 2], intent: Intent, black: bool },
}

/// An image and where it goes.
pub(super) struct Placed {
    id: XObjectId,
    matrix: [f32; 6],
    clip: Option<[f64; 4]>,
}

impl<'l> Images<'l> {
    pub(super) fn new(settings: &'l PdfSettings, library: &'l Library) -> Self {
        let (how, cache) = (settings.separating(), settings.cache.as_deref());
        Self { how, cache, library, known: BTreeMap::new(), streams: Vec::new() }
    }

    pub(super) fn place(&mut self, picture: &Picture, page: u16, place: Place) -> Result<Placed, PdfError> {
        let missing = || PdfError::MissingPicture { page, picture: picture.picture.clone() };
        let file = self.library.opened_picture(&picture.picture).ok_or_else(missing)?;
        self.placed(&file, picture, place).map_err(|error| PdfError::Picture { page, error })
    }

    fn placed(&mut self, file: &PictureFile, picture: &Picture, place: Place) -> Result<Placed, PictureError> {
        let Crop { left, top, right, bottom } = picture.crop;
        let key = Key::Separated {
            picture: picture.picture.clone(),
            crop: [left, top, right, bottom],
            most: self.how.most_pixels(picture),
            intent: picture.intent,
            black: picture.black,
        };
        let number = match self.known.get(&key) {
            Some(number) => *number,
            None => match separate(file, picture, &self.how, self.cache)? {
                Separated::Anew(done) => self.add(key, separated(&done), done.stream),
                Separated::AsItIs => return self.pass_on(file, picture, place),
            },
        };
        Ok(Placed { id: name(number), matrix: fill(picture, Crop::WHOLE, [1, 0, 0, 1, 0, 0], place), clip: None })
    }

    /// The whole file goes in, and the frame clips it.
    fn pass_on(&mut self, file: &PictureFile, picture: &Picture, place: Place) -> Result<Placed, PictureError> {
        let key = Key::File(picture.picture.clone());
        let number = match self.known.get(&key) {
            Some(number) => *number,
            None => self.add(key, jpeg(file.stored_pixels(), file.is_inverted()), file.bytes()?.to_vec()),
        };
        let matrix = fill(picture, picture.crop, file.uprighting(), place);
        Ok(Placed { id: name(number), matrix, clip: Some(place.box_in_pdf(picture.frame)) })
    }

    fn add(&mut self, key: Key, dict: BTreeMap<String, DictItem>, content: Vec<u8>) -> usize {
        self.streams.push(Image { dict, content });
        let number = self.streams.len() - 1;
        self.known.insert(key, number);
        number
    }

    /// Names the images to the document, and hands back their bytes by name: printpdf would copy megabytes, so
    /// [`super::finish`] puts them in.
    pub(super) fn embed(self, resources: &mut PdfResources) -> Vec<(String, Vec<u8>)> {
        let mut contents = Vec::new();
        for (number, Image { dict, content }) in self.streams.into_iter().enumerate() {
            let id = name(number);
            contents.push((id.0.clone(), content));
            let stream = ExternalStream { dict, content: Vec::new(), compress: false };
            let image = ExternalXObject { stream, width: None, height: None, dpi: None };
            resources.xobjects.map.insert(id, XObject::External(image));
        }
        contents
    }
}

impl Placed {
    pub(super) fn paint(self, pen: &mut Pen<'_>) {
        // A photograph always knocks out what lies below it.
        pen.overprint(false);
        match self.clip {
            Some(clip) => pen.save_and_clip(clip),
            None => pen.save(),
        }
        pen.push(Op::SetTransformationMatrix { matrix: CurTransMat::Raw(self.matrix) });
        let transform = XObjectTransform { no_auto_scale: true, ..XObjectTransform::default() };
        pen.push(Op::UseXobject { id: self.id, transform });
        pen.restore();
    }
}

fn name(number: usize) -> XObjectId {
    XObjectId(format!("Im{number}"))
}

/// The matrix that puts the image's unit square (y up) so that `crop` of the upright picture fills the frame.
fn fill(picture: &Picture, crop: Crop, uprighting: [i8; 6], place: Place) -> [f32; 6] {
    let frame = picture.frame;
    let parts = |from: u32, to: u32| i64::from(to.saturating_sub(from).max(1));
    let (across, down) = (parts(crop.left, crop.right), parts(crop.top, crop.bottom));
    let width = frame.width.scale(1_000_000, across);
    let height = frame.height.scale(1_000_000, down);
    let left = frame.x - frame.width.scale(i64::from(crop.left), across);
    let top = frame.y - frame.height.scale(i64::from(crop.top), down);
    let [a, b, c, d, e, f] = uprighting.map(i64::from);
    let corner = |stored_x: i64, stored_y: i64| {
        let (x, y) = (a * stored_x + c * stored_y + e, b * stored_x + d * stored_y + f);
        place.in_pdf(Point::new(left + width * x, top + height * y))
    };
    // Stored rows run down, PDF's unit square up: its origin is the stored picture's lower left corner.
    let (origin, along, up) = (corner(0, 1), corner(1, 1), corner(0, 0));
    [along[0] - origin[0], along[1] - origin[1], up[0] - origin[0], up[1] - origin[1], origin[0], origin[1]]
        .map(thousandths)
}

fn image(width: u32, height: u32) -> BTreeMap<String, DictItem> {
    let entry = |key: &str, value: DictItem| (key.to_owned(), value);
    BTreeMap::from([
        entry("Type", word("XObject")),
        entry("Subtype", word("Image")),
        entry("Width", DictItem::Int(i64::from(width))),
        entry("Height", DictItem::Int(i64::from(height))),
        entry("ColorSpace", word("DeviceCMYK")),
        entry("BitsPerComponent", DictItem::Int(8)),
    ])
}

fn separated(done: &Separation) -> BTreeMap<String, DictItem> {
    match done.coding {
        Coding::Rows => rows(done.width, done.height),
        Coding::Jpeg => jpeg([done.width, done.height], true),
        Coding::Plain => image(done.width, done.height),
    }
}

fn rows(width: u32, height: u32) -> BTreeMap<String, DictItem> {
    let mut dict = image(width, height);
    dict.insert("Filter".to_owned(), word("FlateDecode"));
    let number = |key: &str, value: i64| (key.to_owned(), DictItem::Int(value));
    let predictor = BTreeMap::from([
        number("Predictor", 15),
        number("Colors", 4),
        number("BitsPerComponent", 8),
        number("Columns", i64::from(width)),
    ]);
    dict.insert("DecodeParms".to_owned(), DictItem::Dict { map: predictor });
    dict
}

/// Inverted where its samples hold 255 for no ink: readers of PDF go by `Decode` and not by Adobe's marker.
fn jpeg([width, height]: [u32; 2], inverted: bool) -> BTreeMap<String, DictItem> {
    let mut dict = image(width, height);
    dict.insert("Filter".to_owned(), word("DCTDecode"));
    if inverted {
        let decode = [1, 0, 1, 0, 1, 0, 1, 0].map(DictItem::Int).to_vec();
        dict.insert("Decode".to_owned(), DictItem::Array(decode));
    }
    dict
}

fn word(name: &str) -> DictItem {
    DictItem::Name(name.as_bytes().to_vec())
}
