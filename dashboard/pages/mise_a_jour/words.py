"""What the page Mettre à jour says, of versions and of a run, in French: data."""

from __future__ import annotations

UPDATE_ABOUT = (
    "Une mise à jour refait ce qui a changé, et rien d'autre, sur cette machine. Vos décisions ne sont jamais "
    "réécrites : ce que vous avez codé reste où vous l'avez codé."
)

VERSIONS = "Versions"
ABOUT = (
    "Une version garde la grille, les réglages et tout ce qui a été décidé, avec une phrase qui le dit. "
    "Ni les transcriptions, ni les vrais noms, ni ce qui est calculé n'y entrent."
)
UNSAVED, ALL_SAVED = "Pas encore enregistré : {said}.", "Tout ce qui est décidé est enregistré."
LAST = "Tout ce qui est décidé est enregistré. Dernière version : {version}."
SAVE, SAVE_ANYWAY = "Enregistrer une version", "Enregistrer quand même"
SENTENCE = "Une phrase à vous, si vous voulez"
SAVED = "Version enregistrée : {said}."
NOTHING = "Rien n'a changé depuis la dernière version."
EACH_RUN = "Une version est aussi enregistrée après chaque mise à jour : c'est un réglage de l'enquête."
BACK, WHICH, CHOOSE = "Revenir à une version", "Version", "Choisir une version"
WOULD = "Ce qui changerait"
DO_BACK, WENT_BACK = "Revenir à cette version", "{said}. Pour défaire ce retour : revenez à la version d'avant."
AFTER = "Mettez l'enquête à jour pour que les pages le montrent."
LINES = "Voir les lignes de {file}"
ON_DEMONSTRATION = "Les versions se gardent dans votre enquête, pas dans le corpus d'essai."
UP_TO_DATE, LATE, LOOKING = "À jour", "À mettre à jour : ont changé", "Recherche de ce qui a changé…"
UP_TO_DATE_HELP = "Rien n'a changé depuis la dernière mise à jour."
LATE_HELP = "Seul ce qui en dépend est refait ; vous pouvez continuer à lire pendant ce temps."
FIRST = "Rien n'est encore calculé : la première mise à jour lit tout, et prend quelques minutes."
START, CANCEL, LOOK_AGAIN = "Mettre à jour maintenant", "Arrêter", "Regarder de nouveau"
RUNNING = "Mise à jour en cours"
RUNNING_HELP = "Vous pouvez fermer cette page, ou lire pendant ce temps : le calcul continue."
DONE = "La mise à jour est finie."
FAILED = "La mise à jour s'est arrêtée. Ce qu'elle a dit, en dernier :"
ACCEPT = "Mettre à jour quand même"
ACCEPT_HELP = (
    "Les décisions listées restent dans leurs fichiers : elles seront à replacer, une à une. Pour ne rien changer, "
    "remettez plutôt les fichiers comme ils étaient."
)
CANCELLED = "Vous avez arrêté la mise à jour. Ce qui était déjà calculé en entier est gardé."
SAID = "Ce que le calcul a dit"
REFUSED = "Transcriptions laissées de côté"
REFUSED_HELP = "Les autres sont lues. Corrigez celles-ci, puis mettez à jour."
DEPOSIT_MORE = "Déposer d'autres entretiens"
