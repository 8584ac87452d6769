"""What is said of the words to settle before anything leaves, in French: data, and sentences that agree."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pipeline.language.numbers import counted
from pipeline.model.contracts import Unsettled
from pipeline.model.decision_rows import LeakVerb
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
