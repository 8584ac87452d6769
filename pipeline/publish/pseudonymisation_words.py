"""What is said of a pseudonymisation: the sheet, words to settle, files that may not leave before; in French."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal

from pipeline.language.numbers import counted, listed
from pipeline.model.contracts import Unsettled
from pipeline.model.decision_rows import LeakVerb
from pipeline.model.study import typed
from pipeline.pseudonymise.leak_search.questions import WHOLE, WordsWaiting, gestures

TITLE = "Fiche de pseudonymisation"
FICTIONAL = "Corpus fictif : les personnes et les lieux sont inventés."
WHAT = (
    "Les textes de cette enquête sont pseudonymisés : chaque mot qui pourrait nommer quelqu'un est remplacé, selon des "
    "propositions de la machine qu'une personne relit. Ils restent des données personnelles au sens du RGPD."
)
PRIVATE = (
    "Cette fiche est privée : elle cite des mots des entretiens. « filigrane fiche --partage » en écrit une à montrer."
)
IDENTIFIER_TYPES = {
    "person": "personne", "place": "lieu", "organisation": "structure", "misc": "autre nom", "email": "courriel",
    "phone": "téléphone", "nir": "numéro de sécurité sociale", "iban": "IBAN", "date": "date", "address": "adresse",
    "case_number": "numéro de dossier", "plate": "plaque", "handle": "compte", "url": "adresse web", "age": "âge",
}
ACTIONS = {"replace": "remplacé", "generalise": "dit moins précisément", "keep": "gardé"}
SOURCES = {
    "ner": "reconnaissance de noms (spaCy)", "pattern": "forme (numéro, adresse…)", "trigger": "mot qui annonce un nom",
    "names": "liste de noms", "metadata": "métadonnées", "propagated": "nom trouvé ailleurs", "person": "une personne",
}
LEVELS = {
    "free": "libre", "unattributed": "sans attribution", "not_quotable": "à ne pas citer", "not_analysed": "à ne pas "
    "analyser", "erased": "effacé",
}
EXTENTS = {"publication": "de la publication", "analysis": "de l'analyse", "everything": "de tout"}
RISKS = {
    "only_one": "seule de son espèce", "office": "désignée par sa fonction et son lieu", "recognised": "se dit "
    "reconnaissable, ou connue de tous", "in_the_news": "on en a parlé dans la presse",
    "wordplay": "un jeu de mots sur un nom, qui le laisse deviner sous le pseudonyme",
    "demonym": "les gens d'un lieu dont le nom est caché",
}
REGISTER = {
    "legal_basis": "Base légale", "notice": "Information des personnes", "retention_audio": "Conservation des "
    "enregistrements", "retention_key": "Conservation du secret et de la correspondance",
    "retention_texts": "Conservation des textes pseudonymisés",
}
TO_FILL = "à compléter (params.yaml, study: {name}:)"
MEASURED = "Taux mesurés sur le corpus de démonstration et sur de la parole réelle (docs/limites-pseudonymisation.md) :"
NOT_MEASURED = "Part de ce qui échappe à la machine : non mesuré ici."
RESIDUAL = (
    "Aucune machine ne trouve tout : surnoms, prénoms rares écrits sans majuscule, récits que seule une personne a pu "
    "vivre. Qui connaît le terrain peut reconnaître quelqu'un sans aucun nom. Seule une relecture entière en protège."
)
LOWER_CASE = "Écrits sans majuscules, où des noms échappent plus souvent, à relire d'abord : {sessions}."
LOWER_CASE_COUNT = "Entretiens écrits sans majuscules, où des noms échappent plus souvent : {number}."
REVIEWED = "Relus et signés : {signed} sur {total}, qui tiennent {share} des mentions."
UNSIGNED = "non relu"
NO_CONSENT = "Aucune réserve n'est notée."
NO_WITHDRAWAL = "Aucun retrait n'est noté."
NOT_PLACED = (
    "decisions/{file}, ligne {line} ({session}) : le passage a changé et n'est plus reconnu en entier. Tout ce "
    "qui peut en être est réservé. Replacez-le : filigrane consent {typed} TOURS … --replaces {id}"
)
ASKED_ALONE = "{session}, tour {turn} : tours {first} à {last}, « {level} » ?"
ASKED = ASKED_ALONE + " (filigrane consent {typed} {first}-{last} …)"
ASKED_COUNT = "Demandes possibles, entendues par un registre et pas encore décidées : {number}."
RISK = "{session}, tour {turn} : {kind}"
RISK_COUNT = "Passages où quelqu'un pourrait être reconnu sans être nommé, à relire : {number}."
K = "Croisement de {attributes} : réglage k = {k}."
K_RESPONDENTS = (
    "Les réponses au questionnaire ne sont pas généralisées : elles sortent selon les modalités que params.yaml "
    "déclare (answers:). Des modalités plus larges protègent qui est seul à porter les siennes."
)
K_NOBODY = "Aucun attribut n'est déclaré comme pouvant faire reconnaître quelqu'un (participants: quasi_identifiers:)."
LEFT = "Mots laissés tels quels qui ont une majuscule au milieu d'une phrase ou qu'aucun lexique ne connaît : {number}."
KEPT_COUNT = "Institutions gardées exprès par les réglages : {number}."
SECTIONS = {
    "counts": "Ce qui a été remplacé", "review": "Relecture", "kept": "Ce qui est gardé exprès",
    "consent": "Ce que les personnes ont réservé", "withdrawals": "Retraits", "risk": "Risque qui reste",
    "k": "Attributs montrés", "left": "Mots à regarder", "register": "Pour le registre des traitements",
}
HEADS = {
    "counts": ("Type", "Devenir", "Trouvé par", "Mentions"), "review": ("Entretien", "Mentions", "Relu par"),
    "kept": ("Gardé", "Pourquoi"), "consent": ("Niveau", "Passages", "Mots"), "withdrawals": ("Retrait", "Nombre"),
    "k": ("Population", "Personnes qui partagent un croisement", "Croisements"),
    "left": ("Entretien", "Nombre", "Mots"), "register": ("Rubrique", "Texte"),
}
POPULATIONS = {"interviewed": "personnes interrogées", "respondents": "réponses au questionnaire"}
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
TO_SETTLE = "Des mots sont à régler avant de sortir : {where}."
TO_UPDATE = "Des mots sont à masquer avant de sortir ({where}) : ils le seront à la prochaine mise à jour."
SETTLE = (
    "Réglez-les par « filigrane leaks », ou à l'écran : page Pseudonymisation, « À régler avant de sortir » ; puis "
    "recommencez."
)
UPDATE = "Lancez « filigrane run », puis recommencez."
NOT_SIGNED = (
    "La pseudonymisation de {sessions} n'est pas relue : relisez-la (page Pseudonymisation), signez-la "
    "(« filigrane sign {first} --by NOM »), puis recommencez."
)
DECIDED_SINCE = (
    "Ce qui a été décidé pour {sessions} (mots à masquer, passages réservés) n'est pas encore dans le texte : lancez "
    "« filigrane run », puis recommencez."
)
Waits = Literal["words", "unsigned", "late"]
WAITS: Mapping[Waits, str] = {
    "words": "des mots sont à régler (« filigrane leaks »)",
    "unsigned": "la relecture de sa pseudonymisation est à signer (« filigrane sign {name} --by NOM »)",
    "late": "ce qui a été décidé depuis n'est pas encore dans son texte (« filigrane run »)",
}
STAYS = "  {name} reste ici : {why}."


def one_stays(name: str, waits: Sequence[Waits]) -> str:
    """
    Say what an interview waits for, and what to type.

    >>> one_stays("E03", ["unsigned"])
    '  E03 reste ici : la relecture de sa pseudonymisation est à signer (« filigrane sign E03 --by NOM »).'
    """
    return STAYS.format(name=name, why=" ; ".join(WAITS[w].format(name=typed(name)) for w in waits))


def decided_since(sessions: Sequence[str], called: Mapping[str, str]) -> str:
    """Say of which interviews the text is older than what was decided of it; nothing when none is."""
    return DECIDED_SINCE.format(sessions=_some([called.get(s, s) for s in sessions])) if sessions else ""


def words(waiting: Mapping[str, WordsWaiting], called: Mapping[str, str]) -> str:
    """
    Say which interview waits for how many words; nothing when none does.

    Args:
        waiting: session → the words it waits for.
        called: session → its title.

    >>> words({"E02": WordsWaiting(2, 0), "": WordsWaiting(1, 0)}, {})
    "Des mots sont à régler avant de sortir : 2 mots dans E02 et 1 mot pour toute l'enquête."
    >>> words({"S1": WordsWaiting(0, 1)}, {"S1": "E02"})
    'Des mots sont à masquer avant de sortir (1 mot dans E02) : ils le seront à la prochaine mise à jour.'
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
