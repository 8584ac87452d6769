"""Everything made, and the private names → where one stands bare: a fault that stops, or words to be settled."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from hashlib import blake2b
from itertools import chain
from typing import Any

from pipeline.anchoring.decisions import IdentifierDecision, LeakDecision
from pipeline.ingest.session import Session
from pipeline.language.name_phrases import Phrases, phrase
from pipeline.model.contracts import Identifier, Turn, Unsettled
from pipeline.model.files import normalised
from pipeline.pseudonymise.leak_search.made_files import Document
from pipeline.pseudonymise.leak_search.name_search import (
    NO_SENTENCE,
    Found,
    SearchedNames,
    let_through,
    stands,
    stands_in_path,
)
from pipeline.pseudonymise.leak_search.questions import (
    QuestionMaterial,
    blanked,
    in_made,
    in_turns,
    in_written,
    waiting,
)
from pipeline.pseudonymise.people.attributes import described
from pipeline.pseudonymise.resolve.known_names import Usage, known_names
from pipeline.pseudonymise.resolve.masking import hiding, numbers_of, ruled_by_turn
from pipeline.pseudonymise.resolve.mentions import kept_by_settings, kept_everywhere, rulings
from pipeline.pseudonymise.resolve.persons import SpokenCorpus, told

MARK = 16  # bytes: of any two lines ever written, no two bear the same
Look = Callable[[str], tuple[Found, ...]]


def leaks(
    made: Iterable[Document], turns: list[Turn], identifiers: list[Identifier], sessions: list[Session],
    identifier_decisions: list[IdentifierDecision], leak_decisions: list[LeakDecision], study_key: bytes,
) -> tuple[dict[str, Any], list[Unsettled]]:
    """
    Tell in which files a private name or number stands, by kind, and list the words that a person has to settle.

    What stops a run is a name of the metadata or of a signed review, or a number, bare in what the machine made:
    a fault of the program. All else is a question, which holds back the exports of its interview.
    """
    searched_names = names_to_search(turns, identifiers, sessions, identifier_decisions, study_key)
    asking = QuestionMaterial.of(turns, identifiers, identifier_decisions, searched_names, study_key)
    questions = {q.id: q for q in in_turns(asking)}
    look = _once(lambda line: tuple(stands(line, searched_names)))
    found: Counter[tuple[str, str]] = Counter()
    checked = 0
    for document in made:
        checked += document.of_study
        if document.written:
            questions |= {q.id: q for q in in_written(document, asking)}
        else:
            certain = list(_certain(document, searched_names, look, named_so={s.session for s in sessions}))
            place = shown(document.path, searched_names)
            found.update((place, f.kind) for _, _, f in certain)
            questions |= {q.id: q for q in in_made(document, asking, certain)}
    rows = list(questions.values())
    return _report(found, rows, leak_decisions, checked, len(searched_names)), rows


def _once(search: Look) -> Look:
    # A sentence stands in many tables, which repeat one another: it is searched once, and known again by a mark.
    known: dict[bytes, tuple[Found, ...]] = {}

    def look(line: str) -> tuple[Found, ...]:
        mark = blake2b(line.encode("utf-8", "surrogatepass"), digest_size=MARK).digest()
        if mark not in known:
            known[mark] = search(line)
        return known[mark]

    return look


def _report(
    found: Counter[tuple[str, str]], rows: list[Unsettled], decisions: list[LeakDecision], checked: int, names: int
) -> dict[str, Any]:
    left: dict[str, list[str]] = defaultdict(list)
    for row in waiting(rows, decisions):
        left[row.session].append(row.id)
    places = [{"place": place, "kind": kind, "count": count} for (place, kind), count in sorted(found.items())]
    words = len({row.check for row in waiting(rows, decisions)})
    return {
        "checked": checked, "names": names, "found": places, "stop": bool(places), "words_to_settle": words,
        "to_settle": {session: sorted(ids) for session, ids in sorted(left.items())},
    }


def _certain(
    document: Document, searched_names: SearchedNames, look: Look, named_so: set[str],
) -> Iterator[tuple[int, str, Found]]:
    # Who gives an interview the name of somebody for its identifier is asked about it, not stopped.
    own = {phrase(session) for session in named_so}
    lines = enumerate(document.text.split("\n"), 1) if searched_names.may_stand(document.text) else ()
    path = ((0, f"{NO_SENTENCE} {part}") for part in normalised(document.path).split("/"))
    for line, text in chain(lines, path):
        for found in look(text):
            if not found.doubtful and (not found.phrase or found.phrase not in own):
                yield line, text, found


def shown(path: str, searched_names: SearchedNames) -> str:
    """Write a path without the names it may hold; that of a file of decisions is who signs it."""
    return "/".join("…" if any(stands_in_path(part, searched_names)) else part for part in path.split("/"))


def names_to_search(
    turns: Sequence[Turn], identifiers: Iterable[Identifier], sessions: Sequence[Session],
    decisions: Sequence[IdentifierDecision] = (), key: bytes = b"",
) -> SearchedNames:
    """
    Gather what must stand nowhere: what was masked, who takes part, the names that files received hold.

    Args:
        turns: source turns, as they were read.
        identifiers: as the stage made them; what they keep may stand anywhere.
        sessions: what metadata say: names of those who take part.
        decisions: with what was kept on purpose, and which reviews are signed.
        key: of the study.
    """
    usage = Usage.of(turns)
    signed = frozenset(d.session for d in decisions if d.signs)
    said = ruled_by_turn(turns, [i for i in identifiers if (i.session, i.turn) in usage.texts], decisions, key)
    rows = [i for of in said.values() for i in of]
    names = told([*sessions, *SpokenCorpus.of(list(turns), list(sessions)).sessions])
    kept_on_purpose = [*kept_everywhere(rulings(turns, decisions, key)), *kept_by_settings(usage.texts, rows, key)]
    known = known_names(usage, rows, names, kept_on_purpose, signed)
    left = (blanked(t.text, said[t.session, t.turn]) for t in turns)
    numbers = numbers_of(usage, hiding(rows))
    kept = {phrase(usage.texts[i.session, i.turn][i.start : i.end]) for i in rows if i.action == "keep"}
    borne = {word for i in hiding(identifiers) for word in phrase(i.replacement)}
    told_apart = Phrases(described(sessions, usage.texts.values()))
    return SearchedNames(known, numbers, frozenset(kept), frozenset(borne), let_through(left, known), told_apart)

