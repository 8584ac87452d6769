"""What the last update changed → one sentence, in French."""

from __future__ import annotations

from collections.abc import Iterator

from dashboard.phrases import counted
from dashboard.view.since import Figures

SINCE, NOTHING = "Depuis la mise à jour précédente : ", "Rien n'a bougé depuis la mise à jour précédente."


def since(before: Figures, now: Figures) -> str:
    """
    Say in one sentence what one run changed.

    >>> since(Figures(frozenset(), 2, 5, frozenset()), Figures(frozenset({"E01"}), 5, 4, frozenset()))
    'Depuis la mise à jour précédente : 1 entretien nouveau, 3 extraits codés de plus, 1 suggestion à relire de moins.'
    """
    told = list(_changes(before, now))
    return f"{SINCE}{', '.join(told)}." if told else NOTHING


def _changes(before: Figures, now: Figures) -> Iterator[str]:
    new, gone = len(now.sessions - before.sessions), len(before.sessions - now.sessions)
    if new:
        yield counted(new, "entretien nouveau", "entretiens nouveaux")
    if gone:
        yield counted(gone, "entretien retiré", "entretiens retirés")
    yield from _more(now.coded - before.coded, "extrait codé", "extraits codés")
    yield from _more(now.waiting - before.waiting, "suggestion à relire", "suggestions à relire")
    signed = len(now.signed - before.signed)
    if signed:
        yield counted(signed, "pseudonymisation signée", "pseudonymisations signées")


def _more(gained: int, one: str, many: str) -> Iterator[str]:
    if gained:
        yield f"{counted(abs(gained), one, many)} de {'plus' if gained > 0 else 'moins'}"
