"""Figures of agreement → tables as one reads them, every figure beside its n."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from dashboard.data.corpus import Corpus
from dashboard.pages.accords import words as wording
from dashboard.ui.html import Html, element, join
from dashboard.ui.sentences.phrases import number
from pipeline.language.coding_words import COEFFICIENTS, OF_SPANS, OF_UNITS
from pipeline.publish.agreement_tables import figure, percent

Entry = Mapping[str, Any]


def agreement(corpus: Corpus, found: Entry, unit: str, *, coefficients: bool) -> Html:
    """Lay the figures of a comparison out, code by code, then all codes together, then their mean."""
    columns = [c for c in (OF_SPANS if unit == "spans" else OF_UNITS) if coefficients or c not in COEFFICIENTS]
    head = [_head(*wording.COLUMNS[c], first=not i) for i, c in enumerate(("code", "n", "positives", *columns))]
    body = [_row(_code(corpus, code, entry), entry, columns) for code, entry in found["codes"].items()]
    overall = _row(element("strong", wording.OVERALL), found["overall"], columns)
    mean = found["mean"]
    averaged = [_row(f"{wording.MEAN} ({mean['codes']})", mean, columns)] if mean["codes"] else []
    foot = element("tfoot", overall, averaged)
    table = element("table", element("thead", element("tr", head)), element("tbody", body), foot, class_="accords")
    return element("div", table, class_="defile", tabindex="0", role="region", aria_label=wording.TABLE)


def _head(words: str, help_: str, *, first: bool) -> Html:
    return element("th", words, title=help_, scope="col", class_="" if first else "n")


def _code(corpus: Corpus, code: str, entry: Entry) -> Html:
    few = element("span", wording.TOO_FEW, class_="reserve-chiffre") if entry["few"] else ""
    return element("span", element("strong", code), " ", corpus.label_of(code).removeprefix(f"{code} "), " ", few)


def _row(name: str, entry: Entry, columns: Iterable[str]) -> Html:
    counts = [_cell(_count(entry.get("n"))), _cell(_count(entry["positives"]))]
    kind = "peu" if entry.get("few") else ""
    return element("tr", element("th", name, scope="row"), counts, [_figure(entry, c) for c in columns], class_=kind)


def _figure(entry: Entry, name: str) -> Html:
    value, _, bounds = figure(entry, name).partition(" [")
    interval = element("small", f"[{bounds}") if bounds else ""
    return element("td", value, " ", interval, class_="n")


def _cell(words: str) -> Html:
    return element("td", words, class_="n")


def _count(value: int | None) -> str:
    return "" if value is None else number(value)


def machine(corpus: Corpus, codes: Mapping[str, Entry], whole: Entry) -> Html:
    """Lay precision, recall and F1 of the suggestions out, code by code."""
    head = [_head(words, "", first=not i) for i, words in enumerate(wording.MACHINE_COLUMNS)]
    body = [
        _scores(_code(corpus, code, {"few": bool(entry["note"])}), entry, entry["positives"], bool(entry["note"]))
        for code, entry in codes.items() if code in corpus.codes
    ]
    total = whole["right"] + whole["missed"]
    foot = element("tfoot", _scores(element("strong", wording.OVERALL), whole, total, few=False))
    table = element("table", element("thead", element("tr", head)), element("tbody", body), foot, class_="accords")
    return element("div", table, class_="defile", tabindex="0", role="region", aria_label=wording.MACHINE_TITLE)


def _scores(name: str, entry: Entry, positives: int, few: bool) -> Html:  # noqa: FBT001 - private
    measured = [_score(entry, n) for n in ("precision", "recall", "f1")]
    baseline = entry.get("f1_baseline")
    last = _cell("" if baseline is None else percent(baseline))
    return element("tr", element("th", name, scope="row"), _cell(number(positives)), measured, last,
                   class_="peu" if few else "")


def _score(entry: Entry, name: str) -> Html:
    if entry.get(name) is None:
        return _cell("–")
    low = entry.get(f"{name}_low")
    high = entry.get(f"{name}_high")
    bounds = element("small", f"[{percent(low)} ; {percent(high)}]") if low is not None and high is not None else ""
    return element("td", percent(entry[name]), " ", bounds, class_="n")


def explained(pairs: Sequence[tuple[str, str]]) -> Html:
    """Say in a sentence how each figure is read."""
    said = [join(element("dt", name), element("dd", text)) for name, text in pairs]
    return element("dl", said, class_="lecture-chiffres")
