"""What is said of the quotes and figures of a manuscript, in French: data."""

from __future__ import annotations

QUOTE, FIGURE = "citation", "chiffre"
WHERE = "{session}, tour {turn} ({reference})"
SIGN = "Diffère d'un signe : la transcription dit « {said} »."
CHANGED = "A changé : {where} dit maintenant « {said} »."
RESERVED = "Réservée : la personne ne veut pas que ce passage soit cité ({where}). Retirez cette citation."
UNATTRIBUTED = "À citer sans attribution, comme la personne l'a demandé : ni nom, ni lieu, ni entretien."
WAITS = "Ne peut pas sortir encore : l'entretien n'est plus signé, ou attend une décision ({where})."
GONE = "Retirée, ou plus dans la transcription : elle se lisait dans {where}."
NOT_FOUND = "Ne se trouve dans aucun entretien : sans doute une autre source."
MOVED = "Ce chiffre a bougé : « {name} », {people} personnes sur {possible} aujourd'hui."
SAME_FIGURE = "C'est celui du rapport pour « {name} »."
SEVERAL_FIGURES = "Plusieurs codes ou thèmes du rapport ont ce chiffre : nommez-le dans la phrase, il sera suivi."
NO_FIGURE = "Aucun code ni thème du rapport n'a ce chiffre aujourd'hui."
STATUS = {
    "exact": "lettre pour lettre", "sign": "à un signe près", "changed": "a changé", "reserved": "réservée",
    "unattributed": "sans attribution", "waits": "ne peut pas sortir", "gone": "retirée", "unknown": "pas trouvée",
    "moved": "a bougé", "figure": "à jour",
}
LINE = "{rank}. [{status}] « {text} »\n   {told}"
COUNT = "{quotes} et {figures} lus ; {wrong} à revoir."
QUOTES, FIGURES = ("citation", "citations"), ("chiffre", "chiffres")
LINKS_WRITTEN = "Liens écrits dans {path} : gardez ce fichier à côté du manuscrit, « --check » le relit."
COPY_WRITTEN = "Copie commentée : {path}"
KIND = "{path} : choisissez un manuscrit en .docx, .odt ou .md."
ABSENT = "{path} est introuvable. Vérifiez le chemin du manuscrit."
UNREADABLE = "{path} ne se lit pas ({error}). Réenregistrez-le."
AUTHOR, INITIALS = "Filigrane", "F"
