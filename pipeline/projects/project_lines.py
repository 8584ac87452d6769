"""The passages, notes and cases of a project, its texts once read here → lines of decisions; accounts balance."""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from pipeline.anchoring.anchors import Place
from pipeline.codebook.grid import Codebook
from pipeline.ingest.reception import import_words as words
from pipeline.ingest.speech.understood import Spoken
from pipeline.model.decision_rows import NOWHERE, CodingDecision, CodingVerb, RoleDecision
from pipeline.model.decision_writer import NAME, DecisionWriter, turns_assigned
from pipeline.model.files import normalised
from pipeline.projects.positions import Reading, of_case, read_spans
from pipeline.projects.project import Hand, Project, ProjectMemo, ProjectPassage, ProjectText
from pipeline.projects.source_texts import SourcePlaces, quoted

MACHINE = re.compile(words.MACHINE_MARKS)
UNFIT = re.compile(r"[^\w .'-]+")
LONGEST_NAME = 40
SPAN_OF_NOTHING = (-1, -1)
WHOLE = Place(NOWHERE, NOWHERE, NOWHERE, NOWHERE)


@dataclass(frozen=True, slots=True)
class ReadText:
    """
    A text once in the study.

    Attributes:
        mark: knows its words again, whatever the file is called.
        turns: as the stage will cut them; ``checks`` know each again.
        places: where its characters stand in them; none for a document that came without plain text.
    """

    text: ProjectText
    session: str
    mark: str
    turns: tuple[Spoken, ...]
    checks: tuple[str, ...]
    places: SourcePlaces | None

    def place(self, passage: ProjectPassage, span: tuple[int, int]) -> Place | None:
        """Find the words of a passage: where its characters are; in a document without plain text, by its quote."""
        if self.places is not None:
            start, end = span
            return self.places.place(start, end) if 0 <= start < end else None
        found = quoted(passage.quote, [t.text for t in self.turns])
        return found[0] if len(found) == 1 else None


@dataclass
class ProjectLines:
    """
    What a project becomes, by coder; codings read = placed + orphans + set aside.

    Attributes:
        coders: user → the name they decide under; None for a machine.
        nobody: who decides what nobody is said to have done.
        ids: key of a code → its id in the grid.
        present: what was decided already, by author and id.
        at: the date of what has none.
        again: whether a person chose how positions are read: what was read otherwise stands there from now on.
    """

    project: Project
    coders: Mapping[str, str | None]
    nobody: str
    ids: Mapping[str, str]
    book: Codebook
    present: dict[tuple[str, str], CodingDecision]
    at: str
    again: bool = False
    codings: dict[str, list[CodingDecision]] = field(default_factory=lambda: defaultdict(list))
    roles: dict[str, list[RoleDecision]] = field(default_factory=lambda: defaultdict(list))
    placed: int = 0
    already: int = 0
    orphans: int = 0
    memos: int = 0
    memos_left: int = 0
    aside: Counter[str] = field(default_factory=Counter)
    by_coder: Counter[str] = field(default_factory=Counter)
    told: set[tuple[object, ...]] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.aside.update(self.project.aside)
        self.known = {c.id: c for c in self.book.codes}

    @property
    def balances(self) -> bool:
        """Whether every coding of the project is accounted for."""
        return self.project.codings == self.placed + self.orphans + sum(self.aside.values())

    def text(self, one: ReadText, reading: Reading) -> None:
        """Write the lines of one text."""
        passages = one.text.passages
        spans = read_spans(one.text, reading) if one.places else [SPAN_OF_NOTHING] * len(passages)
        for passage, span in zip(passages, spans, strict=True):
            place = one.place(passage, span)
            for key, hand in passage.codes:
                self._coding(one, place, (span, passage), key, hand)
            for memo in passage.memos:
                self._memo(memo, self._line(memo.hand, one, place, (span, passage), memo=memo.said))
        for key, hand in one.text.whole:
            self.aside[words.WHOLE_TEXT] += 1
            code = self.known.get(self.ids.get(key, ""))
            told = words.WHOLE_CODED.format(code=code.label if code else "?", tool=self.project.tool or "?")
            self._memo(ProjectMemo(told, hand), self._line(hand, one, memo=told))

    def _coding(
        self, one: ReadText, place: Place | None, of: tuple[tuple[int, int], ProjectPassage], key: str, hand: Hand
    ) -> None:
        coder, code = self._coder(hand), self.known.get(self.ids.get(key, ""))
        line = self._line(hand, one, place, of, code=code.id if code else "", definition=code.version if code else "")
        same = (coder, line.code, one.session, place or line.id)
        reasons = ((coder is None, words.BY_A_MACHINE), (code is None, words.UNKNOWN_CODE),
                   (same in self.told, words.DOUBLE))
        if why := next((why for so, why in reasons if so), ""):
            self.aside[why] += 1
            return
        self.told.add(same)
        self.placed += place is not None
        self.orphans += place is None
        self._add(line)

    def _add(self, line: CodingDecision) -> None:
        old = self.present.get((line.author, line.id))
        if old and (not self.again or (old.check, _words(old)) == (line.check, _words(line))):
            self.already += line.decision == CodingVerb.ADD
            return
        self.present[line.author, line.id] = line
        self.codings[line.author].append(line)
        if line.decision == CodingVerb.ADD:
            self.by_coder[line.author] += 1

    def _memo(self, memo: ProjectMemo, line: CodingDecision) -> None:
        if self._coder(memo.hand) is None:
            self.memos_left += 1
            return
        self.memos += 1
        self._add(line)

    def notes(self, memos: list[ProjectMemo], read: Mapping[str, ReadText]) -> None:
        """Write the notes on codes, on texts and on the project."""
        for memo in memos:
            one, code = read.get(memo.text), self.ids.get(memo.code, "")
            if (memo.text and not one) or (memo.code and not code):
                self.memos_left += 1
                continue
            self._memo(memo, self._line(memo.hand, one, memo=memo.said, code=code))

    def speakers(self, read: Mapping[str, ReadText], reading: Reading) -> int:
        """Give turns that nobody is said to speak to the case that holds all of their words; gives how many."""
        given = 0
        for case in self.project.cases:
            by_text: dict[str, list[Place]] = defaultdict(list)
            for key, start, end in case.stretches:
                one = read.get(key)
                if one and one.places and (place := one.places.place(*of_case(one.text, (start, end), reading))):
                    by_text[key].append(place)
            for key, places in by_text.items():
                turns = [
                t for t in read[key].turns
                if not t.speaker and any(
                    (p.turn, p.first_word) <= (t.turn, 0) and t.turn <= p.last_turn for p in places
                )
            ]
                if turns and case.name:
                    self.roles[self._coder(Hand()) or self.nobody] += turns_assigned(
                        read[key].session, turns, normalised(case.name))
                given += len(turns)
        return given

    def _coder(self, hand: Hand) -> str | None:
        return self.coders.get(hand.user, self.nobody)

    def _line(
        self, hand: Hand, one: ReadText | None = None, place: Place | None = None,
        of: tuple[tuple[int, int], ProjectPassage] | None = None, **said: Any,
    ) -> CodingDecision:
        """Write a line; its words stay unsaid until they are pseudonymised, and are known by their checks."""
        stands, quote, check = place or WHOLE, "", ""
        if one and place:
            check = "+".join(one.checks[place.turn : place.last_turn + 1])
        elif one and of:
            near = one.places.turn_near(of[0][0]) if one.places else 0
            stands = Place(near, NOWHERE, near, NOWHERE)
            quote = words.NOWHERE.format(start=of[1].start, end=of[1].end)
        coder = self._coder(hand) or self.nobody
        # The same wherever it stands since: to bring a project in twice adds nothing.
        about = (of[1].start, of[1].end) if of else ""
        parts = (coder, one.mark if one else "", about, said.get("code", ""), said.get("memo", ""))
        name = hashlib.sha256("\0".join(map(str, parts)).encode()).hexdigest()[:32]
        verb = CodingVerb.MEMO if said.get("memo") else CodingVerb.ADD
        writer = DecisionWriter(author=coder, at=hand.at or self.at, new_id=lambda: name)
        return writer.line(CodingDecision, **{
            "session": one.session if one else "", "turn": stands.turn, "first_word": stands.first_word,
            "last_turn": stands.last_turn, "last_word": stands.last_word, "quote": quote, "check": check, "code": "",
            "decision": verb, "mode": "manual", "definition": "", **said,
        })


def _words(line: CodingDecision) -> Place:
    return Place(line.turn, line.first_word, line.last_turn, line.last_word)


def named_coders(project: Project, given: str, present: list[str]) -> dict[str, str | None]:
    """
    Say under which name each user of a project decides; a machine is nobody.

    Args:
        project: with its users.
        given: the name of the only person of the project, who may be called otherwise there.
        present: who decides already: one of the same name, whatever its capitals, is the same person.
    """
    people = [key for key, name in project.users.items() if not is_machine(name)]
    taken = {name.casefold(): name for name in present}
    found: dict[str, str | None] = dict.fromkeys(project.users)
    used: set[str] = set()
    for rank, key in enumerate(people, 1):
        fit = " ".join(UNFIT.sub(" ", normalised(project.users[key])).split())[:LONGEST_NAME].strip(" .'-")
        name = given if given and len(people) == 1 else fit if NAME.fullmatch(fit) else f"{words.SOMEBODY} {rank}"
        name = taken.get(name.casefold(), name)
        # Two users of one project who bear one name are two people.
        name = f"{name[:LONGEST_NAME - 3]} {rank}" if name.casefold() in used else name
        used.add(name.casefold())
        found[key] = name
    return found


def is_machine(name: str) -> bool:
    """
    Tell whether a user is a program: people are called Claude, and none « AI Coding ».

    >>> is_machine("AI Coding"), is_machine("ATLAS.ti"), is_machine("Claude"), is_machine("AQDA User")
    (True, True, False, False)
    """
    return name.strip().casefold() in words.MACHINES or MACHINE.search(name) is not None
