"""What the pages that compare say, in French: data."""

from __future__ import annotations

MATRIX, COOCCURRENCES, SATURATION, MIXED = (
    "Matrice", "Cooccurrences", "Saturation", "Questionnaire et entretiens",
)
CSV, SVG = "Télécharger les chiffres (CSV)", "Télécharger la figure (SVG)"
NOTICE = "mention"
MATRIX_VIEW = "Vue"
MATRIX_VIEWS = {
    "matrice": "Matrice", "cadre": "Cadre : un résumé par case", "deroule": "Déroulé d'un entretien",
    "parole": "Qui parle à qui",
}
# Matrice
ROWS, COLUMNS, KINDS = "Lignes", "Colonnes", {"theme": "Thèmes", "code": "Codes"}
EVERYONE, ASKED_BY = "Ensemble", "Questions du guide"
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
MATRIX_FEW, FEW_HELP = "†", (
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
CASE, MATRIX_THEME, MATRIX_SUMMARY, QUOTES = "Cas", "Thème", "Résumé", "Passages sur lesquels il s'appuie"
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
DECLARED = "Ces chiffres comptent des réponses déclarées."
FORM = "questionnaire"
CLOSED, OPEN, INTERVIEWS = "Questions fermées", "Réponses ouvertes", "Entretiens et groupes"
METHOD, METHODS = "Intervalle à 95 %", {"wilson": "Wilson", "exact": "Clopper-Pearson (exact)"}
INTERVAL_HELP = (
    "L'intervalle dit ce que le hasard du tirage ferait varier si ces personnes étaient tirées au sort ; celles d'un "
    "questionnaire diffusé par un réseau ne le sont pas."
)
NO_QUESTION = (
    "Aucune question ne porte sur ce thème : c'est à vous de le dire, sous « questions » dans codebook/themes.yaml."
)
NO_ANSWER = "Aucun questionnaire n'a été déposé dans transcripts/ : la page n'a rien à mettre en regard."
OPEN_HELP = "Codées avec la même grille, comptées à part : ces personnes ne s'ajoutent pas à celles des entretiens."
NOBODY_CODED = "Aucun passage codé par une personne pour l'instant."
VERDICT, VERDICT_KINDS = "Verdict", {
    "convergence": "convergence", "complement": "complément", "contradiction": "contradiction",
}
VERDICT_HELP = "Ce que vous concluez des deux côtés, et pourquoi. Gardé sous votre nom dans decisions/verdicts."
REASON, REASON_HINT = "Raison", "en une phrase ou deux"
SAVE_VERDICT, TAKE_BACK, VERDICT_SAVED, TAKEN_BACK = (
    "Enregistrer le verdict", "Retirer mon verdict", "Verdict enregistré.", "Verdict retiré.",
)
NO_VERDICT = "Personne n'a encore tranché."
ANSWERS_AXIS = "part de celles et ceux qui ont répondu (%)"
ANSWER_COLUMNS = ("thème", "question", "réponse", "n", "sur", "part (%)", "bas (%)", "haut (%)")
CHOOSE = "Choisissez d'abord : convergence, complément ou contradiction."
MIXED_VIEW, MIXED_VIEWS, ALL_THEMES = "Vue", {"theme": "Un thème", "tous": "Tous les thèmes"}, "Tous les thèmes"
JOINT_COLUMNS = (
    "thème", "questions fermées : la réponse la plus donnée", "réponses ouvertes codées", "entretiens et groupes",
    "verdict",
)
JOINT_FILE = (
    "thème", "personnes en entretien", "sur", "personnes en réponse ouverte", "qui ont écrit", "verdicts",
)
NO_FIGURE = "–"
SHOW, GROUPINGS_VIEWS = "Voir", {
    "leads": "Pistes", "blind": "Angles morts", "broad": "Codes larges", "specific": "Mots spécifiques",
    "decide": "En faire quelque chose",
}
HELD_FROM = 0.5
RULE = (
    "Les passages sont regroupés parce qu'ils se ressemblent, sans que personne n'ait décidé de rien. Une piste est "
    "montrée quand elle tient : refaite vingt fois sur quatre extraits sur cinq, et dix fois d'un autre départ, elle "
    "retrouve au moins la moitié de ses passages (indice de Jaccard d'au moins 0,50). Les autres sont repliées en bas."
)
GROUPINGS_SUMMARY, SUMMARY_HEAD = "Les regroupements d'un coup d'œil", (
    "Regroupement, et ses premiers mots", "personnes", "entretiens", "extraits", "Codes que l'on y a le plus posés",
    "Tient-il ?",
)
HOLDS = {True: "oui", False: "non, replié en bas"}
NUMBERS_ON_DISK = (
    "Dans les fichiers (tables exportées, thèmes écrits), les numéros commencent à 0 : le regroupement 1 y est le 0."
)
ALL_OF_IT = "Tous ses mots, qui y parle, ses codes"
FOLDED, FOLDED_HELP = "Pistes qui ne tiennent pas", "Refaites autrement, elles ne réunissent plus les mêmes passages."
KEPT = "Retenu par une personne"
KEPT_AS = "devenu le code"
LOST = "Retenus par une personne, et introuvables dans ce calcul : leurs passages ne sont plus ensemble."
DRAWS, SEEDS, WORDS_HELD = "tirages", "autres départs", "mots"
HELD = "Ce qui se retrouve"
PROFILE, PROFILE_HELP = "Mots surreprésentés (χ²)", "χ² à un degré de liberté, sans correction ; p < 0,01."
FOREIGN = "Mots rares ici"
PEOPLE_OF = "Qui y parle plus qu'ailleurs (χ²)"
PEOPLE_OF_HELP = "Extraits de cette valeur, ici et en tout ; une même personne peut peser lourd."
CHARACTERISTIC = "Segments caractéristiques (somme des χ² de leurs mots)"
CROSSED, NOT_CROSSED = "Codes croisés", "Aucun code posé par une personne sur ces passages."
TRIES = "Comment le nombre de regroupements a été choisi"
TRIES_RULE = (
    "Chaque nombre est jugé par sa stabilité (moyenne des indices de Rand ajustés sur les tirages et les départs) et "
    "par la cohérence de ses mots (NPMI), à parts égales ; le plus grand nombre à moins de « tolerance » du meilleur "
    "est retenu. Pour le fixer à la main : « topics: count » dans params.yaml."
)
TRIES_HEAD = ("Nombre", "Tirages (Rand)", "Départs (Rand)", "Cohérence (NPMI)", "Diversité", "")
CHOSEN = "retenu"
BLIND_RULE = (
    "Passages d'une piste qui tient, dans des entretiens qu'une personne a déclarés lus en entier, et que personne n'a "
    "codés. À lire : la grille ne les voit peut-être pas, ou ils n'ont rien à y faire."
)
NO_BLIND = "Aucun : tout ce qui tient ensemble dans les entretiens lus porte un code, ou aucun entretien n'est lu."
BROAD_RULE = (
    "Un code est dit large quand au moins 20 de ses passages codés sont répartis sur les regroupements presque aussi "
    "également que possible : entropie d'au moins 0,90 (0 : un seul regroupement ; 1 : tous à parts égales). Ce n'est "
    "pas un défaut en soi : à relire, et peut-être à scinder."
)
BROAD, BROAD_HEAD = "large", ("Code", "Passages codés (n)", "Regroupements", "Entropie", "")
NO_CODED = "Aucun passage codé par une personne n'est dans un regroupement."
ATTRIBUTE = "Attribut"
SPECIFIC_RULE = (
    "Spécificité (Lafon 1980) : +3 veut dire qu'un tirage au hasard donnerait autant d'occurrences, ou plus, une fois "
    "sur mille ; négatif, autant ou moins. Mots dits au moins cinq fois, par deux personnes au moins ; les pseudonymes "
    "et les paroles de l'enquêteur·rice n'y sont pas. Ces chiffres comptent des mots, pas des opinions."
)
NO_SPECIFIC = (
    "Aucun mot spécifique : il faut que les personnes soient décrites (champ, milieu, âge…) et assez de mots, puis la "
    "page « Mettre à jour »."
)
FEW_PEOPLE, FEW = "moins de 5 personnes", 5
SCORE, SPECIFIC_HEAD = "Spécificité", ("Mot", "Spécificité", "Occurrences ici", "En tout", "Personnes ici")
ALL_WORDS = "Ces mots en tableau"
SPECIFIC_COLUMNS = (
    "attribut", "valeur", "mot", "occurrences", "en tout", "mots de la partie", "personnes", "spécificité",
)
PICK, WHAT = "Piste", "Ce que vous en faites"
MAKE = {"attach": "La rattacher à un thème", "promote": "En faire un code"}
THEME, NO_THEME = "Thème", "Aucun thème : écrivez-en un sur la page « Thèmes »."
DECIDE_RULE = (
    "La piste garde dès lors son numéro d'un calcul à l'autre : les extraits qui la représentent sont notés dans "
    "codebook/themes.yaml, et c'est là où ils sont ensemble qu'elle est reconnue. Aucun passage n'est codé pour autant."
)
NAME_IT = "Nom de la piste (facultatif)"
LABEL, ID, FAMILY, DEFINITION = "Nom du code", "Identifiant du code", "Famille", "Définition"
FILL = "Donnez un nom, un identifiant et une définition : ce sont vos mots, pas ceux de la machine."
PREVIEW, DO, UNDO = "Ce qui changera dans les fichiers", "Faire", "Annuler la dernière opération sur la grille"
PASSAGES = "Extraits par lesquels elle sera reconnue"
