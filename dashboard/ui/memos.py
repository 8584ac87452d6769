"""What a memo may be about → the memos held on it, with their links, and what their author may do of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from urllib.parse import urlencode

import streamlit as st

from dashboard.access import permissions
from dashboard.data import study_data, titles
from dashboard.data.corpus import Corpus
from dashboard.data.decisions_read import Decided, OtherDecisions, asset, decided
from dashboard.data.freshness import worked_out
from dashboard.data.passages import CorpusReading
from dashboard.ui import coder, frame
from dashboard.ui.grid import day
from dashboard.ui.html import Html, element, join, link
from dashboard.words import coding_words as wording
from dashboard.words import ui_words
from pipeline.anchoring.decisions import append
from pipeline.coding import memos
from pipeline.coding.coding_writer import CodingWriter
from pipeline.coding.memos import LinkNames, LinkTarget, Memo, MemoLine, MemoSubject
from pipeline.model.decision_rows import ThemeDecision
from pipeline.model.errors import FiligraneError

NEWS, ERROR, WHERE, WRITTEN = "memos:news", "memos:error", "memos:where", "memos:written"
PAGES = {"code": ("grille", "code"), "theme": ("themes", "theme"), "person": ("extraits", "personne"),
         "session": ("lecture", "entretien")}


def every() -> tuple[Memo, ...]:
    """Give all the memos that hold, in order of time."""
    return _every(decided(), asset())


@worked_out(2)
def _every(lines: Decided, beside: OtherDecisions) -> tuple[Memo, ...]:
    themes = [d for d in beside.lines if isinstance(d, ThemeDecision) and id(d) in beside.held]
    return tuple(memos.memos(lines.in_force, themes))


def held_on(reading: CorpusReading, about: MemoSubject) -> list[Memo]:
    """Give the memos on something, the latest first; those on a code follow it when it is renamed or merged."""
    book = reading.corpus.codebook
    same = {book.in_force(about.key) if about.kind == "code" else about.key}
    return [
        m for m in reversed(every()) if m.subject.kind == about.kind
        and (book.in_force(m.subject.key) if about.kind == "code" else m.subject.key) in same
    ]


def names(reading: CorpusReading) -> LinkNames:
    """Give all that a link may name."""
    return _names(reading, every())


@worked_out(2)
def _names(reading: CorpusReading, held: tuple[Memo, ...]) -> LinkNames:
    corpus = reading.corpus
    called = titles.every(corpus)
    return memos.link_names(corpus.codebook, corpus.themes, corpus.people, called, held)


def text(reading: CorpusReading, said: str) -> Html:
    """Show what a memo says, its links leading where they name; a broken one says so."""
    return element("p", [_piece(*piece) for piece in memos.pieces(said, names(reading))], class_="memo")


def _piece(said: str, target: LinkTarget | None, is_link: bool) -> str:  # noqa: FBT001 - as memos are cut
    if not is_link:
        return said
    if target is None:
        return element("span", f"[[{said}]]", class_="lien-rompu", title=wording.BROKEN)
    return leading(target)


def linked(reading: CorpusReading, said: str) -> list[tuple[str, str, str]]:
    """Give the pieces of a memo that has links: words, the address they lead to, what a link says of itself."""
    found = list(memos.pieces(said, names(reading))) if "[[" in said else []
    return [
        (words, "", "") if not link_ else (target.label, address_of(target), target.label) if target
        else (f"[[{words}]]", "", wording.BROKEN)
        for words, target, link_ in found
    ]


def address_of(target: LinkTarget) -> str:
    """Write the address of what a target is."""
    page, parameters = _way(target)
    return f"{page}?{urlencode(parameters)}"


def _way(target: LinkTarget) -> tuple[str, dict[str, str]]:
    if target.kind == "passage":
        return "lecture", {"entretien": target.key, "passage": target.place}
    page, key = PAGES.get(target.kind, ("journal", ""))
    return page, {key: target.key} if key else {"quoi": "memo"}


def leading(target: LinkTarget) -> Html:
    """Link to what a target is."""
    page, parameters = _way(target)
    return link(target.label, page, **parameters)


def subject_told(corpus: Corpus, about: MemoSubject) -> Html:
    """Say what a memo is about, and lead there."""
    label = {"code": corpus.label_of(corpus.codebook.in_force(about.key)),
             "theme": next((t.label for t in corpus.themes if t.id == about.key), about.key),
             "session": titles.short(corpus, about.key) if about.kind == "session" else ""}.get(about.kind, about.key)
    if about.kind == "study":
        return join(wording.KINDS["study"])
    if about.place:
        where = f"{titles.short(corpus, about.key)}, {ui_words.TURN} {about.place.turn}"
        return leading(LinkTarget("passage", about.key, where, about.named))
    return leading(LinkTarget(about.kind, about.key, label))


def show(
    reading: CorpusReading, about: MemoSubject, *, title: bool = True, asks: bool = True, ready: bool = False,
) -> None:
    """
    Show the memos on something, and let one be written, changed, moved or taken away.

    Args:
        reading: the study as it is read now.
        about: what they are about.
        title: whether their number stands above them.
        asks: whether whoever gave no name yet is asked for it here.
        ready: whether one may be written at once: it stands under a fold that was opened.
    """
    found = held_on(reading, about)
    if title:
        frame.say(element("h3", f"{wording.MEMOS} ({len(found)})" if found else wording.MEMOS))
    told(reading, about)
    for memo in found:
        one(reading, memo)
    if permissions.may("code") and (asks or coder.chosen()):
        new(reading, about, ready=ready)
    elif not found:
        frame.say(element("p", wording.NOTHING, class_="discret"))


def folded(reading: CorpusReading, subjects: Sequence[MemoSubject], key: str, *, opened: bool = False) -> None:
    """Show the memos on a few things under one fold, which says how many there are; a person's under their name."""
    count = sum(len(held_on(reading, about)) for about in subjects)
    with st.expander(
        f"{wording.MEMOS} ({count})", opened and count > 0, icon=":material/sticky_note_2:", key=f"{key}:memos",
    ):
        for about in subjects:
            if about.kind == "person":
                frame.say(element("h3", about.key))
            show(reading, about, title=False, asks=len(subjects) == 1, ready=True)


def told(reading: CorpusReading, about: MemoSubject | None = None) -> None:
    """Say once what became of the last gesture, where it was made, and offer to take it back."""
    if about is not None and st.session_state.get(WHERE) != about:
        return
    if said := st.session_state.pop(ERROR, ""):
        frame.alert(said)
    if said := st.session_state.pop(NEWS, ""):
        with st.container(horizontal=True, vertical_alignment="center", key="memos:done"):
            st.html(element("p", said, class_="nouvelle", role="status"), width="content")
            if written := st.session_state.get(WRITTEN):
                st.button(wording.UNDO_MEMO, key="memos:undo", on_click=_do, args=(
                    reading, st.session_state.get(WHERE), wording.UNDONE_MEMO,
                    lambda writer: memos.undo(writer, written),
                ))


def one(reading: CorpusReading, memo: Memo) -> None:
    """Show a memo, who wrote it and when, what it said before; to its author, what may be done of it."""
    line = memo.line
    former = memos.former_versions(memo, [*decided().every, *asset().lines])
    past = element("details", element("summary", wording.FORMER), [
        element("p", element("span", day(past.at), class_="discret"), " ", past.memo) for past in former
    ]) if former else Html("")
    who = element("p", f"{line.author} · {day(line.at)}", class_="discret")
    frame.say(text(reading, memo.text), who, past)
    if line.author == coder.chosen() and permissions.may("code"):
        _hands(reading, memo)


def _hands(reading: CorpusReading, memo: Memo) -> None:
    key = f"memos:{memo.line.id}"
    with st.container(horizontal=True, key=f"{key}:hands", gap="small"):
        with st.popover(wording.CHANGE):
            st.text_area(wording.TEXT, memo.text, key=f"{key}:text")
            st.button(wording.SAVE, key=f"{key}:save", on_click=_do, args=(
                reading, memo.subject, wording.CHANGED,
                lambda writer: [memos.edit(writer, memo, _typed(f"{key}:text"))]))
        with st.popover(wording.MOVE):
            kind = st.selectbox(wording.TO, list(choices(reading.corpus)), key=f"{key}:kind",
                                format_func=lambda k: wording.KINDS[k])
            where = choices(reading.corpus)[kind]
            if where:
                st.selectbox(wording.KINDS[kind], list(where), key=f"{key}:{kind}", format_func=lambda k: where[k])
            st.button(wording.MOVE_DO, key=f"{key}:move", on_click=_do, args=(
                reading, memo.subject, wording.MOVED, lambda writer: memos.move(
                    writer, memo, MemoSubject(kind, str(st.session_state.get(f"{key}:{kind}") or "")))))
        st.button(wording.DROP, key=f"{key}:drop", help=wording.DROP_HELP, type="tertiary", on_click=_do, args=(
            reading, memo.subject, wording.DROPPED, lambda writer: [memos.edit(writer, memo, "")]))


def choices(corpus: Corpus) -> dict[memos.MemoKind, dict[str, str]]:
    """List what a memo may be put on beside words, under the names that screens give."""
    return {
        "session": titles.every(corpus), "code": {c: corpus.label_of(c) for c in corpus.codes},
        "theme": {t.id: t.label for t in corpus.themes}, "person": {p: p for p in corpus.people}, "study": {},
    }


def new(reading: CorpusReading, about: MemoSubject, *, ready: bool = False) -> None:
    """Let a memo be written, in a field that shows at once, or under a fold of its own."""
    key = f"memos:new:{about.kind}:{about.key}"
    with st.expander(wording.NEW, ready, icon=":material/edit_note:", key=f"{key}:open"):
        if not coder.ask(key):
            return
        with st.form(f"{key}:form", clear_on_submit=True, border=False):
            st.text_area(wording.TEXT, key=key, placeholder=wording.NEW_HINT, help=wording.LINK_HELP, height=96)
            st.form_submit_button(wording.KEEP, on_click=_do, args=(
                reading, about, wording.KEPT, lambda writer: [memos.write(writer, about, _typed(key))]))


def _typed(key: str) -> str:
    said = str(st.session_state.get(key) or "").strip()
    if not said:
        raise FiligraneError(wording.NO_TEXT)
    return said


def _do(
    reading: CorpusReading, about: MemoSubject | None, said: str, lines: Callable[[CodingWriter], Sequence[MemoLine]],
) -> None:
    corpus = reading.corpus
    st.session_state[NEWS] = st.session_state[ERROR] = ""
    st.session_state[WHERE], st.session_state[WRITTEN] = about, ()
    writer = CodingWriter(author=coder.chosen(), mode=coder.mode(), codebook=corpus.codebook, turns=corpus.turns)
    try:
        written = lines(writer)
        for kind in dict.fromkeys(map(type, written)):
            append(study_data.study(), coder.chosen(), [line for line in written if type(line) is kind])
    except FiligraneError as error:
        st.session_state[ERROR] = str(error)
    else:
        st.session_state[NEWS] = said
        st.session_state[WRITTEN] = tuple(line for line in written if not line.undoes)
