"""How a French manuscript quotes people and gives figures, and what is said of them: data."""

from __future__ import annotations

import re

from pipeline.language.numbers import SPOKEN

# Between marks, French, English or straight; a paragraph may open a quote that a later one closes.
QUOTED = re.compile(
    r"«\s*([^«»]+?)\s*»|“\s*([^“”]+?)\s*”|„\s*([^„”“]+?)\s*[”“]|\"([^\"]+)\"|«\s*([^«»]+?)\s*\Z|\A\s*([^«»]+?)\s*»"
)
# Words left out, and words or letters that the author adds: « [O]n court […] ».
CUT = re.compile(r"\s*[\[(]\s*(?:\.\s?\.\s?\.+|…)\s*[\])]\s*")
ADDED, BARE_CUT = re.compile(r"\[[^\]]*\]"), re.compile(r"\[[^\]]*\]|…|\.{2,}")
LETTERS = re.compile(r"\[(\w{1,3})\](?=\w)|\[(\w)\]")
# A quote set apart may say who speaks before it, and who is quoted after it.
SPEAKER = re.compile(r"\s*[A-ZÀ-ÖØ-Þ][^:«»!?.]{0,30}\s*:\s+")
SIGNATURE = re.compile(r"\s*(?:[(\[][^()\[\]]{2,120}[)\]]|(?<=[.!?…»])\s[—–-]\s[^.!?]{2,120})\s*\.?\s*\Z")
# The printer's: which marks, which dashes, spaces before them.
MARKS, DASHES = re.compile(r"«\s*|\s*»|[“”„]"), re.compile(r"[–—−]")
SPACED, LONE = re.compile(r"\s+(?=[?!:;,.…%)\"])"), re.compile(r"(?<!\S)-(?!\S)")
WHO = (
    r"(?:personnes?|(?:enquêté|interrogé|interviewé|participant|répondant|rencontré)(?:e|[·.-]e|\(e\))?[·.-]?s?"
    r"|entretiens?)"
)
PEOPLE, POSSIBLE = rf"(?<![\w-])(?P<people>\d+|{SPOKEN})\s", rf"(?P<possible>\d+|{SPOKEN})(?![\w-])"
COUNTS_OF_PEOPLE = (
    re.compile(rf"{PEOPLE}(?:des\s)?{WHO}\s(?:[^\W\d][^.;:()\d]{{0,40}}?\s)?sur\s(?:les\s)?{POSSIBLE}", re.IGNORECASE),
    re.compile(rf"{PEOPLE}(?:des|sur(?:\sles)?|de\snos)\s{POSSIBLE}\s{WHO}", re.IGNORECASE),
)
FEWEST_POSSIBLE = 5  # « une personne sur deux » is a manner of speaking

QUOTE, FIGURE = "citation", "chiffre"
WHERE = "{session}, tour {turn} ({reference})"
SIGN = "Diffère d'un signe : la transcription dit « {said} »."
ELSEWHERE = " Ces mots se lisent aussi ailleurs ({count} fois) : vérifiez que c'est bien cet endroit."
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
ARTICLE = "Un article en cours d'écriture"
ARTICLE_HELP = (
    "Déposez un manuscrit (.docx, .odt ou .md) : chaque citation de quatre mots ou plus est cherchée dans les "
    "entretiens, chaque chiffre (« 9 personnes sur 27 ») comparé à ceux du rapport. Déposez avec lui le fichier de "
    "liens de la fois d'avant (.csv) : ce qui a changé ou a été retiré depuis est dit. Rien n'est gardé ici, et le "
    "manuscrit n'est pas modifié."
)
MANUSCRIPT = "Manuscrit, et fichier de liens s'il y en a un"
TAKE_COPY, TAKE_LINKS = "Copie avec les remarques en commentaires", "Fichier de liens, à garder avec le manuscrit"
COMMENTED, LINKED, TO_PASSAGE = "{name} (relu)", "{name}.citations", "Voir le passage"
