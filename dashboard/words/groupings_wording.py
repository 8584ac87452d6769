"""What the page « Regroupements par proximité (pistes) » says, in French: data."""

from __future__ import annotations

SHOW, VIEWS = "Voir", {
    "leads": "Pistes", "blind": "Angles morts", "broad": "Codes larges", "specific": "Mots spécifiques",
    "decide": "En faire quelque chose",
}
HELD_FROM = 0.5
RULE = (
    "Les passages sont regroupés parce qu'ils se ressemblent, sans que personne n'ait décidé de rien. Une piste est "
    "montrée quand elle tient : refaite vingt fois sur quatre extraits sur cinq, et dix fois d'un autre départ, elle "
    "retrouve au moins la moitié de ses passages (indice de Jaccard d'au moins 0,50). Les autres sont repliées en bas."
)
SUMMARY, SUMMARY_HEAD = "Les regroupements d'un coup d'œil", (
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
