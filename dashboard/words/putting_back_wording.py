"""What pages say of decisions to be put back, in French: data."""

from __future__ import annotations

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
