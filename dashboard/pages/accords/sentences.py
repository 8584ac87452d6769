"""Figures of the page Accords et limites → sentences, in French."""

from __future__ import annotations

from collections.abc import Mapping

from dashboard.pages.accords import words as wording
from pipeline.language.numbers import agreeing


def answered_now(statuses: Mapping[str, int]) -> str:
    """
    Say what people answered to suggestions up to this moment; nothing when nobody answered any.

    >>> answered_now({"accepted": 1, "refused": 2}).partition(".")[0]
    'À ce jour, 1 suggestion a été acceptée telle quelle, 0 corrigée et 2 refusées'
    >>> answered_now({"coded": 5})
    ''
    """
    accepted, changed, refused = (statuses.get(s, 0) for s in ("accepted", "modified", "refused"))
    if not accepted + changed + refused:
        return ""
    return wording.ANSWERED_NOW.format(
        accepted=agreeing(wording.ACCEPTED_NOW, accepted), changed=agreeing(wording.CHANGED_NOW, changed),
        refused=agreeing(wording.REFUSED_NOW, refused),
    )


def since(pending: int) -> str:
    """
    Say that what the last run measured does not know what was decided since; nothing when nothing was.

    >>> since(0), since(1)[:21]
    ('', '1 décision a été pris')
    """
    return agreeing(wording.SINCE, pending) if pending else ""
