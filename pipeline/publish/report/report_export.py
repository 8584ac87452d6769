"""A study → the file of its report, in the kind that its name asks for."""

from __future__ import annotations

from pathlib import Path

from pipeline.model.errors import FiligraneError
from pipeline.model.study import Study
from pipeline.publish.documents.formats import FORMATS, written
from pipeline.publish.held_back import refuse, unsigned
from pipeline.publish.report.report import report
from pipeline.publish.report.report_facts import facts

DONE = "Rapport écrit : {path}. Les lignes marquées ☐ sont à compléter."


def export(study: Study, path: Path) -> list[str]:
    """
    Write the report of a study.

    Raises:
        FiligraneError: the kind of file is not known, nothing was computed yet, or an interview waits.
    """
    kind = path.suffix.lower().removeprefix(".")
    if kind not in FORMATS:
        raise FiligraneError(f"{path} : choisissez un nom qui finit par {', '.join(f'.{k}' for k in FORMATS)}.")
    known = facts(study)
    refuse(study, None, unsigned(study, {turn.session for turn in known.turns}))
    path.write_bytes(written(report(known), kind))
    return [DONE.format(path=path)]
