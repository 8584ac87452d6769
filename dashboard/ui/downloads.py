"""What was found → files one takes away: only what may be published, said to be what it is, or why it may not leave."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from io import BytesIO

import streamlit as st

from dashboard.access import permissions
from dashboard.data import titles
from dashboard.data.corpus import Corpus
from dashboard.data.passages import CorpusReading, Passage
from dashboard.data.publish_data import material, spreadsheet, waiting
from dashboard.ui.frame import plain, say
from dashboard.ui.html import Html, element, link
from dashboard.ui.sentences import phrases
from dashboard.words import run_words, ui_words
from pipeline.pseudonymise.leak_search.questions import WHOLE
from pipeline.publish import pseudonymisation_words as settling
from pipeline.publish.held_back import HeldBack, reasons
from pipeline.publish.passages import leaving_passages, passage_document
from pipeline.publish.passages.leaving_passages import CodedMaterial, LeavingPassages, answering, coded
from pipeline.publish.passages.passage_document import CODE, INTERVIEW, PERSON, THEME, PassageLayout, by_name

XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# Signs that XML, and so a workbook, cannot hold.
ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def held_back(corpus: Corpus, sessions: Collection[str] | None = None) -> HeldBack:
    """Tell why files that speak of some sessions, or of all, may not leave yet; screens are never held back."""
    return waiting(corpus) if sessions is None else waiting(corpus).about(sessions)


def passage_rows(corpus: Corpus, passages: Iterable[Passage], *, suggestions: bool = False) -> list[list[str]]:
    """Lay passages out in rows, the names of columns first; every row says what it is, and which code is suggested."""
    notice = phrases.notice(corpus.settings)
    columns = [*ui_words.EXPORT_COLUMNS, *([ui_words.SUGGESTED_COLUMN] if suggestions else [])]
    rows = [[*columns, *(phrases.attribute(a) for a in corpus.attributes), ui_words.NOTICE_COLUMN]]
    # Between two passages of a session, what bears no attribution would tell where it comes from.
    for passage in sorted(passages, key=lambda p: (not p.place, "" if p.place else p.excerpt.excerpt)):
        e = passage.excerpt
        decided = sorted({corpus.label_of(m.code) for m in passage.decided})
        authors = sorted({m.author for m in passage.decided})
        pending = [sorted({corpus.label_of(m.code) for m in passage.pending})] if suggestions else []
        rows.append([
            passage.place or e.excerpt, titles.short(corpus, e.session), str(e.turn) if passage.place else "",
            " | ".join(passage.people), e.question, e.text,
            *(" | ".join(names) for names in (decided, authors, *pending)),
            *(passage.attributes.get(a, "") for a in corpus.attributes), notice,
        ])
    return rows


def as_csv(corpus: Corpus, passages: Iterable[Passage], *, suggestions: bool = False) -> bytes:
    """Write passages as a CSV."""
    return spreadsheet(passage_rows(corpus, passages, suggestions=suggestions))


def as_xlsx(corpus: Corpus, passages: Iterable[Passage], *, suggestions: bool = False) -> bytes:
    """Write a workbook: what it is on the first sheet, the passages on the second."""
    from openpyxl import Workbook  # noqa: PLC0415 - takes time to load, and few downloads are asked for

    book = Workbook()
    about = book.active
    about.title = ui_words.ABOUT_SHEET
    for line in phrases.about_export(corpus.settings):
        about.append([line])
    sheet = book.create_sheet(ui_words.EXTRACTS)
    for rank, row in enumerate(passage_rows(corpus, passages, suggestions=suggestions), 1):
        for column, text in enumerate(row, 1):
            # Typed as text: never a formula, whatever somebody said.
            sheet.cell(rank, column, ILLEGAL.sub("", text)).data_type = "s"
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def downloads(corpus: Corpus, found: list[Passage], *, suggestions: bool = False) -> None:
    """Offer passages of interviews that may leave as a table, with what is suggested of them where it shows."""
    waits = waiting(corpus)
    if going := [p for p in found if not waits.holds(p.excerpt.session)]:
        buttons(corpus, ui_words.FILE_NAME, (
            File(ui_words.CSV, "csv", "text/csv", partial(as_csv, corpus, going, suggestions=suggestions)),
            File(ui_words.XLSX, "xlsx", XLSX_TYPE, partial(as_xlsx, corpus, going, suggestions=suggestions)),
        ))


@dataclass(frozen=True)
class File:
    """A file one may take away; it is written only when it is asked for."""

    words: str
    kind: str
    mime: str
    written: Callable[[], bytes]


def offer(
    corpus: Corpus, name: str, files: Iterable[File], key: str = "", *, sessions: Collection[str] | None = None
) -> None:
    """
    Offer files, or say why nothing may leave yet.

    Args:
        corpus: what the last run left.
        name: of the files.
        files: what is offered.
        key: tells one offer of a page from another of that name.
        sessions: those that the files speak of; all of them when it is not said.
    """
    if not leads() or refused(corpus, sessions):
        return
    buttons(corpus, name, files, key)


def offer_leaving(
    corpus: Corpus, name: str, files: Iterable[File], key: str = "", *, sessions: Collection[str],
) -> None:
    """
    Offer files of what may leave, and say of the rest, interview by interview, what it waits for.

    Args:
        corpus: what the last run left.
        name: of the files.
        files: what is offered, of the interviews that may leave; none where none may.
        key: tells one offer of a page from another of that name.
        sessions: all that is asked for speaks of.
    """
    if not leads():
        return
    offered = list(files)
    if offered:
        buttons(corpus, name, offered, key)
    why = held_back(corpus, sessions)
    if why and offered:
        say(staying(corpus, why))
    elif why:
        say(*stays(corpus, why, ui_words.EXPORT_REFUSED))


def leads() -> bool:
    """Tell whether whoever looks may take files away; say it where not."""
    if not permissions.may("lead"):
        say(element("p", ui_words.LEAD_ONLY, class_="discret"))
    return permissions.may("lead")


def buttons(corpus: Corpus, name: str, files: Iterable[File], key: str = "") -> None:
    """Show a button for each file."""
    with st.container(horizontal=True, key=f"downloads-{key or name}"):
        for file in files:
            st.download_button(
                file.words, file.written, file_name=f"{file_name(corpus, name)}.{file.kind}", mime=file.mime,
                on_click="ignore", key=f"download-{key or name}-{file.kind}",
            )


def refused(corpus: Corpus, sessions: Collection[str] | None = None) -> bool:
    """Say why files that speak of some sessions, or of all, may not leave yet, if so."""
    why = held_back(corpus, sessions)
    if why:
        say(*stays(corpus, why, ui_words.EXPORT_REFUSED if sessions else ui_words.EXPORT_WHOLE))
    return bool(why)


def staying(corpus: Corpus, why: HeldBack) -> Html:
    """List the interviews that stay, each with what it waits for and the way to settle it."""
    own = permissions.may("own")
    here = bool(st.session_state.get("review:here"))
    lines = []
    for session in sorted({*why.unsigned, *why.words, *why.late} - {WHOLE}, key=lambda s: corpus.order_of.get(s, -1)):
        told = [element("strong", titles.short(corpus, session)), " : "]
        for wait in reasons(why, session):
            way = {
                "unsigned": link(ui_words.TO_SIGN, "pseudonymisation", entretien=session),
                "words": link(ui_words.TO_SETTLE, "pseudonymisation", vue=run_words.ADDRESS),
                "late": link(run_words.UPDATE, "mise_a_jour"),
            }[wait]
            what = f"{settling.waiting(why.words[session].asked)}." if wait == "words" else ui_words.STAYS[wait]
            told += [what, " ", way if own and (here or wait == "late") else "", " "]
        lines.append(element("li", told))
    if not lines:
        return Html("")
    count = phrases.counted(len(lines), *ui_words.INTERVIEWS_STAY)
    return element("details", element("summary", count), element("ul", lines), class_="discret attend")


def stays(corpus: Corpus, why: HeldBack, unsigned: str = ui_words.EXPORT_WHOLE) -> Iterator[Html]:
    """Say what opens the downloads, with the way to do it from here; ``unsigned`` is what a signature opens."""
    own = permissions.may("own")
    told_words = settling.words(why.words, titles.every(corpus))
    update = link(run_words.UPDATE, "mise_a_jour")
    if any(of.asked for of in why.words.values()):
        settle = link(run_words.HELD_BACK, "pseudonymisation", vue=run_words.ADDRESS)
        way = settle if st.session_state.get("review:here") else run_words.HELD_ELSEWHERE
        yield element("p", told_words, " ", way, class_="discret")
    elif why.words:
        yield element("p", told_words, " ", update if own else "", class_="discret")
    if why.unsigned:
        way = link(run_words.REVIEW, "pseudonymisation", entretien=why.unsigned[0])
        yield element("p", unsigned, " ", way if own else "", class_="discret")
    elif why.late and not why.words:
        yield element("p", ui_words.EXPORT_LATE, " ", update if own else "", class_="discret")
    if len({*why.unsigned, *why.words, *why.late} - {WHOLE}) > 1:
        yield staying(corpus, why)


def file_name(corpus: Corpus, name: str = ui_words.FILE_NAME) -> str:
    """Name a file so that nobody takes the demonstration for a study."""
    fiction = f"-{ui_words.FICTIONAL.replace(' ', '-')}" if corpus.settings.fictional else ""
    return f"{name}{fiction}"


GROUPS = (CODE, THEME, PERSON, INTERVIEW)


@dataclass(frozen=True)
class PassageSource:
    """
    Passages that somebody looks at.

    Attributes:
        gather: gives them when they are taken away.
        sessions: the interviews they come from.
        also: offers what else of them may be taken away.
    """

    gather: Callable[[], LeavingPassages]
    sessions: Collection[str]
    also: Callable[[], None] | None = None


def offer_passages(
    reading: CorpusReading, source: PassageSource, how: PassageLayout, key: str, title: str,
) -> None:
    """
    Offer passages in a document or a table, behind a button.

    Args:
        reading: where they stand.
        source: what gives them.
        how: what was asked for, which headings keep to, and how they are arranged first.
        key: tells one offer from another.
        title: what the document is called.
    """
    if not source.sessions:
        return
    of = material(reading)
    with st.popover(ui_words.TAKE_PASSAGES, icon=":material/download:", key=f"passages:{key}"):
        if not leads():
            return
        ways = [*GROUPS, *of.attributes, ""]
        left, right = st.columns(2, vertical_alignment="bottom")
        with left:
            by = st.selectbox(
                ui_words.GROUPED_BY, ways, index=ways.index(how.by), key=f"passages:{key}:by",
                format_func=lambda way: plain(named(way)),
            )
        with right:
            question = st.checkbox(ui_words.WITH_QUESTION, value=True, key=f"passages:{key}:question")
        say(element("p", ui_words.TAKE_HELP, class_="discret"))
        layout = replace(how, by=by or "", question=question)
        files = (
            File(name, kind, mime, partial(written, kind, of, source, layout, title))
            for kind, (name, mime) in passage_document.kinds().items()
        )
        going = any(not of.held.holds(session) for session in source.sessions)
        name = f"{ui_words.PASSAGES_FILE}-{key}"
        offer_leaving(reading.corpus, name, files if going else (), name, sessions=source.sessions)
        if source.also:
            source.also()


def named(way: str) -> str:
    """Say how passages are arranged; an attribute as other pages name it."""
    known = way in {*GROUPS, ""}
    return by_name(way) if known else leaving_passages.BY_ATTRIBUTE.format(attribute=phrases.attribute(way))


def written(kind: str, of: CodedMaterial, source: PassageSource, how: PassageLayout, title: str) -> bytes:
    """Write the passages; a document that holds none says why."""
    return passage_document.content(kind, of, source.gather(), how, title)


def offer_coded(reading: CorpusReading, how: PassageLayout, key: str, title: str) -> None:
    """Offer what people coded of what is asked for (``how.asked``)."""
    of = material(reading)
    sessions = {c.session for c in answering(of, how.asked)}
    offer_passages(reading, PassageSource(partial(coded, of, how.asked), sessions), how, key, title)
