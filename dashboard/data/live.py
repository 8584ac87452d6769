"""The rows of a run and what people decided since → the same rows as they stand now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain
from typing import Any

from dashboard.data.corpus import Corpus
from dashboard.data.decisions_read import Decided
from dashboard.data.marks import meetings
from dashboard.data.passages import CorpusReading, Passage, read
from pipeline.anchoring.anchors import spans
from pipeline.anchoring.word_places import parse_excerpt_id, place_consent
from pipeline.coding.codings_in_place import Coded
from pipeline.model.contracts import CONSENTS, AnonymisedTurn, Coding, Consent, Excerpt, Orphan, Restriction, Suggestion
from pipeline.model.decision_rows import Arbitration, CodingDecision, ConsentDecision
from pipeline.model.lazy import by_session
from pipeline.pseudonymise.consent import strictest
from pipeline.stages.codings import DISMISSED, STATUS, codings

Turns = dict[tuple[str, int], AnonymisedTurn]


def reserved(corpus: Corpus, lines: Sequence[ConsentDecision]) -> Corpus:
    """Reserve what is to be; a reserve of the last run that was lifted since holds until the next."""
    wanted = [d for d in lines if d.level in CONSENTS[1:] and d.session in corpus.turns]
    touched: Turns = {}
    more: dict[tuple[str, int], set[Restriction]] = defaultdict(set)
    for line in wanted:
        turns = corpus.turns[line.session]
        checks = {n: t.check for n, t in sorted(turns.items()) if t.check}
        for there in place_consent(line, checks).stretches:
            for n, turn in turns.items():
                if there.turn <= n <= there.last_turn:
                    touched[line.session, n] = turn
                    end = len(spans(turn)) - 1
                    last = there.last_word if turn.turn == there.last_turn and there.last_word >= 0 else end
                    restriction = Restriction(there.first_word if turn.turn == there.turn else 0, last, line.level)
                    more[line.session, n].add(restriction)
    if not touched:
        return corpus
    changed: Turns = {}
    for at, turn in touched.items():
        about = sorted({*turn.consent, *more[at]}, key=lambda r: (r.first_word, r.last_word, r.level))
        changed[at] = replace(turn, consent=tuple(about))
    return replace(
        corpus, opened=None, anonymised=tuple(changed.get((t.session, t.turn), t) for t in corpus.anonymised),
        excerpts=tuple(_excerpt(e, changed) for e in corpus.excerpts),
        codings=tuple(_coding(c, changed) for c in corpus.codings),
    )


def _excerpt(excerpt: Excerpt, changed: Turns) -> Excerpt:
    turn = changed.get((excerpt.session, excerpt.turn))
    if not turn:
        return excerpt
    place = parse_excerpt_id(excerpt.excerpt)
    return replace(excerpt, consent=_stricter(excerpt.consent, strictest(turn, place.first_word, place.last_word)))


def _coding(coding: Coding, changed: Turns) -> Coding:
    crossed = (changed.get((coding.session, n)) for n in range(coding.turn, coding.last_turn + 1))
    # A turn of which something is reserved reserves the coding: too widely until the next run, never too little.
    levels = [r.level for turn in crossed if turn for r in turn.consent]
    return replace(coding, consent=_stricter(coding.consent, *levels)) if levels else coding


def _stricter(*levels: Consent) -> Consent:
    return max(levels, key=CONSENTS.index)


WITH_A_SESSION = ("anonymised", "participants", "excerpts", "codings", "orphans")


@dataclass(frozen=True)
class SessionDecisions:
    """
    What people hold of one session.

    Attributes:
        held: the lines of coders in force.
        rulings: the arbitrations in force.
    """

    held: tuple[CodingDecision, ...] = ()
    rulings: tuple[Arbitration, ...] = ()

    @property
    def placing(self) -> dict[str, Coded]:
        """The lines that put codes on words or turn them down, by id."""
        codes: list[Coded] = [d for d in self.held if d.decision in STATUS]
        return {d.id: d for d in (*codes, *(a for a in self.rulings if a.decision not in DISMISSED))}


@dataclass(frozen=True, eq=False)
class SessionView:
    """What a reading holds of one session."""

    codings: tuple[Coding, ...]
    orphans: tuple[Orphan, ...]
    passages: tuple[Passage, ...]
    counted: tuple[Passage, ...]
    selected: tuple[Passage, ...] = ()
    selected_counted: tuple[Passage, ...] = ()


def slices(corpus: Corpus) -> dict[str, Corpus]:
    """Cut a corpus into its sessions, in order; what speaks of none stays out."""
    rows: dict[str, Mapping[str, Sequence[Any]]] = {n: by_session(getattr(corpus, n)) for n in WITH_A_SESSION}
    suggestions: dict[str, list[Suggestion]] = defaultdict(list)
    for s in corpus.suggestions:
        if s.excerpt in corpus.by_id:
            suggestions[corpus.by_id[s.excerpt].session].append(s)
    rows["suggestions"] = suggestions
    bare = replace(corpus, themes=(), answers=(), topics=(), groupings=())
    found: dict[str, Corpus] = {}
    for session in sorted(set().union(*rows.values())):
        own: Any = {name: of.get(session, ()) for name, of in rows.items()}
        # Turns that nobody opened stay as they are.
        own |= {name: tuple(of) for name, of in own.items() if isinstance(of, list)}
        found[session] = replace(bare, **own)
    return found


def said(decided: Decided) -> dict[str, SessionDecisions]:
    """Arrange what people hold by session."""
    held = by_session([d for state in decided.now.by_coder.values() for d in state.lines])
    rulings = by_session(decided.rulings)
    return {s: SessionDecisions(tuple(held.get(s, ())), tuple(rulings.get(s, ()))) for s in {*held, *rulings}}


def news(run: Corpus, now: SessionDecisions, known: Collection[str]) -> int:
    """
    Count the decisions on a session that the last run did not know.

    A line that is no longer on disk is not news: what it said stays until the next run.

    Args:
        run: the session as the last run left it.
        now: what people decide of it at this moment.
        known: ids of the lines on disk.
    """
    placing = now.placing
    marks = {d.id for d in now.held} - placing.keys()
    before = {c.coding for c in run.codings if c.author_kind == "person"} | {o.id for o in run.orphans}
    new = placing.keys() - before
    gone = {name for name in before - placing.keys() - marks if name in known}
    return len(new) + len(gone - {placing[name].replaces for name in new})


def overlaid(run: Corpus, now: SessionDecisions, known: Collection[str]) -> Corpus:
    """
    Put codes as the stage would, with what people decided up to now.

    Args:
        run: the session as the last run left it.
        now: what people decide of it at this moment.
        known: ids of the lines on disk, whose codings are put anew; others of the run stay.
    """
    kept = [c for c in run.codings if c.author_kind == "person" and c.coding not in known]
    settled = {(e.excerpt, c.code) for c, e in meetings(replace(run, codings=tuple(kept)))}
    waiting = [s for s in run.suggestions if (s.excerpt, s.code) not in settled]
    made, orphans = codings(
        list(run.anonymised), list(run.excerpts), waiting, run.codebook, now.held, now.rulings,
    )
    lost = [o for o in run.orphans if o.id not in known]
    return replace(run, codings=tuple(sorted([*kept, *made], key=lambda c: c.coding)), orphans=(*lost, *orphans))


def part(of_session: Corpus) -> SessionView:
    """Read one session."""
    found = read(of_session)
    return SessionView(
        of_session.codings, of_session.orphans, found.passages, found.counted, found.selected, found.selected_counted,
    )


def joined(
    corpus: Corpus, parts: Mapping[str, SessionView], pending: int = 0, read_whole: Collection[str] = (),
) -> CorpusReading:
    """
    Put sessions together again; the turns of the corpus that were opened stay so.

    Args:
        corpus: as the last run left it.
        parts: every session with the decisions of now laid over it, in order.
        pending: how many decisions the last run did not know.
        read_whole: sessions that somebody read whole.
    """
    all_parts: Sequence[SessionView] = list(parts.values())
    laid = replace(
        corpus, codings=tuple(chain.from_iterable(p.codings for p in all_parts)),
        orphans=tuple(chain.from_iterable(p.orphans for p in all_parts)), opened=corpus.turns,
    )

    def end_to_end(name: str) -> tuple[Passage, ...]:
        return tuple(chain.from_iterable(getattr(p, name) for p in all_parts))

    return CorpusReading(
        laid, end_to_end("passages"), end_to_end("counted"), pending, end_to_end("selected"),
        end_to_end("selected_counted"), frozenset(read_whole),
    )


NOTHING = SessionView((), (), (), ())


class Live:
    """
    A run read once, over which decisions are laid as they come.

    It is shared by everyone who has the dashboard open: what it remembers depends on the run and on the decisions
    only, never on who asks.
    """

    def __init__(self, corpus: Corpus) -> None:
        self.corpus = corpus
        self._done: dict[str, tuple[SessionDecisions, SessionView]] = {}
        self._last: tuple[Decided, CorpusReading] | None = None

    @cached_property
    def _run(self) -> dict[str, Corpus]:
        return slices(self.corpus)

    @cached_property
    def _parts(self) -> dict[str, SessionView]:
        return {session: part(of) for session, of in self._run.items()}

    def prepare(self) -> None:
        """Read every session as the run left it."""
        _ = self._parts

    def reading(self, decided: Decided) -> CorpusReading:
        """Give the corpus as it is now; the same object as long as nobody has decided anything."""
        if not self._last or self._last[0] is not decided:
            known = {line.id for line in (*decided.every, *decided.rulings)}
            now = said(decided)
            late = {s: news(self._of(s), now.get(s, SessionDecisions()), known) for s in sorted({*self._run, *now})}
            parts = {s: self._part(s, now, known) if many else self._parts.get(s, NOTHING) for s, many in late.items()}
            read_whole = {session for state in decided.now.by_coder.values() for session in state.read}
            self._last = decided, joined(self.corpus, parts, sum(late.values()), read_whole)
        return self._last[1]

    def _of(self, session: str) -> Corpus:
        return self._run.get(session) or Corpus(self.corpus.settings, self.corpus.codebook)

    def _part(self, session: str, by_session: dict[str, SessionDecisions], known: set[str]) -> SessionView:
        before = self._done.get(session)
        now = by_session.get(session, SessionDecisions())
        if not before or before[0] != now:
            before = self._done[session] = now, part(overlaid(self._of(session), now, known))
        return before[1]
