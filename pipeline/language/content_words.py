"""Words that tell what is spoken of: stop words set aside, inflected forms brought together."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache

from pipeline.language.folds import fold_for_search
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


DETERMINERS = """
le la les un une des du de au aux ce cet cette ces mon ma mes ton ta tes son sa ses notre nos votre vos leur leurs
quel quelle quels quelles quelque quelques chaque aucun aucune aucuns aucunes tout toute tous toutes certain certaine
certains certaines plusieurs tel telle tels telles même mêmes autre autres nul nulle divers diverses différents
différentes tant autant
"""
PRONOUNS = """
je tu il elle on nous vous ils elles me te se moi toi soi lui eux en qui que quoi dont où lequel laquelle lesquels
lesquelles auquel auxquels auxquelles duquel desquels desquelles celui celle ceux celles ceci cela ça ca c'est ci
personne rien quelqu quiconque chacun chacune autrui mien mienne miens miennes tien tienne tiens tiennes sien sienne
siens siennes nôtre nôtres vôtre vôtres quelqu'un quelqu'une quelques-uns quelques-unes
"""
PREPOSITIONS = """
à dans par pour sur sous avec sans entre vers chez contre depuis pendant durant avant après devant derrière dès jusque
jusqu jusqu'à hors malgré parmi selon sauf via voici voilà près loin autour lors outre envers afin auprès dessus dessous
dedans dehors face cause côté fur travers
"""
CONJUNCTIONS = """
et ou où ni mais or donc car que qu si quand lorsque lorsqu comme puisque puisqu parce quoique tandis alors sinon soit
cependant pourtant néanmoins toutefois ainsi aussi
"""
ADVERBS = """
ne pas plus moins point guère jamais toujours souvent parfois encore déjà bientôt tôt tard maintenant aujourd hui
aujourd'hui hier demain ici là ailleurs partout nulle part très trop assez peu beaucoup bien mal mieux pire vraiment
presque environ surtout seulement simplement justement plutôt ensuite enfin puis tellement complètement carrément
forcément évidemment effectivement exactement finalement normalement franchement honnêtement clairement absolument
totalement quasiment pratiquement généralement actuellement peut-être oui non si combien comment pourquoi sûr sûrement
notamment tout-à-fait là-bas là-dedans là-dessus vite ensemble seul seule seuls seules
d'abord d'accord quand-même certes autrement également directement immédiatement rapidement auparavant désormais
longtemps soudain plein pile juste
"""
NUMBERS = """
zéro un une deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize vingt trente quarante
cinquante soixante cent cents mille premier première premiers premières deuxième troisième second seconde dizaine
vingtaine trentaine quinzaine centaine million millions
"""
AUXILIARIES = """
être suis es est sommes êtes sont étais était étions étiez étaient fus fut fûmes furent serai seras sera serons serez
seront serais serait serions seriez seraient sois soit soyons soyez soient fusse étant été
avoir ai as a avons avez ont avais avait avions aviez avaient eus eut eûmes eurent aurai auras aura aurons aurez auront
aurais aurait aurions auriez auraient aie aies ait ayons ayez aient ayant eu eue eues
"""
COMMON_VERBS = """
faire fais fait faisons faites font faisais faisait faisions faisiez faisaient ferai fera feras ferons ferez feront
ferais ferait feraient fasse fassent faisant faite faits
aller vais vas va allons allez vont allais allait allions alliez allaient irai ira iras irons irez iront irais irait
iraient aille aillent allant allé allée allés allées
dire dis dit disons dites disent disais disait disions disaient dirai dira dirais dirait diraient dise disent disant
dits dite
pouvoir peux peut pouvons pouvez peuvent pouvais pouvait pouvions pouvaient pourrai pourra pourrons pourrez pourront
pourrais pourrait pourrions pourriez pourraient puisse puissent pu
vouloir veux veut voulons voulez veulent voulais voulait voulions vouliez voulaient voudrais voudrait voudraient voudra
voudront veuille veuillez voulu
devoir dois doit devons devez doivent devais devait devions devaient devrai devra devront devrais devrait devrions
devraient doive doivent dû
falloir faut fallait faudra faudrait faille fallu
savoir sais sait savons savez savent savais savait savions saviez savaient saurai saura saurais saurait sache sachent su
voir vois voit voyons voyez voient voyais voyait voyaient verrai verra verrez verrais verrait vu vue vus vues voie
venir viens vient venons venez viennent venais venait venaient viendra viendrait vienne venu venue venus venues
mettre mets met mettons mettez mettent mettais mettait mettaient mettra mettrait mis mise mises mette
prendre prends prend prenons prenez prennent prenais prenait prenaient prendra prendrait pris prise prenne
croire crois croit croyez croient croyais croyait cru
trouver trouve trouves trouvez trouvent trouvais trouvait
passer passe passes passez passent passait passé
arriver arrive arrives arrivent arrivait arrivé arrivée
penser pense penses pensez pensent pensais pensait
rester reste restes restent restait resté
sembler semble semblent paraître paraît
commencer commence commencent commençait commencé
donner donne donnes donnez donnent donnait donné
"""
SPEECH = """
ah aïe allo allô ba bah beh ben bon bof boum bref chut clac coup eh euh euuh genre hé hein heu heuh hmm hop hou hum
mh mhm
mm mmh mouais nan oh oho ok okay ouah ouais oulà ouf oups pff pfff pffff quoi rhô tac tiens truc trucs machin machins
chose choses style voilà voyez wow zut ouaip hm mmm oué ouai ui p'tit pis ptit chais chuis jsais enfin fin là
attends attendez écoute écoutez regarde regardez tenez dis-donc
façon manière sorte espèce type cas moment moments fois temps-là point gens monde jour jours an ans année
années mois semaine semaines matin soir
etc cetera merci bonjour monsieur madame mademoiselle messieurs mesdames m mme mlle mr
grand grande grands grandes petit petite petits petites nouveau nouvelle nouveaux nouvelles
"""
CLITIC = re.compile(r"-(?:t-)?(?:je|tu|ils?|elles?|on|nous|vous|ce|[mt]oi|l[ea]s?|lui|leur|y|en|ci|memes?)$")
LEXICAL = frozenset({"rendez-vous"})
# Taken out before words are told apart: « accord » or « exemple » alone may be what is spoken about.
PHRASES = re.compile(
    r"\b(?:d['’]accord|d['’]abord|par exemple|tout à fait|tout de suite|à peu près|au fur et à mesure|bien sûr"
    r"|c['’]est[ -]à[ -]dire|en fait|en tout cas|du coup|tout le monde|la plupart|il y a|y a|quand même)\b",
    re.IGNORECASE,
)
LISTS = (DETERMINERS, PRONOUNS, PREPOSITIONS, CONJUNCTIONS, ADVERBS, NUMBERS, AUXILIARIES, COMMON_VERBS, SPEECH)
STOP_WORDS = frozenset(fold_for_search(word) for words in LISTS for word in words.split())


@cache
def is_stop_word(word: str) -> bool:
    """
    Tell whether a word says nothing of its subject, with or without accents, alone or with a clitic.

    >>> [is_stop_word(w) for w in ("voilà", "est-ce", "dit-il", "deux-trois", "dossier", "rendez-vous")]
    [True, True, True, True, False, False]
    """
    folded = fold_for_search(word)
    if folded in LEXICAL:
        return False
    return folded in STOP_WORDS or all(part in STOP_WORDS for part in CLITIC.sub("", folded).split("-"))
