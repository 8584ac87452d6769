"""What changed → accounts as tables, and each line with what may be read of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from dashboard.data import run_changes as view
from dashboard.data import titles
from dashboard.data.passages import CorpusReading
from dashboard.ui.html import Html, element, join, link
from dashboard.ui.sentences import phrases
from dashboard.words import changes_wording as wording
from pipeline.changes import change_report
from pipeline.changes import change_words as said
from pipeline.changes.changes import Change
from pipeline.changes.totals import Total
from pipeline.model.interview_names import place_named

CUT = 220
FIGURES = (wording.PEOPLE, wording.BEFORE, wording.ENTERED, wording.LEFT, wording.MOVED, wording.AFTER)


def accounts(what: str, title: str, totals: Iterable[Total], named: Callable[[str], str]) -> Html:
    """Lay the accounts of codes or themes out, people first; nothing when nothing happened to any."""
    rows = [element("tr", _cells(t, named)) for t in totals if t.stirred]
    if not rows:
        return Html("")
    head = element("tr", element("th", what, scope="col"), [element("th", f, scope="col", class_="n") for f in FIGURES])
    table = element("table", element("caption", title), element("thead", head), element("tbody", rows),
                    class_="accords")
    return element("div", table, class_="defile", tabindex="0", role="region", aria_label=title)


def _cells(total: Total, named: Callable[[str], str]) -> list[Html]:
    people = said.PEOPLE.format(*total.people)
    figures = [people, *map(phrases.number, (total.before, total.entered, total.left, total.moved, total.after))]
    return [element("th", named(total.key), scope="row"), *(element("td", f, class_="n") for f in figures)]


def lines(reading: CorpusReading, found: Iterable[Change]) -> Html:
    """List changes, each with its cause and the words of its passage when they may be quoted."""
    return element("ol", [element("li", _line(reading, c)) for c in found], class_="changements")


def _line(reading: CorpusReading, change: Change) -> Html:
    corpus = reading.corpus
    kind = element("strong", f"{said.KINDS[change.change]} · {said.ONE[change.layer]}")
    head = element("p", element("span", corpus.label_of(change.code), class_="code"), " ", kind, " — ",
                   change_report.why(change))
    return join(head, _passage(reading, change))


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
