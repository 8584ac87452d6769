"""What withdrawing and mending say, in French: data."""

from __future__ import annotations

NOTHING = "Rien à faire : ces paroles sont déjà retirées à ce degré."
HIDDEN = "Paroles retirées : {where}."
HIDDEN_AS = {
    "publication": "  Elles restent lisibles par l'équipe, et ne sortent plus dans aucune citation ni aucun export.",
    "analysis": "  Elles ne sont plus lues ni comptées ; ce qui en fut dérivé reste dans le cache et l'historique.",
    "everything": "  Elles deviennent « [tour retiré] » ou « [passage retiré] », sans que la numérotation bouge.",
}
DELETED = "Fichiers détruits, car personne d'autre n'y parle :"
WITH_OTHERS = "{file} contient aussi les paroles d'autres personnes : il reste, sans celles-ci."
NAME_STAYS = (
    "  Son nom reste dans les métadonnées privées de ces entretiens (en-tête ou sessions.csv) : il sert à le masquer "
    "quand d'autres le disent."
)
CLEARED = "{file} : tours {turns} remplacés par « [tour retiré] » dans la transcription même."
STAYS = (
    "{file} contient encore ces paroles, avec celles d'autres personnes. Remplacez-y à la main les tours {turns} par "
    "« [tour retiré] », en gardant le libellé devant : la numérotation ne bouge pas, et l'enquête ne les lit plus déjà."
)
CLOSED = (
    "{file} : écrivez « retiré » et son numéro dans chaque cellule de sa ligne, sans ôter la ligne : les autres "
    "gardent leur rang. Ses réponses ne sont déjà plus comptées."
)
MASKED = "{number} mention(s) dans d'autres entretiens restent masquées (decisions/identifiers/{by}.csv)."
REWRITTEN = "decisions/{file} : {number} cellule(s) réécrites sans ces mots (decisions/withdrawals le dit)."
TO_DECIDE = "À décider : ces tours d'autres personnes répondent, ou parlent de la personne : {places}."
RECALL = "À rappeler : ces exports contiennent ses paroles. Prévenez qui les a reçus :"
BY_HAND = "Écrits par vous, et qui reprennent ses mots : à relire et à corriger :"
QUESTION = "Tapez « oui » pour continuer : "
STOPPED = "Rien n'a été changé."
REMOTE = "Dépôt distant « {name} » ({url}) : dvc push -r {name}, puis dvc gc --workspace --cloud -r {name}"
HISTORY = (
    "Historique de git : {commits} commit(s) tiennent encore ces fichiers dans leur ancien état. Pour les en retirer, "
    "sur un clone neuf (git filter-repo change tous les commits : prévenez l'équipe, et gardez une sauvegarde) :"
)
FILTER = "  git filter-repo --invert-paths {paths}"
AFTERWARDS = "  puis remettez les fichiers d'aujourd'hui, et : git push --force --all"
COPIES = "Restent aussi, hors d'ici : les sauvegardes (filigrane backup) et les copies faites à la main."
SEARCHED = "Preuve : {files} fichiers de l'enquête relus{commits}{remotes}."
COMMITS = ", {read} commit(s) de git"
COMMITS_LEFT = ", {read} commit(s) de git (les plus récents ; le temps imparti est passé)"
REMOTES = ", dépôt(s) {names}"
CLEAN = "Aucune de ces paroles n'y est plus."
FOUND = "Ces paroles y sont encore :"
ELSEWHERE = "Le dépôt « {name} » ({url}) ne se lit pas d'ici : dvc fetch -r {name} --all-commits, puis filigrane doctor"
RUN_FAILED = "Le calcul s'est arrêté (voir ci-dessus). Les décisions sont notées ; « filigrane run » reprendra."
TO_RUN = "Rien n'a été recalculé : « filigrane run » refait ce qui manque."
