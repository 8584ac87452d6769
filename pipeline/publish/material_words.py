"""What a study is made of, who bears a code, what is left to read → the phrases that pages and the report share."""

from __future__ import annotations

from pipeline.analysis.counts.coded_passages import CodingTally, PeopleShare
from pipeline.language.numbers import agreeing, counted, listed, number
from pipeline.pseudonymise.people.speakers import Material, Places

SESSION = ("entretien ou groupe", "entretiens et groupes")
INTERVIEW = ("entretien", "entretiens")
QUESTIONNAIRE, NOTES = ("questionnaire", "questionnaires"), ("carnet de terrain", "carnets de terrain")
SUGGESTION = ("suggestion à relire", "suggestions à relire")
PLACE = ("{n} lieu d'enquête", "{n} lieux d'enquête")
AT_LEAST = "au moins {some}"
PERSON, PASSAGE = ("personne", "personnes"), ("passage", "passages")
NO_WORD = ("", "")
ASKED, CODED, ASKED_AND_CODED = ("interrogée", "interrogées"), ("codée", "codées"), (
    "interrogée et codée", "interrogées et codées",
)
NOT_YET = ("{n} pas encore codée", "{n} pas encore codées")
NOBODY_ASKED, UNASKED = "question posée à personne", "+ {n} sans qu’on le demande"
OF_INTERVIEWER = ("dont {n} sur des paroles de l'enquêteur·rice", "dont {n} sur des paroles de l'enquêteur·rice")
OF_NOBODY = ("dont {n} sur une note ou une présentation", "dont {n} sur des notes ou des présentations")
RESERVED = ("dont {n} sur un passage réservé", "dont {n} sur des passages réservés")


def made_of(of: Material) -> str:
    """
    Say how many sessions there are, each kind under its name.

    >>> made_of(Material(15, 1, groups=4)), made_of(Material(2))
    ('15 entretiens et groupes et 1 questionnaire', '2 entretiens')
    >>> made_of(Material())
    '0 entretien'
    """
    others = ((of.questionnaires, QUESTIONNAIRE), (of.notes, NOTES))
    told = [counted(n, *words) for n, words in others if n]
    return listed([counted(of.interviews, *session_words(of)), *told] if of.interviews or not told else told)


def session_words(of: Material) -> tuple[str, str]:
    """Give the words for one and for several interviews: groups are not named where there is none."""
    return SESSION if of.groups else INTERVIEW


def places(of: Places) -> str:
    """
    Say in how many places people were met; nothing where none is told.

    >>> places(Places(1, False)), places(Places(10, True)), places(Places(0, True))
    ("1 lieu d'enquête", "au moins 10 lieux d'enquête", '')
    """
    if not of.count:
        return ""
    some = agreeing(PLACE, of.count)
    return AT_LEAST.format(some=some) if of.more else some


def left_to_read(total: int, hidden: int) -> str:
    r"""
    Say how many suggestions are left to read, and how many of them no page but the session shows.

    >>> left_to_read(1039, 17)
    '1\u202f039 suggestions à relire, dont 17 sur des passages réservés'
    >>> left_to_read(1, 0)
    '1 suggestion à relire'
    """
    return counted(total, *SUGGESTION) + aside(hidden)


def aside(hidden: int) -> str:
    """
    Say how many of those counted stand on reserved passages; nothing when none does.

    >>> aside(1), aside(0)
    (', dont 1 sur un passage réservé', '')
    """
    return f", {agreeing(RESERVED, hidden)}" if hidden else ""


def people_share(of: PeopleShare, word: tuple[str, str] = NO_WORD) -> str:
    """
    Say how many people, out of those asked and coded; who spoke of it unasked, and who is not coded yet, stand apart.

    Args:
        of: the people counted.
        word: what one and several are called, where nothing else says that they are people.

    >>> one, six, none = frozenset("a"), frozenset("bcdefg"), frozenset()
    >>> people_share(PeopleShare(one, one, none, False, six))
    '1 sur 1 codée · 6 pas encore codées'
    >>> people_share(PeopleShare(one, six | one, frozenset("z"), True), PERSON)
    '1 personne sur 7 interrogées (+ 1 sans qu’on le demande)'
    >>> people_share(PeopleShare(none, none, none, True, six), PERSON)
    '6 personnes pas encore codées'
    """
    unasked = f" ({UNASKED.format(n=number(len(of.unasked)))})" if of.unasked else ""
    many = len(of.possible)
    if not many and of.not_yet:
        said = f"{counted(len(of.not_yet), *word)} pas encore {CODED[len(of.not_yet) > 1]}"
    elif not many and of.guided:
        said = NOBODY_ASKED
    else:
        which = (ASKED_AND_CODED if of.not_yet else ASKED) if of.guided else (CODED if of.not_yet else NO_WORD)
        said = f"{counted(len(of.people), *word)} sur {number(many)} {which[many > 1]}"
    left = f" · {agreeing(NOT_YET, len(of.not_yet))}" if many and of.not_yet else ""
    return f"{said.replace('  ', ' ').strip()}{unasked}{left}"


def passages_told(of: CodingTally) -> str:
    """
    Say how many passages people coded, and which of them hold the words of no participant.

    >>> passages_told(CodingTally(passages=84)), passages_told(CodingTally(passages=2, interviewer=1))
    ('84 passages', "2 passages, dont 1 sur des paroles de l'enquêteur·rice")
    """
    parts = [counted(of.passages, *PASSAGE)]
    parts += [agreeing(OF_INTERVIEWER, of.interviewer)] if of.interviewer else []
    parts += [agreeing(OF_NOBODY, of.other)] if of.other else []
    return ", ".join(parts)


TITLES = {
    "excerpts": "Extraits", "codings": "Codages", "suggestions": "Suggestions", "themes": "Extraits par thème",
    "topics": "Extraits par regroupement (pistes)", "participants": "Personnes et répondant·e·s",
    "guide_coverage": "Questions posées", "answers": "Réponses au questionnaire",
    "session_summaries": "Entretiens, groupes et questionnaires en chiffres",
    "code_summaries": "Codes en chiffres", "theme_summaries": "Thèmes en chiffres",
    "groupings": "Regroupements par proximité (pistes)",
    "reinert_classes": "Classes de Reinert (pistes)", "reinert_passages": "Extraits par classe de Reinert (pistes)",
    "reinert_profiles": "Mots des classes de Reinert (pistes)",
}
MATRIX = "Matrice codes × {attribute}"
ABOUT = {
    "excerpts": "un passage que l'on peut citer, avec la question qui l'amène",
    "codings": "un code qu'une personne a mis sur un passage, ou refusé : qui, quand, comment",
    "suggestions": "un code proposé par le logiciel pour un extrait, relu ou non, et d'où il vient",
    "themes": "un extrait dans un thème, par un code ou un regroupement qu'une personne y a rattaché",
    "topics": "un extrait dans un regroupement par proximité",
    "participants": (
        "une personne dans un entretien ou un groupe, ou quelqu'un qui a écrit dans un questionnaire, et ce que "
        "l'équipe peut en dire"
    ),
    "guide_coverage": "une question du guide, posée ou non à une personne",
    "answers": "une réponse d'une personne à une question fermée",
    "session_summaries": "un entretien, un groupe ou un questionnaire : tours, extraits, personnes, relecture",
    "code_summaries": "un code : personnes, entretiens et groupes, passages codés, extraits où ils se trouvent",
    "theme_summaries": "un thème : personnes, entretiens et groupes, passages codés, extraits où ils se trouvent",
    "groupings": "un regroupement : ses mots, sa taille, sa stabilité",
    "reinert_classes": (
        "une classe de l'arbre de Reinert, divisée ou non (division : son rang ; 0, non divisée) : sa taille, celle "
        "dont elle vient (parent), et si elle est trop petite pour en être une (apart)"
    ),
    "reinert_passages": "un extrait dans la plus petite classe de Reinert qui le contient",
    "reinert_profiles": "un mot et son χ² dans une classe de Reinert (topic : le numéro de la classe dans l'arbre)",
}
MATRIX_ABOUT = (
    "un code : les personnes dont un passage le porte, celles à qui l'on a demandé et dont l'entretien est codé, "
    "celles qui ne sont pas encore codées, et celles qui en parlent sans qu'on le demande, comme à la page Matrice"
)
WITH_SUGGESTIONS = "les suggestions à relire s'y trouvent aussi, à part"
# Of a code or a theme, beside what its own rows tell: passages as people selected them, and out of how many people.
COUNTED = ("passages", "passages_interviewer", "people_asked_and_coded", "people_not_yet_coded")
NOTICE = "mention"
ABOUT_SHEET = "À lire"
WITHHELD_ONE = "1 ligne reste ici, à la demande de la personne."
WITHHELD = "{count} lignes restent ici, à la demande des personnes."
CODE, LABEL = "code", "libellé"
EVERYONE = "ensemble"
BEARING, ASKED_ABOUT = "{value}", "{value} (personnes interrogées là-dessus et codées)"
VALUE_NOT_YET = "{value} (personnes pas encore codées)"
VALUE_UNASKED = "{value} (personnes sans qu'on le demande)"
JOINED = " | "
YES, NO = "oui", "non"
WIDE, CODES_BY_PEOPLE, CODES_BY_PASSAGES = "personnes-codes", "codes-codes-personnes", "codes-codes-passages"
VARIABLES, R_FILE, SPSS_FILE, READ_ME = "variables", "lire.R", "lire.sps", "LISEZ-MOI.txt"
WIDE_TITLES = {
    WIDE: "Personnes × codes", CODES_BY_PEOPLE: "Codes × codes, en personnes",
    CODES_BY_PASSAGES: "Codes × codes, en passages",
}
WIDE_ABOUT = {
    WIDE: (
        "une personne : ses attributs, puis, pour chaque code, 0 ou 1 et le nombre de passages ; vide, on ne le sait "
        "pas (rien n'est encore codé, la question n'a pas été posée, ou tout est réservé)"
    ),
    CODES_BY_PEOPLE: "un code, et pour chaque autre le nombre de personnes qui portent les deux",
    CODES_BY_PASSAGES: "un code, et pour chaque autre le nombre de passages où des mots portent les deux",
}
PERSON_COLUMN, INTERVIEWS, PRESENCE, COUNT = "personne", "entretiens", "c_", "n_"
PERSON_LABEL, INTERVIEWS_LABEL = "Pseudonyme", "Entretiens et groupes qui sortent"
VARIABLE_LABELS = {"presence": "{code} : au moins un passage", "count": "{code} : nombre de passages"}
VARIABLE_HEADS = ("variable", "libellé", "sorte", "valeurs")
ABSENT, PRESENT = "absent", "présent"
KINDS = {"text": "texte", "presence": "0 ou 1", "count": "nombre"}
EMPTY = "vide = on ne le sait pas"
VALUES = {"text": "", "presence": f"0 = absent | 1 = présent | {EMPTY}", "count": EMPTY}
RESERVED_UNCOUNTED = "{count} passage(s) réservé(s), ou sans attribution, ne comptent dans aucune case."
ABOUT_WIDE = (
    "Seuls comptent les codages faits ou acceptés par une personne, dans les entretiens qui peuvent sortir.",
    "Un passage est ce que quelqu'un a choisi : deux personnes qui codent les mêmes mots n'en font qu'un.",
    "Un code compte aussi les passages de ceux qui le précisent.",
    "0 : la personne est codée et ne porte pas le code.",
    "Vide : rien n'est encore codé, la question ne lui a pas été posée, ou tout ce qu'elle en dit est réservé.",
    "Ces chiffres comptent des décisions de codage, pas des faits.",
    "",
    "R : ouvrez lire.R dans ce dossier. SPSS (ou PSPP) : ouvrez lire.sps, corrigez le chemin, exécutez.",
)
R_SYNTAX = """# Lit {file} et donne à chaque variable son libellé.
d <- read.csv2("{file}", fileEncoding = "UTF-8-BOM", na.strings = "", check.names = FALSE)
{factors}
{labels}
"""
SPSS_SYNTAX = """* Lit {file} et donne à chaque variable son libellé ; corrigez le chemin si besoin.
GET DATA
  /TYPE=TXT
  /FILE="{file}"
  /ENCODING='UTF8'
  /DELIMITERS=";"
  /QUALIFIER='"'
  /ARRANGEMENT=DELIMITED
  /FIRSTCASE=2
  /VARIABLES=
{columns}
    {notice} A255.
VARIABLE LABELS
  {labels}.
VALUE LABELS {presence}
  0 '{absent}' 1 '{present}'.
VARIABLE LEVEL {presence} (NOMINAL).
EXECUTE.
"""
