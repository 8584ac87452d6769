"""The figures of a pseudonymisation → the sheet that tells them, whole for its team or in counts alone to share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pipeline.exchange.blocks import Block, Items, Paragraph, Table, Title
from pipeline.exchange.fiche import words as say
from pipeline.exchange.fiche.facts import Facts, Given

MOST_WORDS = 40  # of a session, the most frequent first


def fiche(given: Given, found: Facts, *, shared: bool) -> list[Block]:
    """Tell all there is to tell; ``shared`` leaves out sessions, readers, places and words: counts remain."""
    title = str(given.params.get("study", {}).get("title", ""))
    told: list[Block] = [Title(f"{say.TITLE}, {title}" if title else say.TITLE, 1)]
    told += [Paragraph(say.FICTIONAL)] if given.params.get("study", {}).get("fictional") else []
    told += [Paragraph(say.WHAT), *([] if shared else [Paragraph(say.PRIVATE)])]
    parts: dict[str, Iterable[Block]] = {
        "counts": _counts(found), "review": _review(found, shared=shared), "kept": _kept(given, shared=shared),
        "consent": _consent(found, shared=shared), "withdrawals": _withdrawals(found),
        "risk": _risk(given, found, shared=shared), "k": _k(given, found), "left": _left(found, shared=shared),
        "register": _register(given),
    }
    for name, blocks in parts.items():
        told += [Title(say.SECTIONS[name]), *blocks]
    return told


def _table(name: str, rows: Iterable[tuple[str, ...]]) -> Table:
    return Table(say.HEADS[name], tuple(rows))


def _counts(found: Facts) -> Iterator[Block]:
    yield _table("counts", (
        (say.TYPES[kind], say.ACTIONS[action], say.SOURCES[source], str(number))
        for (kind, action, source), number in found.mentions.items()
    ))


def _review(found: Facts, *, shared: bool) -> Iterator[Block]:
    signed = [r for r in found.reviewed if r.readers]
    total = sum(r.mentions for r in found.reviewed)
    share = round(100 * sum(r.mentions for r in signed) / total) if total else 0
    yield Paragraph(say.REVIEWED.format(signed=len(signed), total=len(found.reviewed), share=f"{share} %"))
    if not shared:
        yield _table("review", (
            (r.session, str(r.mentions), ", ".join(r.readers) or say.UNSIGNED) for r in found.reviewed
        ))


def _kept(given: Given, *, shared: bool) -> Iterator[Block]:
    kept = given.params.get("identifiers", {}).get("kept") or {}
    yield Paragraph(say.KEPT_COUNT.format(number=len(kept)))
    if kept and not shared:
        yield _table("kept", ((str(name), str(why)) for name, why in sorted(kept.items())))


def _consent(found: Facts, *, shared: bool) -> Iterator[Block]:
    if found.consent:
        yield _table("consent", ((say.LEVELS.get(v, v), str(n), str(w)) for v, (n, w) in found.consent.items()))
    else:
        yield Paragraph(say.NO_CONSENT)
    yield Paragraph(say.ASKED_COUNT.format(number=len(found.asked)))
    if not shared:
        lost = (say.NOT_PLACED.format(file=d.file, line=d.line, session=d.session, id=d.id) for d in found.lost)
        waiting = (
            say.ASKED.format(
                session=a.session, turn=a.turn, first=a.first_turn, last=a.last_turn, level=say.LEVELS[a.level]
            ) for a in found.asked
        )
        yield from _items([*lost, *waiting])


def _items(lines: Iterable[str]) -> list[Block]:
    listed = tuple(lines)
    return [Items(listed)] if listed else []


def _withdrawals(found: Facts) -> Iterator[Block]:
    if found.withdrawals:
        yield _table("withdrawals", ((say.EXTENTS[e], str(n)) for e, n in found.withdrawals.items()))
    else:
        yield Paragraph(say.NO_WITHDRAWAL)


def _risk(given: Given, found: Facts, *, shared: bool) -> Iterator[Block]:
    yield Paragraph(say.RESIDUAL)
    if given.measured:
        head, *rows = (tuple(row) for row in given.measured)
        yield from (Paragraph(say.MEASURED), Table(head, tuple(rows)))
    else:
        yield Paragraph(say.NOT_MEASURED)
    if found.lower_case and shared:
        yield Paragraph(say.LOWER_CASE_COUNT.format(number=len(found.lower_case)))
    elif found.lower_case:
        yield Paragraph(say.LOWER_CASE.format(sessions=", ".join(found.lower_case)))
    yield Paragraph(say.RISK_COUNT.format(number=len(found.risks)))
    if not shared:
        yield from _items(say.RISK.format(session=r.session, turn=r.turn, kind=say.RISKS[r.kind]) for r in found.risks)


def _k(given: Given, found: Facts) -> Iterator[Block]:
    settings = given.params.get("participants", {})
    telling = settings.get("quasi_identifiers") or []
    if not telling:
        yield Paragraph(say.K_NOBODY)
        return
    yield Paragraph(say.K.format(attributes=", ".join(telling), k=settings.get("k", 1)))
    yield _table("k", (
        (say.POPULATIONS[name], str(size), str(number))
        for name, sizes in found.groups.items() for size, number in sizes.items()
    ))
    if "respondents" in found.groups:
        yield Paragraph(say.K_RESPONDENTS)


def _left(found: Facts, *, shared: bool) -> Iterator[Block]:
    yield Paragraph(say.LEFT.format(number=sum(w.total() for w in found.left.values())))
    if not shared:
        yield _table("left", (
            (session, str(words.total()), ", ".join(w for w, _ in words.most_common(MOST_WORDS)))
            for session, words in found.left.items() if words
        ))


def _register(given: Given) -> Iterator[Block]:
    study = given.params.get("study", {})
    yield _table("register", (
        (label, str(study.get(name) or say.TO_FILL.format(name=name))) for name, label in say.REGISTER.items()
    ))
