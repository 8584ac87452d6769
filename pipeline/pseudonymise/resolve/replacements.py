"""Mentions, and the pseudonyms that people fixed or chose → identifiers: the entity and the replacement of each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pipeline.language import placeholders, places
from pipeline.language.identifier_patterns import age_band
from pipeline.language.name_phrases import Phrase, phrase
from pipeline.language.placeholders import SOMEONE, fitted, kind
from pipeline.language.places import toponyms
from pipeline.model.contracts import Action, Identifier
from pipeline.model.decision_rows import NOWHERE, IdentifierDecision, IdentifierVerb, Scope, in_time
from pipeline.pseudonymise.detect.metadata_names import DOTTED_INITIALS, TITLES
from pipeline.pseudonymise.resolve.mentions import LabelRuling, Mention, kept_entity
from pipeline.pseudonymise.resolve.persons import KnownPerson, PersonName
from pipeline.pseudonymise.resolve.policy import (
    KEEPABLE,
    Policy,
    generalised_date,
    generalised_organisation,
    generalised_place,
    kept_phrases,
)
from pipeline.pseudonymise.resolve.pseudonyms import alike, fullest
from pipeline.pseudonymise.resolve.registry import NAMED, Registry, entity, family_key, given_key, opaque, place_key


def fixing(
    session: str, rows: Iterable[Identifier], decisions: Iterable[IdentifierDecision]
) -> list[IdentifierDecision]:
    """Give a line for each person and place named in a session and not fixed yet; ``id`` and ``at`` are left empty."""
    fixed = {d.entity for d in decisions if d.action == IdentifierVerb.FIX}
    shown: dict[str, list[Identifier]] = defaultdict(list)
    for row in rows:
        if row.session == session and row.action == "replace" and _drawn(row):
            shown[row.entity].append(row)
    return [
        IdentifierDecision(
            id="", at="", session=session, turn=NOWHERE, first_word=NOWHERE, last_word=NOWHERE, type=of[0].type,
            action=IdentifierVerb.FIX, entity=named, replacement=fullest(of), scope=Scope.EVERYWHERE, check="",
        )
        for named, of in sorted(shown.items()) if named not in fixed
    ]


def _drawn(row: Identifier) -> bool:
    # What a reader typed is a decision already; a respondent's number, initials and « [lieu] » are no pseudonyms.
    if row.type == "person":
        return bool(row.replacement) and all(map(alike, row.replacement.split()))
    drawn = toponyms(vowel=True) + toponyms(vowel=False)
    return row.type in NAMED and toponym(row.replacement) in drawn


def fixed_names(registry: Registry, decisions: Iterable[IdentifierDecision]) -> dict[str, str]:
    """Give each part of a pseudonym that is fixed, by what it names."""
    found: dict[str, str] = {}
    for d in in_time(d for d in decisions if d.action == IdentifierVerb.FIX):
        if d.type == "person" and d.entity in registry.people_of:
            found |= dict(_fixed_parts(registry.people_of[d.entity], d.replacement))
        elif d.type in NAMED and d.entity in registry.places_of:
            found[registry.places_of[d.entity]] = toponym(d.replacement)
    return found


def _fixed_parts(someone: KnownPerson, shown: str) -> Iterator[tuple[str, str]]:
    words = (shown.title() if shown.isupper() else shown).split()
    whole = someone.member or (someone.name.given and someone.name.family)
    if whole and len(words) > 1:
        yield given_key(someone), words[0]
        yield family_key(someone), " ".join(words[1:])
    elif len(words) == 1 and not whole:
        yield (given_key if someone.name.given else family_key)(someone), words[0]


def toponym(shown: str) -> str:
    """
    Give the invented name that a place is shown under, without its kind.

    >>> toponym("[foyer Calgrève]"), toponym("[Avodane, pays]")
    ('Calgrève', 'Avodane')
    """
    bare = shown.strip("[] ")
    return bare[len(kind(bare)) :].split(",")[0].strip() or bare


def settled_names(registry: Registry, chosen: Iterable[Mention], labels: Iterable[LabelRuling]) -> dict[str, str]:
    """Give each part that a person chose, by what it names; the parts of a name then hold wherever they are said."""
    found: dict[str, str] = {}
    for mention in chosen:
        if mention.type == "person":
            found |= dict(_chosen_parts(*registry.resolve(mention), mention.wanted))
        elif mention.type in NAMED:
            found[registry.place_mark(mention)] = toponym(mention.wanted)
    for ruling in labels:
        if ruling.pseudonym:
            someone = registry.labelled(ruling.session, ruling.label)
            said = PersonName(("*",), ("*",)) if len(ruling.pseudonym.split()) > 1 else PersonName(("*",))
            found |= dict(_chosen_parts(someone, said, ruling.pseudonym))
    return found


def _chosen_parts(someone: KnownPerson, said: PersonName, chosen: str) -> Iterator[tuple[str, str]]:
    words = [word for word in chosen.split() if not TITLES.issuperset(phrase(word))]
    if said.given and said.family and len(words) > 1:
        yield given_key(someone), words[0]
        yield family_key(someone), " ".join(words[1:])
    elif said.given and not said.family and len(words) == 1:
        yield given_key(someone), words[0]
    elif said.family and not said.given and words:
        yield family_key(someone), " ".join(words)


@dataclass(frozen=True)
class ReplacementWriter:
    """Who is who, the policy of the study, and the texts: all that a replacement depends on."""

    registry: Registry
    policy: Policy
    texts: dict[tuple[str, int], str]

    def identifier(self, mention: Mention) -> Identifier:
        """Give a mention its entity, its action and its replacement."""
        key = self.registry.key
        before = self.texts.get((mention.session, mention.turn), "")[: mention.start]
        if mention.type == "person":
            someone, name = self.registry.resolve(mention)
            named = entity(key, someone)
            # A person may decide to name nobody there: « la voisine », not « Louise ».
            nobody = mention.action == "generalise"
            replacement = (
                self.policy.marked(fitted(SOMEONE, before)) if nobody
                else person(self.registry, someone, mention.said, name)
            )
        elif mention.type in NAMED:
            named = opaque(key, mention.type, place_key(mention.said))
            replacement = self._place(mention, before)
        else:
            named = opaque(key, mention.type, f"{mention.type}|{' '.join(mention.phrase)}")
            told = ""
            if mention.type == "date":
                told = generalised_date(mention.said, before, self.policy.styles["date"])
            elif mention.type == "age":
                told = age_band(mention.said)
            replacement = self.policy.marked(told) if told else placeholders.LABELS[mention.type]
        action: Action = self.policy.action(mention.type) if mention.action == "replace" else mention.action
        # What a person decided stands: institutions are kept where nobody said otherwise.
        undecided = mention.source != "person" and mention.type in KEEPABLE
        if undecided and mention.phrase in kept_phrases(self.policy.kept):
            action = "keep"
            named = kept_entity(key, mention.said)
        return Identifier(
            mention.session, mention.turn, mention.start, mention.end, mention.type, mention.decided or named,
            mention.source, action, mention.wanted or replacement,
        )

    def _place(self, mention: Mention, before: str) -> str:
        local = mention.type == "place"
        style = "generalise" if mention.action == "generalise" else self.policy.styles[mention.type]
        if style == "label":
            return placeholders.LABELS[mention.type]
        if style == "rename":
            invented = self.registry.toponym(mention)
            shown = (
                placeholders.place(mention.said, invented, places.kinds().get(mention.phrase, ""), before) if local
                else placeholders.organisation(mention.said, invented, before)
            )
        else:
            least = self.policy.least
            said = generalised_place(mention.said, least) if local else generalised_organisation(mention.said)
            shown = fitted(said, before)
        return self.policy.marked(shown)


def person(registry: Registry, someone: KnownPerson, said: str, name: PersonName) -> str:
    """Give the part of a pseudonym that answers the part of the name that was said."""
    given, family = registry.pseudonyms[given_key(someone)], registry.pseudonyms[family_key(someone)]
    if DOTTED_INITIALS.fullmatch(said) or len("".join(name.whole)) == 1:
        return f"{given[0]}.{family[0]}." if len(phrase(said)) > 1 else f"{family[0]}."
    if name.given and name.family:
        # « Karim B », « J.-P. Martin »: an initial stays one.
        given = f"{given[0]}." if max(map(len, name.given)) == 1 else given
        family = family[0] if len("".join(name.family)) == 1 else family
    shown = " ".join(part for part, there in ((given, name.given), (family, name.family)) if there)
    return shown.upper() if said.isupper() and len(said) > 1 else shown or f"{given} {family}"


def place(registry: Registry, policy: Policy, said: str) -> str:
    """Give what stands for the place where a session was held."""
    name: Phrase = phrase(said)
    if policy.styles["place"] == "generalise":
        return policy.marked(generalised_place(said, policy.least).bare)
    if policy.styles["place"] == "label":
        return placeholders.LABELS["place"]
    return policy.marked(placeholders.place(said, registry.pseudonyms[place_key(said)], places.kinds().get(name, "")))
