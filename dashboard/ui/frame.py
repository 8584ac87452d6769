"""Every page: the style, what the corpus is, the title, and what to do when there is nothing to show."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection
from pathlib import Path

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard.access import door, permissions
from dashboard.data import study_data
from dashboard.data.corpus import Corpus
from dashboard.data.decisions_read import signed
from dashboard.data.passages import CorpusReading
from dashboard.ui import address, deposit
from dashboard.ui.html import Html, element, join, link
from dashboard.ui.sentences import phrases, reading_phrases
from dashboard.words import coding_words, run_words, ui_words
from dashboard.words.ui_words import FRENCH, OF_LISTS
from pipeline.model.errors import FiligraneError

# A style sheet or a script stands beside the page it serves: its name alone tells it from the others.
ASSETS = {p.name: p for p in Path(__file__).parents[1].rglob("*") if p.suffix in {".css", ".js"}}
EVERY, RUN_SHOWN = 5, "renewed:run"  # seconds
MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+\-.!:$|~<>])")


def opened(title: str) -> CorpusReading:
    """
    Begin a page and give the corpus it shows.

    A page stops here, saying what to do, when nothing was computed yet or a file of the study cannot be read.
    """
    reading = begun(title)
    if not reading.corpus.anonymised:
        deposit.show_empty()
        st.stop()
    watch_runs()
    return reading


def begin_private(title: str, received: Callable[[], bool]) -> None:
    """
    Begin a page that shows what was received, as it was.

    A page stops here elsewhere than at the machine of the study, and where nothing was ``received`` yet.
    """
    begun(title)
    if not permissions.may("own"):
        say(element("p", ui_words.MACHINE_ONLY, class_="vide"))
        st.stop()
    if not received():
        deposit.show_empty()
        st.stop()


def begun(title: str) -> CorpusReading:
    """Begin a page that has something to say even where nothing was computed yet."""
    permissions.admit()
    address.arrive(title)
    st.html(f"<style>{asset('style.css')}</style>")
    st.html(f"<script>{standing_script()}</script>", unsafe_allow_javascript=True)
    try:
        reading = study_data.reading()
    except FiligraneError as error:
        alert(str(error))
        st.stop()
    # The first screen is the study itself: its title is the study's.
    corpus = reading.corpus
    about = badges(corpus, reading.pending, signed() if corpus.unsigned else ())
    above, main = (corpus.settings.title, title) if title != ui_words.STUDY else (title, corpus.settings.title or title)
    line = element("div", element("p", above, class_="enquete"), about, class_="ligne")
    titled = element("div", element("h1", main), what_for(title), class_="titre")
    st.html(element("header", line, titled, class_="tete"))
    deposit.trying()
    return reading


def standing_script() -> str:
    """Give the one script that stands in pages as text: the server lets no other run."""
    return f"{asset('links.js')}{in_french()}"


def in_french() -> str:
    """Give the script that says in French what Streamlit says in English."""
    told = ", ".join(json.dumps(words) for words in (FRENCH, OF_LISTS, door.LOST))
    return asset("french.js").replace("(FRENCH, LISTS, LOST);", f"({told});")


def asset(name: str) -> str:
    """Read a style sheet or a script."""
    return ASSETS[name].read_text("utf-8")


def badges(corpus: Corpus, pending: int = 0, now: Collection[str] = ()) -> Html:
    """
    Say whether the corpus is made up, whether somebody has read its pseudonymisation, what a run would take in.

    Args:
        corpus: what the last run left.
        pending: how many decisions about passages it did not know.
        now: the sessions whose signature holds now.
    """
    fiction = _badge(ui_words.FICTIONAL, ui_words.FICTIONAL_HELP, "fort") if corpus.settings.fictional else ""
    told = element("span", reading_phrases.pending(pending), title=coding_words.TO_UPDATE_HELP)
    late = link(told, "mise_a_jour", "badge retard") if pending else ""
    # Nothing is pseudonymised nor left to be read where nothing was said yet.
    if not corpus.anonymised:
        return element("p", late, fiction, class_="badges")
    if not corpus.unsigned:
        review = _badge(ui_words.SIGNED, ui_words.SIGNED_HELP)
    elif corpus.reviewed(now):
        review = _badge(ui_words.SIGNED_LATE, ui_words.SIGNED_LATE_HELP, "retard")
    elif read := len(corpus.sessions) - len(corpus.unsigned) + len(corpus.late(now)):
        some = ui_words.SOME_SIGNED.format(done=read, all=len(corpus.sessions))
        review = _badge(some, ui_words.SOME_SIGNED_HELP)
    else:
        review = _badge(ui_words.UNSIGNED, ui_words.UNSIGNED_HELP)
    return element("p", late, fiction, _badge(ui_words.PSEUDONYMISED, ""), review, class_="badges")


def _badge(words: str, help_: str, kind: str = "") -> Html:
    return element("span", words, class_=f"badge {kind}".strip(), title=help_)


def plain(text: str) -> str:
    r"""
    Write a text so that Markdown shows it as it is.

    >>> plain(":smile: *x*")
    '\\:smile\\: \\*x\\*'
    """
    return MARKDOWN.sub(r"\\\1", text)


def line(key: str) -> DeltaGenerator:
    """Give a place where choices stand beside each other, names before fields: what one reads begins under it."""
    return st.container(horizontal=True, vertical_alignment="center", key=f"ligne-{key}")


def caution() -> None:
    """Say above figures of codings what they count."""
    st.html(element("p", ui_words.DECISIONS_NOT_FACTS, class_="avertissement"), width="content")


def kept_back(corpus: Corpus) -> None:
    """Say once why some attributes are not shown of everyone; nothing where all are."""
    if corpus.kept_back:
        fewest = int(study_data.study().params("participants").get("k") or 1)
        said = phrases.kept_back([phrases.attribute(a) for a in corpus.kept_back], fewest)
        st.html(element("p", said, class_="discret", title=ui_words.KEPT_BACK_HELP))


def say(*parts: str) -> None:
    """Show some markup; nothing when there is none."""
    if said := join(*parts):
        st.html(said)


def nothing(told: str, *ways: tuple[str, str]) -> None:
    """
    Say why there is nothing to show here, and lead to what makes something of it.

    Args:
        told: why, in a sentence or two.
        ways: what a link says, and the page that it leads to.
    """
    led = element("p", [element("span", link(label, page), " ") for label, page in ways]) if ways else ""
    say(element("section", element("p", told), led, class_="vide"))


def alert(told: str) -> None:
    """Say what went wrong or must be done, in a box that a screen reader reads out at once."""
    st.html(element("p", told, class_="alerte", role="alert"))


def what_for(title: str) -> Html:
    """Say what a page is for; nothing where nobody wrote it."""
    said = ui_words.HELP.get(title)
    if not said:
        return Html("")
    return element("details", element("summary", ui_words.WHAT_FOR), element("p", said), class_="aide-page discret")


def watch_runs() -> None:
    """Note which run this page shows, and look from time to time whether another has ended."""
    st.session_state[RUN_SHOWN] = study_data.run_shown()
    st.fragment(look_for_new_run, run_every=EVERY)()


def look_for_new_run() -> None:
    """Say that another run has ended, when one has."""
    if study_data.run_shown() != st.session_state.get(RUN_SHOWN):
        with st.container(horizontal=True, vertical_alignment="center", key="renewed"):
            st.html(element("p", run_words.STALE, class_="nouvelle", role="status"), width="content")
            # Outside the fragment: the whole page is read anew.
            st.button(run_words.SHOW, key="renewed:show", on_click=_forget)


def _forget() -> None:
    st.session_state.pop(RUN_SHOWN, None)
    st.rerun()


def on_one_line(*parts: Callable[[], None]) -> None:
    """Show parts of a page beside each other."""
    with st.container(horizontal=True, vertical_alignment="center"):
        for part in parts:
            part()
