"""Two runs of a study → what changed from one to the other, as the screens tell it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from functools import cached_property

from dashboard.access.study_place import is_program, study
from dashboard.data import freshness
from dashboard.data.corpus import Corpus
from pipeline.changes import change_words
from pipeline.changes.causes import PRECEDENCE
from pipeline.changes.changes import Change, Total, changes, code_totals, sums, theme_changes, theme_totals
from pipeline.changes.past_tables import KEPT_LOCK, LOCK, PREVIOUS, RUN, Tables, load_before, load_now, shown
from pipeline.changes.run_tables import LAYERS
from pipeline.model.errors import FiligraneError
from pipeline.model.study import Study
from pipeline.vault.versions import saving
from pipeline.vault.versions.saving import StudyVersion
from pipeline.vault.versions.wording import moment


@dataclass(frozen=True, eq=False)
class ComparedRuns:
    """Two runs, and what changed from one to the other, worked out once."""

    before: Tables
    after: Tables

    @cached_property
    def lines(self) -> list[Change]:
        """What changed in codes."""
        return changes(self.before, self.after)

    @property
    def changed(self) -> bool:
        """Whether the sentence has anything to tell, that one could ask the reasons of."""
        return any(any(sums(self.codes, layer)) for layer in LAYERS)

    @cached_property
    def codes(self) -> list[Total]:
        """The account of each code."""
        return code_totals(self.before, self.after, self.lines)

    @cached_property
    def themes(self) -> list[Total]:
        """The account of each theme."""
        return theme_totals(self.before, self.after, theme_changes(self.before, self.after, self.lines))

    @cached_property
    def theme_labels(self) -> dict[str, str]:
        """The names of themes, even of those that are no more."""
        return {t.theme: t.label for side in (self.before, self.after) for t in side.themes}


def since(of: ComparedRuns, words: str, named: Callable[[str], str]) -> str:
    """Tell in one sentence what changed since some moment."""
    return change_words.sentence(words, of.codes, named)


def since_last(of: ComparedRuns | None, named: Callable[[str], str]) -> str:
    """Tell in one sentence what changed since the run before; nothing where none is kept."""
    return since(of, change_words.SINCE_LAST, named) if of else ""


def causes(lines: Iterable[Change]) -> list[str]:
    """Name the causes there are, in the order in which they are told."""
    there = {c.cause for c in lines}
    return [cause for cause in PRECEDENCE if cause in there]


def chosen(lines: Iterable[Change], codes: Collection[str], of: Collection[str], layer: str) -> list[Change]:
    """
    Keep the lines of some codes, causes and layer; nothing chosen keeps all.

    Args:
        lines: all that changed.
        codes: ids.
        of: causes.
        layer: counted or suggested; empty for both.
    """
    return [
        c for c in lines
        if (not codes or c.code in codes) and (not of or c.cause in of) and layer in {"", c.layer}
    ]


def told(corpus: Corpus, excerpt: str) -> bool:
    """Tell whether one may say where an excerpt stands: nobody asked not to be named there."""
    known = corpus.by_id.get(excerpt)
    return known is None or known.consent != "unattributed"


WATCHED = ("build/tables/run.json", LOCK, f"{PREVIOUS}/{RUN}", KEPT_LOCK)


def compared(revision: str = "") -> ComparedRuns:
    """
    Compare the run of now with the one before, or with a revision of git.

    Raises:
        FiligraneError: there is none, or the cache of this machine does not hold it any more.
    """
    place = study()
    lock = shown(place, revision, LOCK) if revision else ""
    there = (place / name for name in WATCHED)
    contents = (path.read_text("utf-8") if path.exists() else "" for path in there)
    return _compared(str(place.root.resolve()), revision, (lock, *contents))


def compared_or_none() -> ComparedRuns | None:
    """Compare the run of now with the one before, if one is kept."""
    try:
        return compared()
    except FiligraneError:
        return None


@freshness.read(4)
def _compared(root: str, revision: str, watched: tuple[str, ...]) -> ComparedRuns:  # noqa: ARG001 - what is watched is the key
    place = Study(root)
    return ComparedRuns(load_before(place, revision or None), load_now(place))


def kept_versions() -> list[StudyVersion]:
    """List the versions of the study that were kept, the last one first; none where git cannot tell."""
    try:
        return saving.versions(study())
    except FiligraneError:
        return []


def version_named(one: StudyVersion) -> str:
    """Name a version by its day and its sentence; by its day alone in the program itself, whose history is of code."""
    when = moment(one.at.astimezone())
    return when if is_program(study()) else f"{when} — {one.said}"
