"""Figures of agreement, and of suggestions put to the test → tables as one reads them, every figure beside its n."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import zip_longest
from typing import Any

from dashboard.data.corpus import Corpus
from dashboard.pages.accords import words
from dashboard.ui.html import Html, element, join
from dashboard.ui.sentences.phrases import number
from pipeline.publish.agreement_tables import COEFFICIENTS, OF_SPANS, OF_UNITS, figure, percent

Entry = Mapping[str, Any]
LEAST, NOTHING = 20, "–"


def agreement(corpus: Corpus, found: Entry, unit: str, *, coefficients: bool) -> Html:
    """
    Lay the figures of a comparison out, code by code, then all codes together, then their mean.

    Args:
        corpus: whose grid names the codes.
        found: the figures of one group of coders (``pipeline.analysis.agreement.agreement.compared``).
        unit: what was compared: turns, sentences or spans.
        coefficients: whether κ, α and AC1 are shown, which a study may hide.
    """
    columns = [c for c in (OF_SPANS if unit == "spans" else OF_UNITS) if coefficients or c not in COEFFICIENTS]
    head, helps = zip(*(words.COLUMNS[c] for c in ("code", "n", "positives", *columns)), strict=True)

    def laid(name: str, entry: Entry) -> Html:
        counts = ["" if n is None else number(n) for n in (entry.get("n"), entry["positives"])]
        measured = []
        for column in columns:
            value, _, bounds = figure(entry, column).partition(" [")
            measured.append(join(value, " ", element("small", f"[{bounds}") if bounds else ""))
        return row(name, *counts, *measured, few=bool(entry.get("few")))

    body = [laid(named(corpus, code, few=bool(entry["few"])), entry) for code, entry in found["codes"].items()]
    foot = [laid(element("strong", words.OVERALL), found["overall"])]
    mean = found["mean"]
    if mean["codes"]:
        foot.append(laid(f"{words.MEAN} ({mean['codes']})", mean))
    return table(words.TABLE, head, body, foot, helps)


def machine(corpus: Corpus, codes: Mapping[str, Entry], whole: Entry) -> Html:
    """Lay precision, recall and F1 of the suggestions out, code by code."""
    body = [
        _scores(named(corpus, code, few=bool(entry["note"])), entry, entry["positives"], few=bool(entry["note"]))
        for code, entry in codes.items() if code in corpus.offered
    ]
    foot = _scores(element("strong", words.OVERALL), whole, whole["right"] + whole["missed"])
    return table(words.MACHINE_TITLE, words.MACHINE_COLUMNS, body, [foot])


def _scores(name: str, entry: Entry, positives: int, *, few: bool = False) -> Html:
    measured = []
    for score in ("precision", "recall", "f1"):
        low = entry.get(f"{score}_low")
        high = entry.get(f"{score}_high")
        bounds = ""
        if low is not None and high is not None:
            bounds = element("small", f"[{percent(low)} ; {percent(high)}]")
        measured.append(join(NOTHING) if entry.get(score) is None else join(percent(entry[score]), " ", bounds))
    baseline = entry.get("f1_baseline")
    return row(name, number(positives), *measured, "" if baseline is None else percent(baseline), few=few)


def explained(pairs: Sequence[tuple[str, str]]) -> Html:
    """Say in a sentence how each figure is read."""
    said = [join(element("dt", name), element("dd", text)) for name, text in pairs]
    return element("dl", said, class_="lecture-chiffres")


def table(
    name: str, columns: Sequence[str], rows: Iterable[Html], foot: Iterable[Html] = (), helps: Sequence[str] = (),
) -> Html:
    """Lay rows out under their columns, of which ``helps`` says more; wide ones scroll."""
    head = element("tr", [
        element("th", column, title=help_, scope="col", class_="n" if rank else "")
        for rank, (column, help_) in enumerate(zip_longest(columns, helps, fillvalue=""))
    ])
    parts = [element("thead", head), element("tbody", rows), element("tfoot", foot)]
    return element("div", element("table", parts, class_="accords"), class_="defile", tabindex="0", role="region",
                   aria_label=name)


def row(name: str, *cells: str, few: bool = False) -> Html:
    """Lay a row out: its name, then its figures."""
    told = [element("td", cell, class_="n") for cell in cells]
    return element("tr", element("th", name, scope="row"), told, class_="peu" if few else "")


def bounded(entry: Entry | None, name: str, bounds: tuple[str, str] | None = None) -> Html:
    """
    Write a figure with its interval.

    Args:
        entry: figures by name, shares of 1; nothing where it was not measured.
        name: of the figure.
        bounds: names of the ends of its 95 % interval; those of ``name`` where they are not said.
    """
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
    heads = [*people, *(words.AGAINST.format(coder=coder) for coder in coders)]
    rows = [
        row(named(corpus, code, few=bool(entry["note"])), number(entry["positives"]),
            *(bounded(judge["codes"].get(code), "f1") for judge in judges), few=bool(entry["note"]))
        for code, entry in codes.items() if code in corpus.offered
    ]
    foot = row(words.MACRO, "", *(bounded(judge["macro"], "macro_f1") for judge in judges))
    return table(words.BETWEEN, (words.CODE, words.CODED, *heads), rows, [foot])


def baselines(quality: Entry) -> Html:
    """Lay the macro-F1 of simpler ways out, with how far the suggestions are from them."""
    rows = [
        row(name, bounded(quality["baselines"][way], "macro_f1"), bounded(quality["baselines"][way], "difference"))
        for way, name in words.WAYS.items() if way in quality["baselines"]
    ]
    whole = row(element("strong", words.WAYS["model"]), bounded(quality["macro"], "macro_f1"), "")
    return table(words.BASELINES, words.BASELINE_COLUMNS, [whole, *rows])


def calibration(bins: Sequence[Entry]) -> Html:
    """Lay bins of probabilities out, with what people coded of each."""
    rows = [
        row(f"{percent(b['from'])} à {percent(b['to'])}", number(b["n"]), percent(b["predicted"]),
            bounded(b, "share", ("low", "high")), few=b["n"] < LEAST)
        for b in bins
    ]
    return table(words.CALIBRATION, words.CALIBRATION_COLUMNS, rows)


def probable(corpus: Corpus, entry: Entry) -> Html:
    """Tell how much of what was « probable » was right, code by code, with the bounds of the share."""
    shown = [(c, e) for c, e in entry["codes"].items() if e["n"] and c in corpus.offered]
    few = element("span", words.FEW_PROBABLE, class_="reserve-chiffre")
    rows = [
        _level(element("span", named(corpus, code, few=False), few if e["n"] < LEAST else ""), e) for code, e in shown
    ]
    whole = _level(element("strong", words.ALL_CODES), entry["overall"])
    return table(words.PROBABLE, words.PROBABLE_COLUMNS, rows, [whole])


def _level(name: Html, entry: Entry) -> Html:
    share = bounded(entry, "share", ("low", "high"))
    return row(name, number(entry["n"]), number(entry["right"]), share, signed(entry["coverage"]),
               few=entry["n"] < LEAST)


def reading(corpus: Corpus, found: Entry) -> Html:
    """Lay out how many excerpts are read until 90 % of the passages of each code are found."""
    rows = [
        row(named(corpus, code, few=e["passages"] < LEAST), number(e["passages"]),
            *(number(round(e["needed"][way])) for way in words.SHORT_WAYS), few=e["passages"] < LEAST)
        for code, e in found["codes"].items() if code in corpus.offered
    ]
    return table(words.READING, words.READING_COLUMNS, rows)
