"""What was typed after ``filigrane withdraw`` → whom it is about, and all that will be written, hidden and deleted."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from pipeline.anchoring import anchors, decisions
from pipeline.anchoring.word_places import ExcerptPlace
from pipeline.ingest.readers.registry import questionnaires, sessions
from pipeline.ingest.session import QUESTIONNAIRE, Session, respondents
from pipeline.ingest.withdrawals import Place, Voice, mark, restricted, session_mark, sketch, voice, voices, whole
from pipeline.language.folds import fold_for_search
from pipeline.model import store
from pipeline.model.contracts import AnonymisedTurn, Identifier, Restriction, Turn
from pipeline.model.decision_rows import Extent, IdentifierDecision, IdentifierVerb, Scope, WithdrawalDecision
from pipeline.model.decision_writer import command_time, new_id
from pipeline.model.errors import FiligraneError
from pipeline.model.study import Study
from pipeline.model.study_key import study_key
from pipeline.pseudonymise.people.speakers import UNSAID, heard
from pipeline.pseudonymise.resolve import mentions
from pipeline.vault.private_names import line

PASSAGE = re.compile(r"(?P<session>[\w-]+):(?P<turn>\d+)(?::w(?P<first>\d+)-w(?P<last>\d+))?")
WHOLE = -1
UNKNOWN = (
    "« {typed} » n'est ni un pseudonyme de l'enquête, ni un passage (E01:12 ou E01:12:w0-w40), ni une voix "
    "(E01:LIBELLÉ). Copiez le pseudonyme tel qu'il s'affiche."
)
SEVERAL = "« {typed} » peut désigner plusieurs personnes : {names}. Donnez le pseudonyme entier, ou E01:LIBELLÉ."


@dataclass
class WithdrawnPerson:
    """A person of the corpus, under their pseudonyms: the voices they speak with, and where others name them."""

    entity: str
    name: str = ""
    names: set[str] = field(default_factory=set)
    voices: list[Voice] = field(default_factory=list)
    mentions: list[Identifier] = field(default_factory=list)


@dataclass(frozen=True)
class Target:
    """Whom or what a withdrawal is about: someone, or a passage (``WHOLE`` words: a whole turn)."""

    someone: WithdrawnPerson | None = None
    passage: ExcerptPlace | None = None


def target(
    typed: str, turns: Sequence[Turn], identifiers: Iterable[Identifier], answering: Iterable[Voice] = ()
) -> Target:
    """
    Understand what was typed.

    Args:
        typed: a name, a label, a pseudonym, a file, an interview, or a passage (``E01:12:w0-w40``).
        turns: as they were said.
        identifiers: who is named, and under which pseudonym.
        answering: those who only ticked answers, as (session, label).

    Raises:
        FiligraneError: nothing answers to it, or several people do.
    """
    found = PASSAGE.fullmatch(typed)
    if found and any(t.session == found["session"] and t.turn == int(found["turn"]) for t in turns):
        first, last = (int(found[end]) if found[end] else WHOLE for end in ("first", "last"))
        return Target(passage=ExcerptPlace(found["session"], int(found["turn"]), first, last))
    wrote = {(t.session, t.speaker) for t in turns}
    # Those who ticked a questionnaire and wrote nothing in it.
    silent = [
        WithdrawnPerson("", name=v[1], names={fold_for_search(v[1])}, voices=[v]) for v in answering if v not in wrote
    ]
    known = [*people(turns, identifiers), *silent]
    plain = fold_for_search(typed)
    named = [s for s in known if any(fold_for_search(f"{session}:{label}") == plain for session, label in s.voices)]
    named = named or [s for s in known if fold_for_search(s.name) == plain] or [s for s in known if plain in s.names]
    if not named:
        raise FiligraneError(UNKNOWN.format(typed=typed))
    if len(named) > 1:
        shown: set[str] = set()
        for someone in named:
            places = sorted({s for s, _ in someone.voices} or {i.session for i in someone.mentions})
            shown.add(f"{someone.name or someone.mentions[0].replacement} ({', '.join(places)})")
        raise FiligraneError(SEVERAL.format(typed=typed, names=", ".join(sorted(shown))))
    return Target(someone=named[0])


def people(turns: Sequence[Turn], identifiers: Iterable[Identifier]) -> list[WithdrawnPerson]:
    """List the people of a corpus, those who speak and those who are spoken of."""
    found: dict[str, WithdrawnPerson] = {}
    unsaid: dict[str, list[Identifier]] = defaultdict(list)
    for i in (i for i in identifiers if i.type == "person"):
        one = found.setdefault(i.entity, WithdrawnPerson(i.entity))
        one.names |= {fold_for_search(i.replacement), *fold_for_search(i.replacement).split()}
        (unsaid[i.session] if i.turn == UNSAID else one.mentions).append(i)
    for session, rows in unsaid.items():
        ordered = sorted(rows, key=lambda i: i.start)
        for label, row in zip(heard(session, turns), ordered, strict=False):
            found[row.entity].name = row.replacement
            found[row.entity].voices.append((session, label))
    return [s for s in found.values() if s.voices or s.mentions]


SHORTEST_NAME = 3
PINNED = frozenset({"person", "place", "organisation"})


@dataclass
class StudyContent:
    """What a study holds, private half included, before anything is withdrawn."""

    study: Study
    key: bytes
    turns: list[Turn]
    identifiers: list[Identifier]
    shown: list[AnonymisedTurn]
    sessions: list[Session]
    withdrawals: list[WithdrawalDecision]
    answering: list[Voice] = field(default_factory=list)  # who answered a questionnaire, without a word perhaps

    @classmethod
    def of(cls, study: Study) -> StudyContent:
        turns, identifiers, shown = (store.load(study, name) for name in ("turns", "identifiers", "anonymised"))
        column = str(study.params("answers").get("respondent", ""))
        answering = [(q.session.session, name) for q in questionnaires(study) for name, _ in respondents(q, column)]
        return cls(
            study, study_key(study), turns, identifiers, shown, sessions(study), decisions.withdrawals(study), answering
        )

    @cached_property
    def _texts(self) -> dict[Place, str]:
        return {(t.session, t.turn): t.text for t in self.turns}

    def text(self, place: Place) -> str:
        """Give the words of a turn as they were said."""
        return self._texts[place]


@dataclass
class Plan:
    """What a withdrawal does, worked out before anything is touched."""

    known: StudyContent
    target: Target
    extent: Extent
    reason: str
    lines: list[WithdrawalDecision] = field(default_factory=list)

    @cached_property
    def gone(self) -> dict[Place, set[Restriction]]:
        """Give the words that this withdrawal is about, those withdrawn before left aside."""
        k = self.known
        before = restricted(k.turns, k.identifiers, k.withdrawals, k.key)
        after = restricted(k.turns, k.identifiers, [*k.withdrawals, *self.lines], k.key)
        found = {place: about - before.get(place, set()) for place, about in after.items()}
        return {place: about for place, about in sorted(found.items()) if about}

    @cached_property
    def emptied(self) -> list[Session]:
        """List the sessions in which nobody is left: their transcripts are to be deleted."""
        k = self.known
        levels = voices(k.turns, [*k.withdrawals, *self.lines], k.key)
        touched = {s for s, _ in self.target.someone.voices} if self.target.someone else set()
        return [
            s for s in k.sessions
            if s.session in touched and s.type != QUESTIONNAIRE and self.extent == Extent.EVERYTHING
            and all(levels.get((s.session, label)) == "erased" for label in heard(s.session, k.turns))
        ]

    @property
    def names_of_emptied(self) -> list[str]:
        return [s.session for s in self.emptied]

    @property
    def is_nothing(self) -> bool:
        """Tell whether all of it was withdrawn before, closed answers included."""
        k = self.known
        already = {(w.who, w.extent) for w in k.withdrawals}
        voices_of = self.target.someone.voices if self.target.someone else []
        answers = [v for v in voices_of if v in k.answering and (voice(k.key, *v), self.extent) not in already]
        return not self.gone and not answers

    def turns_gone(self, session: str) -> tuple[dict[int, str], list[int]]:
        """Give the turns of a session that go whole with their words, and those that go in part."""
        texts = {n: self.known.text((s, n)) for s, n in self.gone if s == session}
        whole_turns = {n: t for n, t in texts.items() if whole(self.gone[session, n], len(anchors.words(t)))}
        return whole_turns, [n for n in texts if n not in whole_turns]

    def to_decide(self) -> list[str]:
        """List the turns left that follow a turn taken out, or name who left: others' words, for people to decide."""
        elsewhere = [t for t in self.known.turns if t.session not in self.names_of_emptied]
        left = [t for t in elsewhere if (t.session, t.turn) not in self.gone]
        after = {(s, n + 1) for s, n in self.gone}
        someone = self.target.someone
        naming = {(i.session, i.turn) for i in someone.mentions} if someone and someone.voices else set()
        return [f"{t.session}:{t.turn}" for t in left if (t.session, t.turn) in after | naming]

    def masks(self) -> Iterator[IdentifierDecision]:
        """Give the decisions that keep names masked elsewhere, when the transcript that told them is deleted."""
        k, gone = self.known, self.names_of_emptied
        written = (f"{p.name} {p.label} {s.place}" for s in self.emptied for p in s.people)
        names = {w for text in written for w in fold_for_search(text).split()}
        told = {w for w in names if len(w) >= SHORTEST_NAME}
        for i in k.identifiers if gone else ():
            if i.session not in gone and i.turn >= 0 and i.action != "keep" and i.type in PINNED:
                text = k.text((i.session, i.turn))
                if told & set(fold_for_search(text[i.start : i.end]).split()):
                    yield _pinned(i, text, k.key)


def _pinned(i: Identifier, text: str, key: bytes) -> IdentifierDecision:
    spans = anchors.words(text)
    touched = anchors.touched(spans, i.start, i.end)
    said = text[spans[touched[0]][0] : spans[touched[-1]][1]]
    return IdentifierDecision(
        id=new_id(), at=command_time(), session=i.session, turn=i.turn, first_word=touched[0],
        last_word=touched[-1], type=i.type, action=IdentifierVerb(i.action), entity=i.entity,
        replacement=i.replacement, scope=Scope.HERE, check=mentions.check(key, said),
    )


def plan(known: StudyContent, target: Target, extent: Extent, reason: str) -> Plan:
    """
    Work out a withdrawal from ``publication``, ``analysis`` or ``everything``.

    Args:
        known: what the study holds.
        target: who or what is withdrawn.
        extent: from publication, from the analysis, or from everything.
        reason: as the line keeps it.
    """
    made = Plan(known, target, extent, reason)
    someone = target.someone or WithdrawnPerson("")
    if target.passage:
        session, turn, first, last = target.passage
        check = anchors.check(known.text((session, turn)), known.key)
        made.lines.append(WithdrawalDecision(
            id=new_id(), at=command_time(), session=session, turn=turn, first_word=first, last_word=last, who="",
            extent=extent, reason=reason, check=check,
        ))
    elif someone.voices:
        for session, label in someone.voices:
            who = voice(known.key, session, label)
            check = sketch(known.key, _texts(known, session, {label}))
            made.lines.append(line(session=session, who=who, extent=extent, reason=reason, check=check))
    else:
        said = {known.text((i.session, i.turn))[i.start : i.end] for i in someone.mentions}
        check = "+".join(sorted({mark(known.key, "name", words) for words in said}))
        made.lines.append(line(who=someone.entity, extent=extent, reason=reason, check=check))
    for s in made.emptied:
        check = sketch(known.key, _texts(known, s.session, set(heard(s.session, known.turns))))
        made.lines.append(line(who=session_mark(known.key, s.session), extent=extent, reason=reason, check=check))
    return made


def _texts(known: StudyContent, session: str, labels: Collection[str]) -> list[str]:
    return [t.text for t in known.turns if t.session == session and t.speaker in labels]
