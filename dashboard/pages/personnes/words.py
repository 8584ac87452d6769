"""What the page « Qui sont les personnes » says, in French: data."""

from __future__ import annotations

PEOPLE = "Qui sont les personnes"
PRIVATE = "Page privée : elle montre les fichiers reçus et les vrais noms. Ne la partagez pas, ne la projetez pas."
VIEW, VIEWS = "Que remplir", {"people": "Attributs", "guide": "Guide d'entretien", "memos": "Mémos"}
MEMOS_ABOUT = "Ce que vous notez d'une personne, sous le pseudonyme que l'équipe lit : jamais son vrai nom."
NOBODY_YET, PERSON_NOTED = "Personne n'est encore connu : mettez l'enquête à jour.", "Personne"
# Attributs
PASSAGES_OF, PERSON = "Les passages d'une personne", "Personne, sous son pseudonyme"
ABOUT_PEOPLE = (
    "Une ligne par personne qui répond. Tapez, ou collez depuis un tableur : les cases se remplissent à partir de "
    "celle où vous êtes. Les noms servent à masquer ; seuls les attributs montrés, plus bas, sortent de cette page."
)
INTERVIEW, VOICE, NAME, NAME_HINT = "Entretien", "Voix", "Nom", "ne sort pas"
TABLE_TITLE = "Attributs des personnes"
NEW, NEW_HINT, ADD = "Nouvel attribut, ou plusieurs", "statut, âge, milieu", "Ajouter"
FROM_HEADERS = "Reprendre ce que disent les fichiers"
FROM_HEADERS_HELP = (
    "Vos fichiers disent cela des personnes. Choisissez ce qui sert ; chaque attribut se renomme plus bas."
)
WHICH_HEADERS, PICK_HEADERS = "Dans les en-têtes", "Choisir"
SAMPLE = "{field} ({values})"
FROM_TABLE = "Reprendre un tableau (CSV ou Excel)"
FROM_TABLE_HELP = (
    "Une ligne par personne, désignée par l'entretien, le fichier, la voix ou le nom ; une colonne par attribut. "
    "Rien n'est écrit avant que vous n'enregistriez."
)
TAKE = "Reprendre"
NOBODY = "Personne ne répond dans les entretiens déposés. La page « Qui parle » dit ce qui en a été lu."
NO_ATTRIBUTE = "Aucun attribut n'est déclaré : cette enquête ne dit rien des personnes. Ajoutez le premier ci-dessus."
HOW_SHOWN = "Ce que l'équipe voit de chaque attribut"
HOW_SHOWN_HELP = (
    "Un attribut gardé pour vous ne quitte pas cette page ni cette machine. Un nombre ne se montre que par tranches."
)
KINDS = {"kept": "gardé pour vous", "values": "ses valeurs", "bands": "des tranches"}
CALLED, KIND, BOUNDS, UNIT = "Attribut", "« {name} » : montrer", "Bornes des tranches", "Unité"
REMOVE = "Retirer « {name} »"
RECOGNISABLE = "« {name} » peut faire reconnaître"
RECOGNISABLE_HELP = (
    "Coché : si trop peu de personnes (moins de k) partagent ce qui serait montré d'elles, la valeur devient « non "
    "montré »."
)
FEWEST = "k : combien de personnes, au moins, doivent partager ce qui est montré"
KEPT_HINT, BANDS_HINT, VALUES_HINT = "gardé pour vous", "montré par tranches", "montré"
SHARED_HINT = "{hint} si {k} personnes le partagent"
WITHHELD_HINT = "non montré pour {n} sur {all}"
# Enregistrer
WOULD = "Ce qui changerait"
SAVE, DROP, UNDO = "Enregistrer", "Abandonner", "Annuler ce qui vient d'être enregistré"
SAVED = "Enregistré. Ce qui est codé reste à sa place."
PEOPLE_TAKEN_BACK = "Annulé : les fichiers sont redevenus ce qu'ils étaient."
UPDATE = "Mettre à jour l'enquête"
# Guide
GUIDE_ABOUT = (
    "Une ligne par question du guide, une colonne par entretien : cochez là où la question a été posée. "
    "C'est de là que vient le « sur 14 » de « 9 sur 14 interrogées »."
)
QUESTION, NEW_QUESTION, GUIDE_TITLE = "Question", "Nouvelle question du guide", "Questions posées"
FROM_GUIDE = "Reprendre un guide (CSV ou Excel)"
FROM_GUIDE_HELP = "Une ligne par question, une colonne par entretien ; ou une ligne par question posée."
NO_GUIDE = "Aucun guide n'est donné : tout le monde est compté comme interrogé. Ajoutez la première question ci-dessus."
