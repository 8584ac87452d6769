"""What every page says: its frame, what may not be seen, what fails, the help; in French: data."""

from __future__ import annotations

APPLICATION = "Filigrane"
STUDY = "L'enquête"
EXTRACTS = "Extraits"
THEMES = "Thèmes"
GROUPINGS_SHORT = "Regroupements (pistes)"
PREPARE, READ, CODE, COMPARE, CHECK = "Préparer", "Lire", "Coder", "Comparer", "Vérifier"
LOADING = "Lecture des tables…"
FICTIONAL, PSEUDONYMISED, UNSIGNED, SIGNED = "corpus fictif", "pseudonymisé", "non relu", "relu"
FICTIONAL_HELP = "Ces entretiens ont été inventés pour la démonstration."
SIGNED_LATE = "relu, à mettre à jour"
SOME_SIGNED = "relu : {done} sur {all}"
SOME_SIGNED_HELP = "La relecture de la pseudonymisation est signée pour ces entretiens ; les autres restent à relire."
UNSIGNED_HELP = "Personne n'a encore signé la relecture de la pseudonymisation."
SIGNED_HELP = "La relecture de la pseudonymisation est signée pour tous les entretiens."
DECISIONS_NOT_FACTS = "Ces chiffres comptent des décisions de codage, pas des faits."
# L'enquête
PEOPLE, PERSON_ONE = "personnes", "personne"
REPORT, QUOTES = "Rapport", "Citations"
COOCCURRENCES = "Cooccurrences"
INTERVIEWS = "Entretiens"
MATRIX, SATURATION = "Matrice", "Saturation"
TABLES = "Tables"
READ_PASSAGE, READ_IN_TRANSCRIPT = "Lire le passage", "Lire dans l'entretien"
READ_AN_INTERVIEW, READ_AND_CODE, WRITE_THEMES = "Lire un entretien", "Lire et coder", "Écrire les thèmes"
NO_PASSAGE_YET = "Aucun passage codé par une personne pour l'instant."
NO_THEME_YET = "Aucun thème n'est écrit pour l'instant : le premier s'écrit page « Thèmes », en bas."
KEPT_BACK = (
    "« Non montré » : moins de {k} personnes partageraient ce qui serait dit d'elles. Cela touche : {attributes}."
)
KEPT_BACK_HELP = (
    "Des attributs rares, réunis, désigneraient quelqu'un. Ce nombre se règle page « Qui sont les personnes » et "
    "vaut après une mise à jour."
)
# Le dossier vide
EMPTY_TITLE = "Déposer des entretiens"
DROP = (
    "Déposez vos transcriptions ici, ou copiez-les dans le dossier « transcripts » de l'enquête : un fichier par "
    "entretien ou par groupe."
)
SAY_WHO = (
    "Page « Qui parle » : les voix lues dans chaque fichier, à corriger d'un geste. Page « Qui sont les personnes » : "
    "leurs noms, qui n'en sortiront pas, et les attributs que vous choisissez."
)
UPDATE = "Page « Mettre à jour » : un bouton suffit, et tout se passe sur cette machine."
EMPTY_STEPS = (
    ("Déposez vos fichiers", DROP), ("Dites qui parle et qui sont les personnes, si vous voulez", SAY_WHO),
    ("Mettez l'analyse à jour", UPDATE),
)
# Extraits
WORDS = "Chercher des mots"
CODES = "Codes"
PERSONS = "Personnes"
READERS, LEVELS, THEME = "Codé par", "Niveau", "Thème"
ALL, WORDS_CHIP = "tout", "Mots"
READER_NAMES = {"person": "une personne", "machine": "suggestion à relire", "none": "aucun code"}
LEVEL_NAMES = {"probable": "probable", "to_check": "à vérifier"}
HOW_COUNTED = "Comment c'est compté"
FILTER, CLEAR = "Filtrer", "Tout effacer"
CONTEXT, BEFORE, AFTER = "Avant et après", "Avant", "Après"
SWITCH_HELP = (
    "Ce que le logiciel propose et que personne n'a encore relu. Ces suggestions se montrent à part, et n'entrent dans "
    "aucun compte."
)
APART = ("passage d'un questionnaire ou d'un carnet, à part", "passages de questionnaires ou de carnets, à part")
TO_READ_HEAD = "Suggestions à relire"
ALSO = "sur d'autres mots qui le recoupent"
OF_INTERVIEWER, OF_NOBODY = "enquêteur·rice (ses paroles seules)", "hors des paroles (note, présentation)"
CODED_BY, TO_READ, WHY = "codé par", "à relire", "Pourquoi ?"
PAGE, PREVIOUS, NEXT = "Page", "‹ Précédents", "Suivants ›"
CSV, XLSX = "Télécharger en CSV", "Télécharger pour Excel (XLSX)"
EXPORT_REFUSED = "Ce fichier ne sort pas encore : la relecture de la pseudonymisation reste à signer."
EXPORT_WHOLE = "Ce qui compte tous les entretiens ensemble sortira quand la relecture de chacun sera signée."
EXPORT_LATE = (
    "Ce qui a été décidé depuis la dernière mise à jour (mots à masquer, passages réservés) n'est pas encore dans le "
    "texte : ce fichier sortira après une mise à jour."
)
SIGNED_LATE_HELP = "Toutes les relectures de la pseudonymisation sont signées ; la prochaine mise à jour le dira."
INTERVIEWS_STAY = ("entretien reste ici : ce qu'il attend", "entretiens restent ici : ce que chacun attend")
STAYS = {
    "unsigned": "la relecture de sa pseudonymisation reste à signer.",
    "late": "ce qui a été décidé depuis la dernière mise à jour n'est pas encore dans son texte.",
}
TO_SIGN, TO_SETTLE = "La relire et la signer", "Les régler"
PASSAGES_FILE, TAKE_PASSAGES = "passages", "Emporter ces passages"
TAKE_HELP = (
    "Les passages codés ou acceptés par une personne, mot pour mot, avec l'entretien et le tour de parole. Un extrait "
    "que personne n'a codé sort entier."
)
GROUPED_BY, WITH_QUESTION = "Rangés", "Avec la question posée avant"
EXPORT_COLUMNS = (
    "extrait", "entretien", "tour de parole", "personne", "question", "texte",
    "codes (décidés par une personne)", "codé par",
)
SUGGESTED_COLUMN = "codes suggérés, à relire"
NOTICE_COLUMN, ABOUT_SHEET = "mention", "À lire"
FILE_NAME = "extraits"
# Lecture
INTERVIEWER, TURN = "enquêteur·rice", "tour"
EDITORIAL, NOISE = "texte de présentation", "note"
NOTES, UNKNOWN_VOICE, RESPONDENT = "Carnet de terrain", "Voix non identifiée", "Répondant·e"
QUESTION = "question"
CONSENTS = {
    "unattributed": "sans attribution", "not_quotable": "ne pas citer", "not_analysed": "ne pas analyser",
    "erased": "passage retiré",
}
# Thèmes
WITH = "Avec"
WITHOUT = "Sans"
NOT_YET = "Pas encore codées"
SEE_EXTRACTS = "Lire ses passages"
PEOPLE_AXIS = "personnes"
# Regroupements
GROUPING = "Regroupement"
STABLE, FRAGILE, UNSTABLE = "stable", "fragile", "instable"
STABILITY_HELP = "De 0 à 1 : la part des passages qui restent ensemble quand on refait le calcul sur une partie d'eux."
TASKS = {
    "suggestions": ("suggestion à relire", "suggestions à relire"),
    "orphans": ("passage codé que l'on ne retrouve plus", "passages codés que l'on ne retrouve plus"),
    "disagreements": ("désaccord à arbitrer", "désaccords à arbitrer"),
    "voices": ("Qui parle : {n} point à régler", "Qui parle : {n} points à régler"),
    "code": ("Lire et coder : {n} entretien sans codage", "Lire et coder : {n} entretiens sans codage"),
    "take_away": ("Emporter ce qui est signé : {n} entretien", "Emporter ce qui est signé : {n} entretiens"),
    "signed": ("relecture signée à prendre en compte", "relectures signées à prendre en compte"),
    "update": ("décision de codage à prendre en compte", "décisions de codage à prendre en compte"),
}
REVIEWS_LEFT = "Pseudonymisation à relire et à signer"
EVIDENCE = {
    "definition": "le passage est proche de la définition du code",
    "learnt": "le passage ressemble à des passages que des personnes ont codés ainsi",
}
STABLE_FROM, FRAGILE_FROM = 0.7, 0.4
NO_LOGIN = (
    "Rien ne dit qui regarde ce tableau de bord : il ne montre rien. Ouvrez l'adresse que la commande a écrite. "
    "Pour le servir au-delà de cette machine, mettez en place l'identification de l'équipe (docs/acces.md)."
)
STARTED_BY_HAND = "Le tableau de bord s'ouvre à cette adresse, qui change à chaque lancement :\n{address}"
LOG_IN_FIRST, LOG_IN, LOG_OUT = "Ces entretiens se lisent au sein de l'équipe : identifiez-vous.", "S'identifier", (
    "Se déconnecter"
)
KNOWN_AS = "Identifié·e : {name}"
LOGIN_MISSING = (
    "Ce tableau de bord est celui d'une équipe, mais l'extension qui sert à s'identifier n'est pas installée sur le "
    "serveur : il ne montre rien. Qui s'en occupe tape « pip install \"filigrane[serveur]\" », puis le relance "
    "(docs/acces.md)."
)
MISCONFIGURED = (
    "L'identification est mal réglée sur le serveur : la section [auth] de « .streamlit/secrets.toml » est incomplète. "
    "docs/acces.md dit ce qu'elle contient."
)
UNKNOWN_VISITOR = (
    "Vous êtes identifié·e ({key}), mais personne ne vous a inscrit·e dans l'enquête. Demandez à qui en est "
    "responsable de vous ajouter à « {file} »."
)
NOT_VOUCHED = (
    "Vous êtes identifié·e, mais votre fournisseur ne garantit pas que votre adresse est bien la vôtre : elle n'ouvre "
    "rien. Qui est responsable de l'enquête peut vous inscrire dans « {file} » par votre identifiant : {sub} "
    "(docs/acces.md)."
)
BROKEN_ROLES = (
    "{file} ne se lit pas. Chaque personne y est suivie d'un rôle (lecture, codage ou responsable) et d'un nom : "
    "voir docs/acces.md."
)
TWICE_NAMED = (
    "{file} donne le même nom à deux personnes : leurs décisions ne se distingueraient plus. Changez l'un des deux."
)
NOT_FOR_YOU = "Votre rôle dans l'enquête n'ouvre pas cette page."
MACHINE_ONLY = "Cette page ne s'ouvre que sur la machine où se trouve l'enquête, pour elle seule."
LEAD_ONLY = "Seules les personnes responsables de l'enquête font cela."
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
    "Choose options": "Choisir", "Help for ": "Aide : ", "file upload": "fichiers à déposer",
    "Upload": "Choisir des fichiers",
}
FAILING = "Cette page n'a pas pu s'afficher en entier"
HAPPENED = "Ce n'est pas de votre fait : c'est une erreur de Filigrane ({kind})."
SAFE = (
    "Rien n'est perdu : transcriptions, grille et décisions sont telles qu'elles étaient, y compris votre dernier "
    "geste s'il vient d'être noté."
)
FAILED_BACK = "Pour continuer"
AGAIN = "Rechargez la page (F5) : souvent, cela suffit."
HOME = "Revenez à la première page"
STOP = "Ou fermez le tableau de bord (Ctrl+C là où il a été lancé) et rouvrez-le : « filigrane dashboard »."
DETAILS = (
    "Les détails, pour qui peut corriger : {place}. Ce fichier peut citer un entretien : relisez-le avant de l'envoyer."
)
NO_FOLDER = "« {typed} » n'est pas un dossier de cette machine. Rien n'a été noté."
WHAT_FOR, KEYS = "À quoi sert cette page ?", "Touches"
HELP = {
    "L'enquête": (
        "Elle dit d'un coup d'œil ce qu'est l'étude, si son texte est relu et quoi faire ensuite. "
        "Chaque citation mène au passage dans son entretien."
    ),
    "Entretiens": (
        "Elle liste les entretiens et les groupes, et dit où en est le travail sur chacun. "
        "Les filtres choisis ici vous suivent dans Extraits et Lecture."
    ),
    "Qui parle": (
        "Elle montre ce qui a été compris de chaque fichier : les voix, leurs mots, qui enquête, qui répond. "
        "Tout s'y corrige d'un geste, tour par tour s'il le faut, et s'annule."
    ),
    "Écouter et corriger": (
        "Elle montre la transcription à côté de l'enregistrement, et laisse corriger une faute, une voix, une coupe "
        "entre deux tours. Le fichier reçu reste tel quel ; les codages suivent leurs mots à la prochaine mise à jour."
    ),
    "Qui sont les personnes": (
        "Elle dit qui sont les personnes et quelles questions leur ont été posées, sans tableur. "
        "Ce qui s'écrit se voit d'abord ; seuls les attributs que vous montrez sortent d'ici."
    ),
    "Extraits": (
        "Elle retrouve les passages par mots, codes, personnes et attributs, un par un ou en concordance. "
        "L'adresse de la page garde la recherche : copiez-la pour la partager."
    ),
    "Lecture": (
        "Elle montre un entretien entier, ses codes en marge. "
        "Choisissez des mots pour les coder, les marquer « à citer » ou les réserver."
    ),
    "Thèmes": "Elle montre un thème à la fois : ce qu'il veut dire, qui en parle et qui n'en parle pas, ses passages.",
    "Suggestions à relire": (
        "Elle propose un passage à la fois, avec ses raisons ; vous décidez. "
        "Une suggestion refusée ne revient que si la définition du code change."
    ),
    "Grille de codage": (
        "Elle montre la grille : ses codes, leurs définitions, les indices qui les font suggérer. "
        "Toute opération se voit avant d'être faite, et s'annule."
    ),
    "Journal de bord": (
        "Elle tient dans l'ordre du temps ce que chacun a décidé et noté, du plus récent au plus ancien. Chaque ligne "
        "ramène au texte. Les mémos, montrés seuls, se modifient, se déplacent et s'emportent."
    ),
    "Double codage": (
        "Elle met côte à côte ce que deux personnes ont codé chacune de son côté, là où elles diffèrent, pour arbitrer."
    ),
    "Pseudonymisation": "Elle fait relire ce qui pourrait nommer quelqu'un. Elle ne s'ouvre que sur cette machine.",
    "Regroupements par proximité (pistes)": (
        "Elle rassemble des passages dont les mots se ressemblent : des pistes à lire, pas des thèmes. "
        "Une piste qui vous parle devient un thème quand vous l'écrivez."
    ),
    "Matrice": (
        "Elle croise codes ou thèmes avec les personnes, les entretiens ou les attributs. "
        "Chaque case compte des personnes et ouvre ses passages."
    ),
    "Cooccurrences": (
        "Elle dit quels codes se rencontrent dans les mêmes passages, et chez combien de personnes. "
        "Se rencontrer n'est pas expliquer : cliquez une paire pour lire."
    ),
    "Saturation": (
        "Elle dit à quel entretien chaque code est apparu, dans l'ordre du terrain. "
        "Une courbe qui s'aplatit ne prouve pas que tout a été entendu."
    ),
    "Questionnaire et entretiens": (
        "Elle met les réponses déclarées à côté de ce qui s'est dit en entretien, thème par thème. "
        "Vous notez ce que vous en faites : accord, écart, silence."
    ),
    "Accords et limites": (
        "Elle dit, code par code, jusqu'où les personnes s'accordent et ce que valent les suggestions, avec les "
        "intervalles et les effectifs. Sous vingt exemples, elle ne conclut pas."
    ),
    "Qu'est-ce qui a changé ?": (
        "Elle compare deux mises à jour et donne, passage par passage, ce qui est entré, sorti ou déplacé, et pourquoi."
    ),
    "Citations": (
        "Elle réunit les passages marqués ★, dit si ce que l'on montre d'une personne la ferait reconnaître, et les "
        "exporte lettre pour lettre."
    ),
    "Rapport": (
        "Elle rédige ce que le logiciel sait de votre méthode, avec tableaux et figures. Le reste y est laissé en "
        "question, à compléter."
    ),
    "Tables": "Elle donne tout ce qui peut sortir, pour Excel, R ou SPSS ; les passages réservés n'y sont pas.",
    "Mettre à jour": (
        "Elle dit ce qui a changé depuis la dernière mise à jour, et en lance une. "
        "Elle garde aussi des versions de ce que vous décidez, et revient à l'une d'elles sans rien perdre."
    ),
}
PUBLISH = "Publier"
FIGURES_CSV, SVG = "Télécharger les chiffres (CSV)", "Télécharger la figure (SVG)"
NOTICE = "mention"
ASKED_BY = "Questions du guide"
UNASKED_IN_CELL = "sans qu'on le demande"
VERDICT_KINDS = {
    "convergence": "convergence", "complement": "complément", "contradiction": "contradiction",
}
DRAWS, SEEDS, WORDS_HELD = "sur une partie des extraits", "en recommençant", "mots"
HELD = "Part que l'on retrouve quand on refait le calcul"
FEW_PEOPLE, FEW = "moins de 5 personnes", 5
RETIRED_CODE = "code retiré"
