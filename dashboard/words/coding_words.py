"""What is said where one reads and codes: filters, Lecture, memos, grid, suggestions, two readings; in French: data."""

from __future__ import annotations

# Filtres
WORDS_HINT = "par exemple : temps, guichet… ou « mot de passe » entre guillemets"
ANY_CODE, ALL_CODES = "un", "tous"
TOGETHER = (ANY_CODE, ALL_CODES)
TOGETHER_NAMES = {ANY_CODE: "l'un des codes choisis", ALL_CODES: "tous les codes choisis, sur le même passage"}
WAY_OF_CODES, MARKED, STARRED_ONLY = "Les passages qui portent", "Marqués", "★ à citer seulement"
INSIDE, INSIDE_ONLY = "Mots cherchés", "dans les mots codés seulement"
ASKED, ASKED_HINT = "Question posée avant", "par exemple : une journée"
NEAR, FAR, WITHIN = "Près d'un passage codé", "À quelle distance", ("0", "1", "2", "3", "5", "10")
WITHIN_NAMES = {"0": "dans le même tour"} | {n: f"à {n} tour{'s' * (n != '1')} au plus" for n in WITHIN[1:]}
NOT_CODES, NOT_PERSONS, NOT_ATTRIBUTES = "Sauf ces codes", "Sauf ces personnes", "Sauf"
# Extraits
VIEW, CARDS, CONCORDANCE = "Montrer", "cartes", "concordance"
VIEWS = {CARDS: "les extraits", CONCORDANCE: "les mots en contexte"}
OF_CONTEXT = "Autour de l'extrait"
# Qui code
NAME, NAME_START, NAME_CHANGE = "Votre nom ou vos initiales", "Commencer", "Ce n'est pas moi"
NAMES_KNOWN, NAMES_HERE = "Qui a déjà codé ici", "ou"
TO_CODE = "Coder cet entretien"
CODES_AS, WAY = "Vous signez", "Votre manière de coder"
WAYS = {
    "manual": "Sans suggestions", "blind": "D'abord sans, puis comparer", "assisted": "Avec les suggestions",
}
# Lecture
TO_UPDATE, TO_UPDATE_HELP = "à mettre à jour", (
    "Vos décisions se voient déjà partout. Les suggestions, les regroupements et les mesures datent de la dernière "
    "mise à jour : la page « Mettre à jour » les refait."
)
DONE = {
    "add": "codé", "accept": "suggestion acceptée", "refuse": "suggestion refusée", "modify": "changé",
    "remove": "retiré", "unsure": "laissé de côté", "star": "à citer", "unstar": "n'est plus à citer",
    "memo": "mémo gardé", "read": "entretien lu",
}
LOST, ALL_BACK = "À replacer : {count} décisions, dont les mots ou l'entretien ont changé", "Replacé"
LOST_HELP = (
    "Aucune n'est perdue : chacune reste dans son fichier et attend d'être replacée. Si aucun endroit proposé n'est le "
    "bon, décidez de nouveau au bon endroit."
)
GONE = "« {session} » n'est plus dans l'enquête ({count} de vos décisions). C'est maintenant :"
LOST_THERE, LOST_ELSEWHERE = "Au tour {turn} :", "Dans {session}, au tour {turn} :"
THAT_INTERVIEW = "De tout l'entretien {session} :"
LOST_NOWHERE = "Rien n'y ressemble plus."
PUT_BACK, PUT_BACK_DONE = "Replacer ici", "C'est replacé."
BECAME_DONE = "Tout ce qui en était décidé suit ; ce qui ne retrouve pas ses mots est listé ci-dessous."
OF_OTHERS = "D'autres en attendent, que chacun replace sous son nom : {told}."
UNDO, UNDONE = "Annuler le dernier replacement", "Annulé : cette décision attend de nouveau."
# Mémos
MEMOS = "Mémos"
NEW, NEW_HINT, KEEP = "Un mémo de plus", "une idée, un doute, une piste… [[un titre]] y mène", "Garder ce mémo"
LINK_HELP = (
    "Entre doubles crochets, le nom d'un code, d'un thème, d'une personne, d'un entretien, le titre d'un autre mémo "
    "(sa première ligne), ou un passage : [[E01:12]] mène au tour 12."
)
CHANGE, TEXT, SAVE = "Modifier", "Le mémo", "Enregistrer"
MOVE, TO, MOVE_DO = "Déplacer", "Sur quoi", "Le mettre là"
DROP, DROP_HELP = "Supprimer", "Il quitte les pages ; « Annuler » le rend, et le journal garde ce qu'il disait."
UNDO_MEMO, UNDONE_MEMO = "Annuler", "Annulé."
FORMER = "Ce qu'il disait avant"
BROKEN = "Rien ne porte ce nom : vérifiez-le, le lien ne mène nulle part."
KINDS = {
    "passage": "un passage", "session": "un entretien", "code": "un code", "theme": "un thème",
    "person": "une personne", "study": "l'enquête",
}
KEPT, MOVED, DROPPED, CHANGED = "Mémo gardé.", "Mémo déplacé.", "Mémo supprimé.", "Mémo modifié."
NO_TEXT = "Écrivez le mémo avant de le garder."
NOTHING = "Aucun mémo encore."
# Suggestions, double codage et grille
# What stands on reserved passages is offered nowhere but in its session.
IN_SESSION = (", à lire dans son entretien", ", à lire dans leur entretien")
ANSWERED = ("{n} autre est déjà tranchée.", "{n} autres sont déjà tranchées.")
RESERVED_LEFT = (
    "Il en reste {n} sur un passage réservé : elle se lit dans son entretien.",
    "Il en reste {n} sur des passages réservés : elles se lisent dans leur entretien.",
)
LEVELS = {"probable": "probable", "to_check": "à vérifier"}
LEVELS_HELP = {
    "probable": "Vérifié sur des entretiens mis de côté : au moins 8 suggestions de ce genre sur 10 étaient justes.",
    "to_check": "À lire de près : souvent juste, souvent fausse.",
}
VERDICTS = {
    "coded": "codé", "accepted": "accepté", "modified": "modifié", "arbitrated": "arbitré", "refused": "refusé",
}
SOURCES = {
    "registre": "les indices du code", "definition": "la définition du code",
    "learnt": "les passages que des personnes ont codés",
}
NEAR_DEFINITION = "Ce qui est dit ressemble à la définition du code."
LEARNT = "Le passage ressemble à des passages que des personnes ont codés ainsi."
NO_REASON = "Plusieurs ressemblances s'ajoutent ; aucune ne suffirait seule."
REVIEW_DONE = {
    "accept": "accepté", "refuse": "refusé", "modify": "modifié", "unsure": "laissé de côté (« je ne sais pas »)",
    "add": "codé",
}
BLIND_NONE = "Vous n'avez mis aucun code."
COMPARED = {
    "agreed": "vous l'avez mis aussi", "missed": "vous ne l'avez pas mis", "added": "vous l'avez ajouté ensuite",
    "alone": "mis par vous, et non suggéré",
}
NOT_SHOWN = "Pas montré"
NOT_READ = "{coder} ne l'a pas lu"
DISAGREEMENTS = {
    "first_only": "Seul·e {first} a posé ce code ici",
    "second_only": "Seul·e {second} a posé ce code ici",
    "ends": "Même code, autres bornes : {shared} des mots en commun",
    "code": "Autre code sur les mêmes mots ({shared} en commun)",
}
RESERVED = "à ne pas citer sans accord : voir la lecture"
NOT_PUT, ALSO = "n'a pas posé ce code ici", "a posé ici"
RULED = {"add": "gardé : {code}", "refuse": "aucune lecture gardée", "modify": "autre lecture : {code}"}
DEPARTED = "{arbiter} a arbitré : {said} — « {reason} »"
GRID, SUGGESTIONS, DOUBLE_CODING = "Grille de codage", "Suggestions à relire", "Double codage"
RETIRED = "retiré le"
WAITING_ONE, WAITING_MANY = "suggestion à relire", "suggestions à relire"
GRID_DONE = "Fait : {}."
GRID_UPDATE = "Passez par la page « Mettre à jour » pour que les suggestions suivent."
HISTORY_EMPTY = "Aucune opération n'a encore été faite."
GRID_UNDO = "Annuler la dernière opération"
UNDO_HELP = "La grille et les thèmes redeviendront exactement ce qu'ils étaient."
GRID_UNDONE = "Annulé : {}."
LAST = "Dernière opération"
# Ce qui change dans la grille et les thèmes, en mots
NEW_ONE, GONE_ONE, BECOMES = "{kind} : « {label} »", "{kind} : « {label} »", "{field} de « {label} » : {old} → {new}"
GAINED, REMOVED = "{field} de « {label} », en plus : {said}", "{field} de « {label} », en moins : {said}"
NONE_SAID = "rien"
NEW_KINDS = {"families": "Nouvelle famille", "codes": "Nouveau code", "themes": "Nouveau thème"}
GONE_KINDS = {"families": "Famille supprimée", "codes": "Code retiré de la grille", "themes": "Thème supprimé"}
CHANGING = {
    "label": "Nom", "family": "Famille", "parent": "Code plus large", "definition": "Définition", "include": "Inclure",
    "exclude": "Exclure", "examples": "Exemples", "counter_examples": "Contre-exemples", "colour": "Couleur",
    "markers": "Indices", "exclusions": "Tournures écartées", "retired": "Retrait", "codes": "Codes réunis",
    "groupings": "Regroupements rattachés", "questions": "Questions rattachées",
}
PASSAGES_LEAVE = "Emporter des passages codés en Word, OpenDocument ou tableur :"
PASSAGES_FROM = (
    ("extraits", "ceux d'une recherche"), ("grille", "d'un code"), ("themes", "d'un thème"),
    ("matrice", "d'une case de la matrice"), ("personnes", "d'une personne"),
)
