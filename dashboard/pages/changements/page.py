"""What changed since the run before, or a version kept: a sentence, the causes, accounts, then each passage."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

import streamlit as st

from dashboard.data import run_changes as view
from dashboard.data import titles
from dashboard.data.passages import CorpusReading
from dashboard.data.run_changes import ComparedRuns, compared, kept_versions, version_named
from dashboard.pages.changements import words as wording
from dashboard.ui import address, frame
from dashboard.ui.html import Html, element, join, link
from dashboard.ui.sentences import phrases
from dashboard.words import run_words
from pipeline.changes import change_words
from pipeline.changes import change_words as said
from pipeline.changes.changes import Change, Total
from pipeline.model.errors import FiligraneError
from pipeline.model.study import place_named

CUT = 220
FIGURES = (wording.PEOPLE, wording.BEFORE, wording.ENTERED, wording.LEFT, wording.MOVED, wording.AFTER)


def accounts_table(what: str, title: str, totals: Iterable[Total], named: Callable[[str], str]) -> Html:
    """Lay the accounts of codes or themes out, people first; nothing when nothing happened to any."""
    rows = []
    for total in totals:
        if total.stirred:
            counts = (total.before, total.entered, total.left, total.moved, total.after)
            figures = [said.PEOPLE.format(*total.people), *map(phrases.number, counts)]
            cells = [element("td", f, class_="n") for f in figures]
            rows.append(element("tr", element("th", named(total.key), scope="row"), cells))
    if not rows:
        return Html("")
    head = element("tr", element("th", what, scope="col"), [element("th", f, scope="col", class_="n") for f in FIGURES])
    table = element("table", element("caption", title), element("thead", head), element("tbody", rows),
                    class_="accords")
    return element("div", table, class_="defile", tabindex="0", role="region", aria_label=title)


def listed(reading: CorpusReading, found: Iterable[Change]) -> Html:
    """List changes, each with its cause and the words of its passage when they may be quoted."""
    rows = []
    for change in found:
        code = element("span", reading.corpus.label_of(change.code), class_="code")
        kind = element("strong", f"{said.KINDS[change.change]} · {said.ONE[change.layer]}")
        head = element("p", code, " ", kind, " — ", change_words.why(change))
        rows.append(element("li", head, _passage(reading, change)))
    return element("ol", rows, class_="changements")


def _passage(reading: CorpusReading, change: Change) -> Html:
    if not view.told(reading.corpus, change.excerpt):
        return element("p", wording.UNTOLD, class_="discret")
    now, was = (place_named(place, partial(titles.short, reading.corpus)) for place in (change.excerpt, change.before))
    place = now if change.before == change.excerpt else f"{now} ({wording.WAS.format(was)})"
    passage = reading.by_place.get(change.excerpt)
    if passage is None:
        return element("p", f"{place} · {wording.GONE}", class_="discret")
    text = passage.excerpt.text
    quoted = f"« {text if len(text) <= CUT else f'{text[: CUT - 1]}…'} »"
    back = link(wording.READ_PASSAGE, "lecture", entretien=passage.excerpt.session, passage=passage.place)
    return join(element("p", quoted, class_="dit petit"), element("p", place, " ", back, class_="discret"))


def moment() -> str:
    """Let the reader choose what to compare with: the run before, or a version that was kept, by its day and name."""
    named = {"": wording.LAST_RUN} | {one.name: version_named(one) for one in kept_versions()}
    return address.pick(wording.SINCE, "depuis", list(named), named)


def opened(revision: str) -> ComparedRuns | None:
    """Compare, or say what is missing and what to do."""
    try:
        return compared(revision)
    except FiligraneError as error:
        steps = [
            element("h2", wording.NOTHING_BEFORE), element("p", wording.NOTHING_BEFORE_HELP),
            link(run_words.UPDATE, "mise_a_jour"),
        ]
        what = join(steps) if not revision else element("p", str(error), role="alert")
        frame.say(element("section", what, class_="vide"))
        return None


def told(reading: CorpusReading, of: ComparedRuns, revision: str) -> None:
    """Tell what changed in words, then why."""
    kept = {one.name: version_named(one) for one in kept_versions()} if revision else {}
    since = wording.SINCE_VERSION.format(kept.get(revision, revision)) if revision else said.SINCE_LAST
    frame.say(element("p", view.since(of, since, reading.corpus.label_of), class_="grande"))
    rows = [element("li", said.COUNT_OF_CAUSES.format(cause, phrases.number(n)))
            for cause, n in change_words.reasons(of.lines)]
    if not rows:
        return
    doubtful = sum(c.doubtful for c in of.lines)
    more = element("p", said.DOUBTFUL.format(phrases.number(doubtful)), class_="discret") if doubtful else ""
    how = element(
        "details", element("summary", wording.HOW), element("p", said.PRECEDENCE_TOLD), element("p", said.EXACT)
    )
    frame.say(element("h2", wording.CAUSE), element("ul", rows), more, how)


def accounts(reading: CorpusReading, of: ComparedRuns) -> None:
    """Show the accounts of themes, then of codes, persons before the machine."""
    groups: list[tuple[str, str, list[Total], change_words.Named]] = [
        (wording.THEME, said.THEMES, of.themes, lambda t: of.theme_labels.get(t, t)),
        (wording.CODE_COLUMN, said.CODES, of.codes, reading.corpus.label_of),
    ]
    for layer, words in said.LAYER_NAMES.items():
        tables = [
            accounts_table(what, f"{title}, {words}", [t for t in totals if t.layer == layer], named)
            for what, title, totals, named in groups
        ]
        # What persons coded is read first; the machine's own accounts open when one asks for them.
        folded = element("details", element("summary", wording.SUGGESTED), tables)
        frame.say(folded if layer == "suggested" else element("div", tables))


def passages(reading: CorpusReading, of: ComparedRuns) -> None:
    """List the passages behind, by code and cause."""
    codes = sorted({c.code for c in of.lines})
    allowed = {"code": codes, "cause": view.causes(of.lines)}
    address.adopt(allowed)
    left, middle, right = st.columns(3)
    with left:
        st.multiselect(wording.CODE, codes, key="code", format_func=reading.corpus.label_of, placeholder=wording.ALL)
    with middle:
        st.multiselect(wording.CAUSE, allowed["cause"], key="cause", format_func=lambda c: said.CAUSES[c],
                       placeholder=wording.ALL)
    with right:
        layer = st.selectbox(wording.LAYER, ["", *said.LAYER_NAMES], key="changes:layer",
                             format_func=lambda name: said.LAYER_NAMES.get(name, wording.ALL))
    address.publish(allowed)
    found = view.chosen(of.lines, st.session_state["code"], st.session_state["cause"], layer or "")
    frame.say(listed(reading, found[: wording.SHOWN]) if found else
              element("p", wording.NONE_SO, class_="discret"))
    if len(found) > wording.SHOWN:
        frame.say(element("p", wording.AND_MORE.format(phrases.number(len(found) - wording.SHOWN)), class_="discret"))


def show() -> None:
    """Lay the page out."""
    reading = frame.opened(wording.TITLE)
    st.html(f"<style>{frame.asset('accords.css')}{frame.asset('changes.css')}</style>")
    frame.say(element("p", wording.INTRODUCTION, class_="discret"))
    revision = moment()
    of = opened(revision)
    if of is None:
        return
    frame.caution()
    told(reading, of, revision)
    if of.lines:
        accounts(reading, of)
        frame.say(element("h2", said.PASSAGES))
        passages(reading, of)


show()
