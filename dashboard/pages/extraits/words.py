"""What the page « Extraits » says, in French."""

from __future__ import annotations

from dashboard.ui.sentences import phrases
from pipeline.coding.many_passages import GestureKind, GesturePreview

NOTHING_FOUND = "Aucun passage ne répond à tous ces filtres. Retirez-en un, ou essayez un autre mot."
CONTEXT = "Contexte"
CONTEXTS = {"extrait": "l'extrait seul", "tour": "son tour de parole", "echange": "l'échange", "page": "la page"}
ORDER = "Ranger par"
ORDERS = {"texte": "ordre du texte", "apres": "mots qui suivent", "avant": "mots qui précèdent"}
NO_WORDS = "Une concordance montre chaque endroit où des mots sont dits : tapez-en d'abord au-dessus."
NO_HIT = "Ces mots ne se suivent dans aucun des extraits trouvés."
BEFORE, SAID, AFTER, WHO = "avant", "mots", "après", "qui, où"
KWIC_FILE, KWIC_CSV = "concordance", "Télécharger la concordance"
KWIC_COLUMNS = ("extrait", "entretien", "personne", "avant", "mots", "après", "mention")
SEE = "voir"
# Des passages choisis ensemble
CHOOSE = "Choisir ce passage"
HINT = "Cochez des passages pour les coder ensemble."
ALL_OF_PAGE, ALL, NONE = "Cocher la page", "Cocher tout ({})", "Tout décocher"
CODE, CODE_HINT, NAME_HINT = "Code", "Un code de la grille", "ou un nom nouveau"
NEW_CODE = "Nouveau code : « {} »."
DO_CODE, UNDO = "Coder", "Annuler mon dernier geste"
UNCODE, STAR, UNSTAR = "Retirer ce code", "★ À citer", "Ne plus citer"
MEMO, MEMO_TEXT, MEMO_KEEP = "Mémo", "Un mémo sur chacun de ces passages", "Garder ce mémo"
NO_CODE = "Choisissez d'abord un code."
NO_MEMO = "Écrivez d'abord le mémo."
NOBODY = "Donnez d'abord votre nom."
NOTHING_TO_UNDO = "Aucun geste à annuler."
NOTHING = "Ce geste ne changerait rien"
REACH = "Ce qui se code"
EXCERPT, SENTENCE, WORDS = "extrait", "phrase", "mots"
REACHES = {EXCERPT: "l'extrait entier", SENTENCE: "la phrase", WORDS: "les mots trouvés"}
ALREADY, OF_YOU, BY, YOU = "Déjà codés ainsi", "{} par vous (rien n'y changera)", "{} par {}", "vous"
PARTLY = "{} en partie par vous"
BEYOND = "(dont {} qui va plus loin que le passage choisi : tout est retiré)"
DONE = {
    "code": "{label} : {passages} codés.", "uncode": "{label} : retiré de {passages}.",
    "star": "{passages} à citer.", "unstar": "{passages} ne sont plus à citer.", "memo": "Mémo gardé sur {passages}.",
}
DONE_ONE = {
    "code": "{label} : {passages} codé.", "unstar": "{passages} n'est plus à citer.",
}
UNPLACED = (
    "passage dont on ignore qui parle ne se code que dans son entretien.",
    "passages dont on ignore qui parle ne se codent que dans leurs entretiens.",
)
# Une recherche gardée comme indice d'un code
RULE, RULE_PATTERN = "Garder comme indice", "L'indice"
RULE_HELP = (
    "Un indice (un mot, une tournure) ne code jamais seul : à la prochaine mise à jour, les passages où il se trouve "
    "vous seront suggérés, à accepter ou à refuser."
)
RULE_WORDS = (
    "Un indice se tire d'un mot, ou de mots qui se suivent, entre guillemets : « pas le temps ». Cette recherche en a "
    "plusieurs, séparés."
)
RULE_SEEN = "Il se trouve dans {found}, dont {of_search} de cette recherche."
RULE_NEW = "Pour ce code, cela fera {gained} de plus à relire."
RULE_KEEP = "Garder cet indice"


def done(kind: GestureKind, count: int, label: str) -> str:
    """
    Say what was done.

    >>> done("code", 30, "A3 Temps"), done("unstar", 1, "")
    ('A3 Temps : 30 passages codés.', "1 passage n'est plus à citer.")
    """
    said = DONE_ONE.get(kind, DONE[kind]) if count == 1 else DONE[kind]
    return said.format(label=label, passages=phrases.counted(count, "passage", "passages"))


def effect(kind: GestureKind, seen: GesturePreview, who: str) -> str:
    """Say what a gesture would change, and who has coded the same already."""
    passages = phrases.counted(len(seen.changed), "passage", "passages")
    if kind == "uncode":
        more = BEYOND.format(phrases.counted(seen.beyond, "codage", "codages")) if seen.beyond else ""
        return f"{UNCODE} : {passages}, {phrases.counted(len(seen.taken), 'codage', 'codages')} {more}".strip()
    of_whom = phrases.where(seen.people, seen.sessions)
    first = f"{DO_CODE} : {passages} ({of_whom})" if seen.changed else NOTHING
    yours = OF_YOU if seen.changed else BY.format("{}", YOU)
    others = [yours.format(phrases.number(seen.unchanged))] if seen.unchanged else []
    # A coding of theirs that covers a passage only in part would stand beside the new one.
    partly = seen.held_by.get(who, 0) - seen.unchanged
    others += [PARTLY.format(phrases.number(partly))] if partly > 0 else []
    others += [BY.format(phrases.number(n), author) for author, n in seen.held_by.items() if author != who]
    return f"{first}. {ALREADY} : {', '.join(others)}." if others else f"{first}."
