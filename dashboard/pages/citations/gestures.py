"""What a person does with a quote on the screen → lines in their file, and a sentence that says so."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from dashboard.data import study_data
from dashboard.pages.citations.view import QuotesPageState, key
from dashboard.ui import coder
from dashboard.words import publish_words as wording
from pipeline.anchoring.decisions import append
from pipeline.model.decision_rows import QuoteDecision
from pipeline.model.errors import FiligraneError
from pipeline.publish.quotes import quote_writer
from pipeline.publish.quotes.quote_writer import QuoteWriter
from pipeline.publish.quotes.quotes import Quote

NEWS, ERROR = "quotes:news", "quotes:error"
ATTRIBUTES, WORDS, APART, ANSWER, REASON, EVERYWHERE = "attributes", "words", "apart", "answer", "reason", "quotes:all"


def tell(on: QuotesPageState, quote: Quote) -> None:
    """Tell what was chosen on the screen."""
    _keep(lambda: [quote_writer.tell(_writer(on), quote, st.session_state.get(named(quote, ATTRIBUTES)) or ())])


def tell_instead(on: QuotesPageState, quote: Quote, attributes: Sequence[str]) -> None:
    """Tell what was proposed."""
    _keep(lambda: [quote_writer.tell(_writer(on), quote, attributes)])


def tell_everywhere(on: QuotesPageState, quotes: Sequence[Quote]) -> None:
    """Tell the same under all quotes that bear a name."""
    chosen = st.session_state.get(EVERYWHERE) or ()
    _keep(lambda: [quote_writer.tell(_writer(on), q, chosen) for q in quotes if q.gauge])


def cut(on: QuotesPageState, quote: Quote) -> None:
    """Leave out the words typed."""
    field = named(quote, WORDS)
    if _keep(lambda: [quote_writer.cut(_writer(on), quote, str(st.session_state.get(field) or ""))]):
        st.session_state[field] = ""


def uncut(on: QuotesPageState, quote: Quote) -> None:
    """Put all the words back."""
    _keep(lambda: [quote_writer.uncut(_writer(on), quote)])


def set_apart(on: QuotesPageState, quote: Quote) -> None:
    """Give a quote a second name, or take it back."""
    apart = bool(st.session_state.get(named(quote, APART)))
    _keep(lambda: [quote_writer.set_apart(_writer(on), quote, apart=apart)])


def answer(on: QuotesPageState, quote: Quote) -> None:
    """Keep the answer to « Un collègue le reconnaîtrait-il ? »."""
    said, why = (str(st.session_state.get(named(quote, of)) or "") for of in (ANSWER, REASON))
    if said:
        _keep(lambda: [quote_writer.answer(_writer(on), quote, said, why.strip())])


def _writer(on: QuotesPageState) -> QuoteWriter:
    return QuoteWriter(author=coder.chosen(), turns=on.given.turns)


def _keep(lines: Callable[[], list[QuoteDecision]]) -> bool:
    st.session_state[NEWS], st.session_state[ERROR] = "", "" if coder.chosen() else wording.NOBODY
    try:
        if coder.chosen() and (written := lines()):
            append(study_data.study(), coder.chosen(), written)
            st.session_state[NEWS] = wording.SAVED
    except FiligraneError as error:
        st.session_state[ERROR] = str(error)
    return not st.session_state[ERROR]


def named(quote: Quote, of: str) -> str:
    """Name a control of a quote."""
    return f"quote:{key(quote)}:{of}"
