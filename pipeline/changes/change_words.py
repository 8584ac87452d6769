"""Two runs compared, interviews whose files changed → what is said of them in French: words, then the whole report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from pipeline.changes.causes import PRECEDENCE
from pipeline.changes.changes import Change, Total, sums
from pipeline.changes.run_tables import LAYERS, Layer
from pipeline.model.decision_rows import FOLDERS, Decision
from pipeline.model.study import place_named

NOTHING = "Rien n'a changé : ni dans ce que les personnes ont codé, ni dans les suggestions."
SINCE, SINCE_LAST = "Depuis la révision {}", "Depuis la dernière fois"
LAYER_NAMES = {"counted": "codés par des personnes", "suggested": "suggestions à relire"}
ONE = {"counted": "codé par une personne", "suggested": "suggestion à relire"}
# For one, for several.
ENTERED = {
    "counted": ("1 extrait codé de plus", "{} extraits codés de plus"),
    "suggested": ("1 suggestion de plus", "{} suggestions de plus"),
}
LEFT = {
    "counted": ("1 de moins", "{} de moins"), "suggested": ("1 de moins", "{} de moins"),
}
ONLY_LEFT = {
    "counted": ("1 extrait codé de moins", "{} extraits codés de moins"),
    "suggested": ("1 suggestion de moins", "{} suggestions de moins"),
}
MOVED = {
    "counted": ("1 codage déplacé", "{} codages déplacés"),
    "suggested": ("1 suggestion déplacée", "{} suggestions déplacées"),
}
MOST = "surtout « {} »"
KINDS = {"entered": "entré", "left": "sorti", "moved": "déplacé"}
CAUSES = {
    "withdrawal": "un retrait", "decision": "une personne a décidé", "codebook": "la grille a changé",
    "transcript": "la transcription a changé", "identifiers": "la pseudonymisation a changé",
    "model": "le calcul a changé (réglages, modèle, code)",
}
LEARNT = {
    "decision": "des décisions ailleurs, dont les suggestions s'apprennent", "transcript": "une transcription ailleurs",
    "identifiers": "un pseudonyme ailleurs", "codebook": "un autre code de la grille",
}
COUNT_OF_CAUSES = "{} : {}"
DOUBT = "peut-être {}"
DOUBTFUL = (
    "Suggestions qui ont plusieurs causes possibles, car plusieurs choses ont changé à la fois : {} ; la plus proche "
    "est dite la première. « filigrane changes RÉVISION --recalcul » tranche en recalculant."
)
PRECEDENCE_TOLD = (
    "Quand deux causes suffiraient, une seule est dite, dans cet ordre : un retrait, une décision de codage, la "
    "grille, la transcription, les pseudonymes, le calcul."
)
EXACT = "Avant + entrés − sortis = maintenant, pour chaque ligne."
THEMES, CODES, PASSAGES = "Par thème", "Par code", "Passage par passage"
COLUMNS = ("avant", "entrés", "sortis", "déplacés", "maintenant", "personnes")
PEOPLE = "{} → {}"
MORE = "… et d'autres ({}) : --tout les montre."
NO_RECALL = (
    "Le recalcul demande une révision de git (par exemple HEAD) : ce qui a servi au calcul d'avant n'est gardé que là."
)
NOT_THE_SAME = (
    "Recalculer ne redonne pas les tables de {} : des fichiers ont changé depuis ce calcul. Lancez « filigrane run », "
    "enregistrez avec git, puis recommencez ; sans --recalcul, les causes possibles sont toutes montrées."
)
NOW, THEN = "maintenant", "cette révision"
HEAD = "Des fichiers de transcripts/ ont changé depuis que l'on y travaille :"
SAME = "   {was} : transcription retouchée ; {follow}{lost}."
IS_NOW = "   {was} est maintenant {now} ; {follow}{lost}."
NAMED = "{session} ({file})"
GONE = "   {was} n'est plus dans transcripts/, et ses mots ne sont dans aucun autre fichier{lost}."
FOLLOW_NONE = "rien n'y était décidé"
FOLLOW_ONE = "1 décision suit"
FOLLOW_MANY = "{count} décisions suivent"
LOST_ONE = ", 1 ne retrouverait pas ses mots"
LOST_MANY = ", {count} ne retrouveraient pas leurs mots"
AND = " et "
FIXED = "   Les pseudonymes que l'on y lisait sont gardés ({count})."
MASKED_STILL = "   Les mots corrigés là où d'autres étaient masqués le restent, jusqu'à leur relecture ({count})."
STAYS_MASKED = "Les mots corrigés là où d'autres étaient masqués le restent : relisez-les."
UNSIGNED = (
    "Cet entretien est signé : ce qui était masqué le reste, mais personne n'a relu les mots corrigés. Il se signe de "
    "nouveau avant de sortir."
)
LIST = "Ne retrouveraient pas leurs mots :"
LINE = "   decisions/{file}, ligne {line} : {what}"
MORE_LOST = "   … et {count} autres."
MOST_LOST = 12
WHAT = {
    "codings": "codage", "identifiers": "relecture d'un nom ou signature", "consent": "accord de la personne",
    "roles": "rôle d'un libellé", "arbitrations": "arbitrage", "themes": "passage d'un thème", "quotes": "citation",
    "framework": "résumé de cas", "withdrawals": "retrait", "corrections": "correction de la transcription",
}
# What a line says, where its folder says too little.
SAID = {
    "star": "passage « à citer »", "memo": "mémo", "read": "entretien lu en entier", "refuse": "suggestion refusée",
    "accept": "suggestion acceptée", "unsure": "suggestion laissée de côté", "sign": "signature d'une relecture",
    "keep": "mots laissés en clair", "replace": "mots remplacés", "generalise": "mots généralisés",
    "title": "titre d'un entretien", "typical": "passage typique d'un thème", "contrary": "cas contraire d'un thème",
}
QUOTED = "{what}, « {quote} »"
WHOLE = "{what} de tout l'entretien {session}"


def sign_again(session: str, turns: int) -> str:
    """
    Say that an interview changed after its review was signed.

    >>> sign_again("E01", 1)
    'La relecture de « E01 » est à signer de nouveau : 1 tour de parole a changé (page Pseudonymisation).'
    """
    where = f"{turns} tours de parole ont" if turns > 1 else f"{turns} tour de parole a"
    return f"La relecture de « {session} » est à signer de nouveau : {where} changé (page Pseudonymisation)."


def kind_of(d: Decision) -> str:
    """Say what a decision is."""
    said = getattr(d, "decision", getattr(d, "action", ""))
    return SAID.get(said, WHAT.get(FOLDERS[type(d)], ""))


LONGEST = 60  # characters of a quote
TYPED_ANEW = (
    "Si « {was} » est le même entretien, retapé dans {file}, dites-le avant tout : "
    'filigrane run --devient "{was}={file}"'
)
NOT_NAMED = (
    "« {typed} » : écrivez ENTRETIEN=FICHIER, un entretien qui n'est plus dans transcripts/ et le fichier où il est "
    "retapé, tels que le calcul les nomme. Rien n'a été écrit."
)
QUESTION = "Continuer ? Ces décisions restent dans leurs fichiers, et se replacent (« À replacer »). (o/N) "
YES = frozenset({"o", "oui", "y", "yes"})
REFUSED = (
    "Rien n'a été écrit. Remettez ces fichiers comme ils étaient ; ou, si le changement est voulu, tapez "
    "« filigrane run --accepter » (au tableau de bord : « Mettre à jour quand même ») : ces décisions restent dans "
    "leurs fichiers, sont listées, et se replacent d'un geste : page Lecture, ou page Pseudonymisation pour les noms, "
    "les accords et les rôles (« À replacer »)."
)
Named = Callable[[str], str]
Words = Mapping[str, tuple[str, str]]


def sentence(since: str, totals: Sequence[Total], named: Named = str) -> str:
    """
    Tell in one sentence what changed: what persons coded, then the suggestions apart.

    >>> sentence("Depuis hier", [])
    "Rien n'a changé : ni dans ce que les personnes ont codé, ni dans les suggestions."
    """
    parts = [part for layer in LAYERS if (part := _part(totals, layer, named))]
    return f"{since} : {' ; '.join(parts)}." if parts else NOTHING


def _part(totals: Sequence[Total], layer: Layer, named: Named) -> str:
    entered, left, moved = sums(totals, layer)
    gone = LEFT if entered else ONLY_LEFT
    said = [
        _many(ENTERED, layer, entered), _many(gone, layer, left), _many(MOVED, layer, moved)
    ]
    told = ", ".join(s for s in said if s)
    most = max((t for t in totals if t.layer == layer), key=lambda t: (t.entered + t.left, t.key), default=None)
    return f"{told} ({MOST.format(named(most.key))})" if most and most.entered + most.left else told


def _many(words: Words, layer: Layer, count: int) -> str:
    one, many = words[layer]
    return (many.format(count) if count > 1 else one) if count else ""


def reasons(lines: Iterable[Change]) -> list[tuple[str, int]]:
    """Count lines by the cause that is told, in the order of causes."""
    counted = Counter(c.cause for c in lines)
    return [(CAUSES[cause], counted[cause]) for cause in PRECEDENCE if counted[cause]]


def why(change: Change) -> str:
    """Tell the cause of a line, and the others that it could have."""
    first = CAUSES[change.cause]
    if not change.doubtful:
        return first
    # A person's own answer leaves no doubt: what is in doubt was decided elsewhere.
    first = LEARNT["decision"] if change.cause == "decision" else first
    others = " ou ".join(LEARNT.get(c, CAUSES[c]) for c in change.possible[1:])
    return f"{first}, {DOUBT.format(others)}"


def table(totals: Iterable[Total], named: Named = str) -> Iterator[str]:
    """Write the account of each code or theme that something happened to."""
    rows = [
        (
            named(t.key), *map(str, (t.before, t.entered, t.left, t.moved, t.after)),
            PEOPLE.format(*t.people),
        )
        for t in totals if t.stirred
    ]
    if rows:
        rows.insert(0, ("", *COLUMNS))
        widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
        for row in rows:
            yield "  ".join([row[0].ljust(widths[0]), *(c.rjust(w) for c, w in zip(row[1:], widths[1:], strict=True))])


def line(change: Change, called: Mapping[str, str]) -> str:
    """Tell one change, in interviews called as people know them."""
    was = _called(change.before, called)
    now = _called(change.excerpt, called)
    place = now if change.before == change.excerpt else f"{was} → {now}"
    return f"  {place}  {change.code}  {KINDS[change.change]} : {why(change)}"


def _called(excerpt: str, called: Mapping[str, str]) -> str:
    return place_named(excerpt, lambda session: called.get(session, session))
