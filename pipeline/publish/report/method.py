"""The facts of a study → the paragraphs of its method: each sentence is true of it, or is not there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from pipeline.language.numbers import agreeing, counted, decimal, listed
from pipeline.model.new_study import BY_ID
from pipeline.pseudonymise.people.speakers import material, places
from pipeline.publish.documents.parts import ParagraphBlock, Part, Table
from pipeline.publish.material_words import SESSION, aside, made_of, session_words
from pipeline.publish.material_words import places as told_places
from pipeline.publish.report import report_words as say
from pipeline.publish.report.report_facts import StudyFacts, version

HIDDEN = "hidden"
ANSWERS = ("accepted", "modified")


def method(known: StudyFacts) -> Iterator[str]:
    """Write the paragraphs of the method, from the settings and counts of the run."""
    yield from _material(known)
    if known.sessions:
        model = str(known.setting("proposals", "model") or "")
        built = (known.run.get("versions") or {}).get(model.replace("_", "-"), "")
        named = [say.MODEL.format(model=model, version=built).strip()] if model else []
        yield say.PSEUDONYMS.format(found=", ".join([*named, say.FOUND_BY]), signed=_signed(known))
        many = int((known.run.get("counts") or {}).get("excerpts") or 0)
        most = known.setting("excerpts", "max_words") or 0
        yield say.EXCERPTS.format(most=most, excerpts=agreeing(say.EXCERPT, many))
    yield from _coding(known)
    yield from _machine(known)
    yield themes_told(known)
    yield say.SOFTWARE.format(all=software(known))


def software(known: StudyFacts) -> str:
    """Name the software and the libraries that counted, with their versions."""
    versions = known.run.get("versions") or {}
    libraries = [f"{name} {versions[name]}" for name in say.CITED if name in versions]
    return " ; ".join([f"Filigrane {version()}", *([", ".join(libraries)] if libraries else [])])


def _material(known: StudyFacts) -> Iterator[str]:
    people = len({p.participant for p in known.interviewed})
    of = material(s.type for s in known.sessions)
    where = told_places(places(known.interviewed))
    yield say.CORPUS.format(
        sessions=counted(of.interviews, *session_words(of)), people=agreeing(say.PERSON, people),
        places=say.IN_PLACES.format(places=where) if where else "",
    ) if of.interviews else say.NO_CORPUS
    if known.respondents:
        wrote = agreeing(say.WROTE, known.wrote) if known.wrote else ""
        yield f"{agreeing(say.ANSWERED, known.respondents)}{wrote}."
    if of.notes:
        yield agreeing(say.NOTES, of.notes)


def _signed(known: StudyFacts) -> str:
    signed = [s.type for s in known.sessions if s.authors]
    every = made_of(material(s.type for s in known.sessions))
    if not signed:
        return say.SIGNED_NONE.format(every=every)
    if len(signed) == len(known.sessions):
        return say.SIGNED_ALL.format(every=every)
    return say.SIGNED_SOME.format(some=made_of(material(signed)), every=every)


def _coding(known: StudyFacts) -> Iterator[str]:
    approach = BY_ID.get(str(known.setting("study", "approach")))
    if approach:
        yield say.APPROACH.format(approach=approach.label)
    yield grid(known)
    put = known.put
    by_way = Counter(c.status if c.status in ANSWERS else c.mode for c in put)
    ways = [agreeing(say.WAYS.get(way, say.OTHER_WAY), n) for way, n in sorted(by_way.items())]
    yield agreeing(
        say.CODERS, len(known.coders), codings=agreeing(say.CODING, len(put)), ways=f" ({', '.join(ways)})",
    ) if put else say.NOBODY_CODED
    if known.doubled:
        kinds = {s.session: s.type for s in known.sessions}
        yield say.READ_BY_TWO.format(some=made_of(material(kinds.get(s, "") for s in known.doubled)))
    if ruled := len(known.of_people) - len(put):
        yield agreeing(say.ARBITRATED, ruled)


def grid(known: StudyFacts) -> str:
    """Say how large the grid is, and whether it is the one that a new study begins with."""
    book = known.codebook
    if not book.offered:
        return say.NO_GRID
    return say.GRID.format(
        codes=agreeing(say.CODE, len(book.offered)), families=agreeing(say.FAMILY, len(book.families)),
        given=say.GIVEN if known.given_grid else "",
    )


def _machine(known: StudyFacts) -> Iterator[str]:
    statuses: Counter[str] = Counter(c.status for c in known.codings)
    accepted = statuses["accepted"] + statuses["modified"]
    if known.setting("study", "suggestions") == HIDDEN:
        yield agreeing(say.HIDDEN_NOW, accepted) if accepted else say.HIDDEN
        return
    if not (known.sources or accepted or statuses["proposed"] or statuses["refused"]):
        yield say.NO_SUGGESTION
    else:
        sources = [words for source, words in say.SOURCES.items() if source in known.sources]
        hidden = sum(c.status == "proposed" and c.consent != "free" for c in known.codings)
        yield say.SHOWN.format(
            sources=listed(sources or list(say.SOURCES.values())), backend=known.setting("embeddings", "backend"),
            accepted=agreeing(say.ACCEPTED, accepted), refused=agreeing(say.REFUSED, statuses["refused"]),
            waiting=agreeing(say.WAITING, statuses["proposed"], aside=aside(hidden)),
        )
    if groupings := (known.run.get("counts") or {}).get("groupings"):
        yield agreeing(say.GROUPINGS, groupings)


def themes_told(known: StudyFacts) -> str:
    """Say how many themes there are, and whether they are those that a new study begins with."""
    if not known.themes:
        return say.NO_THEME
    codes = agreeing(say.CODE, len({code for theme in known.themes for code in theme.codes}))
    return agreeing(say.THEMES, len(known.themes), codes=codes, given=say.THEMES_GIVEN if known.given_themes else "")


FIGURES = ("agreement", "kappa", "alpha", "ac1")


def agreement(known: StudyFacts) -> Iterator[Part]:
    """Tell how far each pair of coders agrees, code by code; what the codings are worth comes first."""
    measured = (known.run.get("quality") or {}).get("agreement") or {}
    if known.setting("study", "coefficients") == "hidden":
        yield ParagraphBlock(say.COEFFICIENTS_HIDDEN)
    elif not measured:
        yield ParagraphBlock(say.NOBODY_TWICE)
    else:
        gold = str(known.setting("quality", "gold_kind") or "")
        yield ParagraphBlock(say.GOLD.format(gold=gold or say.NO_GOLD))
        if known.since:
            yield ParagraphBlock(say.AGREEMENT_RUN)
        labels = {c.id: c.label for c in known.codebook.codes}
        for pair, found in measured.items():
            yield ParagraphBlock(say.COMPARED.format(
                pair=pair.replace("_", " "), excerpts=agreeing(say.READ_EXCERPT, found["excerpts"]),
                sessions=counted(found["sessions"], *SESSION),
            ))
            rows = (_row(f"{code} {labels.get(code, '')}".strip(), entry) for code, entry in found["codes"].items())
            yield Table(say.AGREEMENT_HEAD, tuple(rows))


def _row(name: str, entry: Mapping[str, Any]) -> tuple[str, ...]:
    positives = entry["both"] + entry["first"] + entry["second"]
    if positives < say.ENOUGH:
        return name, str(positives), say.TOO_FEW, "", "", ""
    figures = ((entry[name], entry.get(f"{name}_low"), entry.get(f"{name}_high")) for name in FIGURES)
    intervals = (
        say.INTERVAL.format(value=_decimal(value), low=_decimal(low), high=_decimal(high))
        for value, low, high in figures
    )
    return name, str(positives), *intervals


def _decimal(value: float | None) -> str:
    """
    Write a figure with two decimals as French does.

    >>> _decimal(0.6244), _decimal(None)
    ('0,62', '–')
    """
    return "–" if value is None else decimal(value)
