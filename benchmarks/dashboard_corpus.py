"""A number of sessions → a made-up study with its tables and its decisions, as a run would have left them."""

from __future__ import annotations

import random
import shutil
from pathlib import Path
from typing import Any

from pipeline.anchoring import anchors, decisions
from pipeline.anchoring.anchors import Place
from pipeline.model import store
from pipeline.model.contracts import AnonymisedTurn, Coding, Evidence, Excerpt, Participant, Suggestion
from pipeline.model.decision_rows import CodingDecision, CodingVerb
from pipeline.model.study import Study

ROOT = Path(__file__).parents[1]
EXCERPTS, CODINGS, SUGGESTIONS, STARS = 100, 20, 10, 2  # in each session
WORDS, VOCABULARY = 45, 4000
LONG, LONG_TURNS, LONG_WORDS = "LONG", 600, 85
FIELDS = ("accès aux droits", "accueil ponctuel", "budget", "hébergement d'urgence", "insertion", "logement")
CODES = ("A1", "A2", "A3", "B1", "B2", "C1")
Rows = dict[str, list[Any]]


def write(root: Path, sessions: int) -> str:
    """Write the study; gives what it holds."""
    for name in ("codebook", "params.yaml"):
        source = ROOT / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, root / name)
    chance = random.Random(2015)  # noqa: S311 - a study drawn the same at every run
    tables: Rows = {name: [] for name in ("anonymised", "participants", "excerpts", "suggestions", "codings")}
    lines: list[CodingDecision] = []
    for number in range(sessions):
        _session(f"S{number:04}", EXCERPTS, WORDS, chance, tables, lines)
    _session(LONG, LONG_TURNS, LONG_WORDS, chance, tables, lines)
    kept = {name: sorted(rows, key=_key(name)) for name, rows in tables.items()}
    store.save_tables(root / "build/tables", {"tables": kept, "run": {"counts": {}}})
    for coder in ("claire", "noe"):
        decisions.append(Study(root), coder, [d for d in lines if d.author == coder])
    return ", ".join(f"{len(tables[name])} {name}" for name in ("excerpts", "codings", "suggestions"))


def _key(name: str) -> Any:
    columns = {"anonymised": ("session", "turn"), "participants": ("participant", "session"),
               "excerpts": ("excerpt",), "suggestions": ("excerpt", "code"), "codings": ("coding",)}[name]
    return lambda row: tuple(getattr(row, c) for c in columns)


def _session(  # noqa: PLR0913, PLR0917 - all that one session is drawn from
    name: str, count: int, length: int, chance: random.Random, tables: Rows, lines: list[CodingDecision]
) -> None:
    who = f"Personne {name}"
    tables["participants"].append(Participant(who, name, {"champ": chance.choice(FIELDS), "lieu": "Calgrève"}))
    turns: dict[int, AnonymisedTurn] = {}
    for n in range(count):
        turns[2 * n] = _turn(name, 2 * n, "", "Et ensuite, comment cela se passe-t-il ?")
        turns[2 * n + 1] = _turn(name, 2 * n + 1, who, _said(chance, length))
    tables["anonymised"] += turns.values()
    found = [_excerpt(turns[2 * n + 1], turns[2 * n].text) for n in range(count)]
    tables["excerpts"] += found
    _decide(chance, found[:EXCERPTS], turns, tables, lines)


def _turn(session: str, turn: int, speaker: str, text: str) -> AnonymisedTurn:
    role: Any = "participant" if speaker else "interviewer"
    last = len(anchors.split(text)) - 1
    return AnonymisedTurn(session, turn, speaker or "Enquête", role, None, None, text, (), (), (last,))


def _said(chance: random.Random, words: int) -> str:
    # Few words come often and many seldom, as in speech.
    ranks = (min(int(chance.paretovariate(0.6)), VOCABULARY) for _ in range(words))
    return " ".join(f"mot{rank}" for rank in ranks).capitalize() + "."


def _excerpt(turn: AnonymisedTurn, question: str) -> Excerpt:
    last = turn.sentences[-1]
    name = f"{turn.session}:{turn.turn}:w0-w{last}"
    return Excerpt(name, turn.session, turn.turn, 0, len(turn.text), turn.speaker, turn.text, question, "free", ())


def _decide(
    chance: random.Random, found: list[Excerpt], turns: dict[int, AnonymisedTurn], tables: Rows,
    lines: list[CodingDecision],
) -> None:
    coded = chance.sample(found, CODINGS + SUGGESTIONS + STARS)
    for rank, e in enumerate(coded[:CODINGS]):
        line = _line(e, turns, chance.choice(CODES), CodingVerb.ADD, rank)
        lines.append(line)
        tables["codings"].append(_coding(e, line))
    lines += [_line(e, turns, "", CodingVerb.STAR, rank) for rank, e in enumerate(coded[CODINGS : CODINGS + STARS])]
    for e in coded[CODINGS + STARS :]:
        _suggest(e, chance.choice(CODES), tables)


def _line(e: Excerpt, turns: dict[int, AnonymisedTurn], code: str, decision: CodingVerb, rank: int) -> CodingDecision:
    place = Place(e.turn, 2, e.turn, 12)
    return CodingDecision(
        id=f"{e.session}-{e.turn}-{decision}", at=f"2026-01-01T10:{rank:02}:00.000001", session=e.session, turn=e.turn,
        first_word=2, last_turn=e.turn, last_word=12, quote=anchors.quote(turns, place), code=code, decision=decision,
        mode="manual", definition="", replaces="", author="claire" if rank % 2 else "noe",
    )


def _coding(e: Excerpt, line: CodingDecision) -> Coding:
    start = e.text.index(line.quote)
    return Coding(
        line.id, e.session, e.turn, start, e.turn, start + len(line.quote), line.quote, line.code, line.author,
        "person", "coded", "manual", "free", line.at,
    )


def _suggest(e: Excerpt, code: str, tables: Rows) -> None:
    fired = Evidence("registre", 0, 12, "mot", "")
    tables["suggestions"].append(Suggestion(e.excerpt, code, 0.7, "probable", ("registre",), (fired,)))
    tables["codings"].append(Coding(
        f"{e.excerpt}|{code}", e.session, e.turn, 0, e.turn, 12, e.text[:12], code, "registre", "registre", "proposed",
        "none", "free", "",
    ))
