"""What Streamlit says in English, and offers no setting for → the same in French: data."""

from __future__ import annotations

FRENCH = {
    "Skip to main content": "Aller au contenu", "Sidebar": "Menu", "Collapse sidebar": "Replier le menu",
    "Expand sidebar": "Déplier le menu", "Open": "Ouvrir la liste", "Clear all": "Tout effacer",
    "Clear value": "Effacer", "Clear": "Effacer", "Close": "Fermer", "Choose an option": "Choisir",
    "Choose options": "Choisir", "file upload": "fichiers à déposer", "Upload": "Choisir des fichiers",
}
