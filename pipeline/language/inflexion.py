"""A word of the dictionary → all its inflected forms: conjugated, feminine, plural.

Irregular forms come from the lemma tables of spaCy's French model; regular ones from the endings below.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cache

from pipeline.language.lexicon import ADJECTIVE, INFINITIVE, NOUN, lemmas_of, tables

VERB = 6360137228241296794  # spaCy's hash of « verb »
KINDS = (VERB, NOUN, ADJECTIVE)
FIRST_GROUP = """
e es ons ez ent ais ait ions iez aient ai as a âmes âtes èrent erai eras era erons erez eront erais erait erions eriez
eraient asse asses ât assions assiez assent ant é ée és ées
""".split()
HARD = ("a", "o", "â")  # before these, « mang » and « commenc » are written « mange » and « commenç »
UNCHANGED = ("s", "x", "z")
PLURALS = {"eau": "eaux", "eu": "eux", "al": "aux"}


@cache
def forms(lemma: str) -> frozenset[str]:
    """
    Give every form of a word, itself included, in lower case; a word unknown to the tables is taken as regular.

    A form that is also another word is there too: « devant » is a form of « devoir ».

    >>> sorted(forms("numérique")), "mangeait" in forms("manger"), "prises" in forms("prendre")
    (['numérique', 'numériques'], True, True)
    """
    lemma = lemma.lower()
    return frozenset({lemma, *_irregular().get(_plain(lemma), ()), *_regular(lemma)})


def dictionary_form(word: str) -> str:
    """
    Give the word under which a dictionary holds another: itself, when it holds it.

    >>> dictionary_form("prennent"), dictionary_form("prendre"), dictionary_form("visio")
    ('prendre', 'prendre', 'visio')
    """
    word = word.lower()
    if any(_plain(word) in tables()["lemma_index"].get(kind, ()) for kind in KINDS):
        return word
    listed = (tables()["lemma_exc"].get(kind, {}).get(word, ()) for kind in KINDS)
    return next((lemmas[0] for lemmas in listed if lemmas), min(lemmas_of(word) - {word}, default=word))


def _plain(word: str) -> str:
    return word.replace("œ", "oe").replace("æ", "ae")


@cache
def _irregular() -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for kind in KINDS:
        for form, lemmas in tables()["lemma_exc"].get(kind, {}).items():
            for lemma in lemmas:
                found[lemma].append(form)
    return dict(found)


def _regular(lemma: str) -> Iterator[str]:
    index = tables()["lemma_index"]
    verb = lemma in index.get(VERB, ()) or (lemma.endswith(INFINITIVE) and lemma not in index.get(NOUN, ()))
    if verb and lemma.endswith("er"):
        stem = lemma.removesuffix("er")
        soft = f"{stem}e" if stem.endswith("g") else f"{stem[:-1]}ç" if stem.endswith("c") else stem
        yield from ((soft if ending.startswith(HARD) else stem) + ending for ending in FIRST_GROUP)
    if not verb or lemma in index.get(NOUN, ()):
        yield _plural(lemma)
    if lemma in index.get(ADJECTIVE, ()):
        feminine = lemma if lemma.endswith("e") else f"{lemma}e"
        yield from (_plural(lemma), feminine, f"{feminine}s")


def _plural(word: str) -> str:
    if word.endswith(UNCHANGED):
        return word
    return next((word.removesuffix(one) + many for one, many in PLURALS.items() if word.endswith(one)), f"{word}s")
