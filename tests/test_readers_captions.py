"""Captions and files of transcription programs: each word once, its voice and its times, the rest set aside."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from typing import Any

import pysubs2
import pytest
import webvtt
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.ingest.readers import captions, otranscribe, whisper
from pipeline.ingest.readers.common.paragraphs import characters
from pipeline.ingest.session import ReadTranscript
from pipeline.language.transcript_lines import is_phantom
from pipeline.model.errors import UnreadableTranscript

Reader = Callable[[bytes, str], ReadTranscript]

SRT = """1
00:00:01,000 --> 00:00:03,500
Speaker 1: On ouvre à neuf heures,
et la file est déjà là.

2
00:00:04,000 --> 00:00:05,000
- <i>Toujours ?</i>
- {\\an8}Toujours. [rires]

3
00:00:06,000 --> 00:00:07,000
On était {rire} <rires> en
1984
"""
VTT = """WEBVTT - Permanence
Kind: captions

STYLE
::cue { color: white }

REGION
id:bas

NOTE tiré de /disque/permanence.mp3

accueil
00:01.000 --> 00:03.000 align:start
<v.fort Agent 1>Bonjour &amp; bienvenue, <c.jaune>asseyez-vous</c></v>

00:04.000 --> 00:06.000
<v Agent 1>Et le dossier ? <v Usagère>Le voil&agrave;,<00:00:05.500><i> complet</i></v>
"""
ROLLING = """WEBVTT

00:00:00.000 --> 00:00:01.990
{blank}
on<00:00:00.500><c> remplit</c><00:00:01.000><c> tout</c>

00:00:01.990 --> 00:00:02.000
on remplit tout
{blank}

00:00:02.000 --> 00:00:03.990
on remplit tout
sur<00:00:02.500><c> l'écran</c>

00:00:03.990 --> 00:00:04.000
sur l'écran
{blank}

00:00:04.000 --> 00:00:05.990
sur l'écran
sur<00:00:04.500><c> l'écran</c><c> oui</c>
""".replace("{blank}", " ")  # YouTube clears a line with a space
WHISPER: dict[str, Any] = {
    "text": " On attend. Tout le monde attend.",
    "language": "fr",
    "segments": [
        {"id": 0, "start": 0.0, "end": 1.5, "text": " On attend.", "words": [
            {"word": " On", "start": 0.0, "end": 0.5}, {"word": " attend.", "start": 0.5, "end": 1.5},
        ]},
        {"id": 1, "start": 1.5, "end": 3.25, "text": " Tout le monde attend."},
    ],
}
WHISPERX: dict[str, Any] = {
    "segments": [{"start": 1.0, "end": 4.0, "speaker": "SPEAKER_00", "text": " Et le soir ? Le soir, on ferme.",
        "words": [
        {"word": "Et", "start": 1.0, "end": 1.2, "speaker": "SPEAKER_00"}, {"word": "le"},
        {"word": "soir", "start": 1.5, "end": 1.8, "speaker": "SPEAKER_00"}, {"word": "?"},
        {"word": "Le", "start": 2.0, "end": 2.2, "speaker": "SPEAKER_01"},
        {"word": "soir,", "start": 2.2, "end": 2.6, "speaker": "SPEAKER_01"}, {"word": "on"},
        {"word": "ferme.", "start": 3.0, "end": 4.0, "speaker": "SPEAKER_01"},
    ]}],
    "word_segments": [{"word": "Et", "start": 1.0, "end": 1.2}],
}
OTR = {
    "text": '<p><span class="timestamp" data-timestamp="12.3">0:12</span>&nbsp;<b>E</b> : Vous fermez tard ?<br></p>'
    '<p>R : Vers<span class="timestamp" data-timestamp="15">0:15</span>dix heures &amp; demie.<br />E : Ah.</p>',
    "media": "entretien-de-madame.mp3", "media-time": 12.5,
}


def read_json(reader: Reader, document: Any) -> ReadTranscript:
    return accounted(reader(json.dumps(document).encode(), "E01.json"))


def read_text(reader: Reader, text: str) -> ReadTranscript:
    return accounted(reader(text.encode(), "E01"))


def accounted(reading: ReadTranscript) -> ReadTranscript:
    kept = characters(*(p.text for p in reading.paragraphs)) + characters(*(a.text for a in reading.asides))
    assert reading.characters == kept
    return reading


def said(reading: ReadTranscript) -> list[tuple[str, str]]:
    return [(p.speaker, p.text) for p in reading.paragraphs]


def texts(reading: ReadTranscript) -> list[str]:
    return [p.text for p in reading.paragraphs]


def aside(reading: ReadTranscript, reason: str) -> list[str]:
    return [a.text for a in reading.asides if a.reason == reason]


def cues(*lines: str, seconds: float = 1.0) -> str:
    clock = [f"00:{int(n * seconds) // 60:02}:{n * seconds % 60:06.3f}" for n in range(len(lines) + 1)]
    return "".join(f"{n}\n{clock[n - 1]} --> {clock[n]}\n{line}\n\n" for n, line in enumerate(lines, 1))


def test_captions_keep_words_marks_and_labels_and_lose_tags_and_counters() -> None:
    """Tags, times and numbers are set aside; labels, marks in brackets and a year said alone on its line stay."""
    reading = read_text(captions.read_srt, SRT)

    assert texts(reading) == [
        "Speaker 1: On ouvre à neuf heures, et la file est déjà là.", "Toujours ?", "Toujours. [rires]",
        "On était {rire} <rires> en 1984",
    ]
    assert [(p.start_ms, p.end_ms) for p in reading.paragraphs][:2] == [(1000, 3500), (4000, 5000)]
    assert aside(reading, "counter") == ["1", "2", "3"]
    assert aside(reading, "markup") == ["<i> </i> {\\an8}", "- -"]
    assert not reading.voiced


@pytest.mark.parametrize(("cue", "expected"), [
    ("- Bonjour.\n- Bonjour.", ["Bonjour.", "Bonjour."]),
    ("Vous venez ?\n— oui.", ["Vous venez ?", "oui."]),
    ("–Ah bon ?\n–Oui.", ["Ah bon ?", "Oui."]),
    (">> C'est ouvert ? >> Oui.", ["C'est ouvert ?", "Oui."]),
    ("- Seule", ["Seule"]),
    ("dans ce service\n-là", ["dans ce service -là"]),
    ("le guichet\n- enfin l'accueil - ferme", ["le guichet - enfin l'accueil - ferme"]),
    ("entre 5 -- et 10 -, non", ["entre 5 -- et 10 -, non"]),
])
def test_a_dash_that_begins_a_line_is_another_voice(cue: str, expected: list[str]) -> None:
    """Two dashes are two voices; the hyphen of a cut word and a dash amid a sentence are neither."""
    assert texts(read_text(captions.read_srt, cues(cue))) == expected


@pytest.mark.parametrize("damaged", [
    "1\n00:00:01.0 -> 00:00:02.0\nOn ouvre\n\nà neuf heures\n\n2\n00: 00: 03,000 --> 00: 00: 04,000\nOui\n",
    "\ufeff1\n0:01 → 0:02\nOn ouvre\nà neuf heures\n2\n0:03 → 0:04\nOui",
    "1\n\n0:0:01,000 –> 0:0:02,000 X1:1 X2:2\n\nOn ouvre\n\nà neuf heures\n\n2\n\n0:0:03,0 --> 0:0:04,0\n\nOui",
    "00:00:01,000 --> 00:00:02,000 On ouvre\nà neuf heures\n00:00:03,000 --> 00:00:04,000\nOui\n",
])
def test_damaged_captions_are_read_all_the_same(damaged: str) -> None:
    """Blank lines inside or between, numbers missing or stuck, other arrows: the words and the times are there."""
    reading = read_text(captions.read_srt, damaged)

    assert texts(reading) == ["On ouvre à neuf heures", "Oui"]
    assert [p.start_ms for p in reading.paragraphs] == [1000, 3000]


def test_a_line_of_times_that_cannot_be_read_still_ends_a_caption() -> None:
    """A damaged clock is never taken for words."""
    reading = read_text(captions.read_srt, cues("On ouvre.") + "2\n00:O0:xx --> 00:00:02,000\nOn ferme.\n")

    assert [(p.text, p.start_ms) for p in reading.paragraphs] == [("On ouvre.", 0), ("On ferme.", None)]


def test_captions_are_put_in_order_of_time_but_not_two_recordings() -> None:
    """Overlapping voices are put in order; times that begin again at zero are the second half of the interview."""
    cued = (("00:05", "Deux"), ("00:03", "Un"), ("10:00", "Trois"), ("00:00", "Quatre"))
    text = "\n\n".join(f"{clock} --> {clock}\n{word}" for clock, word in cued)

    assert texts(read_text(captions.read_srt, text)) == ["Un", "Deux", "Trois", "Quatre"]


def test_voices_of_webvtt_are_speakers() -> None:
    """Each voice tag begins a paragraph under its name; classes, times inside the line and references are markup."""
    reading = read_text(captions.read_vtt, VTT)

    assert said(reading) == [
        ("Agent 1", "Bonjour & bienvenue, asseyez-vous"), ("Agent 1", "Et le dossier ?"),
        ("Usagère", "Le voilà, complet"),
    ]
    assert reading.voiced
    assert aside(reading, "counter") == ["accueil"]
    assert aside(reading, "markup")[:2] == ["STYLE\n::cue { color: white }", "REGION\nid:bas"]


def test_the_name_of_the_recording_stays_in_the_file() -> None:
    """A note that names the recording counts for its characters and shows none of them."""
    shown = repr((read_text(captions.read_vtt, VTT), read_json(otranscribe.read, OTR)))

    assert "permanence.mp3" not in shown
    assert "entretien-de-madame" not in shown


def test_webvtt_without_voices_is_not_voiced() -> None:
    """Labels may then stand in the words."""
    assert not read_text(captions.read_vtt, "WEBVTT\n\n00:01.000 --> 00:02.000\nMarthe : Oui.\n").voiced


def test_rolling_captions_give_each_word_once() -> None:
    """Of the three times a phrase is shown one is kept; what was truly said twice stays said twice."""
    reading = read_text(captions.read_vtt, ROLLING)

    assert texts(reading) == ["on remplit tout", "sur l'écran", "sur l'écran oui"]
    assert len(aside(reading, "repeated")) == 4


def test_captions_that_grow_give_each_word_once() -> None:
    """A line shown word after word is one line."""
    reading = read_text(captions.read_srt, cues("on", "on remplit", "on remplit tout", "on remplit tout\nsur l'écran"))

    assert texts(reading) == ["on", "remplit", "tout", "sur l'écran"]


def test_people_who_repeat_themselves_are_not_rolling_captions() -> None:
    """Where captions do not roll, nothing said twice is set aside."""
    spoken = ["Un dossier.", "Un dossier.", "Un dossier.", "Oui.", "Oui. Et puis un autre.", "Un autre.", "Voilà."]

    assert texts(read_text(captions.read_srt, cues(*spoken, seconds=0.4))) == spoken


def test_a_webvtt_file_under_another_suffix_is_read_as_such() -> None:
    """The signature tells, not the suffix."""
    assert read_text(captions.read_srt, VTT).format == "WebVTT (.vtt)"


def test_well_formed_captions_are_read_as_known_libraries_read_them() -> None:
    """pysubs2 and webvtt-py find the same cues, at the same times, with the same words."""
    lines = ["On ouvre.", "La file\nest déjà là.", "<i>Toujours</i> ?", "Toujours."]
    dots = "WEBVTT\n\n" + cues(*lines)
    commas = cues(*lines).replace(".000", ",000")

    events = pysubs2.SSAFile.from_string(commas, format_="srt")
    known = [(e.start, e.end, " ".join(e.plaintext.split())) for e in events]
    assert [(p.start_ms, p.end_ms, p.text) for p in read_text(captions.read_srt, commas).paragraphs] == known
    known_captions = webvtt.from_buffer(io.StringIO(dots)).captions
    assert texts(read_text(captions.read_vtt, dots)) == [" ".join(c.text.split()) for c in known_captions]


def test_whisper_without_voices_says_so() -> None:
    """Segments are said by an unknown voice; the whole text and the words repeat them and are set aside."""
    reading = read_json(whisper.read, WHISPER)

    assert said(reading) == [("", "On attend."), ("", "Tout le monde attend.")]
    assert [(p.start_ms, p.end_ms) for p in reading.paragraphs] == [(0, 1500), (1500, 3250)]
    assert reading.voiced
    assert aside(reading, "repeated") == ["On attend. Tout le monde attend. On attend."]


def test_another_voice_inside_a_segment_cuts_it() -> None:
    """WhisperX tells the voice of words: a question and its answer in one segment are two paragraphs."""
    reading = read_json(whisper.read, WHISPERX)

    assert said(reading) == [("SPEAKER_00", "Et le soir ?"), ("SPEAKER_01", "Le soir, on ferme.")]
    assert [(p.start_ms, p.end_ms) for p in reading.paragraphs] == [(1000, None), (2000, 4000)]


def test_words_that_are_not_those_of_the_text_are_read_themselves() -> None:
    """A text corrected by hand cannot be cut by its words: the words are kept, with their voices."""
    segment = WHISPERX["segments"][0] | {"text": " Et le matin ? On ouvre."}
    reading = read_json(whisper.read, {"segments": [segment]})

    assert said(reading) == [("SPEAKER_00", "Et le soir ?"), ("SPEAKER_01", "Le soir, on ferme.")]
    assert aside(reading, "unplaced") == ["matin On ouvre."]


def test_a_segment_without_text_gives_its_words() -> None:
    """No word is lost when a program leaves the text of a segment out."""
    words = [{"word": " On", "start": 0}, {"word": " attend."}]

    assert texts(read_json(whisper.read, {"segments": [{"start": 0, "end": 2, "words": words}]})) == ["On attend."]


def test_words_of_the_whole_text_that_no_segment_says_are_told_apart() -> None:
    """A lost segment is not taken for a repetition."""
    reading = read_json(whisper.read, WHISPER | {"segments": WHISPER["segments"][:1]})

    assert texts(reading) == ["On attend."]
    assert aside(reading, "unplaced") == ["Tout le monde attend."]


@pytest.mark.parametrize("document", [
    {"transcription": [{"offsets": {"from": 500, "to": 1500}, "text": " On attend."}]},
    {"transcription": [{"timestamps": {"from": "00:00:00,500", "to": "00:00:01,500"}, "text": " On attend."}]},
    [{"start": 0.5, "end": "1.5", "text": " On attend."}],
    [[1, 0, 0.5, 1.5, " On attend.", [50364, 1], -0.2]],
    {"text": " On attend.", "chunks": [{"timestamp": [0.5, 1.5], "text": " On attend."}]},
    {"speakers": [], "chunks": [{"timestamp": [0.5, 1.5], "text": " On attend."}], "text": "On attend."},
    {"word_segments": [{"word": "On", "start": 0.5, "end": 0.7}, {"word": "attend.", "start": 1, "end": 1.5}]},
])
def test_every_program_that_runs_whisper_is_read(document: Any) -> None:
    """whisper.cpp, faster-whisper, transformers and WhisperX write the same segment in their own ways."""
    found = read_json(whisper.read, document).paragraphs

    assert [(p.text, p.start_ms, p.end_ms) for p in found] == [("On attend.", 500, 1500)]


def test_a_word_cut_between_two_segments_is_whole() -> None:
    """whisper.cpp may cut a segment amid a word: no space begins what follows."""
    pieces = [" Bonjour, c'est le guich", "et numéro deux.", " Asseyez-vous,", " je vous en prie."]
    document = {"transcription": [{"offsets": {"from": n, "to": n + 1}, "text": t} for n, t in enumerate(pieces)]}

    assert texts(read_json(whisper.read, document)) == [
        "Bonjour, c'est le guichet numéro deux.", "Asseyez-vous,", "je vous en prie.",
    ]


def test_a_transcription_of_text_alone_is_read() -> None:
    """A service that gives no segments gives at least the words."""
    assert texts(read_json(whisper.read, {"text": "On attend.\nEncore."})) == ["On attend.", "Encore."]


@pytest.mark.parametrize("phantom", [
    "Sous-titres réalisés par la communauté d'Amara.org", "Sous-titres réalisés para la communauté d’Amara.org",
    " Merci d'avoir regardé cette vidéo !", "❤️ par SousTitreur.com", "Sous-titrage Société Radio-Canada",
    "Sous-titrage ST' 501", "Abonnez-vous !", "Sous-titrage FR 2021", "Thanks for watching!",
    "N'hésitez pas à vous abonner à la chaîne.", "Merci d'avoir regardé cette vidéo ! Abonnez-vous !",
])
def test_lines_that_speech_recognition_makes_up_are_known(phantom: str) -> None:
    """Alone in its segment, a credit or a farewell of videos was said by nobody: it is set aside, not deleted."""
    document = {"segments": [{"start": 0, "end": 1, "text": "On attend."}, {"start": 1, "end": 2, "text": phantom}]}
    reading = read_json(whisper.read, document)

    assert texts(reading) == ["On attend."]
    assert aside(reading, "phantom") == [" ".join(phantom.split())]


@pytest.mark.parametrize("sentence", [
    "Merci.", "Merci d'avoir regardé mon dossier.", "Je fais des sous-titres pour Amara.org.", "Le sous-titrage, oui.",
    "Ils disent toujours « abonnez-vous » et moi je ferme.", "Abonnez-vous à la newsletter du service, je leur dis.",
    "Merci d'avoir suivi la formation.", "Sous-titrage par mon collègue, c'est plus simple.", "Radio-Canada", "…", "",
    "Merci de m'avoir reçue.", "Au revoir, à bientôt !",
])
def test_what_people_say_is_no_phantom(sentence: str) -> None:
    """The same words inside a sentence, or about something else, are somebody's."""
    assert not is_phantom(sentence)


def test_a_loop_of_the_machine_is_kept_once() -> None:
    """A long sentence four times over, or one word stretched over half a minute again and again, is a loop."""
    reading = read_text(captions.read_srt, cues(*["Je ne sais pas ce que c'est."] * 5, seconds=2))
    silence = read_text(captions.read_srt, cues("On attend.", *["Merci."] * 4, seconds=20))

    assert texts(reading) == ["Je ne sais pas ce que c'est."]
    assert len(aside(reading, "repeated")) == 4
    assert texts(silence) == ["On attend.", "Merci."]


@pytest.mark.parametrize("spoken", [["Oui."] * 6, ["Non non non."] * 4, ["[Musique]"] * 5, ["C'est ça."] * 3])
def test_people_who_insist_are_no_loop(spoken: list[str]) -> None:
    """Short words said again at the pace of speech are kept every time, and marks too."""
    assert texts(read_text(captions.read_srt, cues(*spoken))) == spoken


def test_otranscribe_times_begin_lines_and_leave_the_words() -> None:
    """A time before the words is when they begin; one amid them leaves a space; a break begins another line."""
    reading = read_json(otranscribe.read, OTR)

    assert [(p.text, p.start_ms) for p in reading.paragraphs] == [
        ("E : Vous fermez tard ?", 12300), ("R : Vers dix heures & demie.", None), ("E : Ah.", None),
    ]
    assert aside(reading, "time") == ["0:12", "0:15"]
    assert not reading.voiced


@pytest.mark.parametrize("html", [
    '<span class="timestamp">1:02</span><br>On ferme.<br>',
    '<p><span class="timestamp" data-timestamp="62"></span></p><p>On ferme.</p>',
    '<div><span class="timestamp" contenteditable="false" onclick="setTime()">1:02 On ferme.</span></div>',
    '<p><span class="timestamp" data-timestamp="62.0"><b>1:02</b></span> On <i>ferme</i>.<script>x()</script></p>',
])
def test_times_of_every_otranscribe_are_read(html: str) -> None:
    """A time alone on its line is that of the next one; words typed inside its mark are words."""
    reading = read_json(otranscribe.read, {"text": html})

    assert [(p.text, p.start_ms) for p in reading.paragraphs] == [("On ferme.", 62000)]


@pytest.mark.parametrize(("reader", "data", "said_of_it"), [
    (captions.read_srt, b"Un simple texte.\nSans temps.", "ligne de temps"),
    (captions.read_srt, b"", "vide"),
    (captions.read_srt, b"1\n00:00:01,000 --> 00:00:02,000\n\n", "aucune parole"),
    (captions.read_vtt, b"WEBVTT\n\n", "ligne de temps"),
    (captions.read_vtt, b"PK\x03\x04", "compressé"),
    (whisper.read, b'{"segments": [{"start": 0, "te', "abîmé"),
    (whisper.read, b"[" * 100_000, "abîmé"),
    (whisper.read, b'{"a": ' + b"9" * 5000 + b"}", "abîmé"),
    (whisper.read, b'{"text": "un", "text": "deux", "segments": []}', "abîmé"),
    (whisper.read, b'{"name": "paquet", "version": "1"}', "segments"),
    (whisper.read, b'[{"text": "un message", "likes": 3}]', "segments"),
    (whisper.read, b'{"text": "<p>Oui</p>", "media": "a.mp3"}', "segments"),
    (whisper.read, b'{"text": "", "segments": [], "language": "fr"}', "aucune parole"),
    (otranscribe.read, b'{"text": 3}', "oTranscribe"),
    (otranscribe.read, b"[1]", "oTranscribe"),
    (otranscribe.read, b'{"text": "<p><br></p>"}', "aucune parole"),
])
def test_what_cannot_be_read_is_named_and_explained(reader: Reader, data: bytes, said_of_it: str) -> None:
    """A refusal names the file and says what was expected."""
    with pytest.raises(UnreadableTranscript, match=said_of_it) as refusal:
        reader(data, "E07.fichier")

    assert "E07.fichier" in str(refusal.value)


def test_half_a_character_of_a_json_is_replaced() -> None:
    """What Python cannot save as UTF-8 never enters a transcript."""
    reading = read_json(whisper.read, {"segments": [{"start": float("inf"), "end": -1, "text": "On \ud83d attend."}]})

    assert [(p.text, p.start_ms) for p in reading.paragraphs] == [("On \ufffd attend.", None)]


GOOD: list[tuple[Reader, bytes]] = [
    (captions.read_srt, SRT.encode()), (captions.read_srt, SRT.encode("utf-16")), (captions.read_vtt, VTT.encode()),
    (captions.read_vtt, ROLLING.encode("cp1252")), (whisper.read, json.dumps(WHISPER).encode()),
    (whisper.read, json.dumps(WHISPERX, ensure_ascii=False).encode()), (otranscribe.read, json.dumps(OTR).encode()),
]


@st.composite
def mutated(draw: st.DrawFn) -> tuple[Reader, bytes]:
    reader = draw(st.sampled_from([reader for reader, _ in GOOD]))
    data = bytearray(draw(st.sampled_from([data for _, data in GOOD])))
    for _ in range(draw(st.integers(0, 4))):
        at = draw(st.integers(0, len(data) - 1))
        data[at : at + draw(st.integers(0, 20))] = draw(st.binary(max_size=4) | st.sampled_from([b"\n", b"<", b"-->"]))
    return reader, bytes(data[: draw(st.integers(0, 2 * len(data)))])


@settings(max_examples=300)
@given(mutated())
def test_whatever_happens_to_a_file_it_adds_up_or_is_refused(case: tuple[Reader, bytes]) -> None:
    """Truncated, altered or under another suffix: every character is accounted for, or the refusal names the file."""
    reader, data = case
    try:
        reading = accounted(reader(data, "E07.fichier"))
    except UnreadableTranscript as refusal:
        reading, message = None, str(refusal)
    if reading is None:
        assert "E07.fichier" in message
    else:
        assert all(p.text == p.text.strip() and p.text.encode() for p in reading.paragraphs)
