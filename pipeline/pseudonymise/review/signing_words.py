"""Questions of identity that nobody answered → what ``filigrane sign`` and ``doctor`` say of them, in French."""

from __future__ import annotations

from pipeline.language.numbers import counted, number
from pipeline.pseudonymise.review.identities import IdentityQuestion, Unanswered

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


def before_signing(left: int, doubtful: int) -> str:
    """
    Say what a reader has not decided before signing.

    >>> before_signing(86, 12)
    '86 propositions sont sans décision, dont 12 douteuses : elles sont remplacées comme la machine le propose.'
    """
    if not left:
        return NOTHING_LEFT
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

