"""Figures and names of the review → the sentences of the page Pseudonymisation, in French."""

from __future__ import annotations

from dashboard.ui.sentences.phrases import counted, number
from dashboard.words import review_words

NBSP = "\N{NO-BREAK SPACE}"


def review_progress(decided: int, total: int, doubtful: int) -> str:
    """
    Say how far a review is.

    >>> review_progress(34, 120, 12)
    '34 propositions décidées sur 120, 12 douteuses à voir'
    """
    done = f"{counted(decided, 'proposition décidée', 'propositions décidées')} sur {number(total)}"
    return f"{done}, {counted(doubtful, 'douteuse', 'douteuses')} à voir" if doubtful else done


def waiting(sessions: int, signed: int, left: int, doubtful: int) -> str:
    """
    Say what waits to be reviewed, in figures alone.

    >>> waiting(16, 1, 120, 12)
    '16 entretiens, dont 1 signé ; 120 propositions sans décision, dont 12 douteuses'
    """
    some = counted(left, "proposition", "propositions")
    done = counted(signed, "signé", "signés")
    doubts = f", dont {counted(doubtful, 'douteuse', 'douteuses')}" if doubtful else ""
    return f"{counted(sessions, 'entretien', 'entretiens')}, dont {done} ; {some} sans décision{doubts}"


def to_update(pending: int) -> str:
    """
    Say that the last run does not know some of a review yet; « décisions » stand for those on codes, counted apart.

    >>> to_update(1)
    '1 mot ou signature de cette relecture à prendre en compte : page « Mettre à jour ».'
    """
    some = counted(pending, "mot ou signature", "mots ou signatures")
    return f"{some} de cette relecture à prendre en compte : page « Mettre à jour »."


def said_times(count: int, sessions: int) -> str:
    """
    Say how often words are said in the corpus.

    >>> said_times(3, 2)
    '3 fois, dans 2 entretiens'
    """
    return f"{number(count)} fois, dans {counted(sessions, 'entretien', 'entretiens')}"


def proposal_of(rank: int, total: int) -> str:
    """Say which proposal of the queue this is."""
    return f"proposition {number(rank)} sur {number(total)}"


def turns_shown(first: int, last: int, total: int) -> str:
    """Say which turns are on the screen."""
    return f"Tours {number(first)} à {number(last)}, sur {number(total)}"


def verdict(said: str, action: str, shown: str, scope: str) -> str:
    """
    Say what a person decided of some words.

    >>> verdict("Karim", "replace", "Louis", "here")
    '« Karim » → « Louis », ici seulement'
    """
    done = f"« {said} » est gardé" if action == "keep" else arrow(said, shown)
    return f"{done}, {review_words.SCOPES.get(scope, scope).lower()}"


def already(told: str) -> str:
    """
    Say that what a person decides is what they had decided.

    >>> already("« Rose » est gardé, partout")
    'Déjà décidé : « Rose » est gardé, partout'
    """
    return f"Déjà décidé : {told}"


def who_is(said: str, times: str) -> str:
    """
    Ask who somebody is; no line begins with a sign.

    >>> who_is("Karim (2)", "2 fois, dans 1 entretien").replace(NBSP, "_")
    'Qui est «_Karim (2)_»_? (2 fois, dans 1 entretien)'
    """
    return f"Qui est «{NBSP}{said}{NBSP}»{NBSP}? ({times})"


def same_as(yes: str, said: str, reason: str) -> str:
    """
    Name somebody one may be, with the reason.

    >>> same_as("Même personne que", "Karim Benali, E03", "même prénom")
    'Même personne que Karim Benali, E03 (même prénom)'
    """
    return f"{yes} {said} ({reason})"


def borne_by(pseudonym: str, said: str, other: str) -> str:
    """Say whose pseudonym somebody truly bears."""
    return f"« {pseudonym} », pseudonyme de {said}, est le nom de {other}."


def arrow(said: str, shown: str) -> str:
    """Say what stands for some words."""
    return f"« {said} » → « {shown} »"


def more_links(count: int) -> str:
    """Say how many questions come after those that are shown."""
    return f"Encore {counted(count, 'rapprochement', 'rapprochements')} après ceux-ci."


def identities_open(count: int) -> str:
    """
    Say how many questions of identity a session leaves open.

    >>> identities_open(2)
    "2 questions d'identité sont ouvertes dans cet entretien."
    """
    if count < 2:
        return f"{count} question d'identité est ouverte dans cet entretien."
    return f"{number(count)} questions d'identité sont ouvertes dans cet entretien."


def more_identities(count: int) -> str:
    """Say how many questions of a session come after those that are shown."""
    return f"Encore {counted(count, 'question', 'questions')} après celles-ci."


def sign_anyway(count: int) -> str:
    """
    Say what a reader confirms.

    >>> sign_anyway(1)
    "Je signe sans répondre à 1 question d'identité : chacun garde son pseudonyme."
    """
    some = counted(count, "question", "questions")
    return f"Je signe sans répondre à {some} d'identité : chacun garde son pseudonyme."


def open_beside(count: int) -> str:
    """
    Say in a list how many questions of identity a session leaves open.

    >>> open_beside(2), open_beside(0)
    (", 2 questions d'identité ouvertes", '')
    """
    told = counted(count, "question d'identité ouverte", "questions d'identité ouvertes")
    return f", {told}" if count else ""


def settle_rank(at: int, of: int) -> str:
    """
    Say which word of those that wait is in hand.

    >>> rank(2, 5)
    '2 sur 5'
    """
    return f"{at} sur {of}"


def more_to_settle(count: int) -> str:
    """
    Say that others wait after those that are listed.

    >>> more(1), more(12)
    ('et 1 autre', 'et 12 autres')
    """
    return f"et {count} {'autres' if count > 1 else 'autre'}"
