//! A profile: thresholds, and what becomes of each rule. A file that an editor can change and share.

use std::collections::BTreeMap;

use md5::{Digest, Md5};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::limits::Limits;
use super::rules;
use crate::finding::{Finding, Severity};

/// What a rule's worst case means here. A lesser case of a graded rule is as much less grave.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Action {
    /// Not looked at.
    Off,
    /// Worth knowing.
    Info,
    /// An editor should look.
    Warn,
    /// Keeps the page from the press.
    Stop,
}

impl Action {
    /// As it is written in profiles.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::Info => "info",
            Self::Warn => "warn",
            Self::Stop => "stop",
        }
    }
}

/// Thresholds and actions of one press or house.
#[derive(Clone, PartialEq, Debug)]
pub struct Profile {
    /// Its name, such as `cn-coldset`.
    pub name: String,
    /// For whom it is, in Chinese.
    pub zh: String,
    /// For whom it is, in English.
    pub en: String,
    /// Thresholds.
    pub limits: Limits,
    /// What becomes of each rule.
    pub rules: BTreeMap<String, Action>,
}

/// A text that is no profile.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadProfile {
    /// Not JSON, or a member that does not belong.
    #[error("the preflight profile cannot be read ({0}): compare it with a built-in one (`banxin profile NAME`)")]
    Unreadable(String),
    /// Built on something unknown.
    #[error("the preflight profile builds on “{0}”: `base` must be one of {list}", list = BUILT_IN_NAMES.join(", "))]
    UnknownBase(String),
    /// A rule nobody knows.
    #[error("the preflight profile names the rule “{0}”, which does not exist: docs/preflight.md lists them all")]
    UnknownRule(String),
}

/// The profile a new edition has.
pub const DEFAULT: &str = "cn-coldset";
/// Names of the profiles that come with the program.
pub const BUILT_IN_NAMES: [&str; 4] = ["cn-coldset", "wan-ifra-220", "snap", "house"];
const BUILT_IN: [&str; 4] = [
    include_str!("../../assets/profiles/cn-coldset.json"),
    include_str!("../../assets/profiles/wan-ifra-220.json"),
    include_str!("../../assets/profiles/snap.json"),
    include_str!("../../assets/profiles/house.json"),
];

/// A profile as written: all of it, or what differs from its base.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    name: String,
    #[serde(default)]
    zh: String,
    #[serde(default)]
    en: String,
    #[serde(default)]
    base: Option<String>,
    #[serde(default)]
    limits: Value,
    #[serde(default)]
    rules: BTreeMap<String, Action>,
}

impl Profile {
    /// The built-in profile of this name.
    #[must_use]
    pub fn built_in(name: &str) -> Option<Self> {
        let text = Self::text_of(name)?;
        Some(Self::read(text).expect("a test reads every built-in profile"))
    }

    /// The file of a built-in profile, to begin one's own with.
    #[must_use]
    pub fn text_of(name: &str) -> Option<&'static str> {
        let at = BUILT_IN_NAMES.iter().position(|n| *n == name)?;
        Some(BUILT_IN[at])
    }

    /// The profile an edition has that names none.
    #[must_use]
    pub fn default_one() -> Self {
        Self::built_in(DEFAULT).expect("the default profile is one of the built-in ones")
    }

    /// The profile written as `text`.
    ///
    /// # Errors
    /// [`BadProfile`] for what is no JSON, has members or rules that do not exist, lacks a threshold, or builds on a
    /// profile that is not built in.
    pub fn read(text: &str) -> Result<Self, BadProfile> {
        let unreadable = |e: serde_json::Error| BadProfile::Unreadable(e.to_string());
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let written: Written = serde_json::from_str(text).map_err(unreadable)?;
        if let Some(rule) = written.rules.keys().find(|id| rules::rule(id).is_none()) {
            return Err(BadProfile::UnknownRule(rule.clone()));
        }
        let (mut limits, mut table) = (Value::Object(serde_json::Map::new()), BTreeMap::new());
        if let Some(base) = &written.base {
            let base = Self::built_in(base).ok_or_else(|| BadProfile::UnknownBase(base.clone()))?;
            limits = serde_json::to_value(&base.limits).map_err(unreadable)?;
            table = base.rules;
        }
        overlay(&mut limits, written.limits)?;
        table.extend(written.rules);
        let limits: Limits = serde_json::from_value(limits).map_err(unreadable)?;
        Ok(Self { name: written.name, zh: written.zh, en: written.en, limits, rules: table })
    }

    /// What becomes of a rule; a rule the profile does not name keeps its own gravity.
    #[must_use]
    pub fn action(&self, rule: &str) -> Action {
        let own = || rules::rule(rule).map_or(Action::Warn, |r| action_of(r.worst));
        self.rules.get(rule).copied().unwrap_or_else(own)
    }

    /// The finding as this profile sees it; none where its rule is off. A graded rule keeps its grades: what is one step
    /// below the rule's worst stays one step below.
    #[must_use]
    pub fn judged(&self, mut finding: Finding) -> Option<Finding> {
        let worst = rules::rule(finding.rule).map_or(finding.severity, |r| r.worst);
        let steps = rank(worst).saturating_sub(rank(finding.severity));
        let action = match self.action(finding.rule) {
            Action::Off => return None,
            Action::Info => 1,
            Action::Warn => 2,
            Action::Stop => 3_u8,
        };
        finding.severity = match action.saturating_sub(steps) {
            3 => Severity::Error,
            2 => Severity::Warning,
            _ => Severity::Info,
        };
        Some(finding)
    }

    /// What tells two profiles of one name apart: MD5 of thresholds and actions, in hexadecimal.
    #[must_use]
    pub fn hash(&self) -> String {
        let content = serde_json::to_vec(&(&self.limits, &self.rules)).unwrap_or_default();
        Md5::digest(content).iter().map(|b| format!("{b:02x}")).collect()
    }
}

const fn rank(severity: Severity) -> u8 {
    match severity {
        Severity::Info => 1,
        Severity::Warning => 2,
        Severity::Error => 3,
    }
}

const fn action_of(severity: Severity) -> Action {
    match severity {
        Severity::Info => Action::Info,
        Severity::Warning => Action::Warn,
        Severity::Error => Action::Stop,
    }
}

/// Members of `over` replace those of `base`.
fn overlay(base: &mut Value, over: Value) -> Result<(), BadProfile> {
    match (base, over) {
        (Value::Object(base), Value::Object(over)) => base.extend(over),
        (_, Value::Null) => {}
        _ => return Err(BadProfile::Unreadable("`limits` is no object".to_owned())),
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_built_in_profile_is_whole_and_none_is_like_another() {
        let all: Vec<Profile> = BUILT_IN_NAMES.iter().map(|n| Profile::built_in(n).unwrap()).collect();
        for (name, profile) in BUILT_IN_NAMES.iter().zip(&all) {
            assert_eq!(profile.name, *name);
            assert!(!profile.zh.is_empty() && !profile.en.is_empty());
            for rule in rules::RULES {
                assert!(profile.rules.contains_key(rule.id), "{name} does not say what becomes of {}", rule.id);
            }
        }
        let hashes: std::collections::BTreeSet<String> = all.iter().map(Profile::hash).collect();
        assert_eq!(hashes.len(), all.len());
        assert_eq!(all[1].limits.photo_ink, 220);
    }

    #[test]
    fn a_file_says_what_differs_from_its_base() {
        let text = r#"{"name": "ours", "base": "cn-coldset", "limits": {"leg_most": 60}, "rules": {"CPY-06": "stop"}}"#;
        let ours = Profile::read(text).unwrap();
        assert_eq!((ours.limits.leg_most, ours.limits.leg_least), (60, 5));
        let orphan = || Finding::new("CPY-06", Severity::Warning, "孤字", "orphan");
        assert_eq!(ours.judged(orphan()).unwrap().severity, Severity::Error);
        assert_eq!(Profile::default_one().judged(orphan()).unwrap().severity, Severity::Warning);
        assert_ne!(ours.hash(), Profile::default_one().hash());
    }

    #[test]
    fn grades_keep_their_distance() {
        let off =
            Profile::read(r#"{"name": "x", "base": "house", "rules": {"LIN-02": "warn", "TXT-08": "off"}}"#).unwrap();
        let line = |severity| Finding::new("LIN-02", severity, "", "");
        assert_eq!(off.judged(line(Severity::Error)).unwrap().severity, Severity::Warning);
        assert_eq!(off.judged(line(Severity::Warning)).unwrap().severity, Severity::Info);
        assert_eq!(off.judged(Finding::new("TXT-08", Severity::Error, "", "")), None);
    }

    #[test]
    fn what_is_no_profile_is_said_with_a_remedy() {
        let said = |text: &str| Profile::read(text).unwrap_err().to_string();
        assert!(said("{").contains("cannot be read"));
        assert!(said(r#"{"name": "x"}"#).contains("missing field"));
        assert!(said(r#"{"name": "x", "base": "y"}"#).contains("cn-coldset, wan-ifra-220"));
        assert!(said(r#"{"name": "x", "base": "snap", "limits": {"tac": 3}}"#).contains("unknown field"));
        assert!(said(r#"{"name": "x", "base": "snap", "rules": {"ABC-01": "stop"}}"#).contains("docs/preflight.md"));
    }
}
