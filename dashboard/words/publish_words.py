"""What is said where quotes, report and tables leave the study, in French: data."""

from __future__ import annotations

PUBLISH = "Publier"
QUOTES, REPORT, TABLES = "Citations", "Rapport", "Tables"
QUOTES_FILE, REPORT_FILE = "citations", "rapport"
QUOTES_HELP = (
    "Les passages marqués ★ pendant la lecture. Chaque citation est, lettre pour lettre, ce que dit la transcription "
    "pseudonymisée. Ce que vous décidez ici est noté sous votre nom dans decisions/quotes."
)
NO_STAR_TITLE = "Aucun passage à citer"
NO_STAR = "Dans la page Lecture, sélectionnez des mots puis « ★ À citer » : le passage arrive ici."
TO_READ = "Lire un entretien"
WHO = "Dites qui vous êtes pour préparer les citations"
STATES = {"ready": "prêtes à sortir", "waiting": "en attente d'une décision"}
STATE, PERSON, SESSION, STARRED_BY = "État", "Personne", "Entretien", "Marquée par"
NOTHING = "Aucune citation ne répond à ces choix."
FLOWING = "Enchaîner les lignes coupées"
FLOWING_HELP = (
    "Dans un document, les retours à la ligne de la transcription deviennent des espaces ; aucun mot n'est touché. Le "
    "fichier CSV les garde."
)
ALL_QUOTES = "Montrer la même chose sous toutes les citations"
ALL_ATTRIBUTES, ALL_APPLY = "Attributs", "Appliquer à toutes"
PREPARE = "Préparer cette citation"
ATTRIBUTES = "Ce qui est montré de la personne"
NOTHING_SHOWN = "le pseudonyme seul"
CUT_WORDS, CUT = "Mots à laisser de côté", "Couper"
CUT_HELP = "Copiez ici des mots de la citation : « [...] » prendra leur place."
UNCUT = "Remettre tous les mots"
APART = "Dissocier : donner à cette citation un second nom"
APART_HELP = (
    "Ce qui est dit sous deux noms ne s'additionne plus. Le second nom est tiré au sort : il ne se déduit pas du "
    "pseudonyme, et ne ramène à aucun entretien."
)
QUESTION = "Un collègue le reconnaîtrait-il ?"
QUESTION_HELP = "Pensez à une personne du même milieu qui lirait tout ce qui est montré sous ce nom."
ANSWERS = {"no": "Non", "yes": "Oui", "unsure": "Je ne sais pas"}
REASON, KEEP = "Pourquoi (sans nommer personne)", "Garder cette réponse"
INSTEAD = "Montrer plutôt : {what} ({people})"
APART_INSTEAD = "Dissocier suffirait : seule, cette citation ne montre rien de rare."
CUT_OUT = "Mots coupés : "
READ_PLACE = "Lire dans l'entretien"
SHOWN_TOGETHER = "Montré sous ce nom, toutes citations réunies : "
STALE_ANSWER = "Cette réponse portait sur autre chose que ce qui est montré maintenant : à redire."
SAVED = "C'est noté."
NOBODY = "Dites d'abord qui vous êtes."
NOT_LEAVING = "Ne sort pas encore : "
LOST = "Décisions dont les mots ne sont plus où ils étaient"
NOT_IDENTICAL = "Des citations ne sont plus, lettre pour lettre, dans la transcription. Mettez à jour. Ce sont :"
REPORT_HELP = (
    "Ce que l'on sait de l'enquête au dernier calcul, et ce qui a été décidé depuis, prêt à reprendre. Le reste est "
    "une question (☐) : rien n'est inventé, et rien n'est dit de votre position."
)
FIGURE = "Personnes par thème"
FIGURE_ALT = "Personnes dont un passage est dans chaque thème, sur les personnes rencontrées"
TABLES_HELP = (
    "Tout ce qui peut sortir, en tableaux. Les passages que les personnes ont réservés n'y sont pas ; les "
    "transcriptions elles-mêmes non plus, puisqu'on y lit ces passages."
)
NO_TABLE = "Il n'y a encore rien à télécharger."
MATRICES = "Matrices"
ATTRIBUTE = "Selon"
