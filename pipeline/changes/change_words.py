"""What is said of two runs compared, and of interviews whose files changed, in French: data."""

from __future__ import annotations

from pipeline.model.decision_rows import FOLDERS, Decision

NOTHING = "Rien n'a changé : ni dans ce que les personnes ont codé, ni dans les suggestions."
SINCE, SINCE_LAST = "Depuis la révision {}", "Depuis la dernière fois"
LAYERS = {"counted": "codés par des personnes", "suggested": "suggestions à relire"}
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
PRECEDENCE = (
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
LIST = "Ne retrouveraient pas leurs mots :"
LINE = "   decisions/{file}, ligne {line} : {what}"
MORE_LOST = "   … et {count} autres."
MOST_LOST = 12
WHAT = {
    "codings": "codage", "identifiers": "relecture d'un nom ou signature", "consent": "accord de la personne",
    "roles": "rôle d'un libellé", "arbitrations": "arbitrage", "themes": "passage d'un thème", "quotes": "citation",
    "framework": "résumé de cas", "withdrawals": "retrait",
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
