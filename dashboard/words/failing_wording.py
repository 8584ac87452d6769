"""What a page says when the program fails, in French: data."""

from __future__ import annotations

TITLE = "Cette page n'a pas pu s'afficher en entier"
HAPPENED = "Ce n'est pas de votre fait : c'est une erreur de Filigrane ({kind})."
SAFE = (
    "Rien n'est perdu : transcriptions, grille et décisions sont telles qu'elles étaient, y compris votre dernier "
    "geste s'il vient d'être noté."
)
BACK = "Pour continuer"
AGAIN = "Rechargez la page (F5) : souvent, cela suffit."
HOME = "Revenez à la première page"
STOP = "Ou fermez le tableau de bord (Ctrl+C là où il a été lancé) et rouvrez-le : « filigrane dashboard »."
DETAILS = (
    "Les détails, pour qui peut corriger : {place}. Ce fichier peut citer un entretien : relisez-le avant de l'envoyer."
)
