"""What the page Matrice says, in French: data."""

from __future__ import annotations

VIEW = "Vue"
VIEWS = {
    "matrice": "Matrice", "cadre": "Cadre : un résumé par case", "deroule": "Déroulé d'un entretien",
    "parole": "Qui parle à qui",
}

# Matrice
ROWS, COLUMNS, KINDS = "Lignes", "Colonnes", {"theme": "Thèmes", "code": "Codes"}
EVERYONE, NAME, ASKED_BY = "Ensemble", "ligne", "Questions du guide"
STATES = {
    "not_asked": "non demandé", "absent": "demandé, absent", "silent": "absent", "not_read": "pas encore codé",
    "present": "",
}
STATES_HELP = (
    "Une case vide se vérifie, ce n'est pas un zéro. « Non demandé » : le guide dit que la question ne leur fut pas "
    "posée. « Demandé, absent » : elle le fut, et rien n'est codé ainsi. « Absent » : le guide (transcripts/guide.csv, "
    "et « questions » dans codebook/themes.yaml) ne dit pas si elle le fut. « Pas encore codé » : personne n'a encore "
    "codé ces entretiens."
)
COUNT_HELP = (
    "D'abord les personnes, sur celles à qui l'on a demandé ; puis les entretiens et groupes ; puis les extraits. "
    "Ouvrez une case pour lire ses passages."
)
FEW, FEW_HELP = "†", (
    "† moins de 5 personnes, dans la case ou dans toute la colonne : à lire, pas à comparer."
)
UNASKED = "sans qu'on le demande"
MATRIX_COLUMNS = (
    "ligne", "colonne", "personnes", "personnes interrogées là-dessus", "personnes sans qu'on le demande",
    "entretiens et groupes", "extraits", "personnes à relire", "case vide", "moins de 5 personnes",
)
NO_ROW = "Rien à croiser : écrivez des thèmes sur la page « Thèmes », ou des codes dans la grille."
NO_ATTRIBUTE = "Aucun attribut n'est déclaré : voyez « participants » dans params.yaml."
YES, NO = "oui", "non"

# Cadre
CASES, CASE_KINDS = "Cas", {"personne": "Personnes", "entretien": "Entretiens et groupes"}
CASE, THEME, SUMMARY, QUOTES = "Cas", "Thème", "Résumé", "Passages sur lesquels il s'appuie"
SUMMARY_HELP = (
    "Ce que dit ce cas sous ce thème, dans vos mots. Un résumé vidé est retiré ; rien ne s'efface du dossier."
)
FRAMEWORK_HELP = (
    "Une ligne par cas, une colonne par thème. Chaque résumé est écrit par une personne et signé ; il s'appuie sur des "
    "passages codés. Il est gardé dans decisions/framework."
)
WRITE, SAVE, SAVED = "Rédiger un résumé", "Enregistrer le résumé", "Résumé enregistré."
NO_PASSAGE, WHOLE_SESSION = "Aucun passage codé ainsi, ou aucun que l'on puisse citer.", "tout l'entretien"

# Déroulé
TURN_AXIS, SEE = "tour de parole", "Voir le déroulé des codes"
NOTHING_CODED = "Personne n'a encore codé cet entretien."
TIMELINE_COLUMNS = ("entretien", "tour", "code", "personne")
TIMELINE_HELP = "Un signe par code et par tour, quel que soit le nombre de codeurs ; sa forme dit qui parle."

# Qui parle à qui
FLOOR_RULE = (
    "Règle : B prend la parole après A quand le tour de B suit immédiatement celui de A. Des tours de suite de la même "
    "voix n'en font qu'un ; une note, ou une voix que personne ne connaît, interrompt la suite. Suivre n'est pas "
    "répondre : lisez les tours."
)
ALONE = "Dans cet entretien une seule personne parle avec l'enquêteur·rice."
FIRST_THEN = "A ↓ puis B →"
FLOOR_COLUMNS = ("entretien", "voix qui précède", "voix qui suit", "fois", "tours")
NO_TURN = "·"
SEE_TURNS, WHICH_PAIR = "Lire les tours", "De qui à qui"
