//! The language findings are said in: as asked, else the locale's.

use std::env;

use clap::ValueEnum;

use crate::finding::Language;

/// What `--lang` may say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Lang {
    Zh,
    En,
}

/// The language asked for, or the one of the locale.
pub(super) fn chosen(asked: Option<Lang>) -> Language {
    match asked {
        Some(Lang::Zh) => Language::Chinese,
        Some(Lang::En) => Language::English,
        None => of_locale(|name| env::var(name).ok()),
    }
}

/// The first of POSIX's variables that is set decides. `C`, `POSIX` and nothing at all name no language: a night desk's
/// scripts run so, and the desk reads Chinese.
fn of_locale(variable: impl Fn(&str) -> Option<String>) -> Language {
    let set = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().filter_map(variable).find(|v| !v.is_empty());
    let locale = set.unwrap_or_default();
    let language = locale.split(['_', '.', '-', '@']).next().unwrap_or_default();
    match language {
        "" | "C" | "POSIX" | "zh" => Language::Chinese,
        _ => Language::English,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_locale_names_the_language() {
        let of = |all: &str, lang: &str| {
            of_locale(|name| match name {
                "LC_ALL" => Some(all.to_owned()),
                "LANG" => Some(lang.to_owned()),
                _ => None,
            })
        };
        assert_eq!(of("", ""), Language::Chinese);
        assert_eq!(of("", "zh_CN.UTF-8"), Language::Chinese);
        assert_eq!(of("C.UTF-8", "en_GB.UTF-8"), Language::Chinese);
        assert_eq!(of("", "en_GB.UTF-8"), Language::English);
        assert_eq!(of("de_DE", "zh_CN"), Language::English);
    }
}
