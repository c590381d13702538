//! Identities that stay the same from save to save, so that files can be compared and scripts can point at things.

use std::borrow::Borrow;
use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A text that cannot be an identity.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” cannot be an id: use 1–64 letters a–z, digits, - and _, beginning with a letter or digit")]
pub struct BadId(pub String);

/// Ids become file names: lower case and ASCII, so that no file system folds two into one, and no separator or dot,
/// so that none can leave the edition's folder.
fn checked(text: &str) -> Result<Arc<str>, BadId> {
    let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit();
    let bytes = text.as_bytes();
    let fine =
        (1..=64).contains(&bytes.len()) && plain(bytes[0]) && bytes.iter().all(|&b| plain(b) || b == b'-' || b == b'_');
    if fine { Ok(text.into()) } else { Err(BadId(text.to_owned())) }
}

macro_rules! identity {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Arc<str>);

        impl $name {
            /// The identity written as `text`.
            ///
            /// # Errors
            /// [`BadId`] for anything but 1–64 of a–z, 0–9, `-`, `_`, beginning with a letter or digit.
            pub fn new(text: &str) -> Result<Self, BadId> {
                checked(text).map(Self)
            }

            /// The n-th identity of a kind, such as `s12`.
            #[must_use]
            pub fn numbered(prefix: char, n: usize) -> Self {
                debug_assert!(prefix.is_ascii_lowercase());
                Self(format!("{prefix}{n}").into())
            }

            /// The text of it.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
                s.serialize_str(&self.0)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
                Self::new(&String::deserialize(d)?).map_err(serde::de::Error::custom)
            }
        }
    };
}

identity! {
    /// A story: the copy, wherever it is placed.
    StoryId
}
identity! {
    /// A block on a page; unique in the edition.
    BlockId
}
identity! {
    /// A photograph or drawing of the edition.
    PictureId
}

/// A face of the library, by its place in it. Only meaningful together with that library; never saved.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct FaceId(pub u16);

/// Which part of a story or of the page something is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Part {
    /// 引题.
    Kicker,
    /// 主题.
    Headline,
    /// 副题.
    Deck,
    /// 署名.
    Byline,
    /// 正文.
    Body,
    /// 插题.
    CrossHead,
    /// A photograph or drawing.
    Picture,
    /// 图片说明.
    Caption,
    /// 摄影者.
    Credit,
    /// 报眉.
    Folio,
    /// 报头.
    Masthead,
    /// 栏头.
    SectionHead,
    /// 下转、上接.
    JumpLine,
    /// Boxes, borders, tints and rules.
    Furniture,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_can_never_be_a_path() {
        for bad in ["", "../x", "/etc", "a.b", "A", "中", "-a", "a/b", "a\\b", &"a".repeat(65)] {
            assert!(StoryId::new(bad).is_err(), "{bad}");
        }
        assert_eq!(StoryId::new("s1-lead_2").unwrap().as_str(), "s1-lead_2");
    }
}
