"""``streamlit run`` → the pages of the dashboard, in the order of the work: read, then compare."""

from __future__ import annotations

from pathlib import Path

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from dashboard import (
    access,
    accords_wording,
    changes_wording,
    compare_wording,
    data,
    double_wording,
    grid_wording,
    journal_wording,
    private,
    publish_wording,
    reading_wording,
    review_wording,
    suggestion_wording,
    update_wording,
    wording,
)

# Not « pages »: Streamlit would serve that folder by itself to whoever opens a link before this script has run.
PAGES = Path(__file__).parent / "screens"
ICON = Path(__file__).parent / "icon.png"


def main() -> None:
    """Lay the pages out and show the one asked for."""
    st.set_page_config(wording.APPLICATION, str(ICON), layout="wide")
    access.admit()
    home = st.Page(PAGES / "enquete.py", title=wording.STUDY, icon=":material/home:", default=True)
    interviews = st.Page(PAGES / "entretiens.py", title=reading_wording.INTERVIEWS, icon=":material/forum:")
    extracts = st.Page(PAGES / "extraits.py", title=wording.EXTRACTS, icon=":material/format_quote:")
    transcript = st.Page(PAGES / "lecture.py", title=wording.TRANSCRIPT, icon=":material/menu_book:")
    themes = st.Page(PAGES / "themes.py", title=wording.THEMES, icon=":material/interests:")
    groupings = st.Page(PAGES / "regroupements.py", title=wording.GROUPINGS_SHORT, icon=":material/scatter_plot:")
    double = st.Page(PAGES / "double_codage.py", title=double_wording.TITLE, icon=":material/join_inner:")
    agreement = st.Page(PAGES / "accords.py", title=accords_wording.TITLE, icon=":material/balance:")
    compare = [themes, *comparing(), groupings, double, agreement]
    read = [interviews, transcript, extracts]
    pages = {"": [home], wording.READ: read, wording.CODE: coding(), wording.COMPARE: compare}
    update = st.Page(PAGES / "mise_a_jour.py", title=update_wording.UPDATE, icon=":material/sync:")
    changed = st.Page(PAGES / "changements.py", title=changes_wording.TITLE, icon=":material/difference:")
    pages[wording.CHECK] = [changed, update]
    # The first screen links to the private page only where it is.
    st.session_state["review:here"] = not private.refused()
    if st.session_state["review:here"]:
        review = st.Page(PAGES / "pseudonymisation.py", title=review_wording.REVIEW, icon=":material/visibility_lock:")
        pages[wording.CHECK] = [review, changed, update]
    pages[publish_wording.PUBLISH] = publishing()
    shown = {section: [p for p in some if access.opens(p.url_path)] for section, some in pages.items()}
    st.navigation({section: some for section, some in shown.items() if some}, expanded=True).run()


def comparing() -> list[StreamlitPage]:
    """Give the pages where one compares."""
    saturation = st.Page(PAGES / "saturation.py", title=compare_wording.SATURATION, icon=":material/show_chart:")
    return [
        st.Page(PAGES / "matrice.py", title=compare_wording.MATRIX, icon=":material/grid_on:"),
        st.Page(PAGES / "cooccurrences.py", title=compare_wording.COOCCURRENCES, icon=":material/hub:"),
        st.Page(PAGES / "questionnaire.py", title=compare_wording.MIXED, icon=":material/ballot:"),
        *([saturation] if data.saturation_shown() else []),
    ]


def coding() -> list[StreamlitPage]:
    """Give the pages where one codes."""
    return [
        st.Page(PAGES / "suggestions.py", title=suggestion_wording.SUGGESTIONS, icon=":material/rate_review:"),
        st.Page(PAGES / "grille.py", title=grid_wording.GRID, icon=":material/account_tree:"),
        st.Page(PAGES / "journal.py", title=journal_wording.JOURNAL, icon=":material/history_edu:"),
    ]


def publishing() -> list[StreamlitPage]:
    """Give the pages of what leaves."""
    return [
        st.Page(PAGES / "citations.py", title=publish_wording.QUOTES, icon=":material/format_ink_highlighter:"),
        st.Page(PAGES / "rapport.py", title=publish_wording.REPORT, icon=":material/article:"),
        st.Page(PAGES / "tables.py", title=publish_wording.TABLES, icon=":material/table:"),
    ]


main()
