"""What the page Qui sont les personnes says, in French: data."""

from __future__ import annotations

PEOPLE = "Qui sont les personnes"
PRIVATE = "Page privée : elle montre les fichiers reçus et les vrais noms. Ne la partagez pas, ne la projetez pas."
VIEW, VIEWS = "Que remplir", {"people": "Attributs", "guide": "Guide d'entretien"}
LOCKED = "dit par l'en-tête du fichier : changez-le là"

# Attributs
ABOUT = (
    "Une ligne par personne qui répond. Tapez, ou collez depuis un tableur : les cases se remplissent à partir de "
    "celle où vous êtes. Les noms servent à masquer ; seuls les attributs montrés, plus bas, sortent de cette page."
)
INTERVIEW, VOICE, NAME, NAME_HINT = "Entretien", "Voix", "Nom", "ne sort pas"
TABLE_TITLE = "Attributs des personnes"
NEW, NEW_HINT, ADD = "Nouvel attribut, ou plusieurs", "par exemple : statut, âge, milieu", "Ajouter"
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
    "Un attribut gardé pour vous reste dans sessions.csv, sur cette machine. Un nombre ne se montre que par tranches."
)
KINDS = {"kept": "gardé pour vous", "values": "ses valeurs", "bands": "des tranches"}
CALLED, KIND, BOUNDS, UNIT = "Attribut", "« {name} » : montrer", "Bornes des tranches", "Unité"
REMOVE = "Retirer « {name} »"
RECOGNISABLE = "« {name} » peut faire reconnaître"
RECOGNISABLE_HELP = (
    "Coché : si moins de k personnes partagent ce qui serait montré d'elles, la valeur devient « non montré »."
)
FEWEST = "k : combien de personnes, au moins, partagent ce qui est montré"
KEPT_HINT, BANDS_HINT, VALUES_HINT = "gardé pour vous", "montré par tranches", "montré"

# Enregistrer
WOULD = "Ce qui changerait"
SAVE, DROP, UNDO = "Enregistrer", "Abandonner", "Annuler ce qui vient d'être enregistré"
SAVED = "Enregistré. Aucun identifiant d'entretien n'a changé : ce qui est codé reste où c'est."
TAKEN_BACK = "Annulé : les fichiers sont redevenus ce qu'ils étaient."
UPDATE = "Mettre à jour l'enquête"

# Guide
GUIDE_ABOUT = (
    "Une ligne par question du guide, une colonne par entretien : cochez là où la question a été posée. "
    "Les dénominateurs (« 9 sur 14 interrogées ») en viennent."
)
QUESTION, NEW_QUESTION, GUIDE_TITLE = "Question", "Nouvelle question du guide", "Questions posées"
FROM_GUIDE = "Reprendre un guide (CSV ou Excel)"
FROM_GUIDE_HELP = "Une ligne par question, une colonne par entretien ; ou une ligne par question posée."
NO_GUIDE = "Aucun guide n'est donné : les dénominateurs comptent tout le monde. Ajoutez la première question ci-dessus."
