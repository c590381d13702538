//! `banxin propose`.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, anyhow, bail};
use clap::Args;
use serde::Serialize;

use super::{DONE, FAILED, Streams, recover};
use crate::edit::Command;
use crate::id::{BlockId, PictureId, StoryId};
use crate::model::Place;
use crate::propose::{Group, Keep, Limits, Line, Metrics, Outcome, Proposal, Request, Statistics, Trouble, Weights};
use crate::session::{Session, SessionError};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Folder of the edition
    edition: PathBuf,
    /// Page to make up
    #[arg(long)]
    page: u16,
    /// Stories for it, separated by commas; default: those on the page and those on none
    #[arg(long, value_name = "ID", value_delimiter = ',')]
    stories: Vec<String>,
    /// Stories to leave out
    #[arg(long, value_name = "ID", value_delimiter = ',')]
    without: Vec<String>,
    /// Pictures of a story, such as s1:p1+p4; default: those it has on the page, or by its captions
    #[arg(long, value_name = "STORY:PICTURES", value_delimiter = ',')]
    pictures: Vec<String>,
    /// Stories in one box under a section head, such as label:s2+s3; default: as the page has them
    #[arg(long, value_name = "BLOCK:STORIES", value_delimiter = ',')]
    groups: Vec<String>,
    /// Fit the one story that is asked for into this hole: column, columns, line, lines, counted from 0 as in commands
    #[arg(long, value_name = "C,N,L,N", conflicts_with_all = ["fill", "refit"], requires = "stories")]
    into: Option<String>,
    /// Keep everything that stands on the page and fill what is free
    #[arg(long)]
    fill: bool,
    /// Move as little as possible of what stands on the page
    #[arg(long, conflicts_with = "fill")]
    refit: bool,
    /// How many proposals
    #[arg(long, default_value_t = 6)]
    count: usize,
    /// Seed: the same one gives the same proposals
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Pages to draw and judge
    #[arg(long, default_value_t = 3000)]
    pages: usize,
    /// JSON file of limits and weights, as docs/propose.md describes it
    #[arg(long, value_name = "FILE")]
    rules: Option<PathBuf>,
    /// Write a picture of each proposal into this folder
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Make the page as the K-th proposal says, and save
    #[arg(long, value_name = "K")]
    apply: Option<usize>,
    /// Where there is no proposal: carry out the K-th relief, and save
    #[arg(long, value_name = "K", conflicts_with = "apply")]
    relief: Option<usize>,
    /// Print JSON, as docs/cli.md describes it
    #[arg(long)]
    json: bool,
}

/// What `--rules` reads.
#[derive(Debug, Default, serde::Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Rules {
    limits: Limits,
    weights: Weights,
}

/// What `--json` prints.
#[derive(Debug, Serialize)]
struct Report<'a> {
    schema: u32,
    page: u16,
    seed: u64,
    /// Least difference between two proposals.
    apart: f64,
    statistics: Statistics,
    proposals: Vec<ProposalReport<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    trouble: Option<&'a Trouble>,
}

#[derive(Debug, Serialize)]
struct ProposalReport<'a> {
    score: f64,
    metrics: &'a Metrics,
    card: &'a [Line],
    commands: &'a [Command],
    #[serde(skip_serializing_if = "Option::is_none")]
    picture: Option<String>,
}

/// Pixels of a picture of a proposal, down.
const PICTURE: u32 = 1100;

pub(super) fn run(arguments: &Arguments, streams: &mut Streams<'_>) -> anyhow::Result<u8> {
    // Whoever only looks leaves the folder alone.
    let mut session = if arguments.apply.or(arguments.relief).is_some() {
        recover::edit(&arguments.edition)?
    } else {
        Session::open(&arguments.edition)?
    };
    let request = request(arguments, &session)?;
    let search = session.search(request);
    let outcome = search.run();
    let mut files = Vec::new();
    if let Some(out) = &arguments.out {
        fs::create_dir_all(out).with_context(|| format!("cannot make the folder: {}", out.display()))?;
        for (i, proposal) in outcome.proposals.iter().enumerate() {
            files.push(picture(out, arguments, i + 1, &search, proposal)?);
        }
    }
    if arguments.json {
        writeln!(streams.out, "{}", serde_json::to_string_pretty(&report(arguments, &outcome, &files))?)?;
    } else {
        tell(&outcome, &files, streams)?;
    }
    if let Some(k) = arguments.apply {
        let Some(proposal) = k.checked_sub(1).and_then(|k| outcome.proposals.get(k)) else {
            bail!("there is no proposal {k}: there are {}", outcome.proposals.len());
        };
        session.accept("propose", proposal)?;
        session.save()?;
        writeln!(streams.err, "page {} made up as proposal {k}", arguments.page)?;
    }
    if let Some(k) = arguments.relief {
        let reliefs = outcome.trouble.as_ref().map(|t| t.reliefs.as_slice()).unwrap_or_default();
        let Some(relief) = k.checked_sub(1).and_then(|k| reliefs.get(k)) else {
            bail!("there is no relief {k}: there are {}", reliefs.len());
        };
        session.relieve(relief)?;
        session.save()?;
        writeln!(streams.err, "page {} made up: {}", arguments.page, relief.said.said(streams.language))?;
        return Ok(DONE);
    }
    Ok(if outcome.proposals.is_empty() { FAILED } else { DONE })
}

fn request(arguments: &Arguments, session: &Session) -> anyhow::Result<Request> {
    let edition = session.edition();
    if edition.page(arguments.page).is_none() {
        let pages = edition.pages.iter().map(|p| p.number).collect();
        return Err(SessionError::NoPage { page: arguments.page, pages }.into());
    }
    let stories = |ids: &[String]| -> anyhow::Result<Vec<StoryId>> {
        ids.iter().map(|id| known(id, edition.stories.keys(), "story")).collect()
    };
    let rules: Rules = match &arguments.rules {
        Some(file) => {
            let text = fs::read(file).with_context(|| format!("cannot read {}", file.display()))?;
            serde_json::from_slice(&text)
                .map_err(|e| anyhow!("{e}; docs/propose.md lists limits and weights: {}", file.display()))?
        }
        None => Rules::default(),
    };
    let mut request = Request {
        stories: stories(&arguments.stories)?,
        without: stories(&arguments.without)?.into_iter().collect(),
        pictures: pictures(&arguments.pictures, session)?,
        count: arguments.count.clamp(1, 24),
        seed: arguments.seed,
        pages: arguments.pages.clamp(1, 1_000_000),
        limits: rules.limits,
        weights: rules.weights,
        ..Request::new(arguments.page)
    };
    request.groups = groups(&arguments.groups, session)?;
    if let Some(into) = &arguments.into {
        request.area = Some(hole(into)?);
        request.keep = Keep::Placed;
    }
    if arguments.fill {
        request.keep = Keep::Placed;
    }
    if arguments.refit {
        request.move_little();
    }
    Ok(request)
}

/// The id, where the edition has it.
fn known<'k, I: Clone + std::fmt::Display + 'k>(
    id: &str,
    mut all: impl Iterator<Item = &'k I>,
    what: &str,
) -> anyhow::Result<I> {
    let found = all.find(|k| k.to_string() == id).cloned();
    found.ok_or_else(|| anyhow!("there is no {what} {id}: `banxin import` brings some in"))
}

fn pictures(given: &[String], session: &Session) -> anyhow::Result<BTreeMap<StoryId, Vec<PictureId>>> {
    let edition = session.edition();
    let mut all = BTreeMap::new();
    for one in given {
        let Some((story, pictures)) = one.split_once(':') else {
            bail!("“{one}” names no pictures: write STORY:PICTURE+PICTURE, such as s1:p1+p4, or s1: for none");
        };
        let ids = pictures.split('+').filter(|p| !p.is_empty());
        let ids = ids.map(|p| known(p, edition.pictures.keys(), "picture")).collect::<anyhow::Result<_>>()?;
        all.insert(known(story, edition.stories.keys(), "story")?, ids);
    }
    Ok(all)
}

fn groups(given: &[String], session: &Session) -> anyhow::Result<Vec<Group>> {
    let edition = session.edition();
    let labels: Vec<BlockId> = edition.pages.iter().flat_map(|p| &p.blocks).map(|b| b.id.clone()).collect();
    let mut all = Vec::new();
    for one in given {
        let Some((label, stories)) = one.split_once(':') else {
            bail!("“{one}” names no stories: write BLOCK:STORY+STORY, such as label:s2+s3");
        };
        let stories = stories.split('+').map(|s| known(s, edition.stories.keys(), "story"));
        all.push(Group {
            label: known(label, labels.iter(), "block")?,
            stories: stories.collect::<anyhow::Result<_>>()?,
        });
    }
    Ok(all)
}

fn hole(text: &str) -> anyhow::Result<Place> {
    let numbers: Vec<u16> = text.split(',').map_while(|n| n.trim().parse().ok()).collect();
    let [column, columns, line, lines] = numbers[..] else {
        bail!("“{text}” is no hole: write column, columns, line, lines, such as 6,2,99,21");
    };
    Ok(Place::Columns { column, columns, line, lines })
}

fn picture(
    out: &Path,
    arguments: &Arguments,
    number: usize,
    search: &crate::session::Search,
    proposal: &Proposal,
) -> anyhow::Result<String> {
    let file = out.join(format!("p{:02}-{number}.png", arguments.page));
    let bytes = search.proof(proposal, PICTURE)?;
    fs::write(&file, bytes).with_context(|| format!("cannot write {}", file.display()))?;
    Ok(file.display().to_string())
}

fn report<'a>(arguments: &Arguments, outcome: &'a Outcome, files: &[String]) -> Report<'a> {
    let proposals = outcome.proposals.iter().enumerate().map(|(i, p)| ProposalReport {
        score: p.score,
        metrics: &p.metrics,
        card: &p.card,
        commands: &p.commands,
        picture: files.get(i).cloned(),
    });
    Report {
        schema: 1,
        page: arguments.page,
        seed: arguments.seed,
        apart: outcome.apart,
        statistics: outcome.statistics,
        proposals: proposals.collect(),
        trouble: outcome.trouble.as_ref(),
    }
}

fn tell(outcome: &Outcome, files: &[String], streams: &mut Streams<'_>) -> anyhow::Result<()> {
    let language = streams.language;
    for (i, proposal) in outcome.proposals.iter().enumerate() {
        writeln!(streams.out, "{} {:.1}", i + 1, proposal.score)?;
        for line in &proposal.card {
            let sign = if line.good { ' ' } else { '!' };
            writeln!(streams.out, "  {sign} {}", line.said.said(language))?;
        }
        if let Some(file) = files.get(i) {
            writeln!(streams.out, "    {file}")?;
        }
    }
    let s = outcome.statistics;
    writeln!(
        streams.err,
        "{} proposals; {} pages drawn, {} judged, {} laid out",
        outcome.proposals.len(),
        s.drawn,
        s.scored,
        s.laid_out
    )?;
    if let Some(trouble) = &outcome.trouble {
        writeln!(streams.err, "{}", trouble.said.said(language))?;
        for (i, relief) in trouble.reliefs.iter().enumerate() {
            writeln!(streams.err, "  → {} {} ({:.1})", i + 1, relief.said.said(language), relief.score)?;
        }
    }
    Ok(())
}
