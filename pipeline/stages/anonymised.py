"""turns, identifiers, decisions, study_key → anonymised: the turns that the team may read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline import anchors
from pipeline.anchors import Replacement
from pipeline.contracts import AnonymisedTurn, Identifier, Restriction, Turn
from pipeline.deciding.withdrawals import SHOWN as LEFT
from pipeline.deciding.withdrawals import restricted, whole
from pipeline.decisions import ConsentDecision, IdentifierDecision, WithdrawalDecision
from pipeline.errors import NameWouldLeak
from pipeline.french.sentences import last_words
from pipeline.identity.joints import with_joints
from pipeline.identity.known import Known, known_names
from pipeline.identity.mentions import Place
from pipeline.identity.passages import SHOWN, restrictions, withdrawn
from pipeline.identity.rulings import cleared
from pipeline.people.speakers import NOBODY, UNSAID, heard_pseudonyms, speaker


def anonymised(
    turns: list[Turn], identifiers: list[Identifier], identifier_decisions: list[IdentifierDecision],
    consent_decisions: list[ConsentDecision], study_key: bytes, withdrawals: Sequence[WithdrawalDecision] = (),
) -> list[AnonymisedTurn]:
    """
    Rewrite every turn under pseudonyms, without what its speaker withdrew; a turn taken out keeps its number.

    Raises:
        NameWouldLeak: a known name stands in a turn, neither masked nor cleared by a person.
    """
    said = _obeyed(identifiers, turns, identifier_decisions, study_key)
    known = known_names(turns, [i for i in identifiers if i.turn != UNSAID])
    about = restrictions(turns, consent_decisions, study_key)
    left = restricted(turns, identifiers, withdrawals, study_key)
    names = {s: heard_pseudonyms(s, turns, identifiers) for s in sorted({t.session for t in turns})}
    for turn in turns:
        _check(turn, said[turn.session, turn.turn], known)
    shown = [
        _rewritten(t, said[t.session, t.turn], _ordered(about, left, (t.session, t.turn)), speaker(t, names[t.session]))
        for t in turns
    ]
    shown = [_without_who_left(t, left.get((t.session, t.turn), set())) for t in shown]
    return [replace(new, check=anchors.check(old.text, study_key)) for old, new in zip(turns, shown, strict=True)]


def _obeyed(
    identifiers: list[Identifier], turns: list[Turn], decisions: list[IdentifierDecision], key: bytes
) -> dict[Place, list[Identifier]]:
    # What is kept must be cleared by a decision that still holds: anything else is replaced.
    allowed = cleared(turns, decisions, key)
    by_turn: dict[Place, list[Identifier]] = defaultdict(list)
    for i in identifiers:
        by_turn[i.session, i.turn].append(i if i.action != "keep" or allowed(i) else replace(i, action="replace"))
    return by_turn


def _check(turn: Turn, said: list[Identifier], known: Known) -> None:
    for match, _ in known.find(turn):
        inside = (c for c in range(match.start, match.end) if turn.text[c].isalnum())
        if not all(any(i.start <= c < i.end for i in said) for c in inside):
            raise NameWouldLeak(
                f"Entretien {turn.session}, tour {turn.turn} : un nom connu n'y est pas masqué. Rien n'a été écrit. "
                "Relancez « dvc repro identifiers » ; si cela persiste, masquez-le à la page Pseudonymisation."
            )


def _rewritten(turn: Turn, said: list[Identifier], about: tuple[Restriction, ...], name: str) -> AnonymisedTurn:
    spans = anchors.words(turn.text)
    gone = [Replacement(spans[first][0], spans[last][1], SHOWN) for first, last in withdrawn(about)]
    shown = [piece for i in said for piece in _outside(turn.text, i, gone)]
    text, found = anchors.rewrite(turn.text, with_joints(turn.text, [*gone, *shown]))
    return AnonymisedTurn(
        turn.session, turn.turn, name, turn.role, turn.start_ms, turn.end_ms, text, about, found, last_words(turn.text)
    )


def _ordered(
    about: dict[Place, tuple[Restriction, ...]], left: dict[Place, set[Restriction]], place: Place
) -> tuple[Restriction, ...]:
    both = {*about.get(place, ()), *left.get(place, ())}
    return tuple(sorted(both, key=lambda r: (r.first_word, r.last_word, r.level)))


def _without_who_left(turn: AnonymisedTurn, left: set[Restriction]) -> AnonymisedTurn:
    if not whole(left, len(anchors.spans(turn))):
        return turn
    # Its number and its words' numbers stay: nobody else's coding moves.
    name = NOBODY if any(r.level == "erased" for r in left) else turn.speaker
    gone = tuple(replace(a, start=0, end=len(LEFT)) for a in turn.anchors)
    return replace(turn, text=LEFT, speaker=name, anchors=gone)


def _outside(text: str, identifier: Identifier, gone: list[Replacement]) -> Iterator[Replacement]:
    # A name that begins or ends in a passage taken out is masked in what is left of it.
    start, end = identifier.start, identifier.end
    for passage in gone:
        if passage.start <= start < passage.end:
            start = passage.end
        if passage.start < end <= passage.end:
            end = passage.start
    if anchors.WORD.search(text, start, max(start, end)):
        yield Replacement(start, end, identifier.replacement, replaced=identifier.action != "keep")
