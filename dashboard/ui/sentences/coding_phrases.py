"""Suggestions with their reasons, disagreements with their rulings → the sentences that tell them, in French."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dashboard.ui.sentences.phrases import counted, number
from dashboard.words import coding_words
from pipeline.codebook.codes import Code, Family, Marker, Theme
from pipeline.codebook.drafts import Grid
from pipeline.coding.disagreements import Disagreement
from pipeline.language.numbers import agreeing, listed
from pipeline.model.decision_rows import Arbitration
from pipeline.publish.material_words import left_to_read as told_left


def left_to_read(count: int, hidden: int, answered: int) -> str:
    """
    Say how many suggestions are left, and how many others need no answer any more.

    >>> left_to_read(2, 0, 0)
    '2 suggestions à relire.'
    >>> left_to_read(36, 1, 1)
    '36 suggestions à relire, dont 1 sur un passage réservé, à lire dans son entretien. 1 autre est déjà tranchée.'
    """
    where = agreeing(coding_words.IN_SESSION, hidden) if hidden else ""
    more = f" {agreeing(coding_words.ANSWERED, answered)}" if answered else ""
    return f"{told_left(count, hidden)}{where}.{more}"


def reserved_left(hidden: int) -> str:
    """
    Say what is left where no page but the session shows the words.

    >>> reserved_left(17)
    'Il en reste 17 sur des passages réservés : elles se lisent dans leur entretien.'
    """
    return agreeing(coding_words.RESERVED_LEFT, hidden)


def left(count: int) -> str:
    """
    Say how many suggestions are left.

    >>> left(1)
    'reste 1'
    """
    return f"{'restent' if count > 1 else 'reste'} {number(count)}"


def waiting(count: int) -> str:
    """
    Say how many suggestions nobody has answered.

    >>> waiting(1), waiting(134)
    ('1 suggestion attend une réponse', '134 suggestions attendent une réponse')
    """
    return f"{counted(count, 'suggestion attend', 'suggestions attendent')} une réponse"


def to_decide(count: int) -> str:
    """
    Say how many passages are left to decide on alone.

    >>> to_decide(1)
    '1 passage à décider'
    """
    return f"{counted(count, 'passage', 'passages')} à décider"


def part(done: int, total: int) -> str:
    """
    Write how many out of how many.

    >>> part(12, 348)
    '12 sur 348'
    """
    return f"{number(done)} sur {number(total)}"


def fired(words: Sequence[str]) -> str:
    """
    Say which words of a passage are in a registre.

    >>> fired(["pas le temps", "je cours"])
    'Le passage contient un indice de ce code : « pas le temps » et « je cours ».'
    """
    return f"Le passage contient un indice de ce code : {listed([f'« {w} »' for w in words])}."


def learnt(authors: Sequence[str], session: str, turn: int) -> str:
    """
    Say which like passage was coded so, and by whom.

    >>> learnt(["claire", "noe"], "E04", 17)
    'Le passage ressemble à un autre, que claire et noe ont codé ainsi (E04, tour 17).'
    """
    by = f"que {listed(authors)} {'ont' if len(authors) > 1 else 'a'} codé ainsi" if authors else "codé ainsi"
    return f"Le passage ressemble à un autre, {by} ({session}, tour {turn})."


def agreement(sources: Sequence[str]) -> str:
    """
    Say which sources agree.

    >>> agreement(["registre", "definition"])
    'Deux sources vont dans le même sens : les indices du code et la définition du code.'
    >>> agreement(["registre"])
    'Une seule source le dit : les indices du code.'
    """
    named = [coding_words.SOURCES.get(s, s) for s in sources]
    if len(named) == 1:
        return f"Une seule source le dit : {named[0]}."
    return f"{COUNTS.get(len(named), number(len(named)))} sources vont dans le même sens : {listed(named)}."


COUNTS = {2: "Deux", 3: "Trois", 4: "Quatre"}


def told(label: str, done: str) -> str:
    """
    Say what has just been decided.

    >>> told("A3 Temps", "accept")
    '« A3 Temps » : accepté.'
    """
    return f"« {label} » : {coding_words.REVIEW_DONE.get(done, done)}."


def put(labels: Sequence[str]) -> str:
    """
    Say which codes a person put before seeing.

    >>> put([]), put(["A3 Temps"])
    ("Vous n'avez mis aucun code.", 'Vous avez mis « A3 Temps ».')
    """
    return f"Vous avez mis {listed([f'« {label} »' for label in labels])}." if labels else coding_words.BLIND_NONE


def agreed(same: int, total: int) -> str:
    """
    Say how far a person and the machine agree on a passage.

    >>> agreed(1, 3), agreed(2, 2), agreed(0, 1)
    ('Accord sur 1 code sur 3.', 'Accord complet avec la suggestion.', 'Désaccord avec la suggestion.')
    """
    if same == total:
        return "Accord complet avec la suggestion."
    return f"Accord sur {counted(same, 'code', 'codes')} sur {number(total)}." if same else (
        "Désaccord avec la suggestion."
    )


def decided_by(verdict: str, authors: Sequence[str]) -> str:
    """
    Say what people decided of a passage.

    >>> decided_by("refused", ["claire"])
    'refusé par claire'
    """
    return f"{coding_words.VERDICTS.get(verdict, verdict)} par {listed(authors)}"


def disagreement_kind(one: Disagreement, coders: tuple[str, str]) -> str:
    """Say what two coders differ on."""
    shared = f"{round(one.shared * 100)} %"
    return coding_words.DISAGREEMENTS[one.kind].format(first=coders[0], second=coders[1], shared=shared)


def left_to_arbitrate(open_: int, total: int) -> str:
    """
    Say how many disagreements are still open.

    >>> left_to_arbitrate(3, 12), left_to_arbitrate(1, 1)
    ('3 à arbitrer sur 12 désaccords', '1 à arbitrer sur 1 désaccord')
    """
    return f"{number(open_)} à arbitrer sur {counted(total, 'désaccord', 'désaccords')}"


def ruled(lines: Sequence[Arbitration], labels: dict[str, str]) -> str:
    """Say what an arbiter ruled."""
    said = [coding_words.RULED.get(a.decision, "").format(code=labels.get(a.code, a.code)) for a in lines]
    return ", ".join(filter(None, dict.fromkeys(said)))


def rulings(lines: Sequence[Arbitration], labels: dict[str, str]) -> str:
    """Say who ruled what, and why."""
    by = {a.author: [x for x in lines if x.author == a.author] for a in lines}
    return " ; ".join(
        coding_words.DEPARTED.format(arbiter=arbiter, said=ruled(own, labels), reason=own[-1].reason)
        for arbiter, own in by.items()
    )


def sessions_hidden(sessions: dict[str, str]) -> str:
    """
    Say which sessions are not shown, and who has not read them.

    >>> sessions_hidden({"E03": "noé", "E04": "noé", "E09": "ana"})
    "Pas montré : E03, E04 (noé ne l'a pas lu) ; E09 (ana ne l'a pas lu)."
    """
    by = {coder: [s for s, c in sessions.items() if c == coder] for coder in dict.fromkeys(sessions.values())}
    said = [f"{', '.join(names)} ({coding_words.NOT_READ.format(coder=coder)})" for coder, names in by.items()]
    return f"{coding_words.NOT_SHOWN} : {' ; '.join(said)}." if said else ""


def grid_changes(before: Grid, after: Grid) -> list[str]:
    """Say what makes a grid and its themes another: what is new, what goes, what reads otherwise."""
    named = {f.id: f.label for f in (*before.book.families, *after.book.families)}
    named |= {c.id: f"{c.id} {c.label}" for c in (*before.book.codes, *after.book.codes)}
    said = []
    for kind, old, new in (
        ("families", before.book.families, after.book.families), ("codes", before.book.codes, after.book.codes),
        ("themes", before.theme_list, after.theme_list),
    ):
        was: dict[str, Family | Code | Theme] = {one.id: one for one in old}
        now: dict[str, Family | Code | Theme] = {one.id: one for one in new}
        gone = [one for id_, one in was.items() if id_ not in now]
        said += [coding_words.GONE_ONE.format(kind=coding_words.GONE_KINDS[kind], label=one.label) for one in gone]
        for id_, one in now.items():
            if id_ not in was:
                said.append(coding_words.NEW_ONE.format(kind=coding_words.NEW_KINDS[kind], label=one.label))
            said += _fields(was.get(id_), one, named)
    return said


def _fields(old: Family | Code | Theme | None, new: Family | Code | Theme, named: dict[str, str]) -> Iterator[str]:
    for name, field in coding_words.CHANGING.items():
        was, now = getattr(old, name, None), getattr(new, name, None)
        if was == now or not (was or now) or (old is None and name == "label"):
            continue
        about = {"field": field, "label": old.label if old else new.label}
        if isinstance(now, tuple):
            gained, lost = ([_told(v, named) for v in one if v not in (other or ())]
                            for one, other in ((now, was), (was or (), now)))
            if gained:
                yield coding_words.GAINED.format(**about, said=", ".join(gained))
            if lost:
                yield coding_words.REMOVED.format(**about, said=", ".join(lost))
        else:
            yield coding_words.BECOMES.format(**about, old=_told(was, named), new=_told(now, named))


def _told(value: object, named: dict[str, str]) -> str:
    if isinstance(value, Marker):
        return f"« {value.pattern} »"
    said = str(value or "")
    return named.get(said, f"« {said} »" if said and not said.isdecimal() else said or coding_words.NONE_SAID)
