"""Cases, decisions → what was decided of them, how far a review is; what may stand in the place of a name."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from itertools import pairwise
from statistics import median

from pipeline.anchoring import anchors
from pipeline.anchoring.anchors import Replacement
from pipeline.language import person_names, placeholders
from pipeline.language.folds import fold_for_search
from pipeline.language.lexicon import grammatical, ordinary
from pipeline.language.name_phrases import WORD, Phrase, phrase
from pipeline.language.placeholders import LABELS, elides
from pipeline.model.contracts import IdentifierType, Restriction, Turn
from pipeline.model.decision_rows import IdentifierDecision, in_time
from pipeline.model.errors import FiligraneError
from pipeline.pseudonymise.consent import SHOWN, withdrawn_stretches
from pipeline.pseudonymise.resolve.masking import with_joints
from pipeline.pseudonymise.resolve.mentions import IdentifierRuling, rulings
from pipeline.pseudonymise.resolve.persons import read_name
from pipeline.pseudonymise.resolve.pseudonyms import PseudonymKind, others
from pipeline.pseudonymise.review.cases import ReviewCase, Spot


@dataclass(frozen=True, slots=True)
class DecidedCase:
    """A decision whose words still stand where it says."""

    decision: IdentifierDecision
    ruling: IdentifierRuling

    @property
    def spot(self) -> Spot:
        m = self.ruling.mention
        return m.session, m.turn, m.start, m.end


@dataclass(frozen=True)
class DecidedCases:
    """Decisions in force, the last word of all readers: of one place, and of every place with the same words."""

    here: dict[Spot, DecidedCase] = field(default_factory=dict)
    everywhere: dict[Phrase, DecidedCase] = field(default_factory=dict)

    def of(self, case: ReviewCase) -> DecidedCase | None:
        """Give what was decided for a case: what was said of its very place comes first."""
        return self.here.get(case.spot) or self.everywhere.get(case.phrase)

    def settled(self, cases: Iterable[ReviewCase]) -> dict[Spot, DecidedCase]:
        """Give the decided ones of some cases."""
        both = ((case.spot, self.of(case)) for case in cases)
        return {spot: held for spot, held in both if held}


def decided_cases(turns: Iterable[Turn], decisions: Iterable[IdentifierDecision], key: bytes) -> DecidedCases:
    """
    Read decisions in order of time: the last about a place, or about words, is the one that holds.

    A line for every place speaks of its own place too, as ``mentions.apply_rulings`` has it.

    Args:
        turns: those under review.
        decisions: of people, in force.
        key: the secret of the study, under which words are known again.
    """
    by_place = {(t.session, t.turn): t for t in turns}
    found = DecidedCases()
    for d in in_time(decisions):
        turn = by_place.get((d.session, d.turn))
        held = _held(turn, d, key) if turn else None
        if held is None and d.everywhere and d.stands_on_words:
            of_session = [t for (session, _), t in by_place.items() if session == d.session]
            held = next((DecidedCase(d, r) for r in rulings(of_session, [d], key)), None)
        if held:
            found.here[held.spot] = held
        if held and held.ruling.everywhere:
            found.everywhere[held.ruling.mention.phrase] = held
    return found


# Each gesture adds a line: the others are not weighed again.
@lru_cache(maxsize=1 << 16)
def _held(turn: Turn, decision: IdentifierDecision, key: bytes) -> DecidedCase | None:
    return next((DecidedCase(decision, r) for r in rulings([turn], [decision], key)), None)


@dataclass(frozen=True, slots=True)
class SessionProgress:
    """
    How far a session is.

    Attributes:
        doubtful: doubtful proposals on which nobody has decided yet.
        readers: who signed.
        pending: decisions that the last run did not know.
    """

    decided: int
    total: int
    doubtful: int
    readers: tuple[str, ...]
    pending: int

    @property
    def left(self) -> int:
        return self.total - self.decided


def progress(
    session: str, found: Sequence[ReviewCase], now: DecidedCases, decisions: Iterable[IdentifierDecision],
    signed: Iterable[str] = (),
) -> SessionProgress:
    """
    Count what is decided in a session and what is not.

    Args:
        session: the session.
        found: its proposals, as the last run left them.
        now: what has been decided.
        decisions: the lines in force, for the signatures.
        signed: the readers whose signature the last run knew.
    """
    asked = [c for c in found if not c.on_purpose]
    settled = now.settled(asked)
    readers = signatures(session, decisions)
    pending = len(added(session, found, now)) + len(set(readers) ^ set(signed))
    for case in (c for c in asked if c.spot in settled):
        mention = settled[case.spot].ruling.mention
        shown = mention.wanted in {"", case.replacement} and mention.decided in {"", case.entity}
        pending += case.source != "person" or (mention.action == "keep") != (case.action == "keep") or not shown
    doubtful = sum(1 for c in asked if c.doubts and c.spot not in settled)
    return SessionProgress(len(settled), len(asked), doubtful, readers, pending)


WEIGHED, FEWEST_TIMED = 30, 5  # decisions
PAUSE = 60  # seconds: beyond, the reader was doing something else


def seconds_each(decisions: Iterable[IdentifierDecision], author: str) -> float | None:
    """Give the median time between the last decisions of a reader, pauses set apart; nothing when they are too few."""
    own = sorted({d.at for d in decisions if d.author == author and d.rules_words and d.by_gesture})[-WEIGHED:]
    times = [datetime.fromisoformat(at) for at in own]
    apart = [(after - before).total_seconds() for before, after in pairwise(times)]
    worked = [seconds for seconds in apart if seconds <= PAUSE]
    return median(worked) if len(worked) >= FEWEST_TIMED else None


def signatures(session: str, decisions: Iterable[IdentifierDecision]) -> tuple[str, ...]:
    """Name those who signed the review of a session."""
    return tuple(sorted({d.author for d in decisions if d.signs and d.session == session}))


def added(session: str, found: Iterable[ReviewCase], now: DecidedCases) -> list[ReviewCase]:
    """
    Give what people asked to hide in a session beyond what was proposed, until the next run takes it up.

    Args:
        session: under review.
        found: what was proposed there.
        now: what people decided.
    """
    known = {c.spot for c in found}
    new = sorted(spot for spot in now.here if spot[0] == session and spot not in known)
    both = ((now.here[spot].decision, now.here[spot].ruling.mention) for spot in new)
    return [
        ReviewCase(
            m.session, m.turn, m.start, m.end, d.first_word, d.last_word, m.said, m.type, m.decided, m.action, m.wanted,
        )
        for d, m in both
    ]


OFFERED = 6
# A year, a decade may be said of a date or an age: they are the words of what is made coarser.
COARSENED: frozenset[IdentifierType] = frozenset({"date", "age"})
NAMING: frozenset[IdentifierType] = frozenset({"person", "place", "organisation", "misc"})


def names_borne(cases: Iterable[ReviewCase]) -> frozenset[str]:
    """Give the folded words by which the corpus names people, places and organisations."""
    said = {word for c in cases if c.type in NAMING for word in c.phrase}
    return frozenset(w for w in said if len(w) > 1 and not grammatical(w))


def allowed(typed: str, case: ReviewCase, borne: Collection[str]) -> str:
    """
    Check a replacement that a person typed.

    Raises:
        FiligraneError: it is empty, or holds a word of a name of the corpus, which would then leave it.
    """
    text = " ".join(typed.split())
    said = {word for word in case.phrase if not grammatical(word)}
    if not phrase(text):
        raise FiligraneError("Écrivez ce que l'équipe lira à la place.")
    digits = set(phrase(text)) & said if case.type not in NAMING | COARSENED else ()
    # « Rose » names somebody, « rose » is a colour.
    naming = {fold_for_search(w) for w in WORD.findall(text) if w[0].isupper() or not ordinary(w)}
    if digits or naming & (said | set(borne)):
        raise FiligraneError("Ce remplacement contient un nom du corpus, qui sortirait ainsi : choisissez-en un autre.")
    return text


def alternatives(case: ReviewCase, key: bytes, unavailable: Collection[str]) -> list[str]:
    """
    Offer other replacements, in an order that only the key draws, without an ``unavailable`` folded word.

    Args:
        case: what is masked.
        key: the secret of the study.
        unavailable: folded words that the corpus says or that others bear.
    """
    if case.type == "person":
        return _names(case, key, unavailable)
    if case.type not in {"place", "organisation"}:
        return []
    invented = _free(case, key, PseudonymKind("place", elides(case.said)), unavailable)
    if case.type == "place":
        shown = [placeholders.place(case.said, name, "") for name in invented]
    else:
        shown = [placeholders.organisation(case.said, name) for name in invented]
    # In brackets where the settings put what stands for it in brackets.
    return [f"[{name}]" for name in shown] if case.replacement.startswith("[") else shown


def _free(case: ReviewCase, key: bytes, kind: PseudonymKind, unavailable: Collection[str]) -> list[str]:
    drawn = others(key, f"alternative|{' '.join(case.phrase)}", kind)
    return [name for name in drawn if fold_for_search(name) not in unavailable][:OFFERED]


def _names(case: ReviewCase, key: bytes, unavailable: Collection[str]) -> list[str]:
    name = read_name(case.said)
    listed = person_names.known(phrase(case.replacement)[:1]) or person_names.known(name.given)
    gender, generation = (listed.gender, listed.generation) if listed else ("n", 0)
    given = PseudonymKind("given", elides(" ".join(name.given)), gender, 0 if gender == "n" else generation)
    families = _free(case, key, PseudonymKind("family", elides(" ".join(name.family))), unavailable)
    if not name.given:
        return families
    firsts = _free(case, key, given, unavailable)
    return [f"{a} {b}" for a, b in zip(firsts, families, strict=False)] if name.family else firsts


TO_COME = "[…]"


@dataclass(frozen=True, slots=True)
class ShownPiece:
    """Some words of a turn as the team will read them: as they were said, replaced, or kept by a person."""

    text: str
    kind: str = ""


def rewritten(
    text: str, cases: Iterable[ReviewCase], now: DecidedCases, about: Iterable[Restriction] = (),
) -> list[ShownPiece]:
    """
    Write a turn as the team will read it, piece by piece.

    A name that was only just added has no pseudonym before the next run: « […] » stands for it.

    Args:
        text: as it was said.
        cases: what was proposed in it, or added since.
        now: what people decided.
        about: what speakers took back of it.
    """
    spans = anchors.words(text)
    gone = [Replacement(spans[a][0], spans[b][1], SHOWN) for a, b in withdrawn_stretches(about)]
    replaced = [*gone]
    for case in cases:
        held = now.of(case)
        action = held.ruling.mention.action if held else case.action
        replaced.append(Replacement(case.start, case.end, replacement(case, held), replaced=action != "keep"))
    new, found = anchors.rewrite(text, with_joints(text, replaced))
    pieces: list[ShownPiece] = []
    done = 0
    for a in found:
        pieces += [
            ShownPiece(new[done : a.start]), ShownPiece(new[a.start : a.end], "replaced" if a.replaced else "kept")
        ]
        done = a.end
    return [p for p in [*pieces, ShownPiece(new[done:])] if p.text]


def replacement(case: ReviewCase, held: DecidedCase | None) -> str:
    """Give what will stand for a case when it is replaced."""
    chosen = held.ruling.mention.wanted if held else ""
    return chosen or case.replacement or LABELS.get(case.type, TO_COME)
