//! Small pictures of pages and photographs, kept until what they show changes. Pages are painted one a frame, and not
//! while a gesture is in hand; photographs on a thread.

use std::collections::BTreeMap;
use std::sync::{Arc, mpsc};

use egui::{ColorImage, Context, TextureHandle, TextureOptions};

use crate::app::desk::Desk;
use crate::display::{Crop, Item, Picture, Sheet};
use crate::geom::{Length, Rect, Size};
use crate::id::PictureId;
use crate::library::Library;
use crate::raster::{Cache, Image, View, render};
use crate::session::Composed;

/// Longest side of a page's picture in pixels: twice what the panel shows, for dense screens.
const PAGE_PIXELS: u32 = 320;
/// Longest side of a photograph's picture in pixels.
const PHOTO_PIXELS: u32 = 160;

/// Small pictures of pages and photographs.
#[derive(Default)]
pub(super) struct Thumbs {
    cache: Cache,
    pages: BTreeMap<usize, (Arc<Composed>, TextureHandle)>,
    /// Painted in this frame already.
    painted: bool,
    photos: BTreeMap<PictureId, Photo>,
    arriving: Option<(mpsc::Sender<Arrived>, mpsc::Receiver<Arrived>)>,
}

/// A photograph that was painted on its thread.
type Arrived = (PictureId, Option<ColorImage>);

enum Photo {
    /// Being painted, from the file of this name.
    Coming(String),
    There(String, TextureHandle),
    /// It cannot be shown.
    Broken(String),
}

impl std::fmt::Debug for Thumbs {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Thumbs").field("pages", &self.pages.len()).field("photos", &self.photos.len()).finish()
    }
}

impl Thumbs {
    /// A new frame: one more page may be painted, photographs that are ready are taken in.
    pub(super) fn frame(&mut self, ctx: &Context) {
        self.painted = false;
        let Some((_, arrived)) = &self.arriving else { return };
        for (id, image) in arrived.try_iter() {
            let Some(Photo::Coming(file)) = self.photos.get(&id) else { continue };
            let file = file.clone();
            let photo = match image {
                Some(image) => {
                    let texture = ctx.load_texture(format!("photo {id}"), image, TextureOptions::LINEAR);
                    Photo::There(file, texture)
                }
                None => Photo::Broken(file),
            };
            self.photos.insert(id, photo);
        }
    }

    /// The picture of the page at `index`: as it was last painted, while a newer one has to wait.
    pub(super) fn page(&mut self, ctx: &Context, desk: &Desk, index: usize) -> Option<&TextureHandle> {
        let composed = desk.composed().get(index)?;
        let fresh = self.pages.get(&index).is_some_and(|(of, _)| Arc::ptr_eq(of, composed));
        let may_wait = self.pages.contains_key(&index) && desk.session().history().gesture().is_some();
        if !fresh && !may_wait {
            if self.painted {
                ctx.request_repaint();
            } else {
                self.painted = true;
                let image = paint(&composed.sheet, PAGE_PIXELS, desk.library(), &mut self.cache);
                let texture = ctx.load_texture(format!("page {index}"), image, TextureOptions::LINEAR);
                self.pages.insert(index, (Arc::clone(composed), texture));
            }
        }
        self.pages.get(&index).map(|(_, texture)| texture)
    }

    /// The picture of a photograph, once it is there.
    pub(super) fn photo(&mut self, ctx: &Context, desk: &Desk, id: &PictureId, file: &str) -> Option<&TextureHandle> {
        let known = match self.photos.get(id) {
            Some(Photo::Coming(of) | Photo::There(of, _) | Photo::Broken(of)) => of == file,
            None => false,
        };
        if !known {
            self.photos.insert(id.clone(), Photo::Coming(file.to_owned()));
            let (sender, _) = self.arriving.get_or_insert_with(mpsc::channel);
            send_photo(sender.clone(), Arc::clone(desk.session().library()), id.clone(), file.to_owned(), ctx.clone());
        }
        match self.photos.get(id) {
            Some(Photo::There(_, texture)) => Some(texture),
            Some(Photo::Coming(_) | Photo::Broken(_)) | None => None,
        }
    }
}

/// Paints a photograph on a thread of its own.
fn send_photo(to: mpsc::Sender<Arrived>, library: Arc<Library>, id: PictureId, file: String, ctx: Context) {
    std::thread::spawn(move || {
        let image = library.picture(&id, &file).ok().map(|opened| {
            let [width, height] = opened.pixels().map(|p| Length::MM * i64::from(p));
            let frame = Rect::new(Length::ZERO, Length::ZERO, width, height);
            let picture = Picture::new(id.clone(), frame, Crop::WHOLE);
            let sheet =
                Sheet { page: 1, size: Size { width, height }, items: vec![Item::Picture(picture)], spots: Vec::new() };
            paint(&sheet, PHOTO_PIXELS, &library, &mut Cache::default())
        });
        // The window may be gone by now.
        let _ = to.send((id, image));
        ctx.request_repaint();
    });
}

fn paint(sheet: &Sheet, pixels: u32, library: &Library, cache: &mut Cache) -> ColorImage {
    let view = View::fitting(sheet.size, pixels, pixels);
    let (width, height) = view.pixels_of(sheet.size);
    let mut image = Image::new(width, height);
    render(sheet, view, library, cache, &mut image);
    ColorImage::from_rgba_premultiplied([image.width() as usize, image.height() as usize], image.rgba())
}
