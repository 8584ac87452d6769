"""What is asked for of a study → the file of another tool, and what one is told of it: for the terminal and screens."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from pipeline.coding.memos import Memo
from pipeline.language.numbers import counted
from pipeline.model.errors import FiligraneError
from pipeline.pseudonymise.leak_search.questions import WHOLE
from pipeline.publish.documents.formats import MARKS
from pipeline.publish.held_back import refuse_all
from pipeline.publish.memos.memo_document import MemoSources
from pipeline.publish.passages.leaving_passages import CodedMaterial
from pipeline.publish.passages.wide_tables import zipped
from pipeline.publish.projects import lexical_corpora, refi_project, spoken_texts
from pipeline.publish.projects.leaving_texts import STANDARD, LeavingProject, LeavingText, called, leaving_project
from pipeline.publish.quotes import quotes
from pipeline.publish.quotes.document import named

QDPX, QDC, IRAMUTEQ, TXM, TEI, SRT, ELAN, NOTES = "qdpx", "qdc", "iramuteq", "txm", "tei", "srt", "elan", "notes"
# What is asked for → how the name of its file ends.
KINDS = {
    QDPX: "qdpx", QDC: "qdc", IRAMUTEQ: "txt", TXM: "zip", TEI: "zip", SRT: "zip", ELAN: "zip", NOTES: "zip",
}
TIMED = (SRT, ELAN)
WRITTEN = "{texts}, {codings} : écrits sous pseudonymes."
GRID_WRITTEN = "{codes} : la grille est écrite."
INTERVIEW, CODING, CODE = ("texte", "textes"), ("codage", "codages"), ("code", "codes")
RESERVED_ONE = "1 codage reste ici : des mots en sont réservés, ou sans attribution."
RESERVED = "{count} codages restent ici : des mots en sont réservés, ou sans attribution."
NO_TIME = "Aucun entretien qui peut sortir n'a d'horodatage : il n'y a rien à écrire. Prenez un autre format."
NO_TEXT = "Aucun entretien n'est encore prêt à sortir : lancez « filigrane run », puis recommencez."
NO_CODE = "La grille n'a encore aucun code : il n'y a rien à écrire."


@dataclass(frozen=True)
class ProjectRequest:
    """
    What is asked for.

    Attributes:
        kind: one of ``KINDS``.
        flavour: of REFI-QDA, one of ``FLAVOURS``.
        suggestions: whether what the machine proposes leaves too, as somebody apart.
        themes: whether the corpus of IRaMuTeQ tells which codes words bear.
    """

    kind: str
    flavour: str = STANDARD
    suggestions: bool = False
    themes: bool = True


def project_file(
    of: CodedMaterial, asked: ProjectRequest, about: MemoSources, memos: Sequence[Memo],
) -> tuple[bytes, list[str]]:
    """
    Write what is asked for, and say of how much.

    Args:
        of: the study.
        asked: what.
        about: what memos speak of: tells those that stay.
        memos: all of them.

    Raises:
        FiligraneError: nothing may leave yet, or there is nothing of the kind: it says why.
    """
    if asked.kind == QDC:
        return _grid(of)
    project = leaving_project(of, suggestions=asked.suggestions)
    if not project.texts:
        if of.held:
            refuse_all(of.held, of.about.called)
        raise FiligraneError(NO_TEXT)
    if asked.kind in TIMED and not any(list(spoken_texts.timed(text)) for text in project.texts):
        raise FiligraneError(NO_TIME)
    kept = [m for m in memos if not about.doubted(m.text)]
    writers: Mapping[str, Callable[[], bytes]] = {
        QDPX: lambda: refi_project.qdpx(project, kept, asked.flavour),
        IRAMUTEQ: lambda: lexical_corpora.iramuteq(project, themes=asked.themes),
        TXM: lambda: lexical_corpora.txm(project),
        TEI: partial(spoken_texts.each, project, "xml", spoken_texts.tei),
        SRT: partial(spoken_texts.each, project, "srt", spoken_texts.srt),
        ELAN: partial(spoken_texts.each, project, "eaf", spoken_texts.elan),
        NOTES: lambda: vault(project, kept, about.subject),
    }
    return writers[asked.kind](), told(project)


def _grid(of: CodedMaterial) -> tuple[bytes, list[str]]:
    # A word to settle in the grid is a question about the whole study.
    if WHOLE in of.held.words:
        refuse_all(of.held.about(()), of.about.called)
    if not of.codebook.codes:
        raise FiligraneError(NO_CODE)
    made = refi_project.qdc(of.codebook, of.themes, of.about.title)
    return made, [GRID_WRITTEN.format(codes=counted(len(of.codebook.codes), *CODE))]


def told(project: LeavingProject) -> list[str]:
    """Say how much leaves, and how many codings stay with the words that somebody reserved."""
    number = sum(map(len, project.codings.values()))
    lines = [WRITTEN.format(texts=counted(len(project.texts), *INTERVIEW), codings=counted(number, *CODING))]
    if project.reserved:
        lines.append(RESERVED_ONE if project.reserved == 1 else RESERVED.format(count=project.reserved))
    return lines


INTERVIEWS, CODES, MEMOS, HOME = "Entretiens", "Codes", "Mémos", "Sommaire"
FORBIDDEN = re.compile(r'[\\/:*?"<>|#^\[\]\x00-\x1f]+')
LONGEST = 80
PEOPLE, CODED, DEFINITION = "Personnes", "Passages codés", "Définition"
TURN = "tour de parole {turn}"
WHO = "codé par {coder}"
ABOUT = "À propos de : {subject}"
SIGNED = "{author}, {day}"


def vault(project: LeavingProject, memos: Sequence[Memo] = (), subject: Callable[[Memo], str] = lambda _: "") -> bytes:
    """
    Write a note for each interview, code and memo.

    Args:
        project: what leaves.
        memos: those that leave.
        subject: names what a memo is about.
    """
    names = _Names()
    interviews = {t.session: names.of(INTERVIEWS, t.title) for t in project.texts}
    labels = called(project.of.codebook)
    codes = {c.id: names.of(CODES, labels[c.id]) for c in project.of.codebook.codes}
    files = {f"{interviews[t.session]}.md": _interview(project, t, codes) for t in project.texts}
    for code, note in codes.items():
        files[f"{note}.md"] = _code(project, code, labels, codes, interviews)
    noted: list[str] = []
    for memo in memos:
        noted.append(names.of(MEMOS, memo.title))
        files[f"{noted[-1]}.md"] = _memo(memo, subject(memo))
    files[f"{HOME}.md"] = _home(project, interviews, codes, noted)
    return zipped({name: content.encode() for name, content in files.items()})


class _Names:
    """Titles → names of notes that any disk takes, no two the same, capitals or not."""

    def __init__(self) -> None:
        self.taken: set[str] = set()

    def of(self, folder: str, title: str) -> str:
        """Name a note."""
        bare = FORBIDDEN.sub(" ", title).strip(" .")[:LONGEST].strip() or "sans titre"
        name, rank = f"{folder}/{bare}", 1
        while name.casefold() in self.taken:
            rank += 1
            name = f"{folder}/{bare} ({rank})"
        self.taken.add(name.casefold())
        return name


def _link(note: str, shown: str = "", block: str = "") -> str:
    return f"[[{note}{block}|{shown}]]" if shown else f"[[{note}{block}]]"


def _plain(text: str) -> str:
    return MARKS.sub(r"\\\1", text)


def _also_called(name: str) -> list[str]:
    # A memo may name a code or an interview by its id: [[A1]].
    return ["---", f"aliases: [{json.dumps(name, ensure_ascii=False)}]", "---", ""]


def _interview(project: LeavingProject, text: LeavingText, codes: Mapping[str, str]) -> str:
    lines = [*_also_called(text.session), f"# {_plain(text.title)}", ""]
    lines += [quotes.NOTICE[project.of.about.fictional], "", f"## {PEOPLE}", ""]
    for person in project.people(text):
        told = [f"{named(a)} : {v}" for a, v in project.of.bearing.get((person, text.session), {}).items() if v]
        lines.append(f"- {_plain(' ; '.join([person, *told]))}")
    lines.append("")
    on_turn: dict[int, list[str]] = defaultdict(list)
    for p in project.codings[text.session]:
        for turn in range(p.coding.turn, p.coding.last_turn + 1):
            if (note := codes.get(p.coding.code)) and note not in on_turn[turn]:
                on_turn[turn].append(note)
    for t in text.turns:
        voice = f"**{_plain(t.voice)}** : " if t.voice else ""
        borne = [f" {_link(note)}" for note in on_turn[t.turn]]
        lines += [f"{voice}{_plain(t.text)}{''.join(borne)} ^t{t.turn}", ""]
    return "\n".join(lines)


def _code(
    project: LeavingProject, code: str, labels: Mapping[str, str], codes: Mapping[str, str],
    interviews: Mapping[str, str],
) -> str:
    meant = next(c for c in project.of.codebook.codes if c.id == code)
    lines = [*_also_called(code), f"# {_plain(labels[code])}", "", f"## {DEFINITION}", "", _plain(meant.definition), ""]
    lines += [_link(codes[meant.parent]), ""] if meant.parent in codes else []
    lines += [f"## {CODED}", ""]
    for text in project.texts:
        for p in (p for p in project.codings[text.session] if p.coding.code == code):
            shown = f"{text.title}, {TURN.format(turn=p.coding.turn)}"
            words = _plain(text.text[p.start : p.end]).replace("\n", "\n> ")
            way = _link(interviews[text.session], FORBIDDEN.sub(" ", shown), f"#^t{p.coding.turn}")
            lines += [f"> {words}", "", f"{way} ; {WHO.format(coder=p.coding.author)}", ""]
    return "\n".join(lines)


def _memo(memo: Memo, subject: str) -> str:
    about = [ABOUT.format(subject=_plain(subject)), ""] if subject else []
    # Links between memos are kept as they were written: they lead to notes of these names.
    signed = SIGNED.format(author=memo.line.author, day=memo.line.at[:10])
    return "\n".join([f"# {_plain(memo.title)}", "", *about, memo.text, "", signed, ""])


def _home(
    project: LeavingProject, interviews: Mapping[str, str], codes: Mapping[str, str], memos: Sequence[str],
) -> str:
    about = project.of.about
    lines = [f"# {_plain(about.title or HOME)}", "", quotes.NOTICE[about.fictional], quotes.PSEUDONYMISED, ""]
    for title, notes in ((INTERVIEWS, interviews.values()), (CODES, codes.values()), (MEMOS, memos)):
        lines += [f"## {title}", "", *(f"- {_link(note)}" for note in notes), ""] if notes else []
    return "\n".join(lines)
