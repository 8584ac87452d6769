"""What is said of two runs compared, in French: data."""

from __future__ import annotations

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
BECAUSE, COUNT_OF_CAUSES = "Pourquoi", "{} : {}"
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
