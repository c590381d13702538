//! The kinds of repair, and which are wanted.

use std::fmt;

use serde::{Serialize, Serializer};

macro_rules! kinds {
    ($($kind:ident $field:ident $name:literal $chinese:literal $english:literal;)*) => {
        /// A kind of repair.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub enum RepairKind {
            $(#[doc = $english] $kind,)*
        }

        impl RepairKind {
            /// All of them, in the order in which they are done.
            pub const ALL: [Self; [$($name),*].len()] = [$(Self::$kind),*];

            /// Its stable name.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$kind => $name,)* }
            }

            /// What is done, in Chinese.
            #[must_use]
            pub const fn chinese(self) -> &'static str {
                match self { $(Self::$kind => $chinese,)* }
            }

            /// What is done, in English.
            #[must_use]
            pub const fn english(self) -> &'static str {
                match self { $(Self::$kind => $english,)* }
            }
        }

        /// Which repairs are wanted; all of them by default.
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        pub struct Repairs {
            $(#[doc = $english] pub $field: bool,)*
        }

        impl Repairs {
            /// Every repair.
            #[must_use]
            pub const fn all() -> Self {
                Self { $($field: true,)* }
            }

            /// None: the copy as it stands.
            #[must_use]
            pub const fn none() -> Self {
                Self { $($field: false,)* }
            }

            /// Whether a kind is wanted.
            #[must_use]
            pub const fn wants(&self, kind: RepairKind) -> bool {
                match kind { $(RepairKind::$kind => self.$field,)* }
            }

            /// Switches a kind on or off.
            pub const fn set(&mut self, kind: RepairKind, on: bool) {
                match kind { $(RepairKind::$kind => self.$field = on,)* }
            }
        }
    };
}

kinds! {
    ControlCharacters control_characters "control-characters" "删除控制字符" "control character removed";
    InvisibleCharacters invisible_characters "invisible-characters" "删除不可见字符" "invisible character removed";
    OddSpaces odd_spaces "odd-spaces" "特殊空格改为普通空格" "odd space made an ordinary one";
    Indents indents "indents" "删除段首、段末空格" "spaces at the edges of the paragraph removed";
    CutParagraphs cut_paragraphs "cut-paragraphs" "接回在栏尾断开的段落" "paragraph cut at a column end rejoined";
    HeadlineLines headline_lines "headline-lines" "两行标题合为一题，以空格为断行处" "two lines of a headline joined, the space is its break";
    FullWidthAlphanumerics full_width_alphanumerics "full-width-alphanumerics" "全角数字、字母改为半角" "full-width digits and letters made half-width";
    Interpuncts interpuncts "interpuncts" "间隔号统一为“·”" "interpunct made ·";
    Ellipses ellipses "ellipses" "省略号补正为“……”" "ellipsis made ……";
    Dashes dashes "dashes" "破折号补正为“——”；若是起止号请改回" "dash made ——; put it back if it stands for “to”";
    StraightQuotes straight_quotes "straight-quotes" "直引号改为弯引号" "straight quotes made curly";
    Brackets brackets "brackets" "半角括号改为全角" "half-width brackets made full-width";
    Commas commas "commas" "半角逗号改为全角" "half-width comma made full-width";
    Semicolons semicolons "semicolons" "半角分号改为全角" "half-width semicolon made full-width";
    Colons colons "colons" "半角冒号改为全角" "half-width colon made full-width";
    QuestionMarks question_marks "question-marks" "半角问号改为全角" "half-width question mark made full-width";
    ExclamationMarks exclamation_marks "exclamation-marks" "半角叹号改为全角" "half-width exclamation mark made full-width";
    FullStops full_stops "full-stops" "半角句点改为句号" "half-width full stop made 。";
    SpacesBesideMarks spaces_beside_marks "spaces-beside-marks" "删除改为全角的标点旁的空格" "space beside a mark made full-width removed";
}

impl Default for Repairs {
    fn default() -> Self {
        Self::all()
    }
}

/// A name that is no kind of repair.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is no repair: choose from {list}", list = RepairKind::ALL.map(RepairKind::name).join(", "))]
pub struct UnknownRepair(pub String);

impl Repairs {
    /// All repairs but the named ones.
    ///
    /// # Errors
    /// [`UnknownRepair`] for a name that is not in [`RepairKind::ALL`].
    pub fn from_names<'a>(off: impl IntoIterator<Item = &'a str>) -> Result<Self, UnknownRepair> {
        let mut repairs = Self::all();
        for name in off {
            let kind = RepairKind::ALL.into_iter().find(|k| k.name() == name.trim());
            repairs.set(kind.ok_or_else(|| UnknownRepair(name.to_owned()))?, false);
        }
        Ok(repairs)
    }
}

impl fmt::Display for RepairKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl Serialize for RepairKind {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.serialize_str(self.name())
    }
}
