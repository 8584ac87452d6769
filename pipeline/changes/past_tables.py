"""A git revision, or the run before this one, or the last one → its tables, its texts, from this machine alone."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from pipeline.anchoring import anchors, decisions
from pipeline.anchoring.interview_register import InterviewVersion, Register
from pipeline.anchoring.present_places import Follower
from pipeline.anchoring.word_places import excerpt_id, parse_excerpt_id
from pipeline.model import former_names, store
from pipeline.model.contracts import AnonymisedTurn, Coding, Excerpt, Orphan, ThemeSummary, Turn
from pipeline.model.errors import FiligraneError
from pipeline.model.files import UNFINISHED, all_or_nothing, write_whole, yaml_values
from pipeline.model.study import Study
from pipeline.model.study_key import study_key
from pipeline.run.flow import TABLES

PREVIOUS = "build/previous/tables"
CACHE = ".dvc/cache/files/md5"
RUN = "run.json"
COMPARED = ("anonymised", "excerpts", "codings", "orphans", "theme_summaries")
LOCK, KEPT_LOCK = "dvc.lock", "build/previous/dvc.lock"
TurnPlace = tuple[str, int]
MovedTurns = dict[TurnPlace, TurnPlace]
SECTIONS = ("excerpts", "embeddings", "topic_embeddings", "suggestions")
SEALED = ("suggestions", "embeddings", "topic_embeddings")


@dataclass(frozen=True)
class Tables:
    """
    What two runs are compared on.

    ``inputs`` is what DVC kept of what each was made from: a hash for each file that people write, each section of
    settings and each seal of the code; empty when it kept nothing.
    """

    anonymised: list[AnonymisedTurn] = field(default_factory=list)
    excerpts: list[Excerpt] = field(default_factory=list)
    codings: list[Coding] = field(default_factory=list)
    orphans: list[Orphan] = field(default_factory=list)
    run: dict[str, Any] = field(default_factory=dict)
    themes: list[ThemeSummary] = field(default_factory=list)
    inputs: dict[str, str] = field(default_factory=dict)


def keep_previous(study: Study) -> None:
    """Copy the tables aside: « Qu'est-ce qui a changé ? » is asked of them after the run."""
    now = study / TABLES
    kept = study / PREVIOUS
    if not (now / RUN).exists():
        return
    beside = kept.with_name(kept.name + UNFINISHED)
    shutil.rmtree(beside, ignore_errors=True)
    with all_or_nothing(beside):
        beside.mkdir(parents=True)
        for path in sorted(now.iterdir()):
            shutil.copyfile(path, beside / path.name)
    shutil.rmtree(kept, ignore_errors=True)
    beside.rename(kept)
    if (study / LOCK).exists():
        write_whole(study / KEPT_LOCK, (study / LOCK).read_bytes())


def load_now(study: Study) -> Tables:
    """
    Read the tables as they are.

    Raises:
        FiligraneError: they were never made.
    """
    return replace(load_folder(study / TABLES), inputs=_inputs(_text(study / LOCK)))


def load_before(study: Study, revision: str | None = None) -> Tables:
    """
    Read the tables of a git revision from the cache of DVC; of the run before this one without a revision.

    They name interviews and turns as today (``named_as_today``): a file that only bears another name changed nothing.

    Raises:
        FiligraneError: git does not know the revision, or the cache does not hold its tables any more.
    """
    register = decisions.interviews(study)
    if revision is None:
        then = named_as_today(load_folder(study / PREVIOUS), register)
        return replace(then, inputs=_inputs(_text(study / KEPT_LOCK)))
    lock = shown(study, revision, LOCK)
    outs = yaml_values(lock).get("stages", {}).get("tables", {}).get("outs", [])
    found = [str(out["md5"]) for out in outs if out["path"] == TABLES]
    if not found:
        raise FiligraneError(f"dvc.lock, à la révision « {revision} », ne connaît pas de tables : rien à comparer.")
    listed = store.load_json(cached(study, found[0]))
    made = _read({entry["relpath"]: cached(study, entry["md5"]) for entry in listed})
    return replace(named_as_today(made, register), inputs=_inputs(lock))


def load_folder(folder: Path) -> Tables:
    """
    Read the tables that a folder holds.

    Raises:
        FiligraneError: no run ever finished there.
    """
    if not (folder / RUN).exists():
        raise FiligraneError(f"{folder} est vide : rien à comparer. Lancez « filigrane run » d'abord.")
    return _read({path.name: path for path in folder.iterdir()})


def _read(paths: dict[str, Path]) -> Tables:
    # A run of long ago may lack a table that was added since.
    rows: dict[str, Any] = {
        name: store.read(name, paths[f"{name}.parquet"]) if f"{name}.parquet" in paths else [] for name in COMPARED
    }
    return Tables(themes=rows.pop("theme_summaries"), **rows, run=store.load_json(paths[RUN]))


def named_as_today(tables: Tables, register: Register) -> Tables:
    """
    Give the tables of a former run with the interviews that bear another name, were split or joined, under the names
    of today, each turn under the number it has now.

    An interview that kept its name, and its words to itself, is left as it is: what was edited there is told.
    """
    moved = _moved_turns(tables.anonymised, register)
    if not moved:
        return tables

    def placed(row: Any, **more: Any) -> Any:
        session, turn = moved.get((row.session, row.turn), (row.session, row.turn))
        return replace(row, session=session, turn=turn, **more)

    def cut(row: Excerpt) -> Any:
        session, turn = moved.get((row.session, row.turn), (row.session, row.turn))
        return placed(row, excerpt=excerpt_id(session, turn, *parse_excerpt_id(row.excerpt)[2:]))

    def coded(row: Coding) -> Any:
        last = moved.get((row.session, row.last_turn), ("", row.last_turn))[1]
        return placed(row, last_turn=last)

    return replace(
        tables, anonymised=[placed(t) for t in tables.anonymised], excerpts=[cut(e) for e in tables.excerpts],
        codings=[coded(c) for c in tables.codings], orphans=[placed(o) for o in tables.orphans],
    )


def _moved_turns(turns: list[AnonymisedTurn], register: Register) -> MovedTurns:
    """Tell where turns stand today that stand elsewhere, or whose interview others joined."""
    follower = Follower(register)
    then = _versions(turns, register)
    after = {session: {v.session for v in follower.successors(version)} for session, version in then.items()}
    apart = {s for s, names in after.items() if names and names != {s}}
    apart |= {s for s, names in after.items() if names & {n for other in apart for n in after[other]}}
    found: MovedTurns = {}
    taken: set[TurnPlace] = set()
    for place in sorted((t.session, t.turn) for t in turns if t.session in apart):
        there = _today(follower, then[place[0]], place, found)
        if there and there not in taken:
            found[place] = there
            taken.add(there)
    # What is nowhere any more makes room for what stands at its number now.
    left = sorted(place for place in {(t.session, t.turn) for t in turns} - found.keys() if place in taken)
    beyond = 1 + max((turn for _, turn in [*taken, *((t.session, t.turn) for t in turns)]), default=0)
    return found | {place: (place[0], beyond + n) for n, place in enumerate(left)}


def _versions(turns: list[AnonymisedTurn], register: Register) -> dict[str, InterviewVersion]:
    checks: dict[str, dict[int, str]] = defaultdict(dict)
    for t in turns:
        checks[t.session][t.turn] = t.check
    found = {}
    for session, of in checks.items():
        for version in reversed(register.versions.get(session, [])):
            known = dict(enumerate(version.fingerprint.checks))
            if all(known.get(turn) == check for turn, check in of.items() if check):
                found[session] = version
                break
    return found


def _today(follower: Follower, version: InterviewVersion, place: TurnPlace, found: MovedTurns) -> TurnPlace | None:
    spot = follower.spot(version, place[1], 0)
    if spot:
        return spot.version.session, spot.turn
    # A turn without words goes on standing after the one before it.
    before = found.get((place[0], place[1] - 1)) if version.fingerprint.last_word(place[1]) < 0 else None
    return (before[0], before[1] + 1) if before else None


def _text(path: Path) -> str:
    return path.read_text("utf-8") if path.exists() else ""


def _inputs(lock: str) -> dict[str, str]:
    stages = (yaml_values(former_names.of_lock(lock)) or {}).get("stages", {}) if lock else {}
    watched = [*SECTIONS, "codings", "anonymised", "turns", "themes"]
    deps = {d["path"]: str(d.get("md5", "")) for name in watched for d in stages.get(name, {}).get("deps", ())}
    params = {f"params:{name}": stages.get(name, {}).get("params", {}) for name in SECTIONS if name in stages}
    return {
        **{place: md5 for place, md5 in deps.items() if not place.startswith(("build/", ".filigrane/"))},
        **{name: json.dumps(said, sort_keys=True) for name, said in params.items()},
        **{f"seal:{name}": deps.get(f".filigrane/code/{name}.sha", "") for name in SEALED if name in stages},
    }


def shown(study: Study, revision: str, path: str) -> str:
    """
    Give a file of the study as it was at a revision of git.

    Raises:
        FiligraneError: git knows neither the revision nor the file there.
    """
    place = f"{revision}:./{path}"
    # « --end-of-options » : a revision that begins with a dash is no option of git.
    command = ["git", "-C", str(study.root), "show", "--end-of-options", place]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    if done.returncode:
        raise FiligraneError(f"git ne trouve pas « {place} ». Donnez une révision qui contient dvc.lock, comme HEAD~1.")
    return done.stdout


def cached(study: Study, digest: str) -> Path:
    """
    Find what DVC keeps under a hash.

    Raises:
        FiligraneError: the cache of this machine does not hold it any more.
    """
    path = study / f"{CACHE}/{digest[:2]}/{digest[2:]}"
    if not path.exists():
        raise FiligraneError(
            "Les tables de cette révision ne sont plus dans le cache de DVC de cette machine. Comparez avec une "
            "révision plus récente, ou refaites-la : « git worktree add » puis « dvc repro »."
        )
    return path


class StudyTexts:
    """The texts that decisions are about: what the team reads, and with ``private`` the words in clear."""

    def __init__(self, study: Study, *, private: bool, turns: Mapping[str, Mapping[int, Any]] | None = None) -> None:
        self.study, self.private, self.key = study, private, study_key(study) if private else b""
        self._read = turns

    @property
    def artefact(self) -> str:
        """What holds them."""
        return "turns" if self.private else "anonymised"

    def files(self) -> list[Path]:
        """List the files that they come from: the tables of the last run, or the private half."""
        return store.files(self.study, self.artefact) if self.private else [self.study / TABLES / RUN]

    @cached_property
    def turns(self) -> Mapping[str, Mapping[int, Any]]:
        """Turns by session and number."""
        if self._read is not None:
            return self._read
        found: dict[str, dict[int, Any]] = {}
        rows: list[Turn | AnonymisedTurn] = store.load(self.study, self.artefact)
        for turn in rows:
            found.setdefault(turn.session, {})[turn.turn] = turn
        return found

    @cached_property
    def checks(self) -> dict[str, dict[int, str]]:
        """The keyed check of each turn."""
        of = (lambda t: anchors.check(t.text, self.key)) if self.private else (lambda t: t.check)
        return {session: {n: of(t) for n, t in turns.items()} for session, turns in self.turns.items()}

    def near_first(self, session: str) -> list[str]:
        """Name the interviews to search: the one that a decision is about; all when it is gone."""
        return [session] if session in self.turns else sorted(self.turns)
