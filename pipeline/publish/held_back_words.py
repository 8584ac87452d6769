"""What is said of a file that may not leave yet, in French: which interview waits for what, and where it is settled."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pipeline.language.plurals import counted, listed
from pipeline.model.interview_names import typed
from pipeline.pseudonymise.leak_search.held_exports import WHOLE, WordsWaiting

NAMED = 6  # interviews that a sentence names; the others are counted
WHOLE_STUDY = "toute l'enquête"
TO_SETTLE = "Rien ne sort avant que des mots soient réglés : {where}."
TO_UPDATE = "Des mots sont à masquer ({where}) : ils le seront à la prochaine mise à jour, et rien ne sort d'ici là."
SETTLE = (
    "Réglez-les par « filigrane leaks », ou à l'écran : page Pseudonymisation, « À régler avant de sortir » ; puis "
    "recommencez."
)
UPDATE = "Lancez « filigrane run », puis recommencez."
NOT_SIGNED = (
    "La pseudonymisation de {sessions} n'est pas relue : relisez-la (page Pseudonymisation), signez-la "
    "(« filigrane sign {first} --by NOM »), puis recommencez."
)


def words(waiting: Mapping[str, WordsWaiting], called: Mapping[str, str]) -> str:
    """
    Say which interview waits for how many words; nothing when none does.

    Args:
        waiting: session → the words it waits for.
        called: session → its title.

    >>> words({"E02": WordsWaiting(2, 0), "": WordsWaiting(1, 0)}, {})
    "Rien ne sort avant que des mots soient réglés : 2 mots dans E02 et 1 mot pour toute l'enquête."
    >>> words({"S1": WordsWaiting(0, 1)}, {"S1": "E02"})
    "Des mots sont à masquer (1 mot dans E02) : ils le seront à la prochaine mise à jour, et rien ne sort d'ici là."
    """
    asked = {called.get(session, session): of.asked for session, of in waiting.items() if of.asked}
    masked = {called.get(session, session): of.masked for session, of in waiting.items() if of.masked}
    if asked:
        return TO_SETTLE.format(where=_where(asked))
    return TO_UPDATE.format(where=_where(masked)) if masked else ""


def how(waiting: Mapping[str, WordsWaiting]) -> str:
    """Say what to type; nothing when no word waits."""
    if any(of.asked for of in waiting.values()):
        return SETTLE
    return UPDATE if waiting else ""


def not_signed(sessions: Sequence[str], called: Mapping[str, str]) -> str:
    """Say which interviews nobody signed, and how one does; nothing when all are."""
    named = [called.get(session, session) for session in sessions]
    return NOT_SIGNED.format(sessions=_some(named), first=typed(named[0])) if named else ""


def _where(counts: Mapping[str, int]) -> str:
    told = [f"{counted(n, 'mot', 'mots')} dans {s}" for s, n in counts.items() if s != WHOLE]
    whole = [f"{counted(counts[WHOLE], 'mot', 'mots')} pour {WHOLE_STUDY}"] if WHOLE in counts else []
    return _some(told, whole)


def _some(told: list[str], last: Sequence[str] = ()) -> str:
    more = len(told) - NAMED
    kept = [*told[:NAMED], counted(more, "autre entretien", "autres entretiens")] if more > 0 else told
    return listed([*kept, *last])
