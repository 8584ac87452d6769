"""Lines of coders and of themes → memos: what each is about, its history, its links; written, changed, moved."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from pipeline.anchoring.anchors import Place
from pipeline.anchoring.word_places import excerpt_id
from pipeline.codebook.grid import Codebook, Theme
from pipeline.coding import coding_writer, theme_decisions
from pipeline.coding.coding_writer import CodingWriter
from pipeline.language.folds import fold_for_search
from pipeline.model.decision_rows import CodingDecision, CodingVerb, Decision, ThemeDecision, in_time

MemoKind = Literal["passage", "session", "code", "theme", "person", "study"]
MemoLine = CodingDecision | ThemeDecision
LINK = re.compile(r"\[\[\s*([^\[\]]+?)\s*\]\]")
PASSAGE = re.compile(r"(.+?)\s*:\s*(\d+)(?::w(\d+)-w(\d+))?")
TITLE_LENGTH = 60


@dataclass(frozen=True, slots=True)
class MemoSubject:
    """
    What a memo is about.

    Attributes:
        kind: a passage, an interview, a code, a theme, a person, or the study in general.
        key: the id of the code or of the theme, the pseudonym, the session; of a passage, its session.
        place: where a passage stands.
    """

    kind: MemoKind
    key: str = ""
    place: Place | None = None

    @property
    def named(self) -> str:
        """The passage as an address names it; empty for anything else."""
        p = self.place
        return excerpt_id(self.key, p.turn, p.first_word, p.last_word if p.turn == p.last_turn else 0) if p else ""


@dataclass(frozen=True, slots=True)
class Memo:
    """A memo as it holds now."""

    line: MemoLine
    subject: MemoSubject

    @property
    def text(self) -> str:
        """What it says."""
        return self.line.memo

    @property
    def title(self) -> str:
        """Its first line, by which it is known: no more than a line of a page."""
        first = next((line.strip() for line in self.text.splitlines() if line.strip()), "")
        return first if len(first) <= TITLE_LENGTH else f"{first[:TITLE_LENGTH].rsplit(' ', 1)[0]}…"


def memos(codings: Iterable[CodingDecision], themes: Iterable[ThemeDecision]) -> list[Memo]:
    """List the memos among lines in force, in order of time; one emptied is no more."""
    lines: list[MemoLine] = [*codings, *themes]
    return [Memo(line, subject) for line in in_time(lines) if line.memo.strip() for subject in _about(line)]


def _about(line: MemoLine) -> Iterator[MemoSubject]:
    if line.stands_on_words:
        place = Place(line.turn, line.first_word, line.last_turn, line.last_word)
        yield MemoSubject("passage", line.session, place)
    elif isinstance(line, ThemeDecision):
        yield MemoSubject("theme", line.theme)
    elif line.person:
        yield MemoSubject("person", line.person)
    elif line.code:
        yield MemoSubject("code", line.code)
    else:
        yield MemoSubject("session", line.session) if line.session else MemoSubject("study")


def former_versions(memo: Memo, every: Iterable[Decision]) -> list[MemoLine]:
    """Give what a memo said before, the latest first, as far as its lines name each other."""
    by_id = {(d.author, d.id): d for d in every if isinstance(d, (CodingDecision, ThemeDecision))}
    found: list[MemoLine] = []
    now: MemoLine | None = memo.line
    while now is not None and now.replaces and now not in found[:-1]:
        now = by_id.get((now.author, now.replaces))
        found += [now] if now is not None else []
    return [line for line in found if line.memo.strip()]


def write(writer: CodingWriter, about: MemoSubject, text: str, replaces: str = "") -> MemoLine:
    """
    Write a memo; ``replaces`` is the line that it is moved from.

    Args:
        writer: the coder, and the texts as they are read today.
        about: a passage, a session, a code, a theme, a person or the study.
        text: in the coder's words; spaces around it go.
        replaces: the line that goes in the same stroke; of no use on a theme.

    Raises:
        FiligraneError: the code is not in the grid, or the passage cannot be read in its session.
    """
    text = text.strip()
    match about.kind:
        case "theme":
            return theme_decisions.note(writer, about.key, text)
        case "code":
            return coding_writer.memo(writer, "", None, text, code=about.key, replaces=replaces)
        case "person":
            return coding_writer.memo(writer, "", None, text, person=about.key, replaces=replaces)
        case _:
            return coding_writer.memo(writer, about.key, about.place, text, replaces=replaces)


def edit(writer: CodingWriter, memo: Memo, text: str) -> MemoLine:
    """
    Give one's own memo another text; the former stays in the file. An empty text takes it away.

    Raises:
        FiligraneError: it is somebody else's.
    """
    line = memo.line
    if isinstance(line, ThemeDecision):
        return writer.instead(line, memo=text.strip())
    if not text.strip() and line.decision == CodingVerb.MEMO:
        return coding_writer.remove(writer, line)
    return coding_writer.annotate(writer, line, text.strip())


def move(writer: CodingWriter, memo: Memo, about: MemoSubject) -> list[MemoLine]:
    """
    Put one's own memo on something else: a line there, and one that takes it away from where it stood.

    Args:
        writer: must be whoever wrote it.
        memo: where it stands now; on a coding, the coding stays without it.
        about: where it goes.

    Raises:
        FiligraneError: it is somebody else's, or cannot stand there.
    """
    writer.own(memo.line)
    alone = isinstance(memo.line, CodingDecision) and memo.line.decision == CodingVerb.MEMO
    # What replaces a line of the same file takes it away by itself.
    if alone and about.kind != "theme":
        return [write(writer, about, memo.text, memo.line.id)]
    return [write(writer, about, memo.text), edit(writer, memo, "")]


def undo(writer: CodingWriter, lines: Iterable[MemoLine]) -> list[MemoLine]:
    """
    Take one's own lines about memos back: what they replaced holds again.

    Raises:
        FiligraneError: they are somebody else's.
    """
    return [
        theme_decisions.undo(writer, line) if isinstance(line, ThemeDecision) else coding_writer.undo(writer, line)
        for line in lines
    ]


@dataclass(frozen=True, slots=True)
class LinkTarget:
    """What a link leads to: what memos may be about; another memo stands for what it is about, under its title."""

    kind: MemoKind
    key: str
    label: str
    place: str = ""


@dataclass(frozen=True)
class LinkNames:
    """
    What may be named between « [[ » and « ]] », by its folded name.

    Attributes:
        named: codes, themes, people, interviews, memos; of two that bear one name, the first given.
        sessions: folded id or title → session, for a passage (« E01:5 »).
    """

    named: Mapping[str, LinkTarget]
    sessions: Mapping[str, str]

    @classmethod
    def of(cls, targets: Sequence[tuple[str, LinkTarget]], sessions: Mapping[str, str]) -> LinkNames:
        """Fold the names."""
        found: dict[str, LinkTarget] = {}
        for name, target in targets:
            found.setdefault(fold_for_search(name).strip(), target)
        return cls(found, {fold_for_search(name).strip(): session for name, session in sessions.items()})

    def target(self, name: str) -> LinkTarget | None:
        """Give what a name leads to; nothing when it is broken."""
        folded = fold_for_search(name).strip()
        if folded in self.named:
            return self.named[folded]
        passage = PASSAGE.fullmatch(name.strip())
        session = self.sessions.get(fold_for_search(passage[1]).strip()) if passage else None
        if not passage or session is None:
            return None
        words = f":w{passage[3]}-w{passage[4]}" if passage[3] else ":w0-w0"
        return LinkTarget("passage", session, name.strip(), f"{session}:{passage[2]}{words}")


def pieces(text: str, names: LinkNames) -> Iterator[tuple[str, LinkTarget | None, bool]]:
    """Cut a memo at its links: words, what they lead to, and whether they were meant to lead somewhere."""
    done = 0
    for found in LINK.finditer(text):
        if text[done : found.start()]:
            yield text[done : found.start()], None, False
        yield found[1], names.target(found[1]), True
        done = found.end()
    if text[done:]:
        yield text[done:], None, False




def link_names(
    book: Codebook, themes: Iterable[Theme], people: Iterable[str], called: Mapping[str, str], held: Iterable[Memo],
) -> LinkNames:
    """
    Gather all that a link may name: codes by id and label, themes, people, interviews by id and title, memos by title.

    Args:
        book: the grid.
        themes: those of the grid.
        people: pseudonyms.
        called: session → its title.
        held: the memos that hold.
    """
    targets: list[tuple[str, LinkTarget]] = []
    for code in book.codes:
        label = f"{code.id} {code.label}"
        targets += [(name, LinkTarget("code", code.id, label)) for name in (code.id, code.label, label)]
    targets += [(name, LinkTarget("theme", t.id, t.label)) for t in themes for name in (t.id, t.label)]
    targets += [(person, LinkTarget("person", person, person)) for person in people]
    targets += [(n, LinkTarget("session", s, title)) for s, title in called.items() for n in (s, title)]
    targets += [(m.title, LinkTarget(m.subject.kind, m.subject.key, m.title, m.subject.named)) for m in held]
    sessions = {name: session for session, title in called.items() for name in (title, session)}
    return LinkNames.of(targets, sessions)
