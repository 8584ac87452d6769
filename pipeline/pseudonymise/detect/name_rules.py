"""A turn → names that a title announces, or that lists hold."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain

from pipeline.language import organisations, person_names, places
from pipeline.language.folds import fold_for_search
from pipeline.language.lexicon import grammatical, nominal, ordinary, substantive
from pipeline.language.name_context import (
    CALLED_SO,
    CUT_FROM,
    INITIALS,
    INNER_PARTICLES,
    INTRODUCTION,
    KIN,
    LETTERS,
    LOWER,
    NAME,
    NAME_ENDS,
    NO_NICKNAME,
    NOT_AFTER_PARTICLE,
    NOT_AFTER_TITLE,
    OF_ONESELF,
    ONE_OF_MANY,
    PARTICLE,
    PARTICLES,
    PLACE,
    RELATION,
    SAID_ALL_THE_TIME,
    TITLE,
    TOWN,
    acts,
    is_word,
    names_something,
    something_else,
)
from pipeline.language.name_phrases import PhraseMatch, Phrases, phrase
from pipeline.language.organisations import known_acronym
from pipeline.language.person_names import MANY, is_surname
from pipeline.language.sentences import sentence_start
from pipeline.pseudonymise.detect.spans import Span


def propose_announced(text: str, *, cased: bool) -> list[Span]:
    """Give the names that follow what announces a name; in lower case, one or two words of one."""
    found = list(_after_titles(text, cased=cased))
    for announced in chain(RELATION.finditer(text), INTRODUCTION.finditer(text)):
        end = _capitalised(text, announced.end())
        if not end and not cased:
            end = _uncapitalised(text, announced.end(), title=False) or _nickname(text, announced)
        if end:
            found.append(Span(announced.end(), end, "person"))
    return [*found, *_short_forms(text), *(() if cased else _of_oneself(text))]


def _nickname(text: str, announced: re.Match[str]) -> int:
    # « tout le monde l'appelle olive »: a noun without article, which is no kin and no day.
    word = LOWER.match(text, announced.end())
    if not word or not CALLED_SO.search(announced.group()) or word.group() in NO_NICKNAME:
        return 0
    return word.end() if substantive(word.group()) or is_surname(word.group()) else 0


def _short_forms(text: str) -> Iterator[Span]:
    # « ce qu'on appelle yo, yo de yohann »: both, and each time the short form is said there.
    for found in CUT_FROM.finditer(text):
        short, whole = fold_for_search(found["short"]), fold_for_search(found["whole"])
        if short != whole and whole.startswith(short) and (whole,) in person_names.phrases() and not grammatical(short):
            yield Span(found.start("whole"), found.end("whole"), "person")
            for said in re.finditer(rf"(?<![\w'’-]){re.escape(found['short'])}(?![\w'’-])", text):
                yield Span(said.start(), said.end(), "person")


def _of_oneself(text: str) -> Iterator[Span]:
    for said in OF_ONESELF.finditer(text):
        first = LOWER.match(text, said.end())
        if not first or grammatical(first.group()) or first.group() in NOT_AFTER_TITLE:
            continue
        particle = INNER_PARTICLES.match(text, first.end())
        second = LOWER.match(text, particle.end() if particle else first.end() + 1)
        if not second or grammatical(second.group()):
            yield Span(said.end(), first.end(), "person")
            continue
        # « élodie barbotin et je… »: a noun that nothing follows is a surname.
        ends = not particle and nominal(second.group()) and NAME_ENDS.match(text, second.end())
        named = _naming(second.group()) or ends
        yield Span(said.end(), second.end() if named else first.end(), "person")


def titled(text: str) -> set[tuple[str, ...]]:
    """Give the names said with a title in a text, folded: there, « Martin » is a surname."""
    spans = [*_after_titles(text, cased=True), *_after_titles(text, cased=False)]
    return {phrase(text[s.start : s.end]) for s in spans}


def _after_titles(text: str, *, cased: bool) -> Iterator[Span]:
    for found in TITLE.finditer(text):
        if ONE_OF_MANY.search(text[: found.start()]) and PARTICLES.match(text, found.end()):
            continue  # « un professeur de la Haute École »: where one works
        end = _capitalised(text, found.end())
        if not end and cased:
            initials = INITIALS.match(text, found.end())
            end = initials.end() if initials else 0
        elif not end:
            end = _uncapitalised(text, found.end(), title=not KIN.match(found.group()))
        if end:
            yield Span(found.end(), end, "person")


def _capitalised(text: str, start: int) -> int:
    found = NAME.match(text, start)
    if not found or LETTERS.fullmatch(found.group()):
        return 0
    office = OFFICE.fullmatch(found.group())  # « Madame la Présidente »
    little = grammatical(found.group()) and not is_surname(found.group(), MANY)  # « Mme Bon » is someone
    return 0 if little or (office and ordinary(office["word"])) else found.end()


def _uncapitalised(text: str, start: int, *, title: bool) -> int:
    particle = PARTICLES.match(text, start) if title else None
    if particle:
        return _after_particle(text, particle)
    first = LOWER.match(text, start)
    if not first or grammatical(first.group()) or first.group() in NOT_AFTER_TITLE:
        return 0
    if not _naming(first.group()) and not (title and nominal(first.group())):
        return 0
    second = LOWER.match(text, first.end() + 1) if text[first.end() : first.end() + 1] == " " else None
    return second.end() if second and _naming(second.group()) else first.end()


def _after_particle(text: str, particle: re.Match[str]) -> int:
    word = LOWER.match(text, particle.end())
    if not word or grammatical(word.group()) or word.group() in NOT_AFTER_PARTICLE:
        return 0
    # « monsieur le maire » holds an office, « madame de la caf » works there.
    if _institution(text, word) or organisations.known_acronym(word.group().upper()):
        return 0
    borne = not particle["article"] and is_surname(word.group(), MANY)
    return word.end() if borne or not ordinary(word.group()) else 0


def _naming(word: str) -> bool:
    # No word of the language, or a first name.
    ordinary_word = all(ordinary(w) for w in word.replace("’", "'").replace("-", "'").split("'") if w)
    return not ordinary_word or (phrase(word) in person_names.phrases() and phrase(word) not in SAID_ALL_THE_TIME)


# « J.-P. Martin », « M.-P. Martin »; « M. Martin » bears a title.
INITIALS_BEFORE = re.compile(r"(?<![\w.])(?!M\.[ ])(?:[A-ZÀ-Þ]\.[ -]?){1,3}$")
OFFICE = re.compile(r"(?:la|le|les)[ ](?P<word>[^\W\d_]+)")
CUT = re.compile(r"[~-](?!\w)")
KING = re.compile(r"[ ][IVX]{1,5}(?:er)?\b")
VERB = re.compile(r"[ ](?:a|est|avait|était|dit|disait|va|vient|fait|m['’]a|travaille|arrive|voulait|veut|pense)\b")
ONE = re.compile(r"\b(?:cet|cette|une?|mon|ma|son|sa|ton|ta|notre|votre|leur|ce|quel|quelle|chaque|aucune?)[ ]$")
HYPHENATED = re.compile(r"[\w'’]*(?:-[\w'’]+)*")
SURNAME = re.compile(rf"[ ]{PARTICLE}{{0,2}}(?P<name>[A-ZÀ-ÖØ-Þ][\w’']+(?:-[\w’']+)*)")
# « awa n'diaye », « yann le goff »: a particle is part of a surname that no ordinary word explains.
WORD_AFTER = re.compile(
    r"[ ](?P<name>(?P<particle>(?:le|la|el|al|ben|ould|aït|da|dos|di|van|von|de la|mac|mc|o['’]|[nm]['’]))?[ ]?"
    r"(?P<word>[^\W\d_]{3,}))"
)
WORD_BEFORE = re.compile(r"(?<![\w'’-])(?P<name>[^\W\d_]{2,})[ ]$")
SHORT = 3  # letters: « wu », « li » before a first name are surnames, whatever else they are


def propose_listed(text: str, *, cased: bool, others: Phrases | None = None) -> list[Span]:
    """
    Give the first names of the lists, and of ``others``, with the surname that follows, and the places.

    Args:
        text: of a turn.
        cased: whether who speaks is written with capitals; without, only contexts tell a name.
        others: first names that the study gives beside the lists.
    """
    found = list(_people(text, person_names.phrases(), cased=cased))
    if others:
        found += _people(text, others, cased=cased)
    for match in places.phrases().find(text):
        if cased and text[match.start].islower() and CUT.match(text, match.end):
            continue  # « un peu d'indé~, d'indépendance »
        announced = not cased and PLACE.search(text[: match.start]) and not something_else(text, match)
        if names_something(text, match, cased=cased) or announced:
            found.append(Span(match.start, match.end, "place"))
    return found


def _people(text: str, listed: Phrases, *, cased: bool) -> Iterator[Span]:
    for match in listed.find(text):
        filler = _filler(text, match, cased=cased)
        # « mon IBAN », « mon iban »: letters that everybody says, and a rare first name.
        found = text[match.start : match.end]
        letters = known_acronym(found.upper()) and (found.isupper() or not cased)
        king = cased and KING.match(text, match.end)  # « un fauteuil Louis XV »
        if filler or letters or king or text[: match.start].endswith("-"):
            continue
        whole = HYPHENATED.match(text, match.end)
        first = end = whole.end() if whole else match.end
        surname = (SURNAME if cased else WORD_AFTER).match(text, first)
        if surname and (cased or _surname_follows(text, match, surname)):
            end = surname.end()
        surnamed = end > first
        if names_something(text, match, cased=cased) or (surnamed and not cased) or (cased and acts(text, match)):
            initials = INITIALS_BEFORE.search(text[: match.start]) if cased else None
            start = initials.start() if initials else match.start
            yield Span(start if cased else _surname_first(text, match), end, "person")


def _filler(text: str, match: PhraseMatch, *, cased: bool) -> bool:
    # « ben anaïs était là », « Ben, je trouve… », « Juste, est-ce que… »; « Ben est venu » is someone.
    if len(match.phrase) > 1 or not (grammatical(match.phrase[0]) or match.phrase in SAID_ALL_THE_TIME):
        return False
    opens = sentence_start(text, match.start) or not text[match.start].isupper()
    return not cased or (opens and not VERB.match(text, match.end))


def _surname_follows(text: str, first: PhraseMatch, surname: re.Match[str]) -> bool:
    said = surname["word"]
    if not ordinary(said):
        return not surname["particle"] or (phrase(said) not in places.towns() and _institution(text, surname) is None)
    # « hélène marchand »: a first name that is no word, and a noun that many bear; « petit à petit » is none.
    again = surname["particle"] or text.startswith(f" à {said}", surname.end())
    return nominal(said) and not again and is_surname(said, MANY) and not is_word(text, first)


def _surname_first(text: str, first: PhraseMatch) -> int:
    # « wu jianguo », « traoré aminata ».
    found = WORD_BEFORE.search(text[: first.start])
    if not found or grammatical(found["name"]) or not is_surname(found["name"]) or is_word(text, first):
        return first.start
    alone = not ordinary(found["name"]) or len(found["name"]) <= SHORT
    return found.start("name") if alone else first.start


def _institution(text: str, word: re.Match[str]) -> PhraseMatch | None:
    said = word.end() - 1
    return next((m for m in organisations.kept(text) if m.start <= said < m.end), None)


def propose_towns(text: str, people: Iterable[Span], *, cased: bool) -> list[Span]:
    """
    Give the towns of a turn; many are surnames too, and are left to whoever is seen to bear them.

    Args:
        text: of a turn.
        people: spans of people already found, which no town shares.
        cased: whether who speaks is written with capitals.
    """
    taken = [p for p in people if p.type == "person"]
    found = [
        Span(match.start, match.end, "place") for match in places.towns().find(text)
        if names_something(text, match, cased=cased) or (not cased and TOWN.search(text[: match.start]))
    ]
    if cased:  # « cet aspet »: no town is one of several
        found = [s for s in found if text[s.start].isupper() or not ONE.search(text[: s.start])]
    return [span for span in found if all(span.end <= p.start or span.start >= p.end for p in taken)]
