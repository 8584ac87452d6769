"""``streamlit run`` → the pages of the dashboard, in the order of the work: read, then compare."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from dashboard.access import permissions
from dashboard.data import study_data
from dashboard.pages.accords import words as accords_words
from dashboard.pages.changements import words as changements_words
from dashboard.pages.journal import words as journal_words
from dashboard.pages.lecture import words as lecture_words
from dashboard.pages.personnes import state as personnes_words
from dashboard.pages.pseudonymisation import private
from dashboard.pages.questionnaire import words as questionnaire_words
from dashboard.pages.qui_parle import state as qui_parle_words
from dashboard.ui import coder
from dashboard.words import coding_words, run_words, ui_words

# A folder « pages » beside this script would be served by Streamlit itself to whoever opens a link first.
PAGES = Path(__file__).parents[1] / "pages"
ICON = Path(__file__).parent / "icon.png"


def main() -> None:
    """Lay the pages out and show the one asked for."""
    st.set_page_config(ui_words.APPLICATION, str(ICON), layout="wide")
    permissions.admit()
    coder.write_cookies()
    # The first screen links to the private page only where it is, or comes back once an update has made it anew.
    st.session_state["review:updating"] = private.updating()
    st.session_state["review:here"] = st.session_state["review:updating"] or not private.refused()
    permissions.leave()
    shown = {
        section: [p if permissions.opens(p.url_path) else closed(p) for p in some] for section, some in menu().items()
    }
    st.navigation(shown, expanded=True).run()


def closed(one: StreamlitPage) -> StreamlitPage:
    """Put in the place of a page, outside the menu, why whoever looks may not open it: an address may be shared."""
    why = partial(permissions.closed, one.url_path)
    return st.Page(why, title=one.title, url_path=one.url_path, visibility="hidden")


def menu() -> dict[str, list[StreamlitPage]]:
    """Give the pages, section by section."""
    home = st.Page(PAGES / "enquete/page.py", title=ui_words.STUDY, icon=":material/home:", default=True)
    return {
        "": [home], ui_words.PREPARE: preparing(), ui_words.READ: reading(), ui_words.CODE: coding(),
        ui_words.COMPARE: comparing(), ui_words.CHECK: checking(), ui_words.PUBLISH: publishing(),
    }


def page(name: str, title: str, icon: str) -> StreamlitPage:
    """Give the page that a folder of ``pages`` holds: its name is its address."""
    return st.Page(PAGES / name / "page.py", title=title, url_path=name, icon=f":material/{icon}:")


def preparing() -> list[StreamlitPage]:
    """Give the pages where one says who speaks and who they are; they show what was received."""
    return [
        page("qui_parle", qui_parle_words.TITLE, "record_voice_over"),
        page("transcription", run_words.LISTEN, "hearing"),
        page("personnes", personnes_words.PEOPLE, "badge"),
    ]


def reading() -> list[StreamlitPage]:
    """Give the pages where one reads."""
    return [
        page("entretiens", ui_words.INTERVIEWS, "forum"),
        page("lecture", lecture_words.TRANSCRIPT, "menu_book"),
        page("extraits", ui_words.EXTRACTS, "format_quote"),
    ]


def coding() -> list[StreamlitPage]:
    """Give the pages where one codes."""
    return [
        page("grille", coding_words.GRID, "account_tree"),
        page("suggestions", coding_words.SUGGESTIONS, "rate_review"),
        page("double_codage", coding_words.DOUBLE_CODING, "join_inner"),
        page("journal", journal_words.JOURNAL, "history_edu"),
    ]


def comparing() -> list[StreamlitPage]:
    """Give the pages where one compares."""
    saturation = page("saturation", ui_words.SATURATION, "show_chart")
    return [
        page("themes", ui_words.THEMES, "interests"), page("matrice", ui_words.MATRIX, "grid_on"),
        page("cooccurrences", ui_words.COOCCURRENCES, "hub"),
        page("regroupements", ui_words.GROUPINGS_SHORT, "scatter_plot"),
        page("questionnaire", questionnaire_words.MIXED, "ballot"),
        *([saturation] if study_data.saturation_shown() else []),
    ]


def checking() -> list[StreamlitPage]:
    """Give the pages where one checks what is safe, how far coders agree, and what changed."""
    review = page("pseudonymisation", run_words.REVIEW, "visibility_lock")
    return [
        *([review] if st.session_state["review:here"] or not permissions.may("own") else []),
        page("accords", accords_words.TITLE, "balance"), page("changements", changements_words.TITLE, "difference"),
        page("mise_a_jour", run_words.UPDATE, "sync"),
    ]


def publishing() -> list[StreamlitPage]:
    """Give the pages of what leaves."""
    return [
        page("citations", ui_words.QUOTES, "format_ink_highlighter"),
        page("rapport", ui_words.REPORT, "article"), page("tables", ui_words.TABLES, "table"),
    ]


main()
