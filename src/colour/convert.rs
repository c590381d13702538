//! Colours become inks: which link a picture needs, and how it is made.
//!
//! RGB and grey go through the picture's own profile (sRGB where it has none) to Lab and on to the press's inks by the
//! chosen intent. Inks that were made for this press keep their numbers wherever their sum keeps the limit, and are
//! separated again where it does not; inks made for another press are looked at as its print and separated anew. In all
//! of them black alone stays black alone.

use std::sync::Arc;

use md5::{Digest, Md5};
use moxcms::ColorProfile;

use super::OutputProfile;
use super::black::{Compensation, REFERENCE_BLACK};
use super::limit;
use super::link::Link;
use super::press::Press;
use super::tables::{FromLab, ToLab};
use crate::ink::Intent;
use crate::library::{Channels, ProfileFacts};

/// What makes two links the same, for one press.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Key {
    channels: Channels,
    /// MD5 of the picture's own profile; none: sRGB, or the press's inks.
    own: Option<[u8; 16]>,
    intent: Intent,
    /// On the black plate alone.
    black: bool,
    /// Per cent.
    limit: u16,
}

/// How colours are to be separated.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Wish {
    pub(super) intent: Intent,
    pub(super) black: bool,
    /// Per cent.
    pub(super) limit: u16,
}

/// CMYK bytes, 0 no ink to 255 solid, of pixels in `channels`.
pub(super) fn to_inks(
    data: &[u8],
    channels: Channels,
    own: Option<&[u8]>,
    wish: Wish,
    press: &OutputProfile,
) -> Vec<u8> {
    link(channels, own, wish, press).apply(data)
}

fn link(channels: Channels, own: Option<&[u8]>, wish: Wish, press: &OutputProfile) -> Arc<Link> {
    let own = own.filter(|icc| channels != Channels::Cmyk || !is_made_for(icc, press));
    let Wish { intent, black, limit } = wish;
    let key = Key { channels, own: own.map(|icc| Md5::digest(icc).into()), intent, black, limit };
    press.link(key, || {
        let own = own.and_then(|icc| Own::read(icc, channels, intent));
        build(channels, own, wish, press.tables())
    })
}

/// Whether a picture's own profile is the press's, by its bytes or by its name.
pub(super) fn is_made_for(icc: &[u8], press: &OutputProfile) -> bool {
    let name = |icc: &[u8]| ProfileFacts::read(icc).filter(|f| f.space == "CMYK" && !f.name.is_empty()).map(|f| f.name);
    icc == press.bytes() || name(icc).is_some_and(|n| Some(n) == name(press.bytes()))
}

/// A picture's own profile.
struct Own {
    colours: ToLab,
    /// Lightness of its darkest.
    darkest: f64,
}

impl Own {
    /// None where the profile is broken or of another kind of colour.
    fn read(icc: &[u8], channels: Channels, intent: Intent) -> Option<Self> {
        let profile = ColorProfile::new_from_slice(icc).ok()?;
        let wanted = match channels {
            Channels::Gray => moxcms::DataColorSpace::Gray,
            Channels::Rgb => moxcms::DataColorSpace::Rgb,
            Channels::Cmyk => moxcms::DataColorSpace::Cmyk,
        };
        if profile.color_space != wanted {
            return None;
        }
        let colours = ToLab::of(&profile, intent)?;
        let version4 = profile.version() >= moxcms::ProfileVersion::V4_0;
        let darkest = match (channels, intent) {
            (_, Intent::Perceptual | Intent::Saturation) if version4 && colours.is_table() => REFERENCE_BLACK,
            (Channels::Cmyk, _) => {
                // Its separation's black, not all inks at once, which no picture has.
                let inks = FromLab::of(&profile, Intent::Relative).map_or([1.0; 4], |t| t.device([0.0; 3]));
                colours.lab(inks)[0]
            }
            (Channels::Gray | Channels::Rgb, _) => colours.lab([0.0; 4])[0],
        };
        Some(Self { colours, darkest })
    }

    fn srgb(channels: Channels) -> Self {
        let profile = ColorProfile::new_srgb();
        let colours = ToLab::of(&profile, Intent::Relative).expect("sRGB has curves and a matrix");
        let colours = match (channels, colours) {
            (Channels::Gray, ToLab::Matrix(curves, _)) => {
                let [curve, ..] = *curves;
                ToLab::Gray(curve, false)
            }
            (_, colours) => colours,
        };
        Self { colours, darkest: 0.0 }
    }
}

/// Most ink at a node: rounding each of four inks up by half a level must not lift a pixel over the limit.
fn at_nodes(limit: u16) -> f64 {
    f64::from(limit) / 100.0 - 2.0 / 255.0
}

fn build(channels: Channels, own: Option<Own>, wish: Wish, press: &Press) -> Link {
    match (channels, own) {
        (Channels::Gray, own) => {
            let own = own.unwrap_or_else(|| Own::srgb(channels));
            let lift = Compensation::between(own.darkest, 0.0);
            Link::build(1, |g| [0.0, 0.0, 0.0, press.black_of(lift.apply(own.colours.lab(g)))])
        }
        (Channels::Rgb, own) => from_colours(channels, &own.unwrap_or_else(|| Own::srgb(channels)), wish, press),
        (Channels::Cmyk, Some(own)) => from_colours(channels, &own, wish, press),
        (Channels::Cmyk, None) => from_inks(wish, press),
    }
}

fn from_colours(channels: Channels, own: &Own, Wish { intent, black, limit }: Wish, press: &Press) -> Link {
    let inks = press.inks(intent);
    let most = at_nodes(limit);
    let to_black = Compensation::between(own.darkest, 0.0);
    let to_press = Compensation::between(own.darkest, press.darkest(intent));
    Link::build(channels.count(), |device| {
        let lab = own.colours.lab(device);
        if black {
            return [0.0, 0.0, 0.0, press.black_of(to_black.apply(lab))];
        }
        let alone = channels == Channels::Cmyk && device[..3].iter().all(|v| *v == 0.0);
        if alone {
            return [0.0, 0.0, 0.0, press.black_of(to_black.apply(lab))];
        }
        limit::held(inks.device(to_press.apply(lab)), most, &press.print)
    })
}

/// Inks that were made for this press, or for a press that is not named.
fn from_inks(Wish { black, limit, .. }: Wish, press: &Press) -> Link {
    let separate = press.inks(Intent::Relative);
    let most = at_nodes(limit);
    let to_black = Compensation::between(press.darkest_print(), 0.0);
    Link::build(4, |inks| {
        let alone = inks[..3].iter().all(|v| *v == 0.0);
        match (black, alone) {
            (_, true) => inks,
            (true, false) => [0.0, 0.0, 0.0, press.black_of(to_black.apply(press.print.lab(inks)))],
            (false, false) if inks.iter().sum::<f64>() <= most => inks,
            (false, false) => limit::held(separate.device(press.print.lab(inks)), most, &press.print),
        }
    })
}
