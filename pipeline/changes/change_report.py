"""What changed between two runs → sentences and a table, in French."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from pipeline.changes import change_words
from pipeline.changes.causes import PRECEDENCE
from pipeline.changes.changes import Change, Total, sums
from pipeline.changes.run_tables import LAYERS, Layer
from pipeline.model.study import place_named

Named = Callable[[str], str]
Words = Mapping[str, tuple[str, str]]


def sentence(since: str, totals: Sequence[Total], named: Named = str) -> str:
    """
    Tell in one sentence what changed: what persons coded, then the suggestions apart.

    >>> sentence("Depuis hier", [])
    "Rien n'a changé : ni dans ce que les personnes ont codé, ni dans les suggestions."
    """
    parts = [part for layer in LAYERS if (part := _part(totals, layer, named))]
    return f"{since} : {' ; '.join(parts)}." if parts else change_words.NOTHING


def _part(totals: Sequence[Total], layer: Layer, named: Named) -> str:
    entered, left, moved = sums(totals, layer)
    gone = change_words.LEFT if entered else change_words.ONLY_LEFT
    said = [
        _many(change_words.ENTERED, layer, entered), _many(gone, layer, left), _many(change_words.MOVED, layer, moved)
    ]
    told = ", ".join(s for s in said if s)
    most = max((t for t in totals if t.layer == layer), key=lambda t: (t.entered + t.left, t.key), default=None)
    return f"{told} ({change_words.MOST.format(named(most.key))})" if most and most.entered + most.left else told


def _many(words: Words, layer: Layer, count: int) -> str:
    one, many = words[layer]
    return (many.format(count) if count > 1 else one) if count else ""


def reasons(lines: Iterable[Change]) -> list[tuple[str, int]]:
    """Count lines by the cause that is told, in the order of causes."""
    counted = Counter(c.cause for c in lines)
    return [(change_words.CAUSES[cause], counted[cause]) for cause in PRECEDENCE if counted[cause]]


def why(change: Change) -> str:
    """Tell the cause of a line, and the others that it could have."""
    first = change_words.CAUSES[change.cause]
    if not change.doubtful:
        return first
    # A person's own answer leaves no doubt: what is in doubt was decided elsewhere.
    first = change_words.LEARNT["decision"] if change.cause == "decision" else first
    others = " ou ".join(change_words.LEARNT.get(c, change_words.CAUSES[c]) for c in change.possible[1:])
    return f"{first}, {change_words.DOUBT.format(others)}"


def table(totals: Iterable[Total], named: Named = str) -> Iterator[str]:
    """Write the account of each code or theme that something happened to."""
    rows = [
        (
            named(t.key), *map(str, (t.before, t.entered, t.left, t.moved, t.after)),
            change_words.PEOPLE.format(*t.people),
        )
        for t in totals if t.stirred
    ]
    if rows:
        rows.insert(0, ("", *change_words.COLUMNS))
        widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
        for row in rows:
            yield "  ".join([row[0].ljust(widths[0]), *(c.rjust(w) for c, w in zip(row[1:], widths[1:], strict=True))])


def line(change: Change, called: Mapping[str, str]) -> str:
    """Tell one change, in interviews called as people know them."""
    was = _called(change.before, called)
    now = _called(change.excerpt, called)
    place = now if change.before == change.excerpt else f"{was} → {now}"
    return f"  {place}  {change.code}  {change_words.KINDS[change.change]} : {why(change)}"


def _called(excerpt: str, called: Mapping[str, str]) -> str:
    return place_named(excerpt, lambda session: called.get(session, session))
