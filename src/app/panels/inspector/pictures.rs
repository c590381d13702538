//! The pictures of an article, and a picture by itself: place in the text, crop, caption, credit.

use egui::{Id, RichText, Ui};

use super::form::Form;
use crate::app::theme::{Icon, Tokens, size};
use crate::app::widgets::{Quantity, choice, elided, field_row, icon_button};
use crate::app::words::Words;
use crate::edit::Command;
use crate::id::PictureId;
use crate::model::{
    Anchor, Article, ArticlePicture, Block, BlockKind, Caption, CaptionPlace, PictureBlock, PictureCrop,
};

pub(super) fn of_article(ui: &mut Ui, form: &mut Form<'_>, block: &Block, article: &Article) {
    let words = form.desk.words();
    let id = &block.id;
    form.group(ui, words.pictures, |ui, form| {
        for (index, picture) in article.pictures.iter().enumerate() {
            let set = |picture: ArticlePicture| {
                let mut pictures = article.pictures.clone();
                pictures[index] = picture;
                Command::SetArticlePictures { block: id.clone(), pictures }
            };
            name(ui, form, block, article, index);
            ui.push_id(("picture", index), |ui| one(ui, form, picture, (block, index), &set));
        }
        add(ui, form, block, article);
    });
}

/// A picture's file, and the button that takes it out of the article.
fn name(ui: &mut Ui, form: &mut Form<'_>, block: &Block, article: &Article, index: usize) {
    let picture = &article.pictures[index].picture;
    let (file, label) = (file_of(form, picture), format!("{} {picture}", form.desk.words().remove_picture));
    let removed = ui.horizontal(|ui| {
        // A long name must not widen the panel.
        let width = (ui.available_width() - size::ICON_BUTTON - size::SPACE).max(40.0);
        let name = elided(ui, &file, size::TEXT, Tokens::of(ui).text, width);
        ui.label(name);
        let layout = egui::Layout::right_to_left(egui::Align::Center);
        ui.with_layout(layout, |ui| icon_button(ui, Icon::X, &label, "", false).clicked()).inner
    });
    if removed.inner {
        let mut pictures = article.pictures.clone();
        pictures.remove(index);
        form.edit(Command::SetArticlePictures { block: block.id.clone(), pictures });
    }
}

fn one(
    ui: &mut Ui,
    form: &mut Form<'_>,
    picture: &ArticlePicture,
    (block, index): (&Block, usize),
    set: &dyn Fn(ArticlePicture) -> Command,
) {
    let words = form.desk.words();
    let mut anchors = anchors(words).to_vec();
    if let Anchor::At { .. } = picture.anchor {
        anchors.push((picture.anchor, words.anchor_at));
    }
    form.choice(ui, words.anchor, picture.anchor, &anchors, |anchor| set(ArticlePicture { anchor, ..picture.clone() }));
    let sizes = [(Quantity::Number, i64::from(picture.legs)), (Quantity::Lines, i64::from(picture.lines))];
    let key = (&block.id, "picture", index);
    form.pair(ui, words.size, [words.picture_legs, words.picture_lines], sizes, key, |i, v| {
        let v = u16::try_from(v.clamp(1, 300)).unwrap_or(1);
        let mut picture = picture.clone();
        if i == 0 {
            picture.legs = v;
        } else {
            picture.lines = v;
        }
        set(picture)
    });
    crop(ui, form, picture.crop, (&block.id, "crop", index), |crop| set(ArticlePicture { crop, ..picture.clone() }));
    let places = [(CaptionPlace::Below, words.caption_below), (CaptionPlace::Beside, words.caption_beside)];
    form.choice(ui, words.caption_place, picture.caption_place, &places, |caption_place| {
        set(ArticlePicture { caption_place, ..picture.clone() })
    });
    form.toggle(ui, words.with_caption, picture.caption.is_some(), |on| {
        set(ArticlePicture { caption: on.then_some(u16::try_from(index).unwrap_or(0)), ..picture.clone() })
    });
    form.toggle(ui, words.with_credit, picture.credit, |credit| set(ArticlePicture { credit, ..picture.clone() }));
    caption(ui, form, block, picture.caption);
}

/// The words of the caption: the story's own, so that they stay with it wherever it is placed.
fn caption(ui: &mut Ui, form: &mut Form<'_>, block: &Block, number: Option<u16>) {
    let words = form.desk.words();
    let (Some(number), Some((id, story))) = (number, form.desk.story_of(block)) else { return };
    let at = usize::from(number);
    let now = story.captions.get(at).cloned().unwrap_or_default();
    let set = |caption: Caption| {
        let mut captions = story.captions.clone();
        captions.resize(captions.len().max(at + 1), Caption::default());
        captions[at] = caption;
        Command::SetCaptions { story: id.clone(), captions }
    };
    form.text(ui, words.caption, &now.text, (&block.id, "caption", at), |text| set(Caption { text, ..now.clone() }));
    form.text(ui, words.credit, &now.credit, (&block.id, "credit", at), |credit| {
        set(Caption { credit, ..now.clone() })
    });
}

const fn anchors(words: &Words) -> [(Anchor, &'static str); 8] {
    [
        (Anchor::AboveHead, words.anchor_above_head),
        (Anchor::TopLeft, words.anchor_top_left),
        (Anchor::TopCentre, words.anchor_top),
        (Anchor::TopRight, words.anchor_top_right),
        (Anchor::Centre, words.anchor_centre),
        (Anchor::BottomLeft, words.anchor_bottom_left),
        (Anchor::BottomCentre, words.anchor_bottom),
        (Anchor::BottomRight, words.anchor_bottom_right),
    ]
}

fn crop(
    ui: &mut Ui,
    form: &mut Form<'_>,
    crop: PictureCrop,
    key: (&crate::id::BlockId, &str, usize),
    set: impl Fn(PictureCrop) -> Command,
) {
    let words = form.desk.words();
    let [x, y] = crop.focus.map(i64::from);
    let focus = [(Quantity::PerMille, x), (Quantity::PerMille, y)];
    form.pair(ui, words.focus, [words.focus_x, words.focus_y], focus, key, |i, v| {
        let mut crop = crop;
        crop.focus[i] = u16::try_from(v.clamp(0, 1000)).unwrap_or(500);
        set(crop)
    });
    form.number(ui, words.zoom, (Quantity::PerMille, i64::from(crop.zoom)), key, |v| {
        set(PictureCrop { zoom: u16::try_from(v.clamp(1000, 10_000)).unwrap_or(1000), ..crop })
    });
}

fn file_of(form: &Form<'_>, id: &PictureId) -> String {
    form.desk.edition().pictures.get(id).map_or_else(|| id.to_string(), |a| a.file.clone())
}

/// The field that adds a picture to an article: two legs wide at the top right.
fn add(ui: &mut Ui, form: &mut Form<'_>, block: &Block, article: &Article) {
    let words = form.desk.words();
    let edition = form.desk.edition();
    let free: Vec<_> =
        edition.pictures.iter().filter(|(id, _)| article.pictures.iter().all(|p| p.picture != **id)).collect();
    let mut all = vec![(None, words.add_picture)];
    all.extend(free.iter().enumerate().map(|(i, (_, asset))| (Some(i), asset.file.as_str())));
    let chosen =
        ui.push_id(Id::unique(("add-picture", &block.id)), |ui| choice(ui, words.add_picture, None, &all)).inner;
    let Some((id, _)) = chosen.flatten().and_then(|i| free.get(i)) else { return };
    let mut pictures = article.pictures.clone();
    pictures.push(ArticlePicture {
        picture: (*id).clone(),
        anchor: Anchor::TopRight,
        legs: 2,
        lines: 18,
        crop: PictureCrop::default(),
        caption: None,
        caption_place: CaptionPlace::Below,
        credit: true,
    });
    form.edit(Command::SetArticlePictures { block: block.id.clone(), pictures });
}

pub(super) fn of_block(ui: &mut Ui, form: &mut Form<'_>, block: &Block, picture: &PictureBlock) {
    let words = form.desk.words();
    let set = |picture: PictureBlock| Command::ReplaceBlock {
        block: Box::new(Block { kind: BlockKind::Picture(picture), ..block.clone() }),
    };
    form.group(ui, words.block_picture, |ui, form| {
        let ids: Vec<&PictureId> = form.desk.edition().pictures.keys().collect();
        let files: Vec<String> = ids.iter().map(|id| file_of(form, id)).collect();
        let all: Vec<(usize, &str)> = files.iter().map(String::as_str).enumerate().collect();
        let current = ids.iter().position(|id| **id == picture.picture).unwrap_or(usize::MAX);
        form.choice(ui, words.picture, current, &all, |i| {
            let chosen = ids.get(i).map_or_else(|| picture.picture.clone(), |id| (*id).clone());
            set(PictureBlock { picture: chosen, ..picture.clone() })
        });
        crop(ui, form, picture.crop, (&block.id, "crop", 0), |crop| set(PictureBlock { crop, ..picture.clone() }));
        form.text(ui, words.caption, &picture.caption, (&block.id, "caption"), |caption| {
            set(PictureBlock { caption, ..picture.clone() })
        });
        form.toggle(ui, words.with_credit, picture.credit, |credit| set(PictureBlock { credit, ..picture.clone() }));
        form.toggle(ui, words.runaround, picture.runaround, |runaround| {
            set(PictureBlock { runaround, ..picture.clone() })
        });
        if let Some(asset) = form.desk.edition().pictures.get(&picture.picture) {
            let text = format!("{} × {}  {}", asset.pixels[0], asset.pixels[1], asset.licence);
            field_row(ui, "", |ui| ui.label(RichText::new(text).size(size::SMALL).color(Tokens::of(ui).weak)));
        }
    });
}
