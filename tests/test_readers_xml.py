"""Transcriber, ELAN and TEI: the same dialogue from each, every character accounted for, nothing dangerous loaded."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.ingest.readers import elan, tei, transcriber
from pipeline.ingest.readers.common.paragraphs import characters
from pipeline.ingest.readers.received_files import Reader
from pipeline.ingest.session import ReadTranscript
from pipeline.model.errors import UnreadableTranscript

TRS = """<?xml version="1.0" encoding="ISO-8859-1"?>
<!DOCTYPE Trans SYSTEM "trans-14.dtd">
<Trans scribe="x" audio_filename="secret"><Speakers>
<Speaker id="spk1" name="Ana (ENQ)"/><Speaker id="spk2" name="Luc"/></Speakers>
<Episode><Section type="report" startTime="0" endTime="9">
<Turn startTime="0" endTime="1"><Sync time="0"/><Event desc="conv" type="noise"/></Turn>
<Turn speaker="spk1" startTime="1" endTime="3"><Sync time="1"/>
Où est-ce
<Sync time="2"/> que ça s'arrête ? <Event desc="rire"/></Turn>
<Turn speaker="spk2 spk1" startTime="3" endTime="5"><Sync time="3"/><Who nb="1"/>
ici, déjà
<Who nb="2"/>
ah</Turn>
<Turn startTime="5" endTime="6"><Sync time="5"/> merci </Turn>
</Section></Episode></Trans>""".encode("latin-1")

EAF = """<?xml version="1.0" encoding="UTF-8"?>
<ANNOTATION_DOCUMENT><HEADER MEDIA_FILE=""><MEDIA_DESCRIPTOR MEDIA_URL="file:///C:/Ana/secret.wav"/></HEADER>
<TIME_ORDER><TIME_SLOT TIME_SLOT_ID="t1" TIME_VALUE="1000"/><TIME_SLOT TIME_SLOT_ID="t2" TIME_VALUE="2000"/>
<TIME_SLOT TIME_SLOT_ID="t3"/><TIME_SLOT TIME_SLOT_ID="t4" TIME_VALUE="4000"/></TIME_ORDER>
<TIER TIER_ID="L1" PARTICIPANT="Ana (ENQ)" LINGUISTIC_TYPE_REF="d"><ANNOTATION>
<ALIGNABLE_ANNOTATION ANNOTATION_ID="a1" TIME_SLOT_REF1="t1" TIME_SLOT_REF2="t2">
<ANNOTATION_VALUE>Où est-ce que ça s'arrête ?</ANNOTATION_VALUE></ALIGNABLE_ANNOTATION></ANNOTATION></TIER>
<TIER TIER_ID="L1-trad" PARENT_REF="L1" LINGUISTIC_TYPE_REF="d"><ANNOTATION>
<REF_ANNOTATION ANNOTATION_ID="b1" ANNOTATION_REF="a1"><ANNOTATION_VALUE>Where?</ANNOTATION_VALUE></REF_ANNOTATION>
</ANNOTATION></TIER>
<TIER TIER_ID="Luc" LINGUISTIC_TYPE_REF="d"><ANNOTATION>
<ALIGNABLE_ANNOTATION ANNOTATION_ID="a2" TIME_SLOT_REF1="t3" TIME_SLOT_REF2="t4">
<ANNOTATION_VALUE>ici, déjà</ANNOTATION_VALUE></ALIGNABLE_ANNOTATION></ANNOTATION></TIER>
</ANNOTATION_DOCUMENT>""".encode()

TIMELINE = """<timeline unit="s"><when xml:id="T0" absolute="00:00:00"/><when xml:id="T1" interval="1" since="#T0"/>
<when xml:id="T2" interval="2.5" since="#T0"/></timeline>"""
HEADER = """<teiHeader><fileDesc><titleStmt><title>C:\\corpus\\secret.wav</title></titleStmt></fileDesc>
<profileDesc><particDesc><listPerson><person xml:id="s1" sex="2" age="41"><persName>Luc</persName></person>
<person><altGrp><alt type="s2"/></altGrp><persName>Ana (ENQ)</persName></person></listPerson></particDesc>
</profileDesc></teiHeader>"""


def page(body: str) -> bytes:
    return f'<TEI xmlns="http://www.tei-c.org/ns/1.0">{HEADER}<text>{TIMELINE}<body>{body}</body></text></TEI>'.encode()


DIALECTS = {
    "annotationBlock": page(
        '<annotationBlock start="#T0" end="#T1" who="s2"><u><seg>Où est-ce <incident><desc>pause</desc></incident>que '
        'ça s\'arrête ?</seg></u></annotationBlock><annotationBlock start="#T1" end="#T2" who="s1"><u>ici, déjà</u>'
        "<spanGrp><span>glose</span></spanGrp></annotationBlock>"
    ),
    "annotatedU": page(
        '<annotatedU start="#T0" end="#T1" wh="s2"><u><anchor synch="#T0"/><seg>Où est-ce que ça s\'arrête ?</seg></u>'
        '</annotatedU><annotatedU start="#T1" end="#T2" wh="s1"><u><seg>ici, déjà</seg></u></annotatedU>'
    ),
    "u": page(
        '<u who="#s2" start="#T0" end="#T1">Où est-ce que ça s\'arrête ?<note>note</note></u>'
        '<u who="#s1" start="#T1" end="#T2"><w>ici</w><pc>,</pc><w>déjà</w></u>'
    ),
}
GOOD: list[tuple[Reader, bytes]] = [
    (transcriber.read, TRS), (elan.read, EAF), *((tei.read, data) for data in DIALECTS.values()),
]


def lost(read: ReadTranscript) -> int:
    kept = characters(*(p.text for p in read.paragraphs), *(a.text for a in read.asides))
    return read.characters - kept


def test_transcriber_gives_simultaneous_voices_side_by_side() -> None:
    """Each voice has its words and both have the times; noises are no words; an unknown voice is nobody's."""
    read = transcriber.read(TRS, "E01.trs")

    assert [(p.speaker, p.text, p.start_ms, p.end_ms) for p in read.paragraphs] == [
        ("Ana (ENQ)", "Où est-ce", 1000, 2000), ("Ana (ENQ)", "que ça s'arrête ?", 2000, 3000),
        ("Luc", "ici, déjà", 3000, 5000), ("Ana (ENQ)", "ah", 3000, 5000), ("", "merci", 5000, 6000),
    ]


def test_elan_reads_the_tiers_of_people() -> None:
    """A dependent tier is an annotation, a slot without time stays after what precedes it, no path leaks."""
    read = elan.read(EAF, "E01.eaf")

    assert {(p.speaker, p.text, p.end_ms) for p in read.paragraphs} == {
        ("Ana (ENQ)", "Où est-ce que ça s'arrête ?", 2000), ("Luc", "ici, déjà", 4000),
    }
    assert [(a.reason, a.text) for a in read.asides] == [("annotation", "Where?")]
    assert read.described == {
        "personnes": [{"locuteur": "Ana (ENQ)", "nom": "Ana"}], "enqueteur": ["Ana (ENQ)"],
    }
    assert "secret" not in repr(read)


@pytest.mark.parametrize("dialect", DIALECTS)
def test_the_dialects_of_tei_say_the_same(dialect: str) -> None:
    """Voices by their names, times from the timeline; pauses, notes and glosses are not said; no path leaks."""
    read = tei.read(DIALECTS[dialect], "E01.xml")

    assert [(p.speaker, p.text, p.start_ms, p.end_ms) for p in read.paragraphs] == [
        ("Ana (ENQ)", "Où est-ce que ça s'arrête ?", 0, 1000), ("Luc", "ici, déjà", 1000, 2500),
    ]
    assert read.described == {
        "personnes": [
            {"locuteur": "Ana (ENQ)", "nom": "Ana"}, {"locuteur": "Luc", "genre": "f", "age": "41"},
        ],
        "enqueteur": ["Ana (ENQ)"],
    }
    assert "secret" not in repr(read)


@pytest.mark.parametrize(("reader", "data"), GOOD)
def test_every_character_is_somewhere(reader: Reader, data: bytes) -> None:
    """The text of the file is in paragraphs or in asides, and nowhere else."""
    assert lost(reader(data, "E01.xml")) == 0


BOMB = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]><TEI><u>&b;</u></TEI>'
OUTSIDE = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><Trans><Turn>&a;</Turn></Trans>'


@pytest.mark.parametrize("data", [b"", b"{}", b"<TEI>", b"<a/>", BOMB, OUTSIDE, page(""), b"<TEI>" * 4000])
@pytest.mark.parametrize("reader", [transcriber.read, elan.read, tei.read])
def test_what_is_none_is_refused_by_name(reader: Reader, data: bytes) -> None:
    """Empty, cut, of another kind, without speech, or with entities: one message, which names the file."""
    with pytest.raises(UnreadableTranscript, match=r"E09\.xml"):
        reader(data, "E09.xml")


@settings(max_examples=60)
@given(st.sampled_from(GOOD), st.integers(0, 2000), st.binary(max_size=4), st.booleans())
def test_damage_is_read_or_refused(good: tuple[Reader, bytes], at: int, noise: bytes, cut: bool) -> None:
    """Any damaged file gives a reading that adds up, or a refusal that names it."""
    reader, data = good
    at %= len(data)
    try:
        read = reader(data[:at] if cut else data[:at] + noise + data[at + len(noise) :], "E09.xml")
    except UnreadableTranscript as error:
        assert "E09.xml" in str(error)  # noqa: PT017 - reading is as good an outcome
    else:
        assert lost(read) == 0
