"""The facts of a study → the items of COREQ that they answer; the others are questions for the researcher."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from pipeline.exchange import coreq_words as say
from pipeline.exchange.documents.parts import Items, Paragraph, Part, Prompt, Title
from pipeline.exchange.quote_document import named
from pipeline.exchange.quote_risk import threshold
from pipeline.exchange.report_facts import Facts, version
from pipeline.exchange.report_words import CITED
from pipeline.readers.session import FIELD_NOTES

REFLEXIVE = "reflexive"
MINUTE = 60_000


def coreq(known: Facts) -> Iterator[Part]:
    """Go through the items, domain by domain; none about the researcher's position is ever answered."""
    yield Paragraph(say.RTARG if known.setting("study", "approach") == REFLEXIVE else say.ABOUT)
    answers = answered(known)
    for domain, (first, last) in say.DOMAINS.items():
        yield Title(domain, 3)
        for number in range(first, last + 1):
            yield _item(number, answers.get(number, ""))


def _item(number: int, answer: str) -> Part:
    question = say.ITEMS[number]
    if not answer:
        return Prompt(say.QUESTION.format(number=number, question=question))
    return Items((say.ANSWERED.format(number=number, question=question, answer=answer),))


def answered(known: Facts) -> dict[int, str]:
    """Answer the items that the run knows, by number; what it does not know is not there."""
    found = {
        12: _size(known), 16: _sample(known), 18: _repeated(known), 20: _notes(known), 21: _duration(known),
        24: say.CODERS.format(n=len(known.coders)) if known.coders else "", 25: _tree(known), 26: _themes(known),
        27: _software(known), 29: _quotes(known),
    }
    return {number: answer for number, answer in found.items() if answer and number not in say.POSITION}


def _size(known: Facts) -> str:
    return say.SIZE.format(people=len({p.participant for p in known.interviewed}), sessions=len(known.interviews))


def _sample(known: Facts) -> str:
    bearing: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for p in known.interviewed:
        for attribute, value in p.attributes.items():
            bearing[attribute][value].add(p.participant)
    fewest = threshold(int(known.setting("participants", "k") or 1))
    told = {
        named(a): ", ".join(f"{value} {_some(len(who), fewest)}" for value, who in sorted(of.items()))
        for a, of in bearing.items()
    }
    return " ; ".join(say.SAMPLE.format(attribute=a, values=values) for a, values in told.items())


def _some(count: int, fewest: int) -> str:
    return str(count) if count >= fewest else say.FEWER.format(fewest=fewest)


def _repeated(known: Facts) -> str:
    times = Counter(p.participant for p in known.interviewed)
    again = sum(count > 1 for count in times.values())
    return (say.SEVERAL_TIMES.format(n=again) if again else say.NEVER_TWICE) if times else ""


def _notes(known: Facts) -> str:
    notes = sum(s.type == FIELD_NOTES for s in known.sessions)
    return say.NOTES.format(n=notes) if notes else ""


def _duration(known: Facts) -> str:
    ends: dict[str, int] = {}
    interviews = {s.session for s in known.interviews}
    for t in known.turns:
        if t.end_ms is not None and t.session in interviews:
            ends[t.session] = max(ends.get(t.session, 0), t.end_ms)
    minutes = sorted(round(end / MINUTE) for end in ends.values())
    return say.DURATION.format(shortest=minutes[0], longest=minutes[-1], n=len(minutes)) if minutes else ""


def _tree(known: Facts) -> str:
    codes, families = known.codebook.offered, known.codebook.families
    listed = ", ".join(f"{c.id} {c.label}" for c in codes)
    return say.TREE.format(codes=len(codes), families=len(families), listed=listed) if codes else ""


def _themes(known: Facts) -> str:
    codes = {code for theme in known.themes for code in theme.codes}
    return say.THEMES.format(n=len(known.themes), codes=len(codes)) if known.themes else ""


def _software(known: Facts) -> str:
    versions = known.run.get("versions") or {}
    cited = [f"{name} {versions[name]}" for name in CITED if name in versions]
    return f"{', '.join([f'Filigrane {version()}', *cited])}."


def _quotes(known: Facts) -> str:
    names = {q.name for q in known.quotes} - {""}
    return say.QUOTES.format(n=len(known.quotes), names=len(names)) if known.quotes else ""
