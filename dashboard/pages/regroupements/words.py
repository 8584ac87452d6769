"""What the page « Regroupements » says, in French: data."""

from __future__ import annotations

METHOD, METHODS = "Méthode", {
    "topics": "Par ressemblance (BERTopic)", "reinert": "Classes de Reinert", "words": "Mots et fréquences",
}
SHOW, VIEWS = "Voir", {
    "leads": "Pistes", "blind": "Pistes sans code", "broad": "Codes larges", "specific": "Mots spécifiques",
    "tree": "Arbre et voisins", "who": "Qui et quand", "place": "Placer un passage",
    "decide": "Retenir une piste",
}
HELD_FROM = 0.5
RULE = (
    "Les passages sont regroupés parce qu'ils se ressemblent, sans que personne n'ait décidé de rien. Une piste est "
    "stable quand on la retrouve en refaisant le calcul (vingt fois sur quatre extraits sur cinq, dix fois en "
    "recommençant autrement) avec au moins la moitié de ses passages (indice de Jaccard d'au moins 0,50). Les autres "
    "sont repliées en bas."
)
SUMMARY, SUMMARY_HEAD = "Les regroupements d'un coup d'œil", (
    "Regroupement, et ses premiers mots", "personnes", "entretiens", "extraits", "Codes que l'on y a le plus posés",
    "Stable ?",
)
HOLDS = {True: "oui", False: "non, replié en bas"}
NUMBERS_ON_DISK = (
    "Dans les tableaux exportés, les numéros commencent à 0 : le regroupement 1 y est le 0."
)
ALL_OF_IT = "Tous ses mots, qui y parle, ses codes"
FOLDED, FOLDED_HELP = "Pistes instables", "Quand on refait le calcul, elles ne réunissent plus les mêmes passages."
KEPT = "Retenu par une personne"
KEPT_AS = "devenu le code"
LOST = "Retenus par une personne, et introuvables dans ce calcul : leurs passages ne sont plus ensemble."
PROFILE, PROFILE_HELP = "Mots surreprésentés (χ²)", "χ² à un degré de liberté, sans correction ; p < 0,01."
FOREIGN = "Mots rares ici"
PEOPLE_OF = "Qui y parle plus qu'ailleurs (χ²)"
PEOPLE_OF_HELP = "Extraits de cette valeur, ici et en tout ; une même personne peut peser lourd."
CHARACTERISTIC = "Segments caractéristiques (somme des χ² de leurs mots)"
CROSSED, NOT_CROSSED = "Codes croisés", "Aucun code posé par une personne sur ces passages."
COUNTS_TRIED = "Comment le nombre de regroupements a été choisi"
COUNTS_RULE = (
    "Chaque nombre est jugé par sa stabilité (moyenne des indices de Rand ajustés sur les tirages et les départs) et "
    "par la cohérence de ses mots (NPMI), à parts égales ; le plus grand nombre parmi ceux qui sont "
    "presque aussi bons que le meilleur est retenu. Il peut être fixé à la main, par un réglage de l'enquête."
)
COUNTS_HEAD = ("Nombre", "Tirages (Rand)", "Départs (Rand)", "Cohérence (NPMI)", "Diversité", "")
CHOSEN = "retenu"
BLIND_RULE = (
    "Passages d'une piste stable, dans des entretiens qu'une personne a déclarés lus en entier, et que personne n'a "
    "codés. À lire : la grille ne les voit peut-être pas, ou ils n'ont rien à y faire."
)
NO_BLIND = "Aucun : dans les entretiens lus en entier, chaque piste stable est codée ; ou aucun n'est encore lu."
BROAD_RULE = (
    "Un code est dit large quand au moins 20 de ses passages codés sont répartis sur les regroupements presque aussi "
    "également que possible : entropie d'au moins 0,90 (0 : un seul regroupement ; 1 : tous à parts égales). Ce n'est "
    "pas un défaut en soi : à relire, et peut-être à scinder."
)
BROAD, BROAD_HEAD = "large", ("Code", "Extraits codés (n)", "Regroupements", "Entropie", "")
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
SCORE, SPECIFIC_HEAD = "Spécificité", ("Mot", "Spécificité", "Occurrences ici", "En tout", "Personnes ici")
ALL_WORDS = "Ces mots en tableau"
SPECIFIC_COLUMNS = (
    "attribut", "valeur", "mot", "occurrences", "en tout", "mots de la partie", "personnes", "spécificité",
)
PICK, WHAT = "Piste", "Ce que vous en faites"
MAKE = {"attach": "La rattacher à un thème", "promote": "En faire un code"}
THEME, NO_THEME = "Thème", "Aucun thème : écrivez-en un sur la page « Thèmes »."
DECIDE_RULE = (
    "La piste garde dès lors son numéro d'un calcul à l'autre : les extraits qui la représentent sont notés avec "
    "le thème, et c'est là où ils sont ensemble qu'elle est reconnue. Aucun passage n'est codé pour autant."
)
NAME_IT = "Nom de la piste (facultatif)"
LABEL, ID, FAMILY, DEFINITION = "Nom du code", "Identifiant court (A5…)", "Famille", "Définition"
FILL = "Donnez un nom, un identifiant et une définition : ce sont vos mots, pas ceux de la machine."
PREVIEW, DO, UNDO = "Ce qui changera", "Enregistrer", "Annuler la dernière opération sur la grille"
PASSAGES = "Extraits par lesquels elle sera reconnue"
GROUPINGS = "Regroupements par proximité (pistes)"
ONLY_PEOPLE_MAKE_THEMES = "Une piste de lecture, faite par la machine : seule une personne en fait un thème."
NO_GROUPING = "Aucun regroupement : il faut au moins quelques extraits, puis la page « Mettre à jour »."
CTFIDF, NMF, REPRESENTATIVES = "Mots qui le distinguent", "Autre lecture des mots (NMF)", "Passages représentatifs"
ATTACHED = "Rattaché au thème"
# Classes de Reinert
CLASS = "Classe"
REINERT_RULE = (
    "Classification descendante hiérarchique de Reinert (1983), celle d'Alceste et d'IRaMuTeQ : les extraits qui se "
    "suivent sont réunis en segments, l'ensemble est coupé en deux là où les mots diffèrent le plus (χ²), puis la plus "
    "grande classe est coupée à son tour. Une classe de Reinert est une piste : des mots qui vont ensemble, "
    "que personne n'a encore lus comme un thème."
)
NO_CLASS = (
    "Aucune classe : le corpus est trop petit pour être divisé, ou l'enquête n'en demande pas. Déposez d'autres "
    "entretiens, ou demandez des classes dans les réglages, puis ouvrez la page « Mettre à jour »."
)
CUT, TREE = "Nombre de classes", "Les classes, dans l'ordre des divisions"
DIVISIONS = "de la première division à la dernière"
CLASSED = "{classes} classes · {told} sur {whole} ({share}) · {apart} non classés"
TREE_ALT = "Arbre des classes de Reinert, de haut en bas : {classes}."
CLASS_COLUMNS = (
    "classe", "mot", "extraits de la classe", "extraits en tout", "χ² (négatif : rare ici)", "p", "taille de la classe",
    "personnes de la classe",
)
CLASS_HEAD = ("Mot", "χ²", "Extraits ici", "En tout", "p")
# Arbre, voisins, qui et quand, placer
SET = "Ensemble"
TREE_RULE = (
    "Les regroupements sont réunis deux à deux, les plus proches par leurs mots d'abord (classe TF-IDF, méthode de "
    "Ward, comme la hiérarchie de BERTopic). Couper l'arbre ne refait aucun regroupement : c'est une façon de les lire."
)
NO_TREE = "Pas d'arbre : il faut deux regroupements au moins, calculés à la page « Mettre à jour »."
CUT_SETS, DISTANCE = "Couper l'arbre en combien d'ensembles ?", "distance à laquelle ils sont réunis"
GROUPING_TREE_ALT = "Arbre des regroupements, de haut en bas : {groupings}."
SETS = "Les ensembles"
SETS_HEAD = ("Ensemble", "Regroupements", "Premiers mots", "personnes", "extraits")
ALIKE = "Regroupements voisins"
ALIKE_RULE = (
    "Cosinus, de -1 à 1 : par leurs mots (classe TF-IDF) et par ce dont parlent leurs extraits (vecteurs, au milieu du "
    "corpus). Deux regroupements voisins se lisent ensemble."
)
ALIKE_HEAD = ("Regroupements", "par leurs mots", "par ce dont ils parlent")
WHO_RULE = (
    "Personnes dont un extrait au moins est dans le regroupement, sur celles qui partagent cette valeur. Une personne "
    "peut parler dans plusieurs regroupements."
)
GROUPING_COLUMN, BY_ATTRIBUTE = "Regroupement", "Qui parle dans chaque regroupement"
BY_ATTRIBUTE_COLUMNS = ("regroupement", "valeur", "personnes", "sur", "extraits")
OVER_TIME = "Au fil du terrain"
OVER_TIME_RULE = "Extraits de chaque regroupement, entretien après entretien, dans l'ordre de l'enquête."
INTERVIEW_AXIS = "entretiens et groupes, dans l'ordre"
OVER_TIME_ALT = "Nombre d'extraits de chaque regroupement par entretien : {groupings}."
OVER_TIME_COLUMNS = ("regroupement", "rang", "entretien", "extraits")
PLACE_RULE = (
    "Collez un passage : la page dit de quels regroupements il est le plus proche, sans rien recalculer. Rien n'est "
    "gardé de ce que vous tapez, et aucun passage n'est codé pour autant."
)
PLACE_TEXT, PLACE = "Passage", "Le placer"
PLACE_HEAD = ("Du plus proche au moins proche", "proximité (cosinus)", "personnes")
# Mots
LEXICON_RULE = (
    "Mots des personnes interrogées seulement : ni les questions, ni les pseudonymes, ni les mots-outils. Les formes "
    "d'un même mot sont réunies ; un mot n'est montré que si deux personnes au moins le disent."
)
LEXICON_VIEWS = {"often": "Fréquences", "together": "Mots dits ensemble"}
NO_WORD = "Aucun mot à compter : ouvrez la page « Mettre à jour »."
TIMES_AXIS = "fois"
OFTEN_ALT = "Mots les plus dits et nombre de fois : {words}."
OFTEN_HEAD = ("Mot", "Fois", "Extraits", "Personnes", "Entretiens")
GRAPH_RULE = (
    "Analyse de similitudes, comme dans IRaMuTeQ : deux mots sont liés par le nombre d'extraits où ils sont ensemble ; "
    "n'est tracé que l'arbre des liens les plus forts (arbre maximum). Plus un mot est dit, plus il est grand. Les "
    "ensembles sont des mots plus liés entre eux qu'au reste (modularité, sur tous les liens)."
)
NO_LINK = "Aucun mot n'est dit avec un autre dans deux extraits au moins."
GRAPH_ALT = "Liens de l'arbre des mots, et nombre d'extraits : {links}."
LINKS_HEAD = ("mot", "autre mot", "extraits où ils sont ensemble", "dans l'arbre")
WORD_SETS = "Ensembles de mots"
YES, NO = "oui", "non"
