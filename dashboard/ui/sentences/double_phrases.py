"""Disagreements and rulings → the sentences of the page Double codage, in French."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.ui.sentences.phrases import counted, number
from dashboard.words import double_wording
from pipeline.coding.disagreements import Disagreement
from pipeline.model.decision_rows import Arbitration


def kind(one: Disagreement, coders: tuple[str, str]) -> str:
    """Say what two coders differ on."""
    shared = f"{round(one.shared * 100)} %"
    return double_wording.KINDS[one.kind].format(first=coders[0], second=coders[1], shared=shared)


def left(open_: int, total: int) -> str:
    """
    Say how many disagreements are still open.

    >>> left(3, 12), left(1, 1)
    ('3 à arbitrer sur 12 désaccords', '1 à arbitrer sur 1 désaccord')
    """
    return f"{number(open_)} à arbitrer sur {counted(total, 'désaccord', 'désaccords')}"


def ruled(lines: Sequence[Arbitration], labels: dict[str, str]) -> str:
    """Say what an arbiter ruled."""
    said = [double_wording.RULED.get(a.decision, "").format(code=labels.get(a.code, a.code)) for a in lines]
    return ", ".join(filter(None, dict.fromkeys(said)))


def rulings(lines: Sequence[Arbitration], labels: dict[str, str]) -> str:
    """Say who ruled what, and why."""
    by = {a.author: [x for x in lines if x.author == a.author] for a in lines}
    told = (double_wording.DEPARTED.format(arbiter=n, said=ruled(o, labels), reason=o[-1].reason) for n, o in by.items())
    return " ; ".join(told)


def hidden(sessions: dict[str, str]) -> str:
    """
    Say which sessions are not shown, and who has not read them.

    >>> hidden({"E03": "noé", "E04": "noé", "E09": "ana"})
    "Pas montré : E03, E04 (noé ne l'a pas lu) ; E09 (ana ne l'a pas lu)."
    """
    by = {coder: [s for s, c in sessions.items() if c == coder] for coder in dict.fromkeys(sessions.values())}
    said = [f"{', '.join(names)} ({double_wording.NOT_READ.format(coder=coder)})" for coder, names in by.items()]
    return f"{double_wording.NOT_SHOWN} : {' ; '.join(said)}." if said else ""
