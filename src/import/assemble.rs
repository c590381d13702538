//! Paragraphs become stories.

use super::RepairKind;
use super::byline::{credit_start, is_bare_name};
use super::chars::{all_han, length};
use super::classify::Class;
use super::crossheads::{Verdict, judge};
use super::draft::Draft;
use super::labels::{Label, is_section};
use super::report::{Log, Piece};
use crate::model::BylinePlace;

/// A mended paragraph.
#[derive(Debug)]
pub(super) struct Item {
    pub(super) text: String,
    /// Line of the source where it begins, from 1.
    pub(super) number: u32,
    /// Empty lines before it.
    pub(super) blanks: u32,
    pub(super) class: Class,
}

/// Where the desk is in the stack of copy.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    /// Between stories.
    Between,
    /// Inside a story.
    Inside,
    /// After the text of a picture story: heads begin a new one.
    Pictured,
    /// After a tail byline: text and heads begin a new one.
    Signed,
}

/// The stories so far.
struct Desk {
    drafts: Vec<Draft>,
    state: State,
    section: String,
}

/// The stories that a file's paragraphs make.
pub(super) fn assemble(items: &[Item], log: &mut Log) -> Vec<Draft> {
    let verdicts = judge(items);
    let mut desk = Desk { drafts: Vec::new(), state: State::Between, section: String::new() };
    let mut at = 0;
    while at < items.len() {
        let item = &items[at];
        match item.class {
            Class::Separator => {
                log.marker(item.number, &item.text);
                desk.state = State::Between;
            }
            Class::End => log.marker(item.number, &item.text),
            Class::Labelled(Label::CrossHead, _) => desk.open(item.number).cross_head(&item.text),
            class if class.is_body() => desk.body(item),
            _ => {
                let run = items[at..].iter().take_while(|i| is_head(i.class)).count();
                let next = items.get(at + run).map(|i| i.class);
                desk.heads(&items[at..at + run], next, verdicts[at], log);
                at += run;
                continue;
            }
        }
        at += 1;
    }
    desk.drafts
}

const fn is_head(class: Class) -> bool {
    !class.is_body() && !matches!(class, Class::Separator | Class::End | Class::Labelled(Label::CrossHead, _))
}

impl Desk {
    /// The story that text goes on in; a new one if there is none.
    fn open(&mut self, line: u32) -> &mut Draft {
        if matches!(self.state, State::Between | State::Signed) || self.drafts.is_empty() {
            self.drafts.push(Draft::new(line, &self.section));
            self.state = State::Inside;
        }
        self.drafts.last_mut().expect("a draft was pushed just now or is there")
    }

    /// The last story of this stack, if heads and captions can still belong to it.
    fn last(&mut self) -> Option<&mut Draft> {
        if self.state == State::Between { None } else { self.drafts.last_mut() }
    }

    fn body(&mut self, item: &Item) {
        // Two datelines are two stories, even where the second has lost its headline.
        if item.class == Class::Lead && self.last().is_some_and(|d| d.has_dateline()) {
            self.state = State::Between;
        }
        let draft = self.open(item.number);
        draft.body(&item.text);
        if item.class == Class::PictureText {
            draft.tells_a_picture = true;
            if credit_start(&item.text).is_some() {
                self.state = State::Pictured;
            }
        }
    }

    /// Deals with lines that are no running text, in front of `next`.
    fn heads(&mut self, run: &[Item], next: Option<Class>, verdict: Option<Verdict>, log: &mut Log) {
        let rest = self.tail(run);
        let Some(first) = rest.first() else { return };
        let before_body = next.is_some_and(Class::is_body);
        let labelled = rest.iter().any(|i| matches!(i.class, Class::Labelled(..)));
        let shorts = rest.iter().filter(|i| i.class == Class::Short).count();
        let other = |i: &Item| matches!(i.class, Class::Deck | Class::Byline);
        let headed = self.last().is_some_and(|d| d.has_body());
        let begins = !headed
            || labelled
            || self.state != State::Inside
            || shorts > 1
            || rest.iter().any(other)
            || matches!(next, Some(Class::Lead | Class::PictureText))
            || matches!(verdict, Some(Verdict::Headline { .. }));
        if headed && !before_body && !labelled && !rest.iter().any(|i| i.class == Class::Deck) {
            self.left_over(rest, log);
        } else if begins {
            if verdict == Some(Verdict::Headline { doubtful: true }) && self.state == State::Inside {
                log.warn(
                    first.number,
                    format!("“{}”作为另一篇的标题；若是插题，请在前面写“插题：”", first.text),
                    format!("“{}” was taken for the headline of another story; if it is a cross-head, write 插题： before it", first.text),
                );
            }
            self.head(rest, before_body, log);
        } else {
            if verdict == Some(Verdict::CrossHead { doubtful: true }) {
                log.warn(
                    first.number,
                    format!("“{}”作为插题；若是另一篇的标题，请在前面加一行“***”", first.text),
                    format!("“{}” was taken for a cross-head; if it is the headline of another story, put a line of *** before it", first.text),
                );
            }
            for item in rest {
                self.open(item.number).cross_head(&item.text);
            }
        }
    }

    /// Tail bylines, and captions right after text, belong to the story before; gives back what is left of the run.
    fn tail<'a>(&mut self, run: &'a [Item]) -> &'a [Item] {
        let mut rest = run;
        while let [first, others @ ..] = rest {
            let Some(draft) = self.last().filter(|d| d.has_body()) else { return rest };
            match first.class {
                Class::Byline | Class::Labelled(Label::Byline, _) => {
                    draft.sign(&first.text, BylinePlace::Tail);
                    self.state = State::Signed;
                }
                Class::Caption | Class::Labelled(Label::Caption, _) => draft.caption(&first.text),
                _ => return rest,
            }
            rest = others;
        }
        rest
    }

    /// Heads without text after them, at the end of a stack: captions of the story before.
    fn left_over(&mut self, rest: &[Item], log: &mut Log) {
        let Some(draft) = self.last() else { return };
        for item in rest {
            match item.class {
                Class::Byline => draft.sign(&item.text, BylinePlace::Tail),
                Class::Caption => draft.caption(&item.text),
                _ => {
                    draft.caption(&item.text);
                    as_caption(item, log);
                }
            }
        }
    }

    /// Begins a story with these lines as its head.
    fn head(&mut self, run: &[Item], before_body: bool, log: &mut Log) {
        let roles = roles(run, self.last().is_some(), before_body, log);
        let mut kept: Vec<&Item> = Vec::new();
        for (item, role) in run.iter().zip(&roles) {
            match role {
                Role::Section => {
                    self.section.clone_from(&item.text);
                    log.sections.push(Piece { line: item.number, text: item.text.clone() });
                }
                Role::CaptionBefore => {
                    if item.class == Class::Short {
                        as_caption(item, log);
                    }
                    match self.last() {
                        Some(draft) => draft.caption(&item.text),
                        None => kept.push(item),
                    }
                }
                _ => {}
            }
        }
        let is_own = |r: &Role| !matches!(r, Role::Section | Role::CaptionBefore);
        let Some(begin) = roles.iter().position(is_own) else {
            return self.hold(&kept);
        };
        let mut draft = Draft::new(run[begin].number, &self.section);
        for (item, role) in run.iter().zip(&roles) {
            match role {
                Role::Kicker => draft.kicker(&item.text),
                Role::Headline => draft.head(&item.text),
                Role::Deck => draft.deck(&item.text),
                Role::Byline => draft.sign(&item.text, BylinePlace::Head),
                Role::CrossHead => draft.cross_head(&item.text),
                Role::CaptionAfter => draft.caption(&item.text),
                Role::Section | Role::CaptionBefore => {}
            }
        }
        for item in kept {
            draft.caption(&item.text);
        }
        self.drafts.push(draft);
        self.state = State::Inside;
    }

    /// Captions at the top of a stack, with nothing to belong to but what comes.
    fn hold(&mut self, captions: &[&Item]) {
        if let Some(first) = captions.first() {
            let draft = self.open(first.number);
            for item in captions {
                draft.caption(&item.text);
            }
        } else if self.state != State::Between {
            self.state = State::Between;
        }
    }
}

fn as_caption(item: &Item, log: &mut Log) {
    log.warn(
        item.number,
        format!("“{}”作为图片说明归入前一篇，请核对", item.text),
        format!("“{}” was taken for a caption of the story before it, please check", item.text),
    );
}

/// What a line of a head is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Section,
    /// Of the story before.
    CaptionBefore,
    Kicker,
    Headline,
    Deck,
    Byline,
    CrossHead,
    CaptionAfter,
}

/// The role of every line of a head. `after_story`: there is a story before it that captions can belong to.
fn roles(run: &[Item], after_story: bool, before_body: bool, log: &mut Log) -> Vec<Role> {
    let fixed = |label: Label| run.iter().position(|i| matches!(i.class, Class::Labelled(l, _) if l == label));
    let headline = fixed(Label::Headline);
    let end = headline.or_else(|| run.iter().position(|i| matches!(i.class, Class::Deck | Class::Byline)));
    let end = end.unwrap_or(run.len());
    let mut roles: Vec<Role> = run.iter().enumerate().map(|(n, i)| by_class(i.class, n < end)).collect();
    let mut free: Vec<usize> = (0..end).filter(|&n| run[n].class == Class::Short).collect();
    let text = |n: usize| run[n].text.as_str();
    if headline.is_none() {
        name_below(run, before_body, &mut free, &mut roles);
        if !after_story && free.len() == 3 && end == run.len() && !free.iter().any(|&n| is_section(text(n))) {
            // At the top of a file three lines are 引题, 主题, 副题.
            roles[free[2]] = Role::Deck;
            free.pop();
        }
        if let Some(n) = free.pop() {
            roles[n] = Role::Headline;
            two_lines(run, n, &mut free, &mut roles, log);
        }
    } else if headline.is_some_and(|h| h + 1 < run.len()) {
        after_labelled_headline(run, end, before_body, &mut roles);
    }
    if let Some(&n) = free.last()
        && !is_section(text(n))
        && fixed(Label::Kicker).is_none()
        && length(text(n)) <= 28
    {
        roles[n] = Role::Kicker;
        free.pop();
    }
    if let Some(&n) = free.last()
        && is_section(text(n))
    {
        roles[n] = Role::Section;
    }
    roles
}

/// What a line is if nothing else speaks; `before`: it stands before headline, deck and byline.
const fn by_class(class: Class, before: bool) -> Role {
    match class {
        Class::Labelled(Label::Kicker, _) => Role::Kicker,
        Class::Labelled(Label::Headline, _) => Role::Headline,
        Class::Labelled(Label::Deck, _) | Class::Deck => Role::Deck,
        Class::Labelled(Label::Byline, _) | Class::Byline => Role::Byline,
        Class::Labelled(Label::Section, _) => Role::Section,
        Class::Caption | Class::Labelled(Label::Caption, _) if !before => Role::CaptionAfter,
        Class::Short if !before => Role::CrossHead,
        _ => Role::CaptionBefore,
    }
}

/// A name alone under the headline is a byline.
fn name_below(run: &[Item], before_body: bool, free: &mut Vec<usize>, roles: &mut [Role]) {
    let named = matches!(free[..], [.., head, n] if is_bare_name(&run[n].text) && length(&run[head].text) >= 5);
    if before_body
        && named
        && let Some(n) = free.pop()
    {
        roles[n] = Role::Byline;
    }
}

/// Two lines of the same length without any mark are one headline in two lines.
fn two_lines(run: &[Item], second: usize, free: &mut Vec<usize>, roles: &mut [Role], log: &mut Log) {
    let Some(&first) = free.last() else { return };
    let [a, b] = [first, second].map(|n| run[n].text.as_str());
    let same = all_han(a).is_some_and(|n| n >= 7 && all_han(b) == Some(n));
    if same && first + 1 == second && log.wants(RepairKind::HeadlineLines) {
        roles[first] = Role::Headline;
        free.pop();
        log.repair(RepairKind::HeadlineLines, run[second].number, || (format!("{a}⏎{b}"), format!("{a} {b}")));
    }
}

/// Short lines after a labelled headline: the first is its deck if no other line is, the others open the body.
fn after_labelled_headline(run: &[Item], headline: usize, before_body: bool, roles: &mut [Role]) {
    let mut has_deck = roles.contains(&Role::Deck);
    for n in headline + 1..run.len() {
        let short = run[n].class == Class::Short;
        if short && is_bare_name(&run[n].text) && before_body {
            roles[n] = Role::Byline;
        } else if short && !has_deck {
            roles[n] = Role::Deck;
            has_deck = true;
        }
    }
}
