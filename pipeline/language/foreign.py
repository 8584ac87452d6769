"""A sentence → the language that its little words betray, when it is not French."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from pathlib import Path

from pipeline.language import person_names
from pipeline.language.folds import fold_for_search
from pipeline.language.lexicon import known_word
from pipeline.language.name_phrases import phrase

GERMAN = "allemand"
# Function words of each language that French does not have: they make sentences and name nobody.
FUNCTION_WORDS: dict[str, frozenset[str]] = {language: frozenset(words.split()) for language, words in {
    "anglais": """
the and you that was were is are have has had with this these those they them their there from for but not what which
who when where why how all can could would should will shall been being his her hers she he him it its we our your my
i me of to at by or if than then so because about into over out up down now just very only some any more most other
here again always never also too did does don't doesn't didn't isn't wasn't i'm you're we're they're it's that's i've
they've i'll can't won't day people long know think like want need get got go went come came say said see
""",
    "espagnol": """
el los las del al que no una unos unas es son era eran está están estaba hay fue muy pero porque como cuando donde
quien quién qué cómo cuándo dónde por para con sin sobre entre hasta desde también más menos todo toda todos todas yo
él ella ellos ellas nosotros usted ustedes mi mis su sus lo se nos y o si ya aquí allí ahora siempre nunca después
antes tengo tiene tienen tenía hace hacer
""",
    "portugais": """
o os as um uma uns umas do da dos das no na nos nas ao à aos às que não é são era eram está estão estava foi muito
mas porque como quando onde quem por para com sem sobre entre até desde também mais menos tudo todo toda todos todas
eu ele ela eles elas nós você vocês meu minha seu sua isso isto aqui ali agora sempre nunca depois antes tenho tem têm
""",
    "italien": """
il lo gli della dello dei degli delle nel nella nei nelle dal dalla al alla che non è sono era erano ma perché come
quando dove chi cosa per con senza tra fra fino anche più meno tutto tutta tutti tutte io lui lei loro noi voi mio mia
suo sua questo questa quello quella qui ora sempre mai dopo prima ho ha hanno
""",
    GERMAN: """
der das die dem den ein eine einen einem einer und ist sind war waren nicht kein keine ich du er sie wir ihr mich mir
dich dir ihn ihm uns euch mein dein sein aber weil dass wenn wie was wer wo warum mit ohne für von zu zum zur bei nach
aus auf über unter vor auch noch schon nur sehr immer nie hier dort jetzt dann habe hat haben
""",
    "breton": """
ar al an er un ul ur eo zo oa eus ket ne n'eo n'eus ha hag da gant evit war evel pa ma me te eñ hi ni c'hwi int din dit
dezhañ dezhi deomp deoc'h dezho hon ho o pep holl mat ez e vez vefe bezañ emañ edo ganin ganit gwelloc'h
""",
    "créole": """
mwen mwin nou zot yo li ou ki ka té pa ni sé moun la-a anpil tout-moun kon kouman poukisa isi koté ban fè di
""",
    "arabe (en lettres latines)": """
ana enta enti huwa hiya ahna houma hna wash wach rani rak rahi rahoum kifach kifash 3lach 3lash hadi hada hadou hna
bezzaf bezef chwiya walou wallah inchallah hamdoullah fi min ila ma lli elli dyal dial nta3 kayn makayn bark bach bash
""",
    "turc": """
bir ve bu şu o ben sen biz siz onlar için ile değil var yok çok ama çünkü ne nasıl nerede kim daha en gibi kadar da de
mi mı ya evet hayır bana sana ona şimdi sonra önce
""",
}.items()}
# Little words of French that other languages do not write so: one language at a time is spoken in a sentence.
FRENCH = frozenset("""
je tu il elle on nous vous ils elles le la les l' d' des du au aux un une et est sont c'est ce cette ces qui que qu'
dans pour avec sans sur pas ne mais ou où donc alors parce comme quand très aussi même tout j'ai ai a avait était étais
fait mon ma mes ton ta tes son sa ses notre votre leur leurs y en se me te moi toi lui eux ça oui non bah ben voilà
""".split())
SENTENCE = re.compile(r"[^.!?…\n«»\"“”]+")
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
ELIDED = re.compile(r"^(?:[cdjlmnst]|qu)['’]", re.IGNORECASE)
LEAST = 2  # function words of another language
SHARE = 0.25  # of the words of a sentence
SHARE_UNKNOWN = 0.5
UNKNOWN = "une autre langue"


@lru_cache(maxsize=64)
def passages(text: str) -> tuple[tuple[int, int, str], ...]:
    """
    Give the sentences that another language is spoken in, with its name.

    >>> [name for _, _, name in passages("Now I fill in forms for people all day long. Voilà.")]
    ['anglais']
    >>> passages("On travaille avec des product owners sur le design system.")
    ()
    """
    found = ((m.start(), m.end(), language(m.group())) for m in SENTENCE.finditer(text))
    return tuple((start, end, name) for start, end, name in found if name)


def spoken(text: str, at: int) -> str:
    """Name the language spoken at a place of a text when it is not French, or nothing."""
    return next((name for start, end, name in passages(text) if start <= at < end), "")


def language(sentence: str) -> str:
    """
    Name the language of a sentence that is not French, or nothing: in doubt, French is spoken.

    >>> language("Trabajo aquí todos los días con mi hermana"), language("Elle dit to be, comme on dit chez nous")
    ('espagnol', '')
    """
    said = WORD.findall(sentence)
    words = [w.lower().replace("’", "'") for w in said]
    french = sum(w in FRENCH or bool(ELIDED.match(w)) for w in words)
    counts = {name: sum(w in little for w in words) for name, little in FUNCTION_WORDS.items()}
    best = max(counts, key=lambda name: (counts[name], name))
    if counts[best] >= max(LEAST, SHARE * len(words)) and counts[best] > french:
        return best
    if french:
        return ""
    # In lower case they are no names, and no dictionary of French holds them.
    names = person_names.phrases()
    strange = [w for w in said if w.islower() and len(w) > 1 and not known_word(w) and phrase(w) not in names]
    return UNKNOWN if len(strange) >= max(LEAST, SHARE_UNKNOWN * len(said)) else ""


def function_word(word: str, name: str) -> bool:
    """Tell whether a word makes sentences in a language."""
    if name == UNKNOWN:
        return False
    said = word.lower().replace("’", "'")
    return said in FUNCTION_WORDS[name] or fold_for_search(said) in FUNCTION_WORDS[name]


# English that the world of work borrows (« Head of Product », « sprint »), written for this project from general
# knowledge; first names and surnames are left out of it.
ENGLISH_FILE = Path(__file__).with_name("english.txt")


def borrowed(word: str) -> bool:
    """
    Tell whether a word is English that French speakers say at work.

    >>> borrowed("Researchers"), borrowed("eBusiness"), borrowed("Factories"), borrowed("Victoria")
    (True, True, True, False)
    """
    lower = word.lower()
    return not english_words().isdisjoint({lower, lower.removesuffix("s"), lower.removesuffix("ies") + "y"})


@cache
def english_words() -> frozenset[str]:
    """Give the English words of the list."""
    return frozenset(ENGLISH_FILE.read_text("utf-8").split())
