//! Names of exported files, from the house's template.

use super::soundness::is_file_name;

/// What a template may name.
#[derive(Debug, Clone, Copy)]
pub struct FileNameParts<'a> {
    /// `{paper}`.
    pub paper: &'a str,
    /// `{date}`.
    pub date: &'a str,
    /// `{page}`; `{page:02}` for at least two digits.
    pub page: u16,
    /// `{section}`.
    pub section: &'a str,
    /// `{colour}`: P where it prints in colour, M where in black alone.
    pub colour: bool,
    /// `{version}`: A, and the next letter whenever a changed page is sent again.
    pub version: char,
}

/// A template that gives no file name.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "“{0}” gives no file name: use letters, {{paper}}, {{date}}, {{ymd}}, {{page}}, {{page:02}}, {{section}}, {{colour}} \
     and {{version}}, without folders"
)]
pub struct BadTemplate(pub String);

/// The file name a template gives, without an ending. Characters of the parts that no file may have become `-`.
///
/// # Errors
/// [`BadTemplate`] for an unknown or unclosed brace, a separator in the template, or a name too long or empty.
pub fn file_name(template: &str, parts: FileNameParts<'_>) -> Result<String, BadTemplate> {
    let bad = || BadTemplate(template.to_owned());
    let mut name = String::new();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        let (key, after) = after.split_once('}').ok_or_else(bad)?;
        name.push_str(before);
        name.push_str(&value(key, parts).ok_or_else(bad)?);
        rest = after;
    }
    name.push_str(rest);
    if name.contains('}') || !is_file_name(&name) { Err(bad()) } else { Ok(name) }
}

fn value(key: &str, parts: FileNameParts<'_>) -> Option<String> {
    match key {
        "paper" => Some(harmless(parts.paper)),
        "date" => Some(harmless(parts.date)),
        "section" => Some(harmless(parts.section)),
        "page" => Some(parts.page.to_string()),
        // The date in eight digits, as most plate-makers want it.
        "ymd" => Some(parts.date.chars().filter(char::is_ascii_digit).collect()),
        "colour" => Some(if parts.colour { "P" } else { "M" }.to_owned()),
        "version" => Some(harmless(&parts.version.to_string())),
        _ => {
            let width: usize = key.strip_prefix("page:0")?.parse().ok().filter(|w| (1..=4).contains(w))?;
            Some(format!("{:0width$}", parts.page))
        }
    }
}

fn harmless(text: &str) -> String {
    let fits = |c: char| is_file_name(&format!("a{c}a")) && c != '{' && c != '}';
    text.trim_matches(['.', ' ']).chars().map(|c| if fits(c) { c } else { '-' }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn templates_give_names_that_stay_in_their_folder() {
        let parts = FileNameParts {
            paper: "曹州/新报: 甲",
            date: "2026-11-24",
            page: 7,
            section: "../要闻",
            colour: false,
            version: 'B',
        };
        let named = |template| file_name(template, parts);
        assert_eq!(named("{paper}_{date}_{page:02}").unwrap(), "曹州-新报- 甲_2026-11-24_07");
        assert_eq!(named("A{page}{section}").unwrap(), "A7-要闻");
        assert_eq!(named("ABC_{ymd}_{page:03}_{colour}{version}").unwrap(), "ABC_20261124_007_MB");
        let long = "a".repeat(300);
        for bad in ["", "{", "{x}", "../{page}", "a/{page}", "}", "{page:0}", "{page:09}", ".{page}", &long] {
            assert!(named(bad).is_err(), "{bad}");
        }
    }
}
