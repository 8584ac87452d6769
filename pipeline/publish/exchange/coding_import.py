"""Codings made in a spreadsheet → decisions of their coder; what cannot be placed is listed, never dropped."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePath

from pipeline.anchoring.anchors import Place, Turns, checks, holds, quote, source_words, split, units
from pipeline.anchoring.decisions import CodingDecision, append, as_written, in_force, read
from pipeline.anchoring.quote_matching import readings
from pipeline.anchoring.word_places import place_read
from pipeline.codebook.grid import Codebook, codebook
from pipeline.coding.codings_in_place import standing_place, turns_by_session
from pipeline.language.folds import fold_for_search, straight
from pipeline.model import store
from pipeline.model.contracts import Mode, Turn
from pipeline.model.decision_rows import NOWHERE, CodingVerb
from pipeline.model.decision_writer import command_time
from pipeline.model.study import Study
from pipeline.pseudonymise.people.titles import study_titles
from pipeline.publish.exchange.coding_sheet import SheetRow, sheet_rows

MODE: Mode = "manual"
PATH = re.compile(r"\\|>|::")  # what sets a code apart from those above it


@dataclass(frozen=True)
class Imported:
    """What an import did; printed, it tells the researcher what is left to place by hand."""

    added: int
    already: int
    sessions: tuple[str, ...]
    troubles: tuple[str, ...]
    called: Mapping[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        read_sessions = ", ".join(self.called.get(s, s) for s in self.sessions) or "aucun"
        known = f" ({self.already} déjà là)" if self.already else ""
        said = [f"Codages ajoutés : {self.added}{known}. Entretiens marqués comme lus : {read_sessions}."]
        if self.troubles:
            remedy = "copiez le passage lettre pour lettre, puis réimportez : l'entretien sera alors marqué comme lu"
            said += [f"À reprendre ({remedy}) :", *(f"  {trouble}" for trouble in self.troubles)]
        return "\n".join(said)


def import_codings(
    study: Study, path: Path, coder: str, sessions: Collection[str] = (), at: str = "",
) -> Imported:
    """
    Add the codings of a spreadsheet to a coder's decisions and mark their sessions as read.

    Passages are searched word for word in what was said; only their pseudonymised words are kept.
    Importing the same file again adds nothing.

    Args:
        study: the study, whose ``anonymised`` is up to date.
        path: a CSV or XLSX table with the columns session, tour, code, passage.
        coder: the person whose codings they are.
        sessions: the sessions to take; all those of the file when empty.
        at: the date to write, ISO 8601; now when empty.
    """
    importer = _Importer(study, coder, at or command_time())
    known = [importer.known(row) for row in sheet_rows(path, coder)]
    rows = [r for r in known if not sessions or r.session in sessions]
    placed = [importer.place(row) for row in rows]
    codings = [p for p in placed if isinstance(p, CodingDecision)]
    # A session with a passage left to place is not read yet: silence there would count as a « no ».
    left = {row.session for row, p in zip(rows, placed, strict=True) if isinstance(p, str) or not row.read}
    whole = ({*sessions} or {r.session for r in rows}) - left
    marked = [importer.marked_read(s) for s in sorted(whole) if s in importer.turns]
    own = [d for d in read(study, CodingDecision) if d.author == coder]
    new = {d.id: d for d in importer.unknown([*codings, *marked], own)}
    if new:
        append(study, coder, list(new.values()))
    added = sum(d.decision == CodingVerb.ADD for d in new.values())
    return Imported(
        added, len(codings) - added, tuple(d.session for d in marked), tuple(p for p in placed if isinstance(p, str)),
        importer.called,
    )


def unquoted(study: Study) -> list[CodingDecision]:
    """List the lines of a project brought in whose words were not pseudonymised yet: they are known by their checks."""
    return [d for d in in_force(as_written(study, CodingDecision)) if d.stands_on_words and d.check and not d.quote]


def quote_late(study: Study) -> int:
    """Give their words to lines that were written without, now that these are pseudonymised; gives how many."""
    turns = turns_by_session(store.load(study, "anonymised"))
    told: dict[str, list[CodingDecision]] = {}
    for d in unquoted(study):
        place, said = Place(d.turn, d.first_word, d.last_turn, d.last_word), turns.get(d.session, {})
        if holds(said, place) and checks(said, place) == d.check:
            # Of one id, the last line holds.
            told.setdefault(d.author, []).append(replace(d, quote=quote(said, place), file="", line=0))
    for author, lines in sorted(told.items()):
        append(study, author, lines)
    return sum(map(len, told.values()))


class _Importer:
    """Places the rows of one coder's table in the study."""

    def __init__(self, study: Study, coder: str, at: str) -> None:
        self.coder, self.at = coder, at
        self.codebook: Codebook = codebook(study)
        self.called = study_titles(study)
        self.current: dict[str, Turns] = dict(turns_by_session(store.load(study, "anonymised")))
        self.turns: dict[str, dict[int, list[str]]] = {}
        self.names: dict[str, str] = {}
        said: list[Turn] = store.load(study, "turns")
        for turn in said:
            stem = PurePath(turn.source.rpartition(", ")[0]).stem
            for name in (turn.session, stem, self.called.get(turn.session, "")):
                self.names[fold_for_search(name)] = turn.session
            self.turns.setdefault(turn.session, {})[turn.turn] = split(turn.text)

    def known(self, row: SheetRow) -> SheetRow:
        """Give a row under the names of the study: other tools tell documents by their names, and codes by theirs."""
        if row.turn != NOWHERE:
            return row
        code = PATH.split(row.code)[-1].strip()
        labels = {fold_for_search(c.label): c.id for c in self.codebook.offered}
        return replace(row, session=self.names.get(fold_for_search(PurePath(row.session).stem), row.session),
                       code=labels.get(fold_for_search(code), row.code))

    def place(self, row: SheetRow) -> CodingDecision | str:
        """Make a decision of a row, or tell why it has no place."""
        turn = "" if row.turn == NOWHERE else f"tour {row.turn}, "
        where = f"ligne {row.line} ({self.called.get(row.session, row.session)}, {turn}{row.code})"
        if row.session not in self.turns:
            return f"{where} : cet entretien n'est pas dans l'enquête."
        version = {c.id: c.version for c in self.codebook.codes}.get(self.codebook.in_force(row.code))
        if version is None:
            return f"{where} : ce code n'est pas dans la grille."
        current = self.current.get(row.session, {})
        wanted = split(row.passage)
        told = [place_read(row.words)] if row.words else []
        exact = [p for p in told if holds(current, p) and (
            split(quote(current, p)) == wanted
            # The words stayed behind when the table was made: the turns are known again by what was kept of them.
            or (not row.passage and bool(row.check) and checks(current, p) == row.check)
        )]
        said = exact or occurrences(wanted, self.turns[row.session], row.turn)
        places = said or shown(row.passage, current, row.turn) or across(wanted, current)
        if len(places) != 1:
            return f"{where} : passage {'introuvable' if not places else 'présent à plusieurs endroits'}."
        place = places[0]
        name = self._id(row.session, place.turn, place.first_word, place.last_word, row.code)
        return CodingDecision(
            id=name, at=self.at, session=row.session, turn=place.turn, first_word=place.first_word,
            last_turn=place.last_turn, last_word=place.last_word, quote=quote(self.current[row.session], place),
            code=row.code, decision=CodingVerb.ADD, mode=MODE, definition=version, memo=row.memo,
            check=checks(self.current[row.session], place),
        )

    def unknown(self, decisions: Iterable[CodingDecision], own: list[CodingDecision]) -> list[CodingDecision]:
        """Keep what the coder has not said yet, in this form or another: wherever their words stand now."""
        ids = {d.id for d in own}
        known = {self._said(d) for d in in_force(own) if d.puts_a_code or d.marks_read}
        return [d for d in decisions if d.id not in ids and self._said(d) not in known]

    def _said(self, decision: CodingDecision) -> tuple[str, Place | str, str]:
        if decision.marks_read:
            return decision.session, "", ""
        place = standing_place(decision, self.current.get(decision.session, {}))
        return decision.session, place, self.codebook.in_force(decision.code)

    def marked_read(self, session: str) -> CodingDecision:
        """Tell that the coder read a session: what is not coded there is a « no »."""
        return CodingDecision(
            id=self._id(session, "read"), at=self.at, session=session, turn=NOWHERE, first_word=NOWHERE,
            last_turn=NOWHERE, last_word=NOWHERE, quote="", code="", decision=CodingVerb.READ, mode=MODE, definition="",
        )

    def _id(self, *parts: object) -> str:
        # Always the same for the same coding: a second import adds nothing.
        return hashlib.sha256("\0".join(map(str, (self.coder, *parts))).encode()).hexdigest()[:32]


def occurrences(wanted: Sequence[str], turns: dict[int, list[str]], turn: int) -> list[Place]:
    """
    List where some words were said: in their turn, or else anywhere in the session.

    Args:
        wanted: the words, as ``anchors.split`` cuts them.
        turns: number → words, for one session.
        turn: where a table says that they stand.
    """
    folded = [straight(w) for w in wanted]
    here = [Place(turn, first, turn, last) for first, last in _inside(folded, turns.get(turn, []))]
    return here or [Place(n, a, n, b) for n, said in sorted(turns.items()) for a, b in _inside(folded, said)]


def shown(passage: str, turns: Turns, turn: int) -> list[Place]:
    """List where a passage stands as the dashboard shows it, pseudonyms included: in its turn, or anywhere."""
    found = [
        Place(n, words[0], n, words[1])
        for n, t in sorted(turns.items())
        if (start := t.text.find(passage)) >= 0 and (words := source_words(t, start, start + len(passage)))
    ]
    return [p for p in found if p.turn == turn] or found


def across(wanted: Sequence[str], turns: Turns) -> list[Place]:
    """List where a passage stands that goes on from one turn into the next, as the dashboard shows it."""
    zone = [u for _, t in sorted(turns.items()) for u in units(t, exact=True)]
    found = [(zone[a], zone[b]) for a, b in readings(wanted, zone)] if wanted else []
    return [Place(a.turn, a.first_word, b.turn, b.last_word) for a, b in found]


def _inside(wanted: list[str], said: list[str]) -> list[tuple[int, int]]:
    words = [straight(w) for w in said]
    length = len(wanted)
    starts = range(len(words) - length + 1 if wanted else 0)
    return [(i, i + length - 1) for i in starts if words[i : i + length] == wanted]
