"""Passages that leave → gathered by code, theme, person, interview or attribute, in a document or a table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from pipeline.anchoring.publishable import UNATTRIBUTED
from pipeline.language.numbers import counted, listed
from pipeline.pseudonymise.people.titles import by_name as by_number
from pipeline.publish.documents.formats import FORMATS, written
from pipeline.publish.documents.parts import ParagraphBlock, Part, Quotation, Title, typeset
from pipeline.publish.passages import leaving_passages as say
from pipeline.publish.passages.leaving_passages import CodedMaterial, LeavingPassage, LeavingPassages, PassageChoice
from pipeline.publish.quotes import quotes
from pipeline.publish.quotes.document import named
from pipeline.publish.tables.public_tables import KINDS as TABLE_KINDS
from pipeline.publish.tables.public_tables import PublicTable

CODE, THEME, PERSON, INTERVIEW = "code", "theme", "person", "interview"
TABLES = ("csv", "xlsx")
KINDS = (*FORMATS, *TABLES)


@dataclass(frozen=True, slots=True)
class PassageLayout:
    """
    How a file of passages is made.

    Attributes:
        by: ``code``, ``theme``, ``person``, ``interview``, the name of an attribute, or nothing.
        question: whether what the interviewer asked before stands with each passage.
        asked: what one asked for: groups that it leaves out do not show.
        themes: those chosen; all when empty.
    """

    by: str = CODE
    question: bool = True
    asked: PassageChoice = field(default_factory=PassageChoice)
    themes: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class PassageGroup:
    """Passages that stand under one heading."""

    name: str
    passages: tuple[LeavingPassage, ...]

    @property
    def heading(self) -> str:
        """Its name, with how many people speak there and how many passages it holds."""
        people = {p.speaker for p in self.passages} - {""}
        counts = counted(len(people), *say.PERSON), counted(len(self.passages), *say.PASSAGE)
        return say.GROUP.format(name=self.name, people=counts[0], passages=counts[1])


def groups(of: CodedMaterial, found: LeavingPassages, how: PassageLayout) -> list[PassageGroup]:
    """Gather passages under headings, in the order of the grid, of themes, of interviews, else of their names."""
    under: dict[str, list[LeavingPassage]] = {name: [] for name in _order(of, how)}
    for passage in found.passages:
        for name in _under(of, passage, how):
            under.setdefault(name, []).append(passage)
    return [PassageGroup(name, tuple(held)) for name, held in under.items() if held]


def _order(of: CodedMaterial, how: PassageLayout) -> list[str]:
    if how.by == CODE:
        return [*(label(of, c.id) for c in of.codebook.codes), say.NO_CODE]
    if how.by == THEME:
        return [*(t.label for t in of.themes), say.NO_THEME]
    if how.by == INTERVIEW:
        return [*(of.about.called.get(s, s) for s in of.sessions), say.NO_INTERVIEW]
    if how.by == PERSON:
        return [*sorted({p.participant for p in of.participants}), say.NO_PERSON]
    # Values in the order in which they are read; what is not told of somebody is last.
    values = {p.attributes.get(how.by, "") for p in of.participants} if how.by else set()
    return sorted(values - {""}, key=by_number)


def _under(of: CodedMaterial, passage: LeavingPassage, how: PassageLayout) -> Sequence[str]:
    if how.by == CODE:
        wanted = how.asked.codes
        return [label(of, c) for c in passage.codes if not wanted or c in wanted] or [say.NO_CODE]
    if how.by == THEME:
        held = [t for t in of.themes if set(t.codes) & set(passage.codes)]
        return [t.label for t in held if not how.themes or t.id in how.themes] or [say.NO_THEME]
    if how.by == PERSON:
        return [passage.speaker or say.NO_PERSON]
    if how.by == INTERVIEW:
        return [of.about.called.get(passage.session, passage.session) if passage.attributed else say.NO_INTERVIEW]
    return [passage.attributes.get(how.by, "") or say.NO_VALUE] if how.by else [say.TITLE]


def label(of: CodedMaterial, code: str) -> str:
    """Name a code as people read it, its id first."""
    return next((f"{c.id} {c.label}" for c in of.codebook.codes if c.id == code), code)


def document(of: CodedMaterial, found: LeavingPassages, how: PassageLayout, title: str = "") -> list[Part]:
    """Lay passages out under their headings, what they are first."""
    parts: list[Part] = [Title(title or say.TITLE, 1)]
    # What people said and were asked, and the names they gave, stay to the byte.
    parts += [typeset(ParagraphBlock(line)) for line in notice(of, found, how)]
    if not found.passages:
        parts.append(ParagraphBlock(why_empty(of, found)))
    for group in groups(of, found, how):
        if how.by:
            parts.append(Title(group.heading))
        asked = ("", "")
        for passage in group.passages:
            # Passages of one answer follow one another: what was asked is said before the first.
            before, asked = asked, (passage.session, passage.question)
            parts += _laid_out(of, passage, how if before != asked else replace(how, question=False))
    return parts


def notice(of: CodedMaterial, found: LeavingPassages, how: PassageLayout) -> Iterator[str]:
    """Say what a file of passages is, how it is arranged, and what stays behind."""
    if of.about.title:
        yield of.about.title
    if of.about.fictional:
        yield quotes.FICTIONAL
    yield quotes.PSEUDONYMISED
    yield f"{say.WHAT} {say.HUMAN}"
    if how.by:
        yield " ".join([say.GROUPED.format(by=by_name(how.by)), *([] if how.by not in {CODE, THEME} else [say.TWICE])])
    yield from left_behind(found)


def left_behind(found: LeavingPassages) -> Iterator[str]:
    """Say how many passages stay, and why, and how many were joined; nothing when none is."""
    for count, one, many in (
        (found.reserved, say.RESERVED_ONE, say.RESERVED), (found.waiting, say.WAITING_ONE, say.WAITING),
        (found.joined, say.JOINED_ONE, say.JOINED),
    ):
        if count:
            yield one if count == 1 else many.format(count=count)


def by_name(by: str) -> str:
    """
    Say how passages are arranged.

    >>> by_name("code"), by_name("age")
    ('par code', 'par âge')
    """
    return say.BY.get(by) or say.BY_ATTRIBUTE.format(attribute=named(by))


def _laid_out(of: CodedMaterial, passage: LeavingPassage, how: PassageLayout) -> Iterator[Part]:
    if how.question and passage.question:
        yield ParagraphBlock(quotes.ASKED.format(question=passage.question))
    several = len({line.voice for line in passage.lines}) > 1
    for line in passage.lines:
        if several:
            yield ParagraphBlock(f"{line.voice or quotes.UNKNOWN} :")
        yield Quotation(line.text)
    codes = [say.CODED.format(
        codes=say.CODE_APART.join(label(of, c) for c in passage.codes), coders=listed(passage.coders),
    )] if passage.codes else []
    yield ParagraphBlock(f"({' ; '.join([*back(of, passage), *codes])})")


def back(of: CodedMaterial, passage: LeavingPassage) -> list[str]:
    """Say who speaks and where it stands, by the title of the interview and the turn; where it may not, a reference."""
    if not passage.attributed:
        return [quotes.NOBODY, quotes.REFERENCE.format(reference=passage.reference)]
    voices = {line.voice for line in passage.lines}
    who = passage.speaker or (quotes.SEVERAL if len(voices) > 1 else next(iter(voices)) or quotes.UNKNOWN)
    words = quotes.TURN if passage.turn == passage.last_turn else quotes.TURNS
    called = of.about.called.get(passage.session, passage.session)
    return [who, words.format(session=called, first=passage.turn, last=passage.last_turn)]


def table(of: CodedMaterial, found: LeavingPassages, how: PassageLayout) -> PublicTable:
    """Lay passages out in rows: one for each heading that it stands under."""
    rows = []
    for group in groups(of, found, how):
        for p in group.passages:
            themes = [t.label for t in of.themes if set(t.codes) & set(p.codes)]
            turns = "" if not p.attributed else str(p.turn) if p.turn == p.last_turn else f"{p.turn}-{p.last_turn}"
            called = of.about.called.get(p.session, p.session) if p.attributed else UNATTRIBUTED
            rows.append((
                p.reference, group.name if how.by else "", p.text, p.question if how.question else "", p.speaker,
                called, turns, say.COLUMN_APART.join(label(of, c) for c in p.codes), say.COLUMN_APART.join(p.coders),
                say.COLUMN_APART.join(themes), *(p.attributes.get(a, "") for a in of.attributes),
            ))
    return PublicTable("passages", (*say.CELLS, *map(named, of.attributes)), tuple(rows))


def content(kind: str, of: CodedMaterial, found: LeavingPassages, how: PassageLayout, title: str = "") -> bytes:
    """
    Write passages in one kind of file.

    Args:
        kind: Word, OpenDocument, Markdown, or a table (``TABLES``).
        of: the study: grid, themes and attributes that may be told.
        found: what may leave, and how much stays.
        how: under what passages are arranged, and what is shown with them.
        title: of a document, in the place of the usual one.

    Raises:
        FiligraneError: a passage does not come back from the file as it was said.
    """
    if kind in TABLES:
        mention = quotes.NOTICE[of.about.fictional]
        return TABLE_KINDS[kind][2](table(of, found, how), (mention, *notice(of, found, how)))
    return written(document(of, found, how, title), kind)


def why_empty(of: CodedMaterial, found: LeavingPassages) -> str:
    """Say why a file of passages would be empty."""
    coded = say.NOTHING_ASKED if of.of_people else say.NO_CODING
    why = say.ALL_RESERVED if found.reserved else coded
    return say.NOTHING_HERE.format(why=why)


def kinds() -> Mapping[str, tuple[str, str]]:
    """Give each kind of file, what it is called and its type."""
    documents = {kind: (of.name, of.mime) for kind, of in FORMATS.items()}
    return documents | {kind: TABLE_KINDS[kind][:2] for kind in TABLES}
