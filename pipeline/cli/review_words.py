"""What ``filigrane review`` says, in French: data."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.model.contracts import Excerpt, Suggestion

HELP = "relit les suggestions et code à la main, dans le terminal"
LIST = "ce qui attend d'être relu, avec les raisons ; des entretiens restreignent la liste"
GESTURES = {
    "accept": "reprend des SUGGESTIONS à son compte",
    "refuse": "écarte des SUGGESTIONS",
    "unsure": "laisse des SUGGESTIONS en attente, marquées comme douteuses",
    "modify": "répond à une SUGGESTION par un autre code (--code) ou d'autres limites (--passage)",
    "code": "pose un code (--code) sur un passage (--passage) d'un ENTRETIEN",
    "recode": "change le code (--code) ou les limites (--passage) d'un CODAGE à soi",
    "note": "écrit le mémo (--memo) d'un CODAGE à soi",
    "remove": "retire des CODAGES à soi",
    "star": "marque un passage (--passage) d'un ENTRETIEN « à citer »",
    "unstar": "retire des marques « à citer »",
    "memo": "écrit un mémo (--memo) sur un ENTRETIEN, un passage (--passage), un code (--code) ou l'enquête",
    "read": "dit que des ENTRETIENS ont été lus en entier",
    "unread": "dit que des ENTRETIENS n'ont pas été lus en entier",
    "undo": "revient sur le dernier geste",
}
ORDERS = {"uncertain": "les plus incertaines d'abord", "code": "de la plus à la moins sûre", "random": "au hasard"}
LEVELS = {"probable": "probable", "to_check": "à vérifier"}
UNSURE = "vous hésitiez"
OBJECTS = "suggestions (telles que « list » les nomme, entre apostrophes), entretiens ou identifiants de lignes"
PASSAGE = "tour:mot-tour:mot, comptés depuis 0, par exemple 23:4-23:10"
COUNT = "Suggestions à relire : {count}."
WRITTEN = "Noté dans decisions/codings/{file}. Lancez « filigrane run » pour mettre à jour."
HIDDEN = "Cette enquête ne montre pas de suggestions (« suggestions: hidden » dans params.yaml, rubrique study)."
NOTHING = "Rien à écrire : dites sur quoi porte ce geste (« filigrane review {gesture} --help »)."
UNKNOWN_SUGGESTIONS = (
    "Ces suggestions n'existent pas (ou plus) : {names}. « filigrane review list » donne leurs noms ; "
    "mettez-les entre apostrophes, à cause de « | »."
)
UNKNOWN_LINES = "Ces lignes ne sont pas, ou plus, de vous : {names}. Regardez dans decisions/codings/{coder}.csv."
UNKNOWN_SESSIONS = "Ces entretiens ne sont pas dans l'enquête : {names}."
ONE_ONLY = "Ce geste porte sur une seule chose à la fois : nommez-la."
NO_PASSAGE = "Donnez le passage (--passage tour:mot-tour:mot)."
NO_CODE = "Donnez le code (--code)."
NO_CHANGE = "Donnez le bon code (--code) ou les bonnes limites (--passage)."
NO_MEMO = "Écrivez le mémo (--memo)."
NEAR_DEFINITION = "proche de la définition du code"
NEAR_PASSAGE = "proche d'un passage codé ainsi ({excerpt})"
LEARNT = "proche de passages codés ainsi"


def reasons(suggestion: Suggestion, excerpt: Excerpt, nameable: Mapping[str, str]) -> list[str]:
    """Say why a code is suggested, each reason once; a like passage is named unless it is reserved."""
    fired = [excerpt.text[e.start : e.end] for e in suggestion.evidence if e.start is not None and e.end is not None]
    said = [f"« {words} »" for words in fired]
    said += [NEAR_DEFINITION for e in suggestion.evidence if e.source == "definition"]
    said += [NEAR_PASSAGE.format(excerpt=nameable[e.excerpt]) if e.excerpt in nameable else LEARNT
             for e in suggestion.evidence if e.source == "learnt"]
    return list(dict.fromkeys(said))
