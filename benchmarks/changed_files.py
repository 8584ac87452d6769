"""Three real interviews and two cases, worked on by real commands → what ten ways of changing their files leave of it.

    FILIGRANE_SHARED=… python -m benchmarks.changed_files [FOLDER]

A line for each way: decisions in force before and after (with how many of each kind), those lost without being asked,
those that stand on other words, pseudonyms that changed. A study is read once, and copied for each way.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path

import docx

from pipeline.anchoring import anchors, decisions
from pipeline.anchoring.anchors import Place, Turns
from pipeline.cli.coder_study import coder_study
from pipeline.coding import coding_writer as pens
from pipeline.coding.placing import standing_place, turns_by_session
from pipeline.ingest.readers.registry import sessions
from pipeline.model import store
from pipeline.model.contracts import Identifier, Turn
from pipeline.model.decision_rows import (
    CodingDecision,
    ConsentDecision,
    Decision,
    IdentifierDecision,
    IdentifierVerb,
    RoleDecision,
    Scope,
)
from pipeline.model.study import Study
from pipeline.model.study_key import study_key
from pipeline.pseudonymise.resolve.standing_decisions import check

KINDS = (CodingDecision, IdentifierDecision, ConsentDecision, RoleDecision)
TEXTS = ("36-inline-labels/36-en-ligne.txt", "42-same-label-two-interviews/42a.txt")
ONE, TWO = "36-en-ligne.txt", "42a.txt"
CODINGS, WORDS = 6, 8  # passages coded in each interview, words of each
BACKEND = re.compile(r"(backend: (?:&\w+ )?)(?!\*)\w+")
Way = Callable[[Path], None]


def command(study: Path, *typed: str) -> subprocess.CompletedProcess[str]:
    """Type a command in a study, with nobody there to answer."""
    return subprocess.run(
        [sys.executable, "-m", "pipeline.cli", *typed], cwd=study, capture_output=True, text=True, check=False,
        stdin=subprocess.DEVNULL, env={**os.environ, "PYTHONPATH": os.getcwd()},  # noqa: PTH109
    )


def must(study: Path, *typed: str) -> None:
    """Type a command that has to succeed."""
    done = command(study, *typed)
    if done.returncode:
        raise SystemExit(f"{' '.join(typed)}\n{done.stdout}{done.stderr}")


def made(root: Path, shared: Path) -> Path:
    """Set the study up, compute it, and work on it as people do."""
    study = root / "study"
    must(root, "new", str(study))
    for file in sorted((shared / "corpora/entretiens_artisans").glob("*.docx"))[:3]:
        shutil.copy(file, study / "transcripts" / file.name)
    for text in TEXTS:
        shutil.copy(shared / "cases" / text, study / "transcripts" / Path(text).name)
    params = study / "params.yaml"
    params.write_text(BACKEND.sub(r"\1lexical", params.read_text("utf-8")), "utf-8")
    must(study, "run")
    work(study)
    must(study, "run")
    return study


def work(folder: Path) -> None:
    """Code, star, write memos, review names, sign, set what a speaker allows, say who asks."""
    study = Study(folder)
    at = coder_study(study)
    pen = pens.CodingWriter(author="claire", mode="manual", codebook=at.codebook, turns=at.turns)
    code = at.codebook.codes[0].id
    for session, turns in at.turns.items():
        lines = [pens.code(pen, session, place, code, memo="un mémo") for place in _passages(turns)]
        lines += [pens.star(pen, session, place) for place in _passages(turns)[:1]]
        decisions.append(study, "claire", [*lines, pens.read(pen, session), pens.memo(pen, session, None, "à relire")])
    decisions.append(study, "claire", _reviewed(study))
    for session, turns in at.turns.items():
        must(folder, "sign", session, "--by", "claire", "--anyway")
        answers = [n for n, turn in turns.items() if turn.role == "participant"]
        must(folder, "consent", session, str(answers[0]), "--level", "not_quotable", "--by", "claire")
        labels = {t.speaker: t.role for t in store.load(study, "turns") if t.session == session and t.speaker}
        label, role = next((name, role) for name, role in labels.items() if role == "participant")
        must(folder, "role", session, label, "--role", role, "--by", "claire")


def _passages(turns: Turns) -> list[Place]:
    long = [n for n, t in turns.items() if t.role == "participant" and len(anchors.words(t.text)) > WORDS]
    return [Place(n, 0, n, WORDS - 1) for n in long[:CODINGS]]


def _reviewed(study: Study) -> list[IdentifierDecision]:
    """Keep in clear a few words of each interview that name nobody; people stay under their pseudonyms."""
    turns, key = {(t.session, t.turn): t for t in store.load(study, "turns")}, study_key(study)
    found: list[IdentifierDecision] = []
    for row in store.load(study, "identifiers"):
        turn = turns.get((row.session, row.turn))
        if turn is None or row.type == "person" or sum(d.session == row.session for d in found) == CODINGS:
            continue
        covered = [n for n, (a, b) in enumerate(anchors.words(turn.text)) if a < row.end and row.start < b]
        found.append(IdentifierDecision(
            id=f"names-{len(found)}", at=f"2026-01-02T10:00:00.{len(found):06}+00:00", session=row.session,
            turn=row.turn, first_word=covered[0], last_word=covered[-1], type=row.type, action=IdentifierVerb.KEEP,
            entity="",
            replacement="", scope=Scope.HERE, check=check(key, turn.text[row.start : row.end]),
        ))
    return found


# What a study's owner may do to its files.


def sessions_added(folder: Path) -> None:
    """Write sessions.csv as the tutorial says, with identifiers."""
    files = sorted(p.name for p in folder.iterdir() if p.suffix in {".docx", ".txt"})
    rows = [f"E{n:02};{file}" for n, file in enumerate(files, 1)]
    (folder / "sessions.csv").write_text("\n".join(["session;fichier", *rows]) + "\n", "utf-8")


def renamed(folder: Path) -> None:
    """Give two files other names."""
    (folder / ONE).rename(folder / "un autre nom.txt")
    first(folder).rename(folder / "Atelier.docx")


def moved(folder: Path) -> None:
    """Put files into a folder."""
    (folder / "terrain").mkdir()
    for file in (folder / ONE, first(folder)):
        file.rename(folder / "terrain" / file.name)


def as_docx(folder: Path) -> None:
    """Save a text as a Word document."""
    written = docx.Document()
    for line in (folder / ONE).read_text("utf-8").splitlines():
        written.add_paragraph(line)
    written.save(str(folder / ONE.replace(".txt", ".docx")))
    (folder / ONE).unlink()


def typo_mended(folder: Path) -> None:
    """Mend a word in a passage that nobody coded, and another in one that somebody did."""
    for name in (ONE, TWO):
        text = (folder / name).read_text("utf-8")
        longest = max(re.findall(r"\b[a-zà-ÿ]{7,}\b", text), key=len)
        (folder / name).write_text(text.replace(longest, longest[:-1] + "x", 1), "utf-8")


def split(folder: Path) -> None:
    """Cut an interview in two files, between two paragraphs."""
    lines = (folder / TWO).read_text("utf-8").splitlines(keepends=True)
    half = next(n for n in range(len(lines) // 2, len(lines)) if ":" in lines[n][:20])
    (folder / "42a suite.txt").write_text("".join(lines[half:]), "utf-8")
    (folder / TWO).write_text("".join(lines[:half]), "utf-8")


def merged(folder: Path) -> None:
    """Put two interviews into one file."""
    text = (folder / ONE).read_text("utf-8")
    (folder / ONE).unlink()
    (folder / TWO).write_text((folder / TWO).read_text("utf-8").rstrip() + "\n" + text, "utf-8")


def other_encoding(folder: Path) -> None:
    """Save texts as an old Windows does, and as UTF-16."""
    for name, encoding in ((ONE, "cp1252"), (TWO, "utf-16")):
        (folder / name).write_bytes((folder / name).read_text("utf-8").encode(encoding, "replace"))


def id_given(folder: Path) -> None:
    """Give an interview an identifier in its heading."""
    (folder / ONE).write_text(f"---\nsession: E12\n---\n{(folder / ONE).read_text('utf-8')}", "utf-8")


def id_changed(folder: Path) -> None:
    """Give interviews identifiers, then others to the same: done in two runs."""
    sessions_added(folder)
    must(folder.parent, "run")
    path = folder / "sessions.csv"
    path.write_text(re.sub(r"^E0(\d)", r"P1\1", path.read_text("utf-8"), flags=re.MULTILINE), "utf-8")


def first(folder: Path) -> Path:
    """Give the first Word document."""
    return min(folder.glob("*.docx"))


WAYS: tuple[Way, ...] = (
    sessions_added, renamed, moved, as_docx, typo_mended, split, merged, other_encoding, id_given, id_changed,
)


def decided(study: Study) -> dict[str, Decision]:
    """Give the decisions in force, of every kind, by identifier."""
    return {d.id: d for kind in KINDS for d in decisions.in_force(decisions.read(study, kind))}


def source_words(study: Study) -> Mapping[str, list[str]]:
    """Give the words in clear that each coding and star stands on now; none when it stands nowhere."""
    shown, said = turns_by_session(store.load(study, "anonymised")), _said(study)
    found: dict[str, list[str]] = {}
    for d in decisions.in_force(decisions.read(study, CodingDecision)):
        if d.turn < 0:
            continue
        place = standing_place(d, shown.get(d.session, {}))
        if isinstance(place, Place):
            words = anchors.split(said[d.session, place.turn].text)
            found[d.id] = words[place.first_word : place.last_word + 1]
    return found


def _said(study: Study) -> dict[tuple[str, int], Turn]:
    return {(t.session, t.turn): t for t in store.load(study, "turns")}


def called(study: Study) -> dict[tuple[str, str], str]:
    """Give the pseudonym under which each name said is read, by the words of its turn."""
    said, found = _said(study), {}
    rows: list[Identifier] = store.load(study, "identifiers")
    for row in rows:
        turn = said.get((row.session, row.turn))
        if turn is not None and row.action == "replace" and row.type == "person":
            found[turn.text, turn.text[row.start : row.end]] = row.replacement
    return found


def tried(study: Path, way: Way, place: Path) -> bool:
    """Change the files of a copy, run, and tell in one line what became of the work; gives whether all is well."""
    shutil.copytree(study, place)
    copy = Study(place)
    before, words, names = decided(copy), source_words(copy), called(copy)
    way(place / "transcripts")
    done = command(place, "run")
    if done.returncode:
        print(f"{way.__name__}: asked, nothing written\n   " + "\n   ".join((done.stdout + done.stderr).splitlines()))
        return "Rien n'a été écrit" in done.stdout + done.stderr
    after, now, then = decided(copy), source_words(copy), called(copy)
    live = {s.session for s in sessions(copy)}
    lost = [d for i, d in before.items() if i not in after or (after[i].session and after[i].session not in live)]
    detached = [i for i in words if i not in now]
    other = [i for i in words if i in now and not alike(words[i], now[i])]
    changed = [key for key in names.keys() & then.keys() if names[key] != then[key]]
    kinds = Counter(type(d).__name__.removesuffix("Decision") for d in before.values())
    told = ", ".join(f"{n} {kind}" for kind, n in sorted(kinds.items()))
    print(
        f"{way.__name__}: n = {len(before)} ({told}) → {len(after)}; lost {len(lost)}, detached {len(detached)}, "
        f"moved {len(other)}; pseudonyms n = {len(names.keys() & then.keys())}, changed {len(changed)}", flush=True,
    )
    return not (lost or detached or other or changed)


def alike(was: list[str], now: list[str]) -> bool:
    """Tell whether words are the same, but for one that a hand mended."""
    return len(was) == len(now) and sum(a != b for a, b in zip(was, now, strict=True)) <= 1


def main() -> int:
    """Try every way."""
    shared = Path(os.environ["FILIGRANE_SHARED"])
    root = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(tempfile.mkdtemp())
    study = root / "study" if (root / "study").exists() else made(root, shared)
    failed = [way for way in WAYS if not tried(study, way, root / way.__name__)]
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main())
