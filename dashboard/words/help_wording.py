"""What each page is for, in two sentences, by its title: data."""

from __future__ import annotations

WHAT_FOR = "À quoi sert cette page ?"
HELP = {
    "L'enquête": (
        "Elle dit d'un coup d'œil ce qu'est l'étude, si son texte est relu et quoi faire ensuite. "
        "Chaque citation mène au passage dans son entretien."
    ),
    "Entretiens": (
        "Elle liste les entretiens et les groupes, et dit où en est le travail sur chacun. "
        "Les filtres choisis ici vous suivent dans Extraits et Lecture."
    ),
    "Qui parle": (
        "Elle montre ce qui a été compris de chaque fichier : les voix, leurs mots, qui enquête, qui répond. "
        "Tout s'y corrige d'un geste, tour par tour s'il le faut, et s'annule."
    ),
    "Qui sont les personnes": (
        "Elle dit qui sont les personnes et quelles questions leur ont été posées, sans tableur. "
        "Ce qui s'écrit se voit d'abord ; seuls les attributs que vous montrez sortent d'ici."
    ),
    "Extraits": (
        "Elle retrouve les passages par mots, codes, personnes et attributs, un par un ou en concordance. "
        "L'adresse de la page garde la recherche : copiez-la pour la partager."
    ),
    "Lecture": (
        "Elle montre un entretien entier, ses codes en marge. "
        "Choisissez des mots pour les coder, les marquer « à citer » ou les réserver."
    ),
    "Thèmes": "Elle montre un thème à la fois : ce qu'il veut dire, qui en parle et qui n'en parle pas, ses passages.",
    "Suggestions à relire": (
        "Elle propose un passage à la fois, avec ses raisons ; vous décidez. "
        "Une suggestion refusée ne revient que si la définition du code change."
    ),
    "Grille de codage": (
        "Elle montre la grille, ses définitions et ses registres. "
        "Toute opération se voit avant d'être faite, et s'annule."
    ),
    "Journal de bord": "Elle tient dans l'ordre du temps ce que chacun a décidé et noté.",
    "Double codage": "Elle met côte à côte ce que deux personnes ont codé chacune de son côté, pour arbitrer.",
    "Pseudonymisation": "Elle fait relire ce qui pourrait nommer quelqu'un. Elle ne s'ouvre que sur cette machine.",
    "Regroupements par proximité (pistes)": (
        "Elle montre des passages que la machine trouve proches : des pistes à lire, pas des thèmes. "
        "Une piste qui vous parle devient un thème quand vous l'écrivez."
    ),
    "Matrice": (
        "Elle croise codes ou thèmes avec les personnes, les entretiens ou les attributs. "
        "Chaque case compte des personnes et ouvre ses passages."
    ),
    "Cooccurrences": (
        "Elle dit quels codes se rencontrent dans les mêmes passages, et chez combien de personnes. "
        "Se rencontrer n'est pas expliquer : cliquez une paire pour lire."
    ),
    "Saturation": (
        "Elle dit à quel entretien chaque code est apparu, dans l'ordre du terrain. "
        "Une courbe qui s'aplatit ne prouve pas que tout a été entendu."
    ),
    "Questionnaire et entretiens": (
        "Elle met les réponses déclarées à côté de ce qui s'est dit en entretien, thème par thème. "
        "Vous notez ce que vous en faites : accord, écart, silence."
    ),
    "Accords et limites": (
        "Elle dit, code par code, jusqu'où les personnes s'accordent et ce que valent les suggestions, avec les "
        "intervalles et les effectifs. Sous vingt exemples, elle ne conclut pas."
    ),
    "Qu'est-ce qui a changé ?": (
        "Elle compare deux calculs et donne, passage par passage, ce qui est entré, sorti ou déplacé, et pourquoi."
    ),
    "Citations": (
        "Elle réunit les passages marqués ★, mesure ce que leurs attributs révèlent, et les exporte lettre pour lettre."
    ),
    "Rapport": (
        "Elle rédige ce que le calcul sait de la méthode, avec tableaux et figures. Ce qu'il ignore reste une question."
    ),
    "Tables": "Elle donne en CSV, XLSX ou Parquet tout ce qui peut sortir ; les passages réservés n'y sont pas.",
    "Mettre à jour": (
        "Elle dit ce qui a changé depuis le dernier calcul, et le refait ici. "
        "Elle garde aussi des versions de ce que vous décidez, et revient à l'une d'elles sans rien perdre."
    ),
}
