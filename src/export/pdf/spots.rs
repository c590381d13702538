//! 专色 as Separation colour spaces (ISO 32000-1 §8.6.6.4): in PDF/X-4 only. PDF/X-1a could carry them too, but presses
//! that ask for it print four plates and no more; there the substitute is printed.

use lopdf::{Dictionary, Document, Object, ObjectId, dictionary};
use printpdf::{DictItem, Op};

use super::Level;
use crate::display::{Sheet, Spot};
use crate::ink::Ink;

/// The plates of a file, in the order of their first page.
#[derive(Default)]
pub(super) struct Spots {
    all: Vec<Spot>,
    /// For the page at hand: which of `all` stand on it.
    here: Vec<usize>,
}

/// Some of a plate's ink.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Tint {
    plate: usize,
    per_mille: u16,
}

impl Spots {
    /// Another page begins.
    pub(super) fn begin(&mut self, sheet: &Sheet, level: Level) {
        self.here.clear();
        if level == Level::X1a {
            return;
        }
        for spot in &sheet.spots {
            let known = self.all.iter().position(|s| s == spot);
            let number = known.unwrap_or_else(|| {
                self.all.push(spot.clone());
                self.all.len() - 1
            });
            self.here.push(number);
        }
    }

    /// The plate of its own that an ink goes on.
    pub(super) fn of(&self, ink: Ink) -> Option<Tint> {
        self.here
            .iter()
            .find_map(|&plate| self.all[plate].substitute.share_in(ink).map(|per_mille| Tint { plate, per_mille }))
    }

    pub(super) const fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// Names the colour spaces in the resources of the pages.
    pub(super) fn embed(&self, document: &mut Document) -> lopdf::Result<()> {
        if self.is_empty() {
            return Ok(());
        }
        let mut spaces = Dictionary::new();
        for (number, spot) in self.all.iter().enumerate() {
            let space = document.add_object(separation(spot));
            spaces.set(resource(number), Object::Reference(space));
        }
        let pages: Vec<ObjectId> = document.page_iter().collect();
        for page in pages {
            let resources = document.get_dictionary(page)?.get(b"Resources")?.as_reference()?;
            document.get_dictionary_mut(resources)?.set("ColorSpace", spaces.clone());
        }
        Ok(())
    }
}

impl Tint {
    /// Sets it as the colour that fills, or that draws lines.
    pub(super) fn ops(self, fills: bool) -> [Op; 2] {
        let id = resource(self.plate);
        let value = vec![DictItem::Real(f32::from(self.per_mille) / 1000.0)];
        if fills {
            [Op::SetColorSpaceFill { id }, Op::Unknown { key: "scn".to_owned(), value }]
        } else {
            [Op::SetColorSpaceStroke { id }, Op::Unknown { key: "SCN".to_owned(), value }]
        }
    }
}

fn resource(number: usize) -> String {
    format!("Spot{number}")
}

fn separation(spot: &Spot) -> Vec<Object> {
    let Ink { c, m, y, k } = spot.substitute;
    let solid = [c, m, y, k].map(|v| Object::Real(f32::from(v) / 1000.0)).to_vec();
    let from: Vec<Object> = vec![0.into(); 4];
    let function = dictionary! { "FunctionType" => 2, "Domain" => vec![0.into(), 1.into()], "C0" => from, "C1" => solid, "N" => 1 };
    vec!["Separation".into(), Object::Name(spot.name.clone().into_bytes()), "DeviceCMYK".into(), function.into()]
}
