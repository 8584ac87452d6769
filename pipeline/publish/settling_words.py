"""What is said of words to settle, and of files that may not leave before, in French: data, and their sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pipeline.language.numbers import counted, listed
from pipeline.model.contracts import Unsettled
from pipeline.model.decision_rows import LeakVerb
from pipeline.model.study import typed
from pipeline.pseudonymise.leak_search.held_exports import WHOLE, WordsWaiting
from pipeline.pseudonymise.leak_search.settled_names import gestures

GESTURES = {"masquer": LeakVerb.MASK, "pas-un-nom": LeakVerb.NOT_A_NAME, "voulu": LeakVerb.ON_PURPOSE}
KEYS = {LeakVerb.MASK: "m", LeakVerb.NOT_A_NAME: "n", LeakVerb.ON_PURPOSE: "v"}
NAMED = {
    LeakVerb.MASK: "masquer partout", LeakVerb.NOT_A_NAME: "ce n'est pas un nom", LeakVerb.ON_PURPOSE: "c'est voulu",
}
# Beside gestures: what one may say as words are gone through.
UNDO, UNDO_KEY, TAKE_BACK = "undo", "a", "annuler le précédent"
STOP, STOP_KEY, LATER = "stop", "q", "s'arrêter là"
TYPES = {
    "person": "personne", "place": "lieu", "organisation": "structure", "misc": "nom", "email": "courriel",
    "phone": "téléphone", "nir": "numéro de sécurité sociale", "iban": "IBAN", "date": "date", "address": "adresse",
    "case_number": "numéro de dossier", "plate": "immatriculation", "handle": "pseudo", "url": "adresse web",
    "age": "âge",
}
ORIGINS = {
    "metadata": "nom donné par l'enquête", "review": "nom reconnu à la relecture", "machine": "proposé par la machine",
}
HELP_DECIDE = "masquer : partout ; pas-un-nom : ce n'est pas un nom ; voulu : c'est voulu (avec --reason)"
HOW = (
    "Pour tous les parcourir, d'une traite : filigrane leaks --by NOM. Pour en régler un ou plusieurs : "
    "filigrane leaks NUMÉRO… --decide masquer|pas-un-nom|voulu --by NOM. Reprendre : --undo."
)
WHO = "Dites qui décide : --by NOM (le nom de son fichier de décisions)."
NO_SUCH = "{number} mot(s) à régler portent le numéro « {name} » : « filigrane leaks » les liste."
STOPPED = """Le calcul s'arrête à la recherche de fuites : un nom sûr se lit dans ce que le programme a écrit.
C'est une erreur de Filigrane, pas la vôtre :
{places}
Rien n'est perdu : transcriptions, grille et décisions sont telles qu'elles étaient. Rien ne peut sortir d'ici.
Ce qu'il faut faire : « filigrane leaks » montre le mot, sur cette machine seulement ; signalez l'erreur sans le citer,
en joignant {report}, qui dit les fichiers et les sortes de noms, jamais un nom."""
PLACE = "  {place} : {kind} ({times})"
REASON = "Pourquoi ? "
NOTHING = "Rien à régler avant de sortir."


def left(rows: Sequence[Unsettled]) -> str:
    """
    Say how many words are to be settled.

    >>> left([])
    'Rien à régler avant de sortir.'
    """
    return waiting(len({row.check for row in rows}))


def waiting(words: int) -> str:
    """
    Say how many words are to be settled.

    >>> waiting(1), waiting(3)
    ('1 mot à régler avant de sortir', '3 mots à régler avant de sortir')
    """
    return f"{counted(words, 'mot', 'mots')} à régler avant de sortir" if words else NOTHING


def stopped(found: Sequence[dict[str, Any]], report: str) -> str:
    """
    Say that the program left a certain name bare: which file, what kind, what is safe, what to do; never the word.

    Args:
        found: place, kind and count of what the last check found.
        report: the file that says so.

    >>> print(stopped([{"place": "build/topics.parquet", "kind": "person", "count": 2}], "r.json").splitlines()[2])
      build/topics.parquet : personne (2 fois)
    """
    places = (PLACE.format(place=f["place"], kind=TYPES[f["kind"]], times=f"{f['count']} fois") for f in found)
    return STOPPED.format(places="\n".join(places), report=report)


def place(row: Unsettled, called: Mapping[str, str]) -> str:
    """Say where a word stands, in interviews called as people know them."""
    if row.turn >= 0:
        return f"{called.get(row.session, row.session)}, tour {row.turn}"
    return f"{row.file}, ligne {row.line}" if row.line else row.file


def why(row: Unsettled) -> str:
    """Say why a word is asked about."""
    return f"({TYPES[row.kind]} ; {ORIGINS[row.origin]})"


def rank(at: int, of: int) -> str:
    """
    Say which word of all is asked about.

    >>> rank(2, 5)
    '2 sur 5'
    """
    return f"{at} sur {of}"


def question(row: Unsettled, *, undoable: bool = False) -> str:
    """Ask what becomes of a word."""
    offered = [f"{KEYS[g]} : {NAMED[g]}" for g in gestures(row)]
    offered += [f"{UNDO_KEY} : {TAKE_BACK}"] if undoable else []
    return f"{' ; '.join(offered)} ; Entrée : plus tard ; {STOP_KEY} : {LATER} > "


MOST_NAMED = 6  # interviews that a sentence names; the others are counted
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
    more = len(told) - MOST_NAMED
    kept = [*told[:MOST_NAMED], counted(more, "autre entretien", "autres entretiens")] if more > 0 else told
    return listed([*kept, *last])
