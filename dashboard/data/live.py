"""The last run and what people decided since → what the screens show: a gesture reads one session again."""

from __future__ import annotations

from functools import cached_property

from dashboard.data.corpus import Corpus
from dashboard.data.decided import Decided
from dashboard.data.overlay import SessionDecisions, SessionView, joined, news, overlaid, part, said, slices
from dashboard.data.passages import CorpusReading

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
            self._last = decided, joined(self.corpus, parts, sum(late.values()))
        return self._last[1]

    def _of(self, session: str) -> Corpus:
        return self._run.get(session) or Corpus(self.corpus.settings, self.corpus.codebook)

    def _part(self, session: str, by_session: dict[str, SessionDecisions], known: set[str]) -> SessionView:
        before = self._done.get(session)
        now = by_session.get(session, SessionDecisions())
        if not before or before[0] != now:
            before = self._done[session] = now, part(overlaid(self._of(session), now, known))
        return before[1]
