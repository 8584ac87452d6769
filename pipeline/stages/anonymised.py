"""turns, identifiers, decisions, study_key → anonymised: the turns that the team may read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.anchoring import anchors
from pipeline.anchoring.anchors import Replacement
from pipeline.anchoring.decisions import ConsentDecision, IdentifierDecision, WithdrawalDecision
from pipeline.ingest.withdrawals import SHOWN as LEFT
from pipeline.ingest.withdrawals import restricted, whole
from pipeline.language.sentences import last_words
from pipeline.model.contracts import AnonymisedTurn, Identifier, Restriction, Turn
from pipeline.model.lazy import by_session
from pipeline.pseudonymise.consent import SHOWN, restrictions, withdrawn_stretches
from pipeline.pseudonymise.people.speakers import NOBODY, UNSAID, heard_pseudonyms, speaker
from pipeline.pseudonymise.resolve.masking import masked, with_joints


def anonymised(
    turns: list[Turn], identifiers: list[Identifier], identifier_decisions: list[IdentifierDecision],
    consent_decisions: list[ConsentDecision], study_key: bytes, withdrawals: Sequence[WithdrawalDecision] = (),
) -> list[AnonymisedTurn]:
    """
    Rewrite every turn under pseudonyms, without what its speaker withdrew; a turn taken out keeps its number.

    A known name or number that is in no identifier is masked all the same.
    """
    said = masked(turns, identifiers, identifier_decisions, study_key)
    about = restrictions(turns, consent_decisions, study_key)
    left = restricted(turns, identifiers, withdrawals, study_key)
    unsaid = by_session([i for i in identifiers if i.turn == UNSAID])
    names = {s: heard_pseudonyms(s, here, unsaid.get(s, ())) for s, here in by_session(turns).items()}
    shown = []
    for turn in turns:
        place = turn.session, turn.turn
        gone = left.get(place, set())
        ordered = sorted({*about.get(place, ()), *gone}, key=lambda r: (r.first_word, r.last_word, r.level))
        new = _rewritten(turn, said[place], tuple(ordered), speaker(turn, names[turn.session]))
        if whole(gone, len(anchors.spans(new))):
            # Its number and its words' numbers stay: nobody else's coding moves.
            name = NOBODY if any(r.level == "erased" for r in gone) else new.speaker
            emptied = tuple(replace(a, start=0, end=len(LEFT)) for a in new.anchors)
            new = replace(new, text=LEFT, speaker=name, anchors=emptied)
        shown.append(replace(new, check=anchors.check(turn.text, study_key)))
    return shown


def _rewritten(turn: Turn, said: list[Identifier], about: tuple[Restriction, ...], name: str) -> AnonymisedTurn:
    spans = anchors.words(turn.text)
    gone = [Replacement(spans[first][0], spans[last][1], SHOWN) for first, last in withdrawn_stretches(about)]
    shown = [piece for i in said for piece in _outside(turn.text, i, gone)]
    text, found = anchors.rewrite(turn.text, with_joints(turn.text, [*gone, *shown]))
    return AnonymisedTurn(
        turn.session, turn.turn, name, turn.role, turn.start_ms, turn.end_ms, text, about, found, last_words(turn.text)
    )


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
