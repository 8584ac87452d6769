"""The facts of a study → the items of COREQ that they answer; the others are questions for the researcher."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from pipeline.ingest.session import FIELD_NOTES
from pipeline.language.numbers import agreeing, counted
from pipeline.pseudonymise.people.attributes import UNKNOWN, WITHHELD
from pipeline.pseudonymise.people.material import material
from pipeline.publish.documents.parts import Items, ParagraphBlock, Part, Prompt, Title
from pipeline.publish.material_words import session_words
from pipeline.publish.quotes.document import named
from pipeline.publish.quotes.risk import threshold
from pipeline.publish.report import report_words as say
from pipeline.publish.report.method import software, themes_told
from pipeline.publish.report.report_facts import StudyFacts
from pipeline.publish.report.report_words import CODE, FAMILY, PERSON

REFLEXIVE = "reflexive"
MINUTE = 60_000


def coreq(known: StudyFacts) -> Iterator[Part]:
    """Go through the items, domain by domain; none about the researcher's position is ever answered."""
    yield ParagraphBlock(say.RTARG if known.setting("study", "approach") == REFLEXIVE else say.ABOUT)
    answers = answered(known)
    for domain, (first, last) in say.DOMAINS.items():
        yield Title(domain, 3)
        for number in range(first, last + 1):
            question = say.ITEMS[number]
            answer = answers.get(number, "")
            yield Items(
                (say.ITEM_ANSWERED.format(number=number, question=question, answer=answer),)
            ) if answer else Prompt(say.QUESTION.format(number=number, question=question))


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
