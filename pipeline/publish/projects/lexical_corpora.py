"""Interviews that may leave → corpora for lexicometry: IRaMuTeQ, which rainette reads too, and TXM.

What the interviewers say is left out: it would count their words with those of people interviewed.
A text of the corpus is what one person says in one interview.
"""

from __future__ import annotations

import csv
import io
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from lxml import etree

from pipeline.ingest.withdrawals import SHOWN as LEFT
from pipeline.language.folds import fold_for_search
from pipeline.pseudonymise.consent import SHOWN
from pipeline.publish.passages.wide_tables import zipped
from pipeline.publish.projects.leaving_texts import RESERVED, LeavingProject, LeavingText, LeavingTurn, called
from pipeline.publish.quotes.document import named

# A star announces a variable, a dollar sets texts apart inside IRaMuTeQ, a paragraph sign is refused.
SIGNS = str.maketrans({"*": "×", "$": " dollars ", "§": " paragraphe ", "\u2060": ""})
MARKS = re.compile("|".join(map(re.escape, (RESERVED, SHOWN, LEFT))))
PIECE = re.compile(r"[a-z0-9]+")
INTERVIEW, VOICE, UNCODED = "ent", "loc", "sanscode"
NOBODY = "inconnu"


@dataclass(frozen=True, slots=True)
class SpokenText:
    """What one person says in one interview."""

    text: LeavingText
    voice: str
    turns: tuple[LeavingTurn, ...]


@dataclass(frozen=True)
class CorpusWords:
    """
    Names folded as a corpus wants them, no two the same.

    Attributes:
        taken: what is folded in one place (a variable, the names of variables, themes) → folded name → its name.
    """

    taken: dict[str, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))

    def fold(self, place: str, name: str) -> str:
        """Give a name in letters without accents and digits, the same each time, another for another name."""
        known = self.taken[place]
        bare: str = folded(name) or "vide"
        once, rank = bare, 1
        while known.setdefault(once, name) != name:
            rank += 1
            once = f"{bare}{rank}"
        return once


def folded(name: str) -> str:
    """
    Write a name as one word without accents, as variables of corpora are written.

    >>> folded("accès aux droits"), folded("30 à 39 ans"), folded("E01")
    ('accesAuxDroits', '30A39Ans', 'e01')
    """
    pieces: list[str] = PIECE.findall(fold_for_search(name))
    first, *others = pieces or [""]
    return first + "".join(word.capitalize() for word in others)


def spoken_texts(project: LeavingProject) -> Iterator[SpokenText]:
    """Give what each person says in each interview; several unknown voices of an interview are one."""
    for text in project.texts:
        by_voice: dict[str, list[LeavingTurn]] = defaultdict(list)
        for turn in text.turns:
            if turn.role == "participant":
                by_voice[turn.voice].append(turn)
        known = set(project.people(text))
        for voice in sorted(by_voice, key=lambda v: (v not in known, v)):
            yield SpokenText(text, voice if voice in known else "", tuple(by_voice[voice]))


def cleaned(said: str) -> str:
    r"""
    Take away what is no word of the person and the signs that a corpus cannot hold, on one line.

    >>> cleaned("2 * 3 = 6 $\nvoilà [passage réservé]")
    '2 × 3 = 6 dollars voilà'
    """
    return " ".join(MARKS.sub(" ", said).translate(SIGNS).split())


def iramuteq(project: LeavingProject, *, themes: bool = True) -> bytes:
    """
    Write the corpus: a line of starred variables before each text, and before each stretch the codes it bears.

    rainette asks that a text with themes begin with one, and that none be empty: what bears no code stands under
    ``-*sanscode``. Words that bear several codes stand once, under all of them.

    Args:
        project: what leaves.
        themes: whether codes are told.
    """
    words = CorpusWords()
    lines: list[str] = []
    for spoken in spoken_texts(project):
        variables = _variables(project, spoken, words)
        body = _themed(project, spoken, words) if themes else [cleaned(t.text) for t in spoken.turns]
        body = [line for line in body if line]
        if any(map(str.isalnum, "".join(body))):
            lines += [" ".join(["****", *variables]), *body, ""]
    return "\n".join(lines).encode()


def _variables(project: LeavingProject, spoken: SpokenText, words: CorpusWords) -> Iterator[str]:
    yield f"*{INTERVIEW}_{words.fold(INTERVIEW, spoken.text.title)}"
    yield f"*{VOICE}_{words.fold(VOICE, spoken.voice or NOBODY)}"
    told = project.of.bearing.get((spoken.voice, spoken.text.session), {})
    for name in (n for n in project.of.attributes if told.get(n)):
        variable = words.fold("variables", name)
        yield f"*{variable}_{words.fold(f'value of {name}', told[name])}"


def _themed(project: LeavingProject, spoken: SpokenText, words: CorpusWords) -> list[str]:
    names = called(project.of.codebook)
    lines: list[str] = []
    before: tuple[str, ...] | None = None
    for turn in spoken.turns:
        for codes, said in _stretches(project, spoken.text, turn):
            line = cleaned(said)
            if lines and not any(map(str.isalnum, line)):
                # A full stop left alone by the end of a passage is no stretch of its own.
                lines[-1] = f"{lines[-1]} {line}".rstrip()
                continue
            if codes != before:
                themes = [words.fold("themes", names.get(code, code)) for code in codes]
                lines.append(f"-*{'_'.join(themes) or UNCODED}")
            before = codes
            lines.append(line)
    return lines


def _stretches(project: LeavingProject, text: LeavingText, turn: LeavingTurn) -> Iterator[tuple[tuple[str, ...], str]]:
    """Cut a turn where a code begins or ends: each stretch with the codes on it, in the order of the grid."""
    first, last = turn.place(0), turn.place(len(turn.said))
    here = [(max(p.start, first), min(p.end, last), p.coding.code) for p in project.codings[text.session]]
    here = [(start, end, code) for start, end, code in here if start < end]
    cuts = sorted({first, last, *(at for start, end, _ in here for at in (start, end))})
    grid = {c.id: n for n, c in enumerate(project.of.codebook.codes)}
    for start, end in pairwise(cuts):
        codes = {code for s, e, code in here if s <= start and end <= e}
        yield tuple(sorted(codes, key=lambda c: (grid.get(c, len(grid)), c))), text.text[start:end]


def txm(project: LeavingProject) -> bytes:
    """
    Write what TXM imports (« XML-XTZ + CSV »): a file for each interview, and the table of what is told of them.

    A turn bears who speaks and what is told of them, so that TXM can set one part of the corpus against another.
    """
    words = CorpusWords()
    files: dict[str, bytes] = {}
    table = io.StringIO(newline="")
    writer = csv.writer(table, quoting=csv.QUOTE_ALL, lineterminator="\n")
    writer.writerow(["id", "titre", "personnes"])
    for text in project.texts:
        name = words.fold("texts", text.title)
        files[f"{name}.xml"] = _txm_text(project, text, name)
        writer.writerow([name, text.title, ", ".join(project.people(text))])
    return zipped({**files, "metadata.csv": table.getvalue().encode()})


def _txm_text(project: LeavingProject, text: LeavingText, name: str) -> bytes:
    root = etree.Element("TEI", nsmap={None: "http://www.tei-c.org/ns/1.0"})
    body = etree.SubElement(root, "text", id=name)
    for turn in text.turns:
        if turn.role not in {"participant", "interviewer"} or not turn.text.strip():
            continue
        told: Mapping[str, str] = project.of.bearing.get((turn.voice, text.session), {})
        attributes = {"n": str(turn.turn), "who": turn.voice or NOBODY, "role": turn.role}
        attributes |= {f"de_{folded(named(a))}": told[a] for a in project.of.attributes if told.get(a)}
        etree.SubElement(body, "u", attributes).text = MARKS.sub(" ", turn.text)
    return bytes(etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True))
