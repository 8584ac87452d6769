"""Figures of agreement, and of suggestions put to the test → tables as one reads them, every figure beside its n."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from dashboard.data.corpus import Corpus
from dashboard.pages.accords import words
from dashboard.pages.accords import words as wording
from dashboard.ui.html import Html, element, join
from dashboard.ui.sentences.phrases import number
from pipeline.language.agreement_words import COEFFICIENTS, OF_SPANS, OF_UNITS
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


LEAST = 20
NOTHING = "–"


def table(name: str, columns: Sequence[str], rows: Iterable[Html], foot: Iterable[Html] = ()) -> Html:
    """Lay rows out under their columns; wide ones scroll."""
    head = element("tr", [element("th", c, scope="col", class_="n" if i else "") for i, c in enumerate(columns)])
    parts = [element("thead", head), element("tbody", rows), element("tfoot", foot)]
    return element("div", element("table", parts, class_="accords"), class_="defile", tabindex="0", role="region",
                   aria_label=name)


def row(name: str, *cells: str, few: bool = False) -> Html:
    """Lay a row out: its name, then its figures."""
    told = [element("td", cell, class_="n") for cell in cells]
    return element("tr", element("th", name, scope="row"), told, class_="peu" if few else "")


def bounded(entry: Entry | None, name: str, bounds: tuple[str, str] | None = None) -> Html:
    """Write a figure with its interval."""
    low, high = bounds or (f"{name}_low", f"{name}_high")
    if not entry or entry.get(name) is None:
        return element("span", NOTHING)
    ends = [entry.get(end) for end in (low, high)]
    small = element("small", f" [{signed(ends[0])} ; {signed(ends[1])}]") if None not in ends else ""
    return element("span", signed(entry[name]), small)


def signed(share: float | None) -> str:
    """
    Write a share that may be negative.

    >>> signed(-0.05)
    '−5,0 %'
    """
    return NOTHING if share is None else percent(share).replace("-", "−")


def named(corpus: Corpus, code: str, *, few: bool) -> Html:
    """Name a code, and say when it has too few examples."""
    note = element("span", words.TOO_FEW, class_="reserve-chiffre") if few else ""
    return element("span", element("strong", code), " ", corpus.label_of(code).removeprefix(f"{code} "), " ", note)


def beside_people(corpus: Corpus, quality: Entry) -> Html:
    """Lay F1 out, code by code: between people, then of the suggestions against each of them."""
    people, coders, codes = quality["people"], quality["coders"], quality["codes"]
    judges = [*people.values(), *coders.values()]
    heads = [*people, *(wording.AGAINST.format(coder=coder) for coder in coders)]
    rows = [
        row(named(corpus, code, few=bool(entry["note"])), number(entry["positives"]),
            *(bounded(judge["codes"].get(code), "f1") for judge in judges), few=bool(entry["note"]))
        for code, entry in codes.items() if code in corpus.codes
    ]
    foot = row(wording.MACRO, "", *(bounded(judge["macro"], "macro_f1") for judge in judges))
    return table(wording.BETWEEN, (wording.CODE, wording.CODED, *heads), rows, [foot])


def baselines(quality: Entry) -> Html:
    """Lay the macro-F1 of simpler ways out, with how far the suggestions are from them."""
    rows = [
        row(name, bounded(quality["baselines"][way], "macro_f1"), bounded(quality["baselines"][way], "difference"))
        for way, name in wording.WAYS.items() if way in quality["baselines"]
    ]
    whole = row(element("strong", wording.WAYS["model"]), bounded(quality["macro"], "macro_f1"), "")
    return table(wording.BASELINES, wording.BASELINE_COLUMNS, [whole, *rows])


def calibration(bins: Sequence[Entry]) -> Html:
    """Lay bins of probabilities out, with what people coded of each."""
    rows = [
        row(f"{percent(b['from'])} à {percent(b['to'])}", number(b["n"]), percent(b["predicted"]),
            bounded(b, "share", ("low", "high")), few=b["n"] < LEAST)
        for b in bins
    ]
    return table(wording.CALIBRATION, wording.CALIBRATION_COLUMNS, rows)


def probable(corpus: Corpus, entry: Entry) -> Html:
    """Tell how much of what was « probable » was right, code by code, with the bounds of the share."""
    shown = [(c, e) for c, e in entry["codes"].items() if e["n"] and c in corpus.codes]
    rows = [_level(_few(corpus, code, e), e) for code, e in shown]
    whole = _level(element("strong", wording.ALL_CODES), entry["overall"])
    return table(wording.PROBABLE, wording.PROBABLE_COLUMNS, rows, [whole])


def _few(corpus: Corpus, code: str, entry: Entry) -> Html:
    note = element("span", wording.FEW_PROBABLE, class_="reserve-chiffre") if entry["n"] < LEAST else ""
    return element("span", named(corpus, code, few=False), note)


def _level(name: Html, entry: Entry) -> Html:
    share = bounded(entry, "share", ("low", "high"))
    return row(name, number(entry["n"]), number(entry["right"]), share, signed(entry["coverage"]),
               few=entry["n"] < LEAST)


def reading(corpus: Corpus, found: Entry) -> Html:
    """Lay out how many excerpts are read until 90 % of the passages of each code are found."""
    rows = [
        row(named(corpus, code, few=e["passages"] < LEAST), number(e["passages"]),
            *(number(round(e["needed"][way])) for way in wording.SHORT_WAYS), few=e["passages"] < LEAST)
        for code, e in found["codes"].items() if code in corpus.codes
    ]
    return table(wording.READING, wording.READING_COLUMNS, rows)
