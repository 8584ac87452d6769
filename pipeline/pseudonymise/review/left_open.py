"""What a review leaves open → what the page, ``filigrane sign``, ``doctor`` and the sheet say of it, in French."""

from __future__ import annotations

from pipeline.language.numbers import agreeing, counted, number
from pipeline.pseudonymise.review.identities import IdentityQuestion, Unanswered
from pipeline.pseudonymise.review.missed_names import Expectation

ANYWAY = "signe même si des questions d'identité sont sans réponse"
HOW = (
    "Répondez à la page « Pseudonymisation » (une même personne, ou deux), puis « filigrane run » ; ou signez quand "
    "même, avec --anyway : chacun garde alors son pseudonyme. Ici, chacun est nommé par son pseudonyme."
)
REASONS = {
    "diminutive": "diminutif", "initials": "initiales", "spelling": "orthographe voisine", "surname": "même nom",
    "first_name": "même prénom", "title": "même nom, avec un titre", "kind": "nom sans « foyer », « rue »…",
    "same_name": "même nom entier, dans un autre entretien",
    "pseudonym": "porte pour de bon ce nom, choisi comme pseudonyme",
}
NOTHING_LEFT = "Toutes les propositions ont reçu une décision."
NOBODY_READ = (
    "Ce que la machine a manqué ne s'estime pas encore : aucun entretien n'est relu en entier et signé. Prenez les "
    "premiers au hasard, l'estimation n'en sera que plus juste."
)
TOO_LITTLE = (
    "Ce que la machine a manqué ne s'estime pas encore : {read}, {names}, c'est trop peu pour le dire (il en faut "
    "une trentaine, et qu'ils se ressemblent). {more}"
)
MORE_WOULD_DO = (
    "Relire et signer {n} entretien de plus devrait suffire.",
    "Relire et signer {n} entretiens de plus devrait suffire.",
)
NOTHING_PROPOSED = "Rien n'a été proposé dans cet entretien."
SHOWN = 3  # turns of a session, and those whom somebody may be


def open_questions(count: int) -> str:
    """
    Say that nothing was signed.

    >>> open_questions(1)
    "Rien n'est signé : 1 question d'identité est sans réponse."
    """
    many = f"{count} questions d'identité sont sans réponse" if count > 1 else "1 question d'identité est sans réponse"
    return f"Rien n'est signé : {many}."


def signed_open(count: int) -> str:
    """
    Say that something was left open.

    >>> signed_open(2)
    "Questions d'identité laissées sans réponse : 2."
    """
    return f"Questions d'identité laissées sans réponse : {count}."


def signed_with(session: str, count: int) -> str:
    """
    Say that a signed session has open questions.

    >>> signed_with("E01", 1)
    "E01 est signé, avec 1 question d'identité sans réponse : répondez à la page « Pseudonymisation »."
    """
    some = "questions" if count > 1 else "question"
    told = f"{session} est signé, avec {count} {some} d'identité sans réponse"
    return f"{told} : répondez à la page « Pseudonymisation »."


def before_signing(left: int, doubtful: int, total: int = 1) -> str:
    """
    Say what a reader has not decided before signing.

    >>> before_signing(86, 12)
    '86 propositions sont sans décision, dont 12 douteuses : elles sont remplacées comme la machine le propose.'
    """
    if not left:
        return NOTHING_LEFT if total else NOTHING_PROPOSED
    which = f", dont {counted(doubtful, 'douteuse', 'douteuses')}" if doubtful else ""
    if left == 1:
        return f"1 proposition est sans décision{which} : elle est remplacée comme la machine le propose."
    some = f"{number(left)} propositions sont sans décision{which}"
    return f"{some} : elles sont remplacées comme la machine le propose."


def question(waiting: Unanswered, asked: IdentityQuestion, session: str, called: str) -> str:
    """Ask who somebody of a session may be, by pseudonyms: a terminal is copied and kept."""
    other = waiting.entities[asked.other]
    named = [f"« {waiting.entities[e].pseudonym} » ({REASONS.get(why, why)})" for e, why in asked.may_be]
    more = [*named[:SHOWN], *(["…"] if len(named) > SHOWN else [])]
    said = list(dict.fromkeys(str(m.turn) for m in other.mentions if m.session == session))
    shown = ", ".join([*said[:SHOWN], *(["…"] if len(said) > SHOWN else [])])
    where = f"{'tours' if len(said) > 1 else 'tour'} {shown}" if said else "qui parle"
    return f"  {called}, {where} : « {other.pseudonym} », peut-être aussi {' ou '.join(more)}"



def missed_names(told: Expectation | None) -> str:
    """
    Say what to expect in the interviews that nobody has read, and from what it is told.

    >>> missed_names(Expectation(3, 214, 2, 412, 0, 4, 0, 17)).split(". ")[0]
    'Sur 100 noms, la machine en a sans doute manqué entre 0 et 4'
    >>> missed_names(Expectation(1, 3, 0, 60, 0, 96, 0, 900, 4)).split(". ")[-1]
    'Relire et signer 4 entretiens de plus devrait suffire.'
    """
    if told is None:
        return NOBODY_READ
    read = counted(told.interviews, "entretien signé", "entretiens signés")
    names = counted(told.names, "nom différent", "noms différents")
    if not told.tells:
        more = agreeing(MORE_WOULD_DO, told.more) if told.more else ""
        return TOO_LITTLE.format(read=read, names=names, more=more).strip()
    share = f"Sur 100 noms, la machine en a sans doute manqué {between(told.low, told.high)}."
    left = (
        f" Dans les entretiens qui ne sont pas encore signés, où elle a trouvé {counted(told.unread, 'nom', 'noms')}, "
        f"il en resterait donc {between(told.left_low, told.left_high)}." if told.unread else ""
    )
    added = f"{number(told.missed)} qu'une personne a ajoutés" if told.missed else "aucun qu'une personne ait ajouté"
    return f"{share}{left} C'est estimé (à 95 %) d'après {read} : {names}, dont {added}."


def between(low: int, high: int) -> str:
    """
    Say an interval.

    >>> between(0, 3), between(0, 0)
    ('entre 0 et 3', '0')
    """
    return number(low) if low == high else f"entre {number(low)} et {number(high)}"


def pace(seconds: float | None, left: int) -> str:
    """
    Say how long the decisions that are left would take; nothing when no pace is known or nothing is left.

    >>> pace(2.4, 86)
    'environ 3 min à votre rythme'
    """
    if seconds is None or not left:
        return ""
    minutes = round(seconds * left / 60)
    return f"environ {minutes} min à votre rythme" if minutes else "moins d'une minute à votre rythme"
