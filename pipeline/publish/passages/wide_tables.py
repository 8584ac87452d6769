"""Codings of people that may leave → person × code, code × code, and what R and SPSS need to read them.

A 0 says that somebody was coded and bears nothing; a cell is empty where that is not known: none of their interviews
that leave was coded, the guide says they were not asked, or all they say of it is reserved.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from pipeline.analysis.counts.coded_passages import Who, asked
from pipeline.analysis.counts.cooccurrence import CodeOccurrence, runs, together
from pipeline.anchoring.anchors import words
from pipeline.anchoring.publishable import may_pass
from pipeline.language.folds import fold_for_search
from pipeline.model.contracts import Coding
from pipeline.pseudonymise.people.speakers import people
from pipeline.publish import material_words as say
from pipeline.publish.documents.formats import ZIP_DATE
from pipeline.publish.passages.leaving_passages import CodedMaterial, speakers
from pipeline.publish.quotes.document import named
from pipeline.publish.tables.public_tables import PublicTable, as_csv

BARE = re.compile(r"\W+", re.ASCII)
LONGEST = 32  # letters of a variable, as SPSS of old still reads it
UNKNOWN = ""


@dataclass(frozen=True, slots=True)
class Variable:
    """
    A column as statistics name it.

    Attributes:
        kind: ``text``, ``presence`` (0 or 1) or ``count``.
    """

    name: str
    label: str
    kind: str


class WideTables:
    """The wide tables of a study: people by codes, and codes by codes, of the interviews that may leave."""

    def __init__(self, of: CodedMaterial) -> None:
        self.of = of
        self.codes = list(of.codebook.offered)
        leaving = {s for s in of.sessions if not of.held.holds(s)}
        met = people(p.participant for p in of.participants)
        self.rows = [p for p in of.participants if p.session in leaving and p.participant in met]

    @cached_property
    def people(self) -> list[str]:
        """People interviewed, in order of their names."""
        return sorted({p.participant for p in self.rows})

    @cached_property
    def sessions(self) -> Mapping[str, list[str]]:
        """People → their interviews that leave, in order."""
        found: dict[str, list[str]] = defaultdict(list)
        for p in sorted(self.rows, key=lambda p: self.of.sessions.index(p.session)):
            found[p.participant].append(p.session)
        return found

    @cached_property
    def borne(self) -> Mapping[tuple[str, str], set[tuple[object, ...]]]:
        """A person and a code → the places of the passages that bear it, or one below it, and may be told of them."""
        return self._borne(open_=True)

    @cached_property
    def closed(self) -> Mapping[tuple[str, str], set[tuple[object, ...]]]:
        """The same for passages that may not be told of them: reserved, or without attribution."""
        return self._borne(open_=False)

    def _borne(self, *, open_: bool) -> Mapping[tuple[str, str], set[tuple[object, ...]]]:
        found: dict[tuple[str, str], set[tuple[object, ...]]] = defaultdict(set)
        for c in self._codings(open_=open_):
            for who in speakers(self.of.turns[c.session], c.turn, c.last_turn):
                for code in self.above[c.code]:
                    found[who, code].add((c.session, c.turn, c.start, c.last_turn, c.end))
        return found

    @cached_property
    def above(self) -> Mapping[str, list[str]]:
        """A code → itself and those it makes more precise, in which it counts."""
        found: dict[str, list[str]] = defaultdict(list)
        for code in self.codes:
            for below in self.of.codebook.branch(code.id):
                found[below].append(code.id)
        return found

    def _codings(self, *, open_: bool) -> Iterable[Coding]:
        kept = {p.session for p in self.rows}
        return (c for c in self.of.of_people if c.session in kept and may_pass(c.consent, "typical") is open_)

    @cached_property
    def known(self) -> Mapping[str, frozenset[Who]]:
        """A code → who was asked about it in an interview that was coded: of them, nothing means no."""
        coded = {c.session for c in self.of.of_people} | set(self.of.read)
        everyone = frozenset((p.participant, p.session) for p in self.rows if p.session in coded)
        about: dict[str, list[str]] = defaultdict(list)
        for theme in self.of.themes:
            for code in theme.codes:
                about[code] += theme.questions
        return {c.id: asked(everyone, self.of.guide_coverage, about[c.id]) for c in self.codes}

    def count(self, who: str, code: str) -> int | str:
        """Count the passages of a person that bear a code; nothing where that is not known."""
        if number := len(self.borne[who, code]):
            return number
        said = any(person == who for person, _ in self.known[code])
        return 0 if said and not self.closed[who, code] else UNKNOWN

    @property
    def variables(self) -> list[Variable]:
        """Name the columns of person × code."""
        first = ((say.PERSON_COLUMN, say.PERSON_LABEL), (say.INTERVIEWS, say.INTERVIEWS_LABEL))
        found = [Variable(name, label, "text") for name, label in first]
        found += [Variable(variable(a, "a_"), named(a), "text") for a in self.of.attributes]
        for prefix, kind in ((say.PRESENCE, "presence"), (say.COUNT, "count")):
            for code in self.codes:
                told = say.VARIABLE_LABELS[kind].format(code=f"{code.id} {code.label}")
                found.append(Variable(variable(code.id, prefix), told, kind))
        return distinct(found)

    def people_by_codes(self) -> PublicTable:
        """Lay people out by codes: their attributes, then, for each code, 0 or 1, and the number of passages."""
        made = []
        for who in self.people:
            bears = [self.of.bearing[who, s] for s in self.sessions[who]]
            told = [
                say.JOINED.join(dict.fromkeys(b.get(a, "") for b in bears if b.get(a))) for a in self.of.attributes
            ]
            counts = [self.count(who, c.id) for c in self.codes]
            called = say.JOINED.join(self.of.about.called.get(s, s) for s in self.sessions[who])
            made.append((who, called, *told, *(min(n, 1) if isinstance(n, int) else n for n in counts), *counts))
        return PublicTable(say.WIDE, tuple(v.name for v in self.variables), tuple(made))

    def codes_by_people(self) -> PublicTable:
        """Cross codes with codes: how many people bear both, anywhere; how many bear one, on the diagonal."""
        bearers = {c.id: {who for who in self.people if self.borne[who, c.id]} for c in self.codes}
        return self._square(say.CODES_BY_PEOPLE, lambda a, b: len(bearers[a] & bearers[b]))

    def codes_by_passages(self) -> PublicTable:
        """Cross codes with codes: on how many runs of words both stand; a code alone, on the diagonal."""
        pairs = {(p.code, p.other): len(runs(p.units)) for p in together(self._occurrences())}
        alone: dict[str, set[tuple[object, ...]]] = defaultdict(set)
        for (_, code), places in self.borne.items():
            alone[code] |= places

        def both(one: str, other: str) -> int:
            return len(alone[one]) if one == other else pairs.get((min(one, other), max(one, other)), 0)

        return self._square(say.CODES_BY_PASSAGES, both)

    def _occurrences(self) -> Iterable[CodeOccurrence]:
        for c in self._codings(open_=True):
            for n in range(c.turn, c.last_turn + 1):
                text = self.of.turns[c.session][n].text
                start, end = c.start if n == c.turn else 0, c.end if n == c.last_turn else len(text)
                for rank, (first, last) in enumerate(words(text)):
                    if first < end and last > start:
                        yield from (CodeOccurrence((c.session, n, rank), code, "") for code in self.above[c.code])

    def _square(self, name: str, both: Callable[[str, str], int]) -> PublicTable:
        ids = [c.id for c in self.codes]
        made = tuple((code.id, code.label, *(both(code.id, other) for other in ids)) for code in self.codes)
        return PublicTable(name, (say.CODE, say.LABEL, *ids), made)

    def tables(self) -> list[PublicTable]:
        """Give the wide tables; none where no interview may leave, or nobody was interviewed."""
        return [self.people_by_codes(), self.codes_by_people(), self.codes_by_passages()] if self.rows else []

    @property
    def reserved(self) -> int:
        """Count the passages that the tables leave out at the wish of those who speak."""
        return len(set().union(*self.closed.values())) if self.closed else 0


def variable(name: str, prefix: str = "") -> str:
    """
    Give a name that R and SPSS take: letters without accents, digits and low lines.

    >>> variable("lieu d'enquête", "a_"), variable("A1", "c_")
    ('a_lieu_d_enquete', 'c_A1')
    """
    plain = name if name.isascii() else fold_for_search(name)
    return f"{prefix}{BARE.sub('_', plain).strip('_')}"[:LONGEST]


def distinct(found: Sequence[Variable]) -> list[Variable]:
    """Number the variables whose names would be the same, capitals or not."""
    taken: dict[str, int] = defaultdict(int)
    named_: list[Variable] = []
    for v in found:
        taken[v.name.lower()] += 1
        rank = taken[v.name.lower()]
        name = v.name if rank == 1 else f"{v.name[:LONGEST - 4]}_{rank}"
        named_.append(Variable(name, v.label, v.kind))
    return named_


def statistics(of: WideTables, notice: Sequence[str]) -> dict[str, bytes]:
    """
    Write what R and SPSS read: each wide table as CSV, the sheet of its variables, and the lines that label them.

    Args:
        of: the tables.
        notice: what the files are, line by line; the first stands on every row.
    """
    files = {f"{t.name}.csv": as_csv(t, notice) for t in of.tables()}
    about = PublicTable(say.VARIABLES, say.VARIABLE_HEADS, tuple(
        (v.name, v.label, say.KINDS[v.kind], say.VALUES[v.kind]) for v in of.variables
    ))
    files[f"{say.VARIABLES}.csv"] = as_csv(about, notice)
    files[say.R_FILE] = _in_r(of.variables).encode()
    files[say.SPSS_FILE] = _in_spss(of.variables).encode("utf-8-sig")
    left = [say.RESERVED_UNCOUNTED.format(count=of.reserved)] if of.reserved else []
    files[say.READ_ME] = "\r\n".join([*notice, "", *left, *say.ABOUT_WIDE]).encode("utf-8-sig")
    return files


def zipped(files: Mapping[str, bytes]) -> bytes:
    """Put files in an archive: the same files give the same bytes."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name, written in files.items():
            archive.writestr(zipfile.ZipInfo(name, ZIP_DATE), written, zipfile.ZIP_DEFLATED)
    return content.getvalue()


def _in_r(variables: Sequence[Variable]) -> str:
    labels = [f'attr(d[[{_quoted(v.name)}]], "label") <- {_quoted(v.label)}' for v in variables]
    factors = [
        f"d[[{_quoted(v.name)}]] <- factor(d[[{_quoted(v.name)}]], levels = c(0, 1), labels = c("
        f"{_quoted(say.ABSENT)}, {_quoted(say.PRESENT)}))" for v in variables if v.kind == "presence"
    ]
    return say.R_SYNTAX.format(file=f"{say.WIDE}.csv", factors="\n".join(factors), labels="\n".join(labels))


def _in_spss(variables: Sequence[Variable]) -> str:
    kinds = {"text": "A255", "presence": "F1.0", "count": "F8.0"}
    columns = "\n".join(f"    {v.name} {kinds[v.kind]}" for v in variables)
    labels = "\n  /".join(f"{v.name} {_quoted(v.label)}" for v in variables)
    present = " ".join(v.name for v in variables if v.kind == "presence")
    return say.SPSS_SYNTAX.format(
        file=f"{say.WIDE}.csv", columns=columns, labels=labels, presence=present, absent=say.ABSENT,
        present=say.PRESENT, notice=say.NOTICE,
    )


def _quoted(text: str) -> str:
    return '"' + " ".join(text.split()).replace("\\", "/").replace('"', "'") + '"'
