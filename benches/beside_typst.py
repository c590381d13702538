#!/usr/bin/env python3
"""Banxin beside Typst: processor time of whole processes for the same broadsheet page.

    python3 -m pip install typst
    cargo build --release
    python3 benches/beside_typst.py [--rounds 9] [--copy FILE] [--photos DIR] [--banxin FILE] [--keep DIR]

Both set the same copy in the same face and size, justified, on the same lines of the same eight columns of 13 字, under
the same headline and the same two photographs, once as an edition of one page and once of four; the first page costs
what one page costs, a further page a third of the difference. Times are user and system time of the process and of all
it started, the median of the rounds; the two programs take turns, so that a busy machine is busy for both.

Typst runs as `python3 -c "import typst; …"`; what Python takes to start and to load it is measured and taken off. It
embeds the photographs as the JPEGs they are. Banxin has separated them in a first export that is not timed, as it does on
every desk where a page is exported for the second time, and packs them as CMYK JPEGs too (2.3 MB a page; `--packing
lossless` takes the default, 5.7 MB). It also runs preflight over the edition (`--force`, for these pages have no masthead),
for which it paints each page's plates, writes PDF/X, each page a file of its own, reads every file again to refuse what
breaks our own rules or the printing house's, and notes a hash of it in `job.json`; Typst does none of these.

What it said on two cores, Typst 0.15, medians of several runs: banxin 45–47 ms for one page and 20–28 ms for each
further one, typst 105–116 ms and 33–41 ms: 0.37–0.43 and 0.57–0.67 of Typst's; lossless 0.50 and 0.91. Of whole
processes, with the 15 ms that Python takes, a page costs 0.35–0.37. A further page of Typst's in a file of its own, as
Banxin's are, takes 45–61 ms, and Banxin 0.4–0.6 of that. The aim was a third and a quarter, set where Typst took 290 ms
for the page; the page misses it by a tenth to a quarter, the further page by far. Of a further page's instructions
setting the type is a quarter, plates and preflight a third, putting the file together and reading it again the rest, of
which most is done by libraries; a quarter of Typst's would be what setting the type and hashing the file take by
themselves. Pages that have not changed could be left as they are, but that would be another measure.
"""

import argparse
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGES = (1, 4)
COLUMNS, CHARS, LINES = 8, 13, 111
PICTURE_LINES = 30
HEADLINE = "基层治理里的社会工作"
FULL_WIDTH = str.maketrans({",": "，", ";": "；", ":": "：", "(": "（", ")": "）", "?": "？", "!": "！"})


def main():
    args = arguments()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(args.keep or scratch).resolve()
        folder.mkdir(parents=True, exist_ok=True)
        copy = paragraphs(args.copy)
        photos = two_photos(args.photos)
        for pages in PAGES:
            write_edition(args.banxin, folder / f"edition{pages}", pages, copy, photos, args.packing)
            write_typst(folder, folder / f"edition{pages}", pages, copy, photos)
        refuse_less_than(copy, args.banxin, folder)
        report(measure(args, folder), sum(map(len, copy)))


def arguments():
    parser = argparse.ArgumentParser(description="Banxin beside Typst: processor time for the same page.")
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--copy", type=Path, default=ROOT / "tests/import/heze.txt", help="UTF-8, one paragraph a line")
    parser.add_argument("--photos", type=Path, default=ROOT / "samples/heze/photos", help="a folder with two JPEGs")
    parser.add_argument("--banxin", type=Path, default=ROOT / "target/release/banxin")
    parser.add_argument("--packing", choices=["jpeg", "lossless"], default="jpeg", help="how Banxin packs photographs")
    parser.add_argument("--keep", help="write editions and PDFs into this empty folder and leave them there")
    args = parser.parse_args()
    if not args.banxin.is_file():
        sys.exit(f"{args.banxin} is missing: run cargo build --release first")
    args.banxin = args.banxin.resolve()
    return args


def paragraphs(path):
    lines = (line.strip().translate(FULL_WIDTH) for line in path.read_text("utf-8").splitlines())
    return [line for line in lines if line]


def two_photos(folder):
    found = sorted(p for p in folder.glob("*.jpg"))[:2] if folder.is_dir() else []
    if len(found) < 2:
        sys.exit(f"{folder} holds fewer than two JPEGs: name another folder with --photos")
    return found


# ---- the two editions ------------------------------------------------------------------------------------------------


def write_edition(banxin, folder, pages, copy, photos, packing):
    """An edition as `banxin new` makes it, with a story, its article and two pictures put on every page."""
    run([banxin, "new", folder, "--preset", "broadsheet", "--pages", str(pages), "--paper", "曹州新报", "--date", "2026-07-24"])
    index_file = folder / "edition.json"
    index = json.loads(index_file.read_text("utf-8"))
    numbers = range(1, pages + 1)
    index["stories"] = [f"s{n}" for n in numbers]
    index["pictures"] = []
    if packing == "jpeg":
        index["house"]["output"]["picture_packing"] = {"jpeg": {"quality": 88}}
    for i, photo in enumerate(photos, 1):
        (folder / "photos" / f"{i}.jpg").write_bytes(photo.read_bytes())
        index["pictures"].append({"id": f"p{i}", "file": f"{i}.jpg", "pixels": jpeg_size(photo)})
    index_file.write_text(json.dumps(index, ensure_ascii=False, indent=2), "utf-8")
    (folder / "stories").mkdir(exist_ok=True)
    for number in numbers:
        story = f"---\nheadline: {HEADLINE}\n---\n\n" + "\n\n".join(map(escaped, copy)) + "\n"
        (folder / "stories" / f"s{number}.md").write_text(story, "utf-8")
        page_file = folder / "pages" / f"p{number:02}.json"
        page = json.loads(page_file.read_text("utf-8"))
        page["blocks"] = list(blocks(number))
        page_file.write_text(json.dumps(page, ensure_ascii=False, indent=2), "utf-8")


def blocks(number):
    half = COLUMNS // 2
    for i in (1, 2):
        place = {"columns": {"column": (i - 1) * half, "columns": half, "line": 0, "lines": PICTURE_LINES - 1}}
        yield {"id": f"photo{number}-{i}", "place": place, "kind": "picture", "picture": f"p{i}"}
    place = {"columns": {"column": 0, "columns": COLUMNS, "line": PICTURE_LINES, "lines": LINES - PICTURE_LINES}}
    legs = {"balance": False}
    yield {"id": f"article{number}", "place": place, "kind": "article", "story": f"s{number}", "legs": legs}


def escaped(text):
    return re.sub(r"([\\\[\]{}#`*_])", r"\\\1", text)


def jpeg_size(path):
    """Width and height from the frame header."""
    data, at = path.read_bytes(), 2
    while at + 9 < len(data):
        marker, length = data[at + 1], int.from_bytes(data[at + 2 : at + 4], "big")
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            return [int.from_bytes(data[at + 7 : at + 9], "big"), int.from_bytes(data[at + 5 : at + 7], "big")]
        at += 2 + length
    sys.exit(f"{path} is not a JPEG")


def write_typst(folder, edition, pages, copy, photos):
    setup = json.loads((edition / "pages" / "p01.json").read_text("utf-8"))["setup"]
    char, line = 3.15, 4.09
    x, y = setup["origin"]["x"], setup["origin"]["y"]
    column, width = CHARS * char, COLUMNS * (CHARS + 1) * char - char
    picture = f"{COLUMNS // 2 * (CHARS + 1) * char - char}mm, height: {(PICTURE_LINES - 1) * line}mm"
    for i, photo in enumerate(photos, 1):
        (folder / f"{i}.jpg").write_bytes(photo.read_bytes())
    image = lambda i: f'#box(width: {picture}, clip: true, image("{i}.jpg", width: 100%, height: 100%, fit: "cover"))'
    body = "\n\n".join(f"#{json.dumps(text, ensure_ascii=False)}" for text in copy)
    page = f"""
#place(top + left)[{image(1)}]
#place(top + left, dx: {width / 2 + char / 2}mm)[{image(2)}]
#v({PICTURE_LINES * line}mm)
#block(width: {width}mm, align(center, text(size: {line * 4}mm, weight: 900)[{HEADLINE}]))
#v({line}mm)
#block(width: {width}mm, height: {(LINES - PICTURE_LINES - 6) * line}mm, columns({COLUMNS}, gutter: {char}mm)[
{body}
])
"""
    source = f"""
#set page(width: {setup["size"]["width"]}, height: {setup["size"]["height"]}, margin: (left: {x}, top: {y}, right: 0mm, bottom: 0mm))
#set text(font: "Bao Song SC", size: {char}mm, lang: "zh", region: "cn", top-edge: 0.88em, bottom-edge: -0.12em)
#set par(justify: true, leading: {line - char}mm, spacing: {line - char}mm, first-line-indent: (amount: 2em, all: true))
""" + "\n#pagebreak()\n".join([page] * pages)
    (folder / f"typst{pages}.typ").write_text(source, "utf-8")


def refuse_less_than(copy, banxin, folder):
    """A page that leaves out text would be quick: the page map must hold all of the copy and both photographs."""
    out = folder / "map"
    run([banxin, "export", folder / "edition1", "--to", "json", "--out", out])
    page = json.loads(next(out.glob("*.json")).read_text("utf-8"))
    text = "".join(part["text"] for article in page["articles"] for part in article["parts"] if part["role"] == "body")
    set_, wanted = "".join(text.split()), "".join("".join(copy).split())
    if set_ != wanted or len(page["pictures"]) != 2:
        sys.exit(
            f"the page holds {len(set_)} of {len(wanted)} characters and {len(page['pictures'])} of 2 photographs:"
            " nothing to compare; see banxin check on an edition kept with --keep"
        )


# ---- the clock -------------------------------------------------------------------------------------------------------


def measure(args, folder):
    """Median processor seconds, by (program, pages)."""
    jobs = {("python", 0): [sys.executable, "-c", "import typst"]}
    for pages in PAGES:
        out = folder / f"banxin{pages}"
        out.mkdir(exist_ok=True)
        jobs["banxin", pages] = [args.banxin, "export", folder / f"edition{pages}", "--force", "--out", out]
        compile_ = (
            f"import typst; typst.compile({str(folder / f'typst{pages}.typ')!r}, output={str(folder / f'typst{pages}.pdf')!r},"
            f" font_paths=[{str(ROOT / 'fonts')!r}], ignore_system_fonts=True)"
        )
        jobs["typst", pages] = [sys.executable, "-c", compile_]
        # The same, every page in a file of its own, as Banxin writes them and printing houses take them.
        files = [str(folder / f"typst1-{number}.typ") for number in range(1, pages + 1)]
        for number, file in enumerate(files, 1):
            source = (folder / "typst1.typ").read_text("utf-8").replace(HEADLINE, f"{HEADLINE}{number}")
            Path(file).write_text(source, "utf-8")
        compile_ = (
            f"import typst\nfor file in {files!r}: typst.compile(file, output=file[:-3] + 'pdf',"
            f" font_paths=[{str(ROOT / 'fonts')!r}], ignore_system_fonts=True)"
        )
        jobs["files", pages] = [sys.executable, "-c", compile_]
    for job in jobs.values():
        run(job)
    times = {key: [] for key in jobs}
    for _ in range(args.rounds):
        for key, job in jobs.items():
            times[key].append(run(job))
    return {key: statistics.median(seconds) for key, seconds in times.items()}


def run(command):
    """Runs to the end and returns the user and system seconds of it and of all it waited for."""
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen([str(word) for word in command], stdout=said, stderr=subprocess.STDOUT)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0:
            said.seek(0)
            sys.exit(f"{command[0]} failed ({process.returncode}):\n{said.read().decode('utf-8', 'replace')}")
    return used.ru_utime + used.ru_stime


def report(seconds, characters):
    python = seconds["python", 0]
    first, last = PAGES
    rows = []
    for program, off in (("banxin", 0.0), ("typst", python)):
        one = seconds[program, first] - off
        further = (seconds[program, last] - seconds[program, first]) / (last - first)
        rows.append((program, one, further))
    print(f"{characters} characters and 2 photographs a page; Python with typst loaded: {python * 1000:.0f} ms, taken off")
    print(f"{'':8}{'one page':>12}{'each further page':>20}")
    for program, one, further in rows:
        print(f"{program:8}{one * 1000:>9.1f} ms{further * 1000:>17.1f} ms")
    ours, theirs = rows
    print(f"banxin / typst: {ours[1] / theirs[1]:.2f} for one page, {ours[2] / max(theirs[2], 1e-9):.2f} for each further one")
    print(f"the same by whole processes, with Python: {ours[1] / (theirs[1] + python):.2f} for one page")
    of_its_own = (seconds["files", last] - seconds["files", first]) / (last - first)
    print(
        f"a further page of typst in a file of its own, as Banxin's are: {of_its_own * 1000:.1f} ms,"
        f" of which Banxin takes {ours[2] / max(of_its_own, 1e-9):.2f}"
    )


if __name__ == "__main__":
    main()
