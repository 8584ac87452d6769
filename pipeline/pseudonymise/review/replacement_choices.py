"""A case → replacements to choose among, what may be typed, and what the team will read after the next run."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from pipeline.anchoring import anchors
from pipeline.anchoring.anchors import Replacement
from pipeline.language import first_names, placeholders
from pipeline.language.folds import fold_for_search
from pipeline.language.lexicon import grammatical, ordinary
from pipeline.language.name_phrases import WORD, phrase
from pipeline.language.placeholders import LABELS, elides
from pipeline.model.contracts import IdentifierType, Restriction
from pipeline.model.errors import FiligraneError
from pipeline.pseudonymise.consent.restrictions import SHOWN, withdrawn_stretches
from pipeline.pseudonymise.resolve.masking import with_joints
from pipeline.pseudonymise.resolve.persons import read_name
from pipeline.pseudonymise.resolve.pseudonyms import PseudonymKind, others
from pipeline.pseudonymise.review.cases import ReviewCase
from pipeline.pseudonymise.review.decided_cases import DecidedCase, DecidedCases

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
    """Offer other replacements, in an order that only the key draws, without an ``unavailable`` folded word."""
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
    listed = first_names.known(phrase(case.replacement)[:1]) or first_names.known(name.given)
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
