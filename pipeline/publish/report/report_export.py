"""A study → the file of its report, in the kind that its name asks for."""

from __future__ import annotations

from pathlib import Path

from pipeline.model.errors import FiligraneError
from pipeline.model.study import Study
from pipeline.publish.documents.formats import FORMATS, written
from pipeline.publish.report.report import report
from pipeline.publish.report.report_facts import facts

DONE = "Rapport écrit : {path}. Les lignes marquées ☐ sont à compléter."


def export(study: Study, path: Path) -> list[str]:
    """
    Write the report of a study.

    Raises:
        FiligraneError: the kind of file is not known, or nothing was computed yet.
    """
    kind = path.suffix.lower().removeprefix(".")
    if kind not in FORMATS:
        raise FiligraneError(f"{path} : choisissez un nom qui finit par {', '.join(f'.{k}' for k in FORMATS)}.")
    path.write_bytes(written(report(facts(study)), kind))
    return [DONE.format(path=path)]
