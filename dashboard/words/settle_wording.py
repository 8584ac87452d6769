"""What « À régler avant de sortir » says, in French: data."""

from __future__ import annotations

TITLE = "À régler avant de sortir"
ADDRESS = "regler"  # pseudonymisation?vue=regler
ABOUT = (
    "Ces mots se lisent encore dans ce que l'équipe lit, et pourraient nommer quelqu'un. Chacun demande un geste ; "
    "d'ici là, les entretiens où ils sont ne sortent pas. Rien n'empêche de lire ni de coder."
)
NOTHING = "Aucun mot douteux ne se lit dans ce que l'équipe lit."
AFTERWARDS = "Ce qui est à masquer l'est au prochain calcul."
STALE = "Une autre page a changé entre-temps : regardez à nouveau, puis recommencez."
SETTLED_ELSEWHERE = "Ce mot est déjà réglé."
TASK = "Des mots à régler avant de sortir"
HELD_BACK = "Aller à la page « À régler avant de sortir »"
HELD_ELSEWHERE = "Cela se règle sur la machine de l'enquête, page Pseudonymisation, « À régler avant de sortir »."
LABELS = {
    "mask": "Masquer partout", "not_a_name": "Ce n'est pas un nom", "on_purpose": "C'est voulu",
    "next": "Suivant", "previous": "Précédent", "undo": "Annuler mon dernier geste", "reason": "Pourquoi est-ce voulu",
    "confirm": "Noter", "read": "Lire le passage", "left": "Les mots à régler", "settle": TITLE,
    "mask_help": "au prochain calcul, ce mot est remplacé partout où il se lit",
    "not_a_name_help": "ce mot reste lisible, ici et partout",
    "on_purpose_help": "ce mot reste dans ce qu'une personne a écrit, avec la raison",
}
CERTAIN = "nom connu : il ne peut pas être dit « pas un nom »"
# What nothing rewrites: a person wrote it, and corrects it where it is.
WRITTEN = "Écrit par une personne : corrigez {place}, ou dites pourquoi c'est voulu."
