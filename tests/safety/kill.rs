//! `kill -9` in the middle of a night's work: the edition that comes back is the last finished gesture or, where the kill
//! came while one was being finished, that one.
//!
//! `BANXIN_KILLS=200` sets how often; without it a number that is quick.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

use banxin::model::Edition;
use banxin::session::Session;

use crate::desk::Desk;
use crate::random::{Hand, PHOTOS};

const FOLDER: &str = "BANXIN_SCRIPTED_RUN";
const SEED: &str = "BANXIN_SCRIPTED_SEED";

fn kills() -> usize {
    std::env::var("BANXIN_KILLS").ok().and_then(|n| n.parse().ok()).unwrap_or(15)
}

/// One thing an editor does. What it does depends on the seed and on the state alone.
fn act(session: &mut Session, hand: &mut Hand) {
    match hand.random.u8(0..100) {
        0..60 => {
            let command = hand.command(session.edition());
            let _ = session.apply("命令", command);
        }
        60..85 => {
            let gesture = session.begin("手势");
            for _ in 0..hand.random.usize(1..8) {
                let command = hand.command(session.edition());
                let _ =
                    if hand.random.bool() { session.extend(gesture, command) } else { session.renew(gesture, command) };
            }
            let _ = if hand.random.u8(0..5) == 0 { session.abort(gesture) } else { session.commit(gesture) };
        }
        85..90 => drop(session.undo()),
        90..93 => drop(session.redo()),
        93..96 => {
            let count = session.history().entries().0.len();
            session.jump(hand.random.usize(0..count));
        }
        _ => drop(session.save().unwrap()),
    }
}

/// The program that is killed: this test, run alone by the one below.
#[test]
#[ignore = "run by another test, which kills it"]
fn scripted_run() {
    let (Ok(folder), Ok(seed)) = (std::env::var(FOLDER), std::env::var(SEED)) else { return };
    let mut session = Session::edit(Path::new(&folder)).unwrap();
    session.recover().unwrap();
    let mut hand = Hand::new(seed.parse().unwrap());
    let mut out = std::io::stdout().lock();
    for n in 0.. {
        act(&mut session, &mut hand);
        assert!(session.journal_trouble().is_none());
        writeln!(out, "finished {n}").unwrap();
        out.flush().unwrap();
    }
}

#[test]
fn killed_at_any_moment_nothing_that_was_finished_is_lost() {
    let mut random = fastrand::Rng::with_seed(11);
    let mut desk = fresh();
    let (mut exact, mut later, mut finished) = (0, 0, 0);
    for kill in 0..kills() {
        if kill % 8 == 0 {
            desk = fresh();
        }
        // What the killed program began with, followed here step by step.
        let before = copy(&desk.folder());
        let count = killed(&desk, kill as u64, &mut random);
        finished += count;
        let states = states(&before.path().join("edition"), kill as u64, count + 1);

        let after = copy(&desk.folder());
        let mut session = Session::edit(&after.path().join("edition")).unwrap();
        session.recover().unwrap();
        let is = |n: usize| session.edition().is_same(&states[n]);
        assert!(is(count) || is(count + 1), "kill {kill}: {count} were finished, and that is not what came back");
        if is(count) { exact += 1 } else { later += 1 }
    }
    println!("{} kills after {finished} gestures: {exact} came back as last told, {later} one further", exact + later);
}

fn fresh() -> Desk {
    let desk = Desk::new();
    for photo in PHOTOS {
        fs::write(desk.folder().join("photos").join(photo), b"png").unwrap();
    }
    desk
}

/// Runs the script until it is killed; gives back how many gestures it said it had finished.
fn killed(desk: &Desk, seed: u64, random: &mut fastrand::Rng) -> usize {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "kill::scripted_run", "--ignored", "--nocapture", "--test-threads=1"])
        .env(FOLDER, desk.folder())
        .env(SEED, seed.to_string())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    // The first line begins with what the test's harness says before it.
    let told = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
    let mut told = told.filter_map(|line| line.split_once("finished ")?.1.parse::<usize>().ok());
    let mut count = 0;
    let wanted = random.usize(0..40);
    while count < wanted {
        count = 1 + told.next().expect("the scripted run ends only when it is killed");
    }
    std::thread::sleep(Duration::from_micros(random.u64(0..6_000)));
    child.kill().unwrap();
    child.wait().unwrap();
    // A last line that was cut short would be a number too small, and found out.
    told.last().map_or(count, |last| last + 1)
}

/// The states the script goes through: before it, and after each thing it does.
fn states(folder: &Path, seed: u64, count: usize) -> Vec<Arc<Edition>> {
    let mut session = Session::edit(folder).unwrap();
    session.recover().unwrap();
    session.keep_no_journal();
    let mut hand = Hand::new(seed);
    let mut states = vec![Arc::clone(session.edition())];
    for _ in 0..count {
        act(&mut session, &mut hand);
        states.push(Arc::clone(session.edition()));
    }
    states
}

fn copy(folder: &Path) -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    copy_all(folder, &dir.path().join("edition"));
    dir
}

fn copy_all(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(|e| e.unwrap()) {
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy_all(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}
