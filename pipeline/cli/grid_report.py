"""The grid, a preview, an effect, a check → lines of text for the command line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from pipeline.cli import cli_words as wording
from pipeline.codebook.codes import Code, Codebook
from pipeline.codebook.drafts import OPERATIONS, REGISTRE, written
from pipeline.codebook.fired_markers import MarkerCheck
from pipeline.codebook.grid_files import PastOperation
from pipeline.coding.grid_effect import Effect, Hit, Precision, Preview
from pipeline.model.decision_rows import CodingDecision

CUT, FEW = 110, 20


def tree(book: Codebook, decisions: Iterable[CodingDecision]) -> Iterator[str]:
    """Write the grid as a tree, with how many codings each code has of its own and with those below it."""
    counts = Counter(book.in_force(d.code) for d in decisions if d.puts_a_code)
    for family in book.families:
        yield f"{family.id} {family.label}"
        for code in (c for c in book.codes if c.family == family.id and not c.parent):
            yield from _branch(book, code, counts, 1)


def _branch(book: Codebook, code: Code, counts: Counter[str], depth: int) -> Iterator[str]:
    with_those_below = sum(counts[c] for c in book.branch(code.id))
    counted = _count(with_those_below, wording.CODINGS), _count(len(code.markers), wording.MARKERS)
    said = [f"{'  ' * depth}{code.id} {code.label}", *counted]
    yield " · ".join(said + ([wording.RETIRED.format(code.retired)] if code.retired else []))
    for child in (c for c in book.codes if c.parent == code.id):
        yield from _branch(book, child, counts, depth + 1)


def _count(number: int, words: tuple[str, str]) -> str:
    return f"{number} {words[number > 1]}"


def whole(book: Codebook, code: Code, decisions: Iterable[CodingDecision]) -> Iterator[str]:
    """Write all that the grid says of a code, then the passages coded with it."""
    yield f"{code.id} {code.label}"
    for name in ("definition", "include", "exclude", "parent", "retired"):
        if getattr(code, name):
            yield f"  {wording.FIELDS[name]} : {getattr(code, name)}"
    for name in ("examples", "counter_examples", *REGISTRE):
        if items := written(code, name):
            yield f"  {wording.FIELDS[name]} :"
            yield from (f"    - {item}" for item in items)
    for d in decisions:
        if d.puts_a_code and book.in_force(d.code) == code.id:
            yield f"  {d.author} · {d.session}, tour {d.turn} : « {cut(d.quote)} »"


def preview(seen: Preview) -> Iterator[str]:
    """Write what an operation would touch."""
    yield wording.TOUCHED.format(seen.count)
    for coder, touched in seen.touched.items():
        yield f"  {coder} ({len(touched)})"
        for one in touched:
            moved = f" → {wording.COUNTED_AS} {one.code}" if one.code != one.coding.code else ""
            d, memo = one.coding, f" [{one.coding.memo}]" if one.coding.memo else ""
            yield f"    {d.session}, tour {d.turn}, {d.code}{moved} : « {cut(d.quote)} »{memo}"
    if seen.themes:
        yield wording.THEMES_TOUCHED
        yield from (f"  {label} : {', '.join(old)} → {', '.join(new)}" for label, old, new in seen.themes)
    yield wording.LINES
    yield from (f"  {line}" for line in seen.lines)


def cut(text: str) -> str:
    """
    Shorten a text to one line.

    >>> cut("a" * 200)[-3:]
    'aa…'
    """
    line = " ".join(text.split())
    return line if len(line) <= CUT else f"{line[: CUT - 1]}…"


def effect(found: Sequence[Effect]) -> Iterator[str]:
    """Write what a change of registre gains and loses."""
    for one in found:
        yield from _passages(wording.GAINED, one.gained)
        yield from _passages(wording.LOST, one.lost)
        yield wording.PRECISION.format(precision(one.before), precision(one.after))
    if not any(one.gained or one.lost for one in found):
        yield wording.NO_EFFECT


def _passages(title: str, hits: Sequence[Hit]) -> Iterator[str]:
    if hits:
        yield f"{title} ({len(hits)})"
    for hit in hits:
        words = ", ".join(hit.excerpt.text[m.start : m.end] for m in hit.matches)
        yield f"  {hit.excerpt.session}, tour {hit.excerpt.turn} [{words}] : {cut(hit.excerpt.text)}"


def precision(of: Precision) -> str:
    """
    Say how many passages were right, and when that is too few to tell.

    >>> precision(Precision(3, 4)), precision(Precision(30, 40)), precision(Precision(0, 0))
    ('3 sur 4 (trop peu pour conclure)', '30 sur 40', 'aucun passage lu')
    """
    if not of.fired:
        return wording.NOT_JUDGED
    few = f" ({wording.FEW})" if of.fired < FEW else ""
    return f"{of.right} sur {of.fired}{few}"


def history(done: Iterable[PastOperation]) -> Iterator[str]:
    """Write what was done to the grid, in order."""
    for one in done:
        at = one.at[:16].replace("T", " ")
        operation = OPERATIONS.get(one.operation, one.operation)
        yield f"{at} · {one.author} · {operation} · {one.what}"


def checked(tried: Sequence[MarkerCheck], *, everything: bool) -> Iterator[str]:
    """Write what the sentences of the grid say of its markers, troubles first."""
    yield from (wording.BROKEN.format(t.code, t.sentence, " ; ".join(t.markers)) for t in tried if t.broken)
    yield from (wording.UNSEEN.format(t.code, t.sentence) for t in tried if t.unseen)
    yield from (wording.FAINT.format(t.code, wording.KINDS[t.kind], t.sentence, " ; ".join(t.markers))
                for t in tried if t.faint)
    if everything:
        for t in tried:
            if t.kind == "counter_example" and not (t.broken or t.unseen or t.faint):
                yield wording.FINE_COUNTER.format(t.code, t.sentence)
            elif not (t.broken or t.unseen or t.faint):
                yield wording.FINE_EXAMPLE.format(t.code, t.sentence, " ; ".join(t.markers))
    examples = [t for t in tried if t.kind == "example"]
    unseen = sum(t.unseen for t in tried)
    broken = sum(t.broken for t in tried)
    yield wording.SUMMARY.format(
        len(examples), len(examples) - unseen, unseen, len(tried) - len(examples), broken)


def lacking(book: Codebook) -> Iterator[str]:
    """Write what codes lack to be used by several people."""
    for code in book.offered:
        for name, (what, why) in wording.WANTED.items():
            if not getattr(code, name):
                yield wording.WITHOUT.format(code.id, what, why)
