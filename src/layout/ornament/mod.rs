//! Rules, 花边 and 底纹 as outlines: everything is drawn from numbers, in whole nanometres, so that it is the same on
//! every machine and sharp at every size.

mod motif;
mod ring;
mod strip;
mod texture;

pub(super) use strip::{along, around};
pub(super) use texture::texture;
