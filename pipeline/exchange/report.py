"""The facts of a study → its report: method, tables, agreement, COREQ; what only a person knows is left to write."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from pipeline.exchange import report_words as say
from pipeline.exchange.documents.parts import Paragraph, Part, Table, Title
from pipeline.exchange.report_agreement import agreement
from pipeline.exchange.report_coreq import coreq
from pipeline.exchange.report_facts import Facts, version
from pipeline.exchange.report_people import code_key, theme_key
from pipeline.measures.asked import Among
from pipeline.template.approaches import BY_ID

HIDDEN = "hidden"


def report(known: Facts) -> list[Part]:
    """Tell all that the last run knows."""
    title = str(known.setting("study", "title") or "")
    told: list[Part] = [Title(f"{say.TITLE}, {title}" if title else say.TITLE, 1)]
    told += [Paragraph(say.FICTIONAL)] if known.setting("study", "fictional") else []
    told += [Paragraph(say.PSEUDONYMISED), Paragraph(say.WHAT), Title(say.METHOD), *map(Paragraph, method(known))]
    told += [Title(say.TABLES), Paragraph(say.DECISIONS), *tables(known)]
    return [*told, Title(say.AGREEMENT), *agreement(known), Title(say.COREQ), *coreq(known)]


def method(known: Facts) -> Iterator[str]:
    """Write the paragraphs of the method, from the settings and counts of the run."""
    yield from _material(known)
    yield from _coding(known)
    yield from _machine(known)
    versions = known.run.get("versions") or {}
    libraries = ", ".join(f"{name} {versions[name]}" for name in say.CITED if name in versions)
    yield say.SOFTWARE.format(version=version(), libraries=libraries)


def _material(known: Facts) -> Iterator[str]:
    counts, model = known.run.get("counts") or {}, str(known.setting("proposals", "model") or "")
    survey = say.SURVEY.format(respondents=counts["respondents"]) if counts.get("respondents") else ""
    people, sessions = len({p.participant for p in known.interviewed}), len(known.interviews)
    yield say.CORPUS.format(sessions=sessions, people=people, places=counts.get("places", 0), survey=survey)
    signed = sum(bool(s.authors) for s in known.interviews)
    built = (known.run.get("versions") or {}).get(model.replace("_", "-"), "")
    yield say.PSEUDONYMS.format(model=model, version=built, signed=signed, sessions=sessions)
    most = known.setting("excerpts", "max_words") or 0
    yield say.EXCERPTS.format(most=most, excerpts=counts.get("excerpts", 0))


def _coding(known: Facts) -> Iterator[str]:
    approach = BY_ID.get(str(known.setting("study", "approach")))
    if approach:
        yield say.APPROACH.format(approach=approach.label)
    yield say.GRID.format(codes=len(known.codebook.offered), families=len(known.codebook.families))
    modes: Counter[str] = Counter(c.mode for c in known.of_people)
    told = ", ".join(words.format(n=modes[mode]) for mode, words in say.MODES.items() if modes[mode])
    yield say.CODERS.format(
        coders=len(known.coders), codings=len(known.of_people), modes=f" ({told})" if told else "",
        doubled=len(known.doubled),
    )
    if ruled := sum(c.status == "arbitrated" for c in known.of_people):
        yield say.ARBITRATED.format(n=ruled)


def _machine(known: Facts) -> Iterator[str]:
    if known.setting("study", "suggestions") == HIDDEN:
        yield say.HIDDEN
    else:
        statuses = Counter(c.status for c in known.codings)
        accepted = statuses["accepted"] + statuses["modified"]
        yield say.SHOWN.format(
            backend=known.setting("embeddings", "backend"), accepted=accepted, refused=statuses["refused"],
            waiting=statuses["proposed"],
        )
        if groupings := (known.run.get("counts") or {}).get("groupings"):
            yield say.GROUPINGS.format(groupings=groupings)
    yield say.THEMES.format(themes=len(known.themes))


def tables(known: Facts) -> Iterator[Part]:
    """Count sessions by kind, codes and themes: people first, sessions second, excerpts third."""
    yield Title(say.KIND_TABLE, 3)
    yield Table(say.KIND_HEAD, tuple(_kinds(known)))
    hidden = known.setting("study", "suggestions") == HIDDEN
    for title, head, rows in (
        (say.CODE_TABLE, say.CODE_HEAD, [(f"{c.code} {c.label}", known.among(code_key(c.code)), c)
                                         for c in known.codes]),
        (say.THEME_TABLE, say.THEME_HEAD, [(t.label, known.among(theme_key(t.theme)), t) for t in known.themes]),
    ):
        yield Title(title, 3)
        yield _counts(head, rows, hidden=hidden)


def _kinds(known: Facts) -> Iterator[tuple[str, ...]]:
    kinds = sorted({s.type for s in known.interviews})
    of = {s.session: s.type for s in known.interviews}
    for kind in kinds:
        sessions = sum(s.type == kind for s in known.interviews)
        who = {p.participant for p in known.interviewed if of.get(p.session) == kind}
        yield kind or say.OTHER_KIND, str(sessions), str(len(who))


def _counts(head: tuple[str, ...], rows: Sequence[tuple[str, Among, Any]], *, hidden: bool) -> Table:
    shown = len(head) - hidden
    cells = (
        (name, _people(of), str(r.sessions), str(r.excerpts), str(r.to_review)) for name, of, r in rows
    )
    return Table(head[:shown], tuple(row[:shown] for row in cells))


def _people(of: Among) -> str:
    by_guide = say.ASKED_ONE if len(of.possible) == 1 else say.ASKED
    told = by_guide if of.guided else say.OUT_OF
    more = say.UNASKED.format(n=len(of.unasked)) if of.unasked else ""
    return told.format(n=len(of.people), total=len(of.possible)) + more
