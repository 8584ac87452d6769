"""``streamlit run`` → the pages of the dashboard, in the order of the work: read, then compare."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from dashboard.access import permissions
from dashboard.data import study_data
from dashboard.pages.accords import words
from dashboard.pages.journal import words as journal_wording
from dashboard.pages.pseudonymisation import private
from dashboard.pages.qui_parle import words as voices_wording
from dashboard.ui import coder
from dashboard.words import (
    changes_wording,
    compare_wording,
    double_wording,
    grid_wording,
    people_wording,
    publish_wording,
    reading_wording,
    review_wording,
    suggestion_wording,
    update_wording,
    wording,
)

# A folder « pages » beside this script would be served by Streamlit itself to whoever opens a link first.
PAGES = Path(__file__).parents[1] / "pages"
ICON = Path(__file__).parent / "icon.png"


def main() -> None:
    """Lay the pages out and show the one asked for."""
    st.set_page_config(wording.APPLICATION, str(ICON), layout="wide")
    permissions.admit()
    coder.write_cookies()
    # The first screen links to the private page only where it is.
    st.session_state["review:here"] = not private.refused()
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
    home = st.Page(PAGES / "enquete/page.py", title=wording.STUDY, icon=":material/home:", default=True)
    return {
        "": [home], wording.PREPARE: preparing(), wording.READ: reading(), wording.CODE: coding(),
        wording.COMPARE: comparing(), wording.CHECK: checking(), publish_wording.PUBLISH: publishing(),
    }


def page(name: str, title: str, icon: str) -> StreamlitPage:
    """Give the page that a folder of ``pages`` holds: its name is its address."""
    return st.Page(PAGES / name / "page.py", title=title, url_path=name, icon=f":material/{icon}:")


def preparing() -> list[StreamlitPage]:
    """Give the pages where one says who speaks and who they are; they show what was received."""
    return [
        page("qui_parle", voices_wording.TITLE, "record_voice_over"),
        page("personnes", people_wording.PEOPLE, "badge"),
    ]


def reading() -> list[StreamlitPage]:
    """Give the pages where one reads."""
    return [
        page("entretiens", reading_wording.INTERVIEWS, "forum"), page("lecture", wording.TRANSCRIPT, "menu_book"),
        page("extraits", wording.EXTRACTS, "format_quote"),
    ]


def coding() -> list[StreamlitPage]:
    """Give the pages where one codes."""
    return [
        page("grille", grid_wording.GRID, "account_tree"),
        page("suggestions", suggestion_wording.SUGGESTIONS, "rate_review"),
        page("double_codage", double_wording.TITLE, "join_inner"),
        page("journal", journal_wording.JOURNAL, "history_edu"),
    ]


def comparing() -> list[StreamlitPage]:
    """Give the pages where one compares."""
    saturation = page("saturation", compare_wording.SATURATION, "show_chart")
    return [
        page("themes", wording.THEMES, "interests"), page("matrice", compare_wording.MATRIX, "grid_on"),
        page("cooccurrences", compare_wording.COOCCURRENCES, "hub"),
        page("regroupements", wording.GROUPINGS_SHORT, "scatter_plot"),
        page("questionnaire", compare_wording.MIXED, "ballot"),
        *([saturation] if study_data.saturation_shown() else []),
    ]


def checking() -> list[StreamlitPage]:
    """Give the pages where one checks what is safe, how far coders agree, and what changed."""
    review = page("pseudonymisation", review_wording.REVIEW, "visibility_lock")
    return [
        *([review] if st.session_state["review:here"] or not permissions.may("own") else []),
        page("accords", words.TITLE, "balance"), page("changements", changes_wording.TITLE, "difference"),
        page("mise_a_jour", update_wording.UPDATE, "sync"),
    ]


def publishing() -> list[StreamlitPage]:
    """Give the pages of what leaves."""
    return [
        page("citations", publish_wording.QUOTES, "format_ink_highlighter"),
        page("rapport", publish_wording.REPORT, "article"), page("tables", publish_wording.TABLES, "table"),
    ]


main()
