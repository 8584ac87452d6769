"""A reading → the table of a matrix, the cases and counts of the framework, the turns of a session and its codes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from dashboard.data.corpus import Corpus
from dashboard.data.matrix import FEW, Cell, MatrixRow, MatrixSubject
from dashboard.data.passages import CorpusReading, Passage
from dashboard.data.titles import voice
from dashboard.ui.html import Html, element, join, line, open_link, table
from dashboard.ui.sentences import compare_phrases as phrases
from dashboard.words import compare_words as words
from pipeline.analysis.counts.denominators import SpokenTurn, adjacency
from pipeline.anchoring.publishable import UNATTRIBUTED
from pipeline.codebook.grid import Theme
from pipeline.coding import verdicts
from pipeline.coding.verdicts import FrameworkCase
from pipeline.pseudonymise.people.material import Material


def matrix(lines: Sequence[MatrixRow], attribute: str, of: Material) -> Html:
    """Lay a matrix out, all people together in the last column; ``of`` is what the corpus is made of."""
    values = []
    for n, cell in enumerate(lines[0].cells):
        # Whoever is possible anywhere in a column, or spoke there unasked, bears its value.
        people = frozenset[str]().union(*(x.cells[n].possible | x.cells[n].unasked for x in lines))
        values.append(join(phrases.bearing(cell.value, len(people)), _flag(few=len(people) < FEW)))
    body = []
    for x in lines:
        guide = element("small", phrases.asked_by(x.row.asked_by)) if x.whole.guided else ""
        cells = [_cell(x.row, c, attribute, of) for c in (*x.cells, x.whole)]
        body.append(line(join(x.row.label, guide), cells))
    return table(words.MATRIX_VIEWS["matrice"], ("", *values, words.EVERYONE), body)


def _flag(*, few: bool) -> Html:
    return element("span", f"\N{NO-BREAK SPACE}{words.MATRIX_FEW}", title=words.FEW_HELP) if few else Html("")


def _cell(row: MatrixSubject, cell: Cell, attribute: str, of: Material) -> Html:
    kind = "" if cell.value else " ensemble"
    if cell.state != "present":
        said = join(words.STATES[cell.state], _flag(few=cell.few and bool(cell.possible)), _more(row, cell, attribute))
        return element("td", said, class_=f"vide-case{kind}", title=words.STATES_HELP)
    count = open_link(phrases.people_of(cell), "extraits", address(row, cell, attribute, "person"))
    parts = count, _flag(few=cell.few), _more(row, cell, attribute), element("small", phrases.details(cell, of))
    return element("td", *parts, class_=f"{'peu' if cell.few else ''}{kind}".strip())


def _more(row: MatrixSubject, cell: Cell, attribute: str) -> Html:
    unasked = element("small", phrases.unasked(len(cell.unasked))) if cell.unasked else ""
    if not cell.to_read:
        return join(unasked)
    waiting = open_link(phrases.to_read(len(cell.to_read)), "extraits", address(row, cell, attribute, "machine"))
    return join(unasked, element("small", waiting))


def address(row: MatrixSubject, cell: Cell, attribute: str, reader: str) -> list[tuple[str, str]]:
    """
    Write the filters of the page Extraits that show what a cell counts.

    Args:
        row: the code or the theme.
        cell: what it counts.
        attribute: what the columns are values of.
        reader: ``person`` for what people coded, ``machine`` for what is suggested and waits.
    """
    people = cell.people | cell.unasked if reader == "person" else cell.to_read
    value = [(f"a.{attribute}", cell.value)] if cell.value else []
    return [(row.kind, row.id), ("par", reader), *value, *(("personne", who) for who in sorted(people))]


def rows(lines: Sequence[MatrixRow]) -> Iterator[list[str]]:
    """Give the figures of a matrix as a spreadsheet lists them."""
    for x in lines:
        for cell in (*x.cells, x.whole):
            counts = (cell.people, cell.possible, cell.unasked, cell.sessions)
            yield [
                x.row.label, cell.value or words.EVERYONE, *(str(len(c)) for c in counts), str(cell.excerpts),
                str(len(cell.to_read)), words.STATES[cell.state], words.YES if cell.few else words.NO,
            ]


def cases(corpus: Corpus, *, by_person: bool) -> list[FrameworkCase]:
    """List the cases: each participant in each session, or each interview and group."""
    if by_person:
        return [
            FrameworkCase(session, who)
            for session in corpus.sessions for who in corpus.speakers_of(session)
        ]
    return [FrameworkCase(session) for session in corpus.interviews]


def passages(reading: CorpusReading, case: FrameworkCase, theme: Theme) -> list[Passage]:
    """List what a person coded in a theme for a case, and may be quoted."""
    codes = set(theme.codes)
    return [
        p for p in reading.by_place.values()
        if p.excerpt.session == case.session and case.participant in {"", p.excerpt.speaker}
        and any(m.code in codes for m in p.decided)
    ]


def counts(reading: CorpusReading, themes: Iterable[Theme]) -> Counter[verdicts.Cell]:
    """Count what a person coded in each theme for each case, people and sessions; what may not be quoted counts too."""
    codes = {t.id: set(t.codes) for t in themes}
    found: Counter[verdicts.Cell] = Counter()
    for passage in reading.counted:
        borne = {m.code for m in passage.decided}
        for theme in (t for t, of in codes.items() if borne & of):
            found[FrameworkCase(passage.excerpt.session, passage.excerpt.speaker), theme] += 1
            found[FrameworkCase(passage.excerpt.session), theme] += 1
    return found


@dataclass(frozen=True, slots=True)
class Moment:
    """A code in a turn; ``place`` leads to the passage, where it may be told."""

    turn: int
    code: str
    speaker: str
    place: str


def moments(reading: CorpusReading, session: str) -> list[Moment]:
    """List the codes that people put in a session, turn by turn; a code counts once a turn."""
    found: dict[tuple[int, str], Moment] = {}
    for p in reversed(reading.counted):
        if p.excerpt.session != session:
            continue
        told = p.place in reading.by_place
        speaker = p.excerpt.speaker if told else UNATTRIBUTED
        for mark in p.decided:
            found[p.excerpt.turn, mark.code] = Moment(p.excerpt.turn, mark.code, speaker, p.place if told else "")
    return [found[key] for key in sorted(found)]


def ordered(reading: CorpusReading, found: list[Moment]) -> list[str]:
    """Name the codes of a session in the order of the grid."""
    present = {m.code for m in found}
    return [c for c in (*reading.corpus.codes, *sorted(present - set(reading.corpus.codes))) if c in present]


def several(reading: CorpusReading, session: str) -> bool:
    """Tell whether several people take part in a session."""
    return len(reading.corpus.speakers_of(session)) > 1


def floor(reading: CorpusReading, session: str) -> dict[tuple[str, str], tuple[int, ...]]:
    """Give who takes the floor after whom, the interviewer among them, with the turns where it happens."""
    return adjacency(_said(reading, session))


def _said(reading: CorpusReading, session: str) -> Iterator[SpokenTurn]:
    known = set(reading.corpus.speakers_of(session))
    for number, turn in reading.corpus.turns.get(session, {}).items():
        if turn.role == "interviewer":
            who = voice(reading.corpus, turn)
        else:
            who = turn.speaker if turn.role == "participant" and turn.speaker in known else ""
        yield SpokenTurn(number, who)


def turns_of(reading: CorpusReading, session: str) -> dict[str, int]:
    """Count the turns of each voice in a session, the most talkative first."""
    counts: dict[str, int] = {}
    for said in _said(reading, session):
        if said.voice:
            counts[said.voice] = counts.get(said.voice, 0) + 1
    return dict(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))


def place_of(reading: CorpusReading, session: str, turn: int) -> str:
    """Give a passage of a turn that may be told, nothing when there is none."""
    there = (p.place for p in reading.by_place.values() if (p.excerpt.session, p.excerpt.turn) == (session, turn))
    return next(there, "")
