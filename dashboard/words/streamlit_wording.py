"""What Streamlit says in English, and offers no setting for → the same in French: data."""

from __future__ import annotations

# Words of the lists that Streamlit opens, whole; « # » stands for a number.
OF_LISTS = {
    "Select all": "Tout choisir", "Select # matches": "Choisir les # trouvés", "No results": "Rien ne correspond",
    "No options to select": "Rien à choisir",
    "You can only select up to # option. Remove an option first.": "Un seul choix à la fois : retirez-le d'abord.",
    "You can only select up to # options. Remove an option first.": "Pas plus de # choix : retirez-en un d'abord.",
}
FRENCH = {
    "Skip to main content": "Aller au contenu", "Sidebar": "Menu", "Collapse sidebar": "Replier le menu",
    "Expand sidebar": "Déplier le menu", "Open": "Ouvrir la liste", "Clear all": "Tout effacer",
    "Clear value": "Effacer", "Clear": "Effacer", "Close": "Fermer", "Choose an option": "Choisir",
    "Choose options": "Choisir", "file upload": "fichiers à déposer", "Upload": "Choisir des fichiers",
}
