"""What is typed of an interview: its title, the name of its file, its identifier → the interview that is meant."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from pathlib import PurePath

from pipeline.cli import cli_words
from pipeline.ingest.readers.registry import sessions
from pipeline.language.folds import fold_for_search
from pipeline.model.errors import FiligraneError
from pipeline.model.study import OPAQUE, Study, place_named
from pipeline.pseudonymise.people.titles import study_titles

METAVAR = "ENTRETIEN"
TYPED_HELP = 'titre, nom du fichier ou identifiant, par exemple E01 ou "Entretien 3"'


class Interviews:
    """
    The interviews of a study, as people name them.

    Args:
        study: where.
        read: identifiers that whoever asks has read already, in what a run made.
    """

    def __init__(self, study: Study, read: Iterable[str] = ()) -> None:
        self._called = {s: s for s in read if not OPAQUE.fullmatch(s)} | study_titles(study)
        self._files = _files(study)
        self._known: dict[str, set[str]] = defaultdict(set)
        for session in {*self._called, *self._files}:
            file = self._files.get(session, "")
            names = {session, self._called.get(session, session), file, PurePath(file).name, PurePath(file).stem}
            for name in names - {""}:
                self._known[fold_for_search(name)].add(session)

    def called(self, session: str) -> str:
        """Name an interview: by its title, else by its file; by its identifier only where somebody chose it."""
        if session in self._called:
            return self._called[session]
        return self._files.get(session, session) if OPAQUE.fullmatch(session) else session

    def place(self, place: str) -> str:
        """Name a place in an interview (``E01:12:w0-w40``) as people do, and as they may type it."""
        return place_named(place, self.called)

    def knows(self, typed: str) -> bool:
        """Tell whether an interview is meant."""
        return typed in self._all() or fold_for_search(" ".join(typed.split())) in self._known

    def find(self, typed: str) -> str:
        """
        Give the identifier of the interview that is meant.

        Raises:
            FiligraneError: none is, or several are.
        """
        if typed in self._all():
            return typed
        found = self._known.get(fold_for_search(" ".join(typed.split())), set())
        if not found:
            raise FiligraneError(cli_words.NO_INTERVIEW.format(typed=typed, known=self._listed(self._all())))
        if len(found) > 1:
            raise FiligraneError(cli_words.SEVERAL_INTERVIEWS.format(typed=typed, known=self._listed(found)))
        return found.pop()

    def find_all(self, typed: Iterable[str]) -> list[str]:
        """Give the identifiers of the interviews that are meant, each once, in order."""
        return sorted({self.find(one) for one in typed})

    def _all(self) -> set[str]:
        return {*self._called, *self._files}

    def _listed(self, some: Iterable[str]) -> str:
        told = sorted(f"{self.called(s)} ({self._files[s]})" if s in self._files else self.called(s) for s in some)
        more = [cli_words.MORE_INTERVIEWS] if len(told) > cli_words.MOST_INTERVIEWS else []
        return ", ".join([*told[: cli_words.MOST_INTERVIEWS], *more])


def _files(study: Study) -> dict[str, str]:
    # Transcripts may have left this machine: titles and identifiers are then all there is to type.
    try:
        return {s.session: s.file for s in sessions(study)}
    except (FiligraneError, OSError):
        return {}
