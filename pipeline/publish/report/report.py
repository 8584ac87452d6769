"""The facts of a study → its report: method, tables, agreement, COREQ; what only a person knows is left to write."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from pipeline.analysis.counts.summaries import UNHEARD
from pipeline.ingest.session import FIELD_NOTES
from pipeline.language.numbers import agreeing, counted, number
from pipeline.model.errors import FiligraneError
from pipeline.model.files import write_whole
from pipeline.model.study import Study
from pipeline.pseudonymise.people.attributes import UNKNOWN, WITHHELD
from pipeline.pseudonymise.people.speakers import material
from pipeline.publish.documents.formats import FORMATS, written
from pipeline.publish.documents.parts import Items, ParagraphBlock, Part, Prompt, Table, Title, typeset
from pipeline.publish.held_back import refuse, unsigned
from pipeline.publish.material_words import passages_told, people_share, session_words
from pipeline.publish.quotes.document import named
from pipeline.publish.quotes.risk import threshold
from pipeline.publish.report import report_words as say
from pipeline.publish.report.method import agreement, method, software, themes_told
from pipeline.publish.report.report_facts import StudyFacts, code_key, facts, theme_key
from pipeline.publish.report.report_words import CODE, FAMILY, PERSON


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
    offered = {c.id for c in known.codebook.offered}
    codes = [(f"{c.code} {c.label}", code_key(c.code)) for c in known.codes if c.code in offered]
    for title, head, rows in (
        (say.CODE_TABLE, say.CODE_HEAD, codes),
        (say.THEME_TABLE, say.THEME_HEAD, [(t.label, theme_key(t.theme)) for t in known.themes]),
    ):
        if rows and known.interviews:
            yield Title(title, 3)
            counted = [(name, known.among(key), known.borne(key).tally) for name, key in rows]
            yield Table(head, tuple(
                (name, people_share(among), number(of.sessions), passages_told(of)) for name, among, of in counted
            ))
    if any(s.type in UNHEARD for s in known.sessions):
        yield ParagraphBlock(say.APART)


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
    write_whole(path, written(report(known), kind))
    return [DONE.format(path=path)]


REFLEXIVE = "reflexive"
MINUTE = 60_000


def coreq(known: StudyFacts) -> Iterator[Part]:
    """Go through the items, domain by domain; none about the researcher's position is ever answered."""
    yield ParagraphBlock(say.RTARG if known.setting("study", "approach") == REFLEXIVE else say.ABOUT)
    answers = answered(known)
    for domain, (first, last) in say.DOMAINS.items():
        yield Title(domain, 3)
        for item in range(first, last + 1):
            question = say.ITEMS[item]
            answer = answers.get(item, "")
            yield Items(
                (say.ITEM_ANSWERED.format(number=item, question=question, answer=answer),)
            ) if answer else Prompt(say.QUESTION.format(number=item, question=question))


def answered(known: StudyFacts) -> dict[int, str]:
    """Answer the items that the run knows, by number; what it does not know is not there."""
    notes = sum(s.type == FIELD_NOTES for s in known.sessions)
    times = Counter(p.participant for p in known.interviewed)
    again = sum(count > 1 for count in times.values())
    names = {q.name for q in known.quotes} - {""}
    under = agreeing(say.NAMES, len(names)) if names else ""
    codes = known.codebook.offered
    families = agreeing(FAMILY, len(known.codebook.families))
    listed = ", ".join(f"{c.id} {c.label}" for c in codes)
    found = {
        12: _size(known),
        16: _sample(known),
        18: (agreeing(say.SEVERAL_TIMES, again) if again else say.NEVER_TWICE) if times else "",
        20: agreeing(say.COREQ_NOTES, notes) if notes else "",
        21: _duration(known),
        24: say.COREQ_CODERS.format(n=len(known.coders)) if known.coders else "",
        25: say.TREE.format(codes=agreeing(CODE, len(codes)), families=families, listed=listed) if codes else "",
        26: themes_told(known) if known.themes else "",
        27: f"{software(known)}.",
        29: agreeing(say.QUOTES, len(known.quotes), names=under) if known.quotes else "",
    }
    return {number: answer for number, answer in found.items() if answer and number not in say.POSITION}


def _size(known: StudyFacts) -> str:
    if not known.interviews:
        return ""
    people = agreeing(PERSON, len({p.participant for p in known.interviewed}))
    words = session_words(material(s.type for s in known.sessions))
    return say.SIZE.format(people=people, sessions=counted(len(known.interviews), *words))


def _sample(known: StudyFacts) -> str:
    bearing: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for p in known.interviewed:
        for attribute, value in p.attributes.items():
            bearing[attribute][value].add(p.participant)
    fewest = threshold(int(known.setting("participants", "k") or 1))
    told = [
        say.SAMPLE.format(attribute=named(a), values=", ".join(
            f"{value} ({len(who) if len(who) >= fewest else say.FEWER.format(fewest=fewest)})"
            for value, who in sorted(of.items())
        ))
        for a, of in bearing.items() if of.keys() - {WITHHELD, UNKNOWN}
    ]
    hidden = ", ".join(named(a) for a, of in bearing.items() if WITHHELD in of)
    return " ; ".join([*told, *([say.WITHHELD.format(k=fewest, attributes=hidden)] if hidden else [])])


def _duration(known: StudyFacts) -> str:
    ends: dict[str, int] = {}
    interviews = {s.session for s in known.interviews}
    for t in known.turns:
        if t.end_ms is not None and t.session in interviews:
            ends[t.session] = max(ends.get(t.session, 0), t.end_ms)
    minutes = sorted(round(end / MINUTE) for end in ends.values())
    if not minutes:
        return ""
    return agreeing(say.DURATION, len(minutes), shortest=str(minutes[0]), longest=str(minutes[-1]))
