"""The facts of a study → its report: method, tables, agreement, COREQ; what only a person knows is left to write."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pipeline.analysis.counts.denominators import Among
from pipeline.analysis.counts.summaries import UNHEARD
from pipeline.language.numbers import agreeing, number
from pipeline.model.errors import FiligraneError
from pipeline.model.study import Study
from pipeline.publish.documents.formats import FORMATS, written
from pipeline.publish.documents.parts import ParagraphBlock, Part, Table, Title, typeset
from pipeline.publish.held_back import refuse, unsigned
from pipeline.publish.report import report_words as say
from pipeline.publish.report.coreq import coreq
from pipeline.publish.report.method import HIDDEN, agreement, method
from pipeline.publish.report.report_facts import StudyFacts, code_key, facts, theme_key


def report(known: StudyFacts) -> list[Part]:
    """Tell all that the last run knows."""
    title = str(known.setting("study", "title") or "")
    told: list[Part] = [Title(f"{say.TITLE}, {title}" if title else say.TITLE, 1)]
    told += [ParagraphBlock(say.FICTIONAL)] if known.setting("study", "fictional") else []
    until = agreeing(say.SINCE, known.since) if known.since else say.LAST_RUN
    told += [ParagraphBlock(say.PSEUDONYMISED), ParagraphBlock(say.WHAT.format(until=until)), Title(say.METHOD)]
    told += map(ParagraphBlock, method(known))
    told += [Title(say.TABLES), ParagraphBlock(say.DECISIONS), *tables(known)]
    told += [Title(say.AGREEMENT), *agreement(known), Title(say.COREQ), *coreq(known)]
    return list(map(typeset, told))


def tables(known: StudyFacts) -> Iterator[Part]:
    """Count sessions by kind, codes and themes: people first, sessions second, excerpts third."""
    yield Title(say.KIND_TABLE, 3)
    of = {s.session: s.type for s in known.interviews}
    kinds: list[tuple[str, ...]] = []
    for kind in sorted(set(of.values())):
        who = {p.participant for p in known.interviewed if of.get(p.session) == kind}
        sessions = sum(s.type == kind for s in known.interviews)
        kinds.append((kind or say.OTHER_KIND, number(sessions), number(len(who))))
    yield Table(say.KIND_HEAD, tuple(kinds)) if kinds else ParagraphBlock(say.NO_SESSION)
    hidden = known.setting("study", "suggestions") == HIDDEN
    for title, head, rows in (
        (say.CODE_TABLE, say.CODE_HEAD, [(f"{c.code} {c.label}", known.among(code_key(c.code)), c)
                                         for c in known.codes]),
        (say.THEME_TABLE, say.THEME_HEAD, [(t.label, known.among(theme_key(t.theme)), t) for t in known.themes]),
    ):
        if rows and known.interviews:
            yield Title(title, 3)
            shown = len(head) - hidden
            cells = (
                (name, _people(among), number(r.sessions), number(r.excerpts), number(r.to_review))
                for name, among, r in rows
            )
            yield Table(head[:shown], tuple(row[:shown] for row in cells))
    if any(s.type in UNHEARD for s in known.sessions):
        yield ParagraphBlock(say.APART.format(but="" if hidden else say.APART_BUT))


def _people(of: Among) -> str:
    if of.guided and not of.possible:
        told = say.NOBODY_ASKED
    elif of.guided:
        told = say.ASKED_ONE if len(of.possible) == 1 else say.ASKED
    else:
        told = say.OUT_OF
    more = say.UNASKED.format(n=number(len(of.unasked))) if of.unasked else ""
    return told.format(n=number(len(of.people)), total=number(len(of.possible))) + more


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
