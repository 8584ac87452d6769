"""Traps of Transcriber, ELAN and TEI in the wild: encodings, layers, nested voices, tokens, hostile files."""

from __future__ import annotations

import time

import pytest

from pipeline.ingest.readers import elan, tei, transcriber
from pipeline.ingest.readers.common.paragraphs import characters
from pipeline.ingest.readers.common.refused_files import LARGEST_TEXT
from pipeline.ingest.readers.received_files import Reader
from pipeline.ingest.session import ReadTranscript
from pipeline.model.errors import UnreadableTranscript

Turns = list[tuple[str, str]]


def turns(reading: ReadTranscript) -> Turns:
    """Give voices and words, once it is sure that every character is somewhere."""
    held = characters(*(p.text for p in reading.paragraphs), *(a.text for a in reading.asides))
    assert reading.characters == held
    return [(p.speaker, p.text) for p in reading.paragraphs]


def times(reading: ReadTranscript) -> list[tuple[int | None, int | None]]:
    return [(p.start_ms, p.end_ms) for p in reading.paragraphs]


def set_aside(reading: ReadTranscript, reason: str) -> str:
    return "\n".join(aside.text for aside in reading.asides if aside.reason == reason)


# --- the door -------------------------------------------------------------------------------------------------------


def trs(body: str, prolog: str = "") -> str:
    return f'{prolog}<Trans><Episode><Section><Turn startTime="0" endTime="2">{body}</Turn></Section></Episode></Trans>'


LATIN = '<?xml version="1.0" encoding="ISO-8859-1"?><!DOCTYPE Trans SYSTEM "trans-14.dtd">'
WORDS = "j’ai vu sa sœur à Noël"


@pytest.mark.parametrize(("data", "encoding"), [
    (trs(WORDS, '<?xml version="1.0" encoding="UTF-8"?>').encode(), "utf-8"),
    (trs(WORDS, '<?xml version="1.0" encoding="UTF-8"?>').encode("utf-8-sig"), "utf-8"),
    (trs(WORDS, '<?xml version="1.0" encoding="UTF-16"?>').encode("utf-16"), "utf-16"),
    (trs(WORDS, LATIN).encode("cp1252"), "windows-1252"),
    (trs(WORDS, '<?xml version="1.0" encoding="UTF-8"?>').encode("cp1252"), "utf-8"),
    (trs(WORDS, '\n <?xml version="1.0" encoding="UTF-8"?>').encode(), "utf-8"),
    (trs(WORDS.replace("à", "&agrave;\x0b"), LATIN).encode("cp1252"), "utf-8"),
    (trs(WORDS.replace("à", "&agrave;")).encode(), "utf-8"),
], ids=["utf-8", "byte order mark", "utf-16", "Windows said to be Latin", "Windows said to be UTF-8",
        "blank line first", "names of HTML and stray controls", "names of HTML alone"])
def test_words_are_read_whatever_the_encoding_says(data: bytes, encoding: str) -> None:
    """A header that lies about its encoding, and the leavings of old editors, cost no letter."""
    reading = transcriber.read(data, "E01.trs")
    assert turns(reading) == [("", WORDS)]
    assert reading.encoding == encoding


LAUGHS = '<!ENTITY a "ha">' + "".join(
    f'<!ENTITY {chr(98 + i)} "{f"&{chr(97 + i)};" * 50}">' for i in range(8)
)
HOSTILE = {
    "laughs": f"<!DOCTYPE Trans [{LAUGHS}]>" + trs("&i;"),
    "laughs in an attribute": f"<!DOCTYPE Trans [{LAUGHS}]>" + trs("").replace("<Turn", '<Turn speaker="&i;"'),
    "file": '<!DOCTYPE Trans [<!ENTITY x SYSTEM "file:///etc/hostname">]>' + trs("bonjour &x;"),
    "network": '<!DOCTYPE Trans [<!ENTITY % x SYSTEM "http://localhost/x.dtd"> %x;]>' + trs("bonjour"),
    "hidden words": '<!DOCTYPE Trans [<!ENTITY x "un mot caché">]>' + trs("bonjour"),
}


@pytest.mark.parametrize("hostile", HOSTILE.values(), ids=list(HOSTILE))
def test_a_file_that_declares_entities_is_refused(hostile: str) -> None:
    """No entity is expanded, no file nor address is opened: the file is refused by name, at once."""
    begun = time.monotonic()
    with pytest.raises(UnreadableTranscript, match=r"E09\.trs"):
        transcriber.read(hostile.encode(), "E09.trs")
    assert time.monotonic() - begun < 5


@pytest.mark.parametrize("data", [
    b"<Trans>" + b"x" * LARGEST_TEXT, b"<a/>" * 2_000_001, b"<a>" * 100_000, b"\0\0\0\0", b"PK\x03\x04 Trans",
], ids=["too heavy", "too many tags", "too deep", "nothing", "an archive"])
@pytest.mark.parametrize("reader", [transcriber.read, elan.read, tei.read])
def test_what_is_too_much_is_refused(reader: Reader, data: bytes) -> None:
    """A file that would fill the memory is refused by name before it is gone through."""
    with pytest.raises(UnreadableTranscript, match=r"E09\.xml"):
        reader(data, "E09.xml")


@pytest.mark.parametrize(("reader", "text", "said"), [
    (tei.read, "<Trans/>", r"\.trs"), (transcriber.read, "<ANNOTATION_DOCUMENT/>", r"\.eaf"),
    (elan.read, "<TEI><u>bonjour</u></TEI>", "TEI"), (tei.read, "<basic-transcription/>", "EXMARaLDA"),
    (tei.read, "<rss><item>bonjour</item></rss>", "autre sorte"), (tei.read, "<METATRANSCRIPT/>", "notice"),
    (tei.read, "<TEI><teiHeader>x</teiHeader></TEI>", "en-tête"),
    (tei.read, "<TEI><text><body><p>Un texte écrit.</p></body></text></TEI>", "texte écrit"),
    (tei.read, "<TEI>\n\n<u>bonjour</TEI>", "ligne 3"),
])
def test_the_refusal_says_what_the_file_is(reader: Reader, text: str, said: str) -> None:
    """An XML of another kind is named, and what to do with it is said."""
    with pytest.raises(UnreadableTranscript, match=said):
        reader(text.encode(), "E09.xml")


# --- Transcriber ----------------------------------------------------------------------------------------------------


def test_transcriber_tells_who_asks_and_genders() -> None:
    """The gender that Transcriber notes is told; the name of an interviewer goes without its mark."""
    speakers = (
        '<Speakers><Speaker id="s1" name="Odile Fauvet (ENQ)" type="female"/>'
        '<Speaker id="s2" name="Marc" type="male"/><Speaker id="s3" name="Absent" type="male"/></Speakers>'
    )
    text = f'<Trans>{speakers}<Turn speaker="s1 s2"><Who nb="1"/>bien<Who nb="2"/>oui</Turn></Trans>'
    assert transcriber.read(text.encode(), "E01.trs").described == {
        "personnes": [
            {"locuteur": "Odile Fauvet (ENQ)", "nom": "Odile Fauvet"}, {"locuteur": "Marc", "genre": "h"},
        ],
        "enqueteur": ["Odile Fauvet (ENQ)"],
    }


def test_transcriber_keeps_words_that_stand_anywhere() -> None:
    """Marks, noises and comments cut no word off, and a voice that the turn does not name is its last."""
    body = (
        'avant<Sync time="1"/>ici <Comment desc="secret"/>là <Background time="1" type="music"/>[rires]<Who nb="9"/>x'
    )
    assert turns(transcriber.read(trs(body).encode(), "E01.trs")) == [
        ("", "avant"), ("", "ici là [rires]"), ("", "x"),
    ]


# --- ELAN -----------------------------------------------------------------------------------------------------------


def tier(name: str, *values: str, **more: str) -> str:
    attributes = "".join(f' {key.upper()}="{value}"' for key, value in more.items())
    held = "".join(
        f'<ANNOTATION><ALIGNABLE_ANNOTATION TIME_SLOT_REF1="t{n}" TIME_SLOT_REF2="t{n + 1}">'
        f"<ANNOTATION_VALUE>{value}</ANNOTATION_VALUE></ALIGNABLE_ANNOTATION></ANNOTATION>"
        for n, value in enumerate(values, 1)
    )
    return f'<TIER TIER_ID="{name}"{attributes}>{held}</TIER>'


def eaf(*tiers: str) -> ReadTranscript:
    slots = "".join(f'<TIME_SLOT TIME_SLOT_ID="t{n}" TIME_VALUE="{n}000"/>' for n in (1, 2, 4))
    types = (
        '<LINGUISTIC_TYPE LINGUISTIC_TYPE_ID="libre" CONSTRAINTS="Included_In"/>'
        '<LINGUISTIC_TYPE LINGUISTIC_TYPE_ID="geste" CONTROLLED_VOCABULARY_REF="gestes"/>'
    )
    text = f"<ANNOTATION_DOCUMENT><TIME_ORDER>{slots}</TIME_ORDER>{''.join(tiers)}{types}</ANNOTATION_DOCUMENT>"
    return elan.read(text.encode(), "E01.eaf")


@pytest.mark.parametrize(("tiers", "heard"), [
    ([tier("A", "oui"), tier("A-glose", "yes"), tier("commentaires", "il rit")], [("A", "oui")]),
    ([tier("A", "oui"), tier("B", "hoche", linguistic_type_ref="geste")], [("A", "oui")]),
    ([tier("A", "oui"), tier("B", "yes", linguistic_type_ref="traduction")], [("A", "oui")]),
    ([tier("A", "oui"), tier("A2", "non", parent_ref="A")], [("A", "oui")]),
    ([tier("A", "oui", participant="Ana"), tier("B", "non", parent_ref="A", linguistic_type_ref="libre",
      participant="Luc")], [("Ana", "oui"), ("Luc", "non")]),
    ([tier("A", "oui", participant="Ana"), tier("B", "oui ?", parent_ref="A", linguistic_type_ref="libre")],
     [("Ana", "oui")]),
    ([tier("table"), tier("A", "oui", parent_ref="table", linguistic_type_ref="libre"),
      tier("B", "non", parent_ref="table", linguistic_type_ref="libre")], [("A", "oui"), ("B", "non")]),
    ([tier("ref@A", "A.001", "A.002"), tier("tx@A", "oui", "non", parent_ref="ref@A")], [("A", "oui"), ("A", "non")]),
    ([tier("mots", "oui", "non")], [("", "oui"), ("", "non")]),
    ([tier("A-mots", "oui", "non"), tier("A", "oui non")], [("A", "oui non")]),
    ([tier("A", "oui"), tier("A", "non")], [("A", "oui"), ("A", "non")]),
], ids=["named layers", "codes", "type of layer", "dependent", "another voice", "its own note", "empty parent",
        "numbers", "words alone", "words beside", "one name twice"])
def test_elan_tells_speech_from_layers(tiers: list[str], heard: Turns) -> None:
    """What people say is read once; what is written about it is set aside, and no voice is lost."""
    assert turns(eaf(*tiers)) == heard


def test_elan_gives_times_only_when_they_are_told() -> None:
    """An annotation whose mark has no time stays in its place, with no time made up."""
    reading = eaf(tier("A", "un", "deux", "trois"), tier("B", "quatre"))
    assert [(p.text, p.start_ms, p.end_ms) for p in reading.paragraphs] == [
        ("un", 1000, 2000), ("quatre", 1000, 2000), ("deux", 2000, None), ("trois", None, 4000),
    ]


def test_elan_without_speech_says_what_to_do() -> None:
    """A file of notes only is refused, with how to name its tiers."""
    with pytest.raises(UnreadableTranscript, match="son nom"):
        eaf(tier("notes", "il rit"))


# --- TEI ------------------------------------------------------------------------------------------------------------


def page(body: str, head: str = "", timeline: str = "") -> ReadTranscript:
    text = f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader>{head}</teiHeader><text>{timeline}<body>{body}</body>'
    return tei.read(f"{text}</text></TEI>".encode(), "E01.xml")


@pytest.mark.parametrize(("utterance", "words"), [
    ("<w>d'</w><w>accord</w>", "d'accord"),
    ("<w>aujourd’</w><w>hui</w> <w>oui</w><pc>,</pc><w>non</w>", "aujourd’hui oui, non"),
    ("<w>a</w><w>-t-il</w><w>par-</w><w>parlé</w><pc>?</pc>", "a-t-il par- parlé ?"),
    ("<w join='right'>re</w><w>fait</w>", "refait"),
    ("<seg><w>il</w> <w>va</w></seg><seg><w>bien</w></seg>", "il va bien"),
    ("<w><m>re</m><m>fait</m></w> et puis <w>voilà</w>", "refait et puis voilà"),
    ("<seg>il va</seg><seg>bien</seg>", "il va bien"),
    ("extra<emph>ordi</emph>naire", "extraordinaire"),
    ("je <pause/>viens <vocal><desc>rire</desc></vocal>tout <note>sic</note>de suite", "je viens tout de suite"),
    ("mot<incident><desc>pause</desc></incident>mot", "mot mot"),
    ("<choice><orig>chais pas</orig><reg>je ne sais pas</reg></choice> moi", "chais pas moi"),
    ("bonjour<spanGrp type='lemme'><span>bonjour</span></spanGrp>", "bonjour"),
    ("<del>je</del> je <unclear>viens</unclear> + [rires] (.) xxx", "je je viens + [rires] (.) xxx"),
])
def test_tei_gives_the_words_as_they_are_said(utterance: str, words: str) -> None:
    """Tokens are joined as French is written; what is only noted is no word, and parts no word from the next."""
    assert turns(page(f"<u who='A'>{utterance}</u>")) == [("A", words)]


@pytest.mark.parametrize(("body", "heard"), [
    ("<u who='#A'>avant <u who='#B'>mhm</u> après</u>", [("A", "avant après"), ("B", "mhm")]),
    ("<u who='A'>un <u>deux</u> trois</u>", [("A", "un deux trois")]),
    ("<annotationBlock who='A'><u>un</u><u>deux</u></annotationBlock>", [("A", "un"), ("A", "deux")]),
    ("<annotationGrp wh='A'><u><seg>un</seg></u></annotationGrp>", [("A", "un")]),
    ("<u who='#A #B'>ensemble</u>", [("A + B", "ensemble")]),
    ("<u who='pers.xml#A'>un</u><u>deux</u><u who='unknown'>trois</u>", [("A", "un"), ("", "deux"), ("", "trois")]),
    ("<u who='A'>un</u><note>nul <u who='B'>mot</u></note><u who='A'> … </u>", [("A", "un")]),
])
def test_tei_gives_each_voice_its_words(body: str, heard: Turns) -> None:
    """A voice within another's words is its own; what nobody tells the voice of is nobody's; notes say nothing."""
    assert turns(page(body)) == heard


TIMELINE = (
    '<timeline unit="{unit}"><when xml:id="T0" absolute="0"/><when xml:id="T1" interval="{one}" since="#T0"/>'
    '<when xml:id="T2" interval="{one}"/><when xml:id="T3" interval="-1" since="#T0"/></timeline>'
)


@pytest.mark.parametrize(("unit", "one"), [("s", "1.5"), ("ms", "1500"), ("min", "0.025")])
@pytest.mark.parametrize(("body", "expected"), [
    ("<u start='#T0' end='#T1'>un</u>", [(0, 1500)]), ("<u from='#T1' to='#T2'>un</u>", [(1500, 3000)]),
    ("<u><anchor synch='#T0'/>un <anchor synch='#T1'/>deux<anchor synch='#T2'/></u>", [(0, 1500), (1500, 3000)]),
    ("<div start='#T0' end='#T2'><u>un</u></div>", [(None, None)]), ("<u start='#T3' end='#T9'>un</u>", [(None, None)]),
    ("<u start='1.25' end='00:00:02'>un</u>", [(1250, 2000)]),
])
def test_tei_reads_times_however_they_are_told(
    unit: str, one: str, body: str, expected: list[tuple[int | None, int | None]],
) -> None:
    """On the utterance or around it, by anchors within it, in any unit, from the mark before; else none."""
    assert times(page(body, "", TIMELINE.format(unit=unit, one=one))) == expected


def test_tei_keeps_untimed_utterances_in_their_place() -> None:
    """What has no time stays after what precedes it in the file."""
    reading = page("<u start='5' end='6'>deux</u><u>trois</u><u start='1' end='2'>un</u>")
    assert [p.text for p in reading.paragraphs] == ["un", "deux", "trois"]


def test_tei_tells_what_its_header_says() -> None:
    """People who speak, the day and the length are told; what a converter makes up and who is silent are not."""
    head = (
        "<recording dur='PT1H02M10S'><date when='2019-03-05'/></recording><particDesc>"
        "<person xml:id='A' age='40.0' role='interviewer'><persName>Odile Fauvet</persName></person>"
        "<person xml:id='B' age='40.0'><persName><forename>Marc</forename><surname>Diallo</surname></persName>"
        "<sex value='1'/><occupation>éducateur</occupation></person><person xml:id='C'/></particDesc>"
    )
    reading = page("<u who='#A'>alors</u><u who='#B'>voilà</u>", head)
    assert turns(reading) == [("Odile Fauvet", "alors"), ("Marc Diallo", "voilà")]
    assert reading.described == {
        "date": "2019-03-05", "duree_min": "62", "enqueteur": ["Odile Fauvet"],
        "personnes": [{"locuteur": "Marc Diallo", "genre": "h", "profession": "éducateur"}],
    }
    assert set_aside(reading, "header").split() == ["Odile", "Fauvet", "Marc", "Diallo", "éducateur"]
