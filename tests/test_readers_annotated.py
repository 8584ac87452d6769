"""Annotated transcripts (Praat, CHAT, ORFEO, CoNLL-U, IRaMuTeQ): who says what, when, and nothing lost."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.ingest.readers import chat, orfeo, textgrid
from pipeline.ingest.readers.common.paragraphs import characters
from pipeline.ingest.readers.received_files import Reader
from pipeline.ingest.readers.text import is_iramuteq, read_iramuteq
from pipeline.ingest.session import ReadTranscript
from pipeline.language import voices
from pipeline.model.errors import UnreadableTranscript

Turns = list[tuple[str, str]]

DIALOGUE: Turns = [
    ("Odile Fauvet", "alors vous êtes arrivée quand"),
    ("Berthe Quéau", "ben c'était en octobre [rires] je crois"),
    ("Odile Fauvet", "d'accord"),
    ("Berthe Quéau", "et là on m'a dit « revenez » sans rien expliquer"),
]


def adds_up(reading: ReadTranscript) -> bool:
    """Tell whether every character of the file is in a paragraph or an aside."""
    held = characters(*[p.text for p in reading.paragraphs]) + characters(*[a.text for a in reading.asides])
    return reading.characters == held


def set_aside(reading: ReadTranscript, reason: str) -> str:
    return "\n".join(aside.text for aside in reading.asides if aside.reason == reason)


def turns(reading: ReadTranscript) -> Turns:
    return [(p.speaker, p.text) for p in reading.paragraphs]


# --- the same dialogue in each format -------------------------------------------------------------------------------


def in_textgrid(said: Turns) -> str:
    voices = list(dict.fromkeys(speaker for speaker, _ in said))
    tiers_ = [_tier(voice, said, number) for number, voice in enumerate(voices, 1)]
    head = f'File type = "ooTextFile"\nObject class = "TextGrid"\n\nxmin = 0\nxmax = {len(said)}\ntiers? <exists>\n'
    return head + f"size = {len(voices)}\nitem []:\n" + "".join(tiers_)


def _tier(voice: str, said: Turns, number: int) -> str:
    rows = "".join(
        f'        intervals [{i}]:\n            xmin = {i}\n            xmax = {i + 1}\n'
        f'            text = "{(text if speaker == voice else "").replace(chr(34), chr(34) * 2)}"\n'
        for i, (speaker, text) in enumerate(said)
    )
    opening = f'    item [{number}]:\n        class = "IntervalTier"\n        name = "{voice}"\n        xmin = 0\n'
    return opening + f"        xmax = {len(said)}\n        intervals: size = {len(said)}\n" + rows


def in_short_textgrid(said: Turns) -> str:
    voices = list(dict.fromkeys(speaker for speaker, _ in said))
    lines = ['File type = "ooTextFile"', 'Object class = "TextGrid"', "", "0", f"{len(said)}", "<exists>"]
    lines.append(f"{len(voices)}")
    for voice in voices:
        lines += ['"IntervalTier"', f'"{voice}"', "0", f"{len(said)}", f"{len(said)}"]
        for i, (speaker, text) in enumerate(said):
            quoted = text.replace('"', '""') if speaker == voice else ""
            lines += [f"{i}", f"{i + 1}", f'"{quoted}"']
    return "\n".join(lines) + "\n"


def in_chat(said: Turns) -> str:
    lines = [f"*{speaker}:\t{text.replace(' ', chr(10) + chr(9), 1)} \x15{i}000_{i + 1}000\x15"
             for i, (speaker, text) in enumerate(said)]
    return "@UTF8\n@Begin\n" + "\n".join(lines) + "\n@End\n"


def in_orfeo(said: Turns) -> str:
    return "\n".join(_sentence(i, speaker, text) for i, (speaker, text) in enumerate(said))


def _sentence(i: int, speaker: str, text: str) -> str:
    rows = [
        f"{n}\t{word}\t{word}\tX\tX\t_\t0\troot\t_\t_\t{i}.{n:03}\t{i}.{n + 1:03}\t{speaker}\n"
        for n, word in enumerate(text.split(), 1)
    ]
    return f"# sent_id = entretien-{i}\n# text = {text}\n" + "".join(rows)


def in_conllu(said: Turns) -> str:
    return "\n".join(
        f"# sent_id = entretien-{i}\n# speaker = {speaker}\n# text = {text}\n" + "".join(
            f"{n}\t{word}\t{word}\tX\t_\t_\t0\troot\t_\tAlignBegin={i}{n:03}|AlignEnd={i}{n + 1:03}\n"
            for n, word in enumerate(text.split(), 1)
        )
        for i, (speaker, text) in enumerate(said)
    )


def in_iramuteq(said: Turns) -> str:
    return "\n".join(
        f"**** *loc_{speaker.replace(' ', '-')} *tour_{i}\n{text}" for i, (speaker, text) in enumerate(said)
    )


FORMATS: list[tuple[Reader, Callable[[Turns], str]]] = [
    (textgrid.read, in_textgrid), (textgrid.read, in_short_textgrid), (chat.read, in_chat), (orfeo.read, in_orfeo),
    (orfeo.read, in_conllu), (read_iramuteq, in_iramuteq),
]
EACH_FORMAT = pytest.mark.parametrize(("reader", "write"), FORMATS, ids=[write.__name__ for _, write in FORMATS])

# Words nobody would take for a code of the format.
WORD = st.text("abcdefghijéèàçùœ'’«»?!,", min_size=1, max_size=8).filter(lambda w: any(map(str.isalpha, w)))
SPEAKER = st.sampled_from(["Odile", "Berthe", "Marcel"])
# A corpus of IRaMuTeQ names its voices by what differs from text to text: there are always two.
DIALOGUES = st.lists(
    st.tuples(SPEAKER, st.lists(WORD, min_size=1, max_size=6).map(" ".join)), min_size=2, max_size=8,
).filter(lambda said: len({speaker for speaker, _ in said}) > 1)


@EACH_FORMAT
def test_a_dialogue_is_read_alike_in_every_format(reader: Reader, write: Callable[[Turns], str]) -> None:
    """The same dialogue gives the same turns, voices and words, whatever the format it was written in."""
    reading = reader(write(DIALOGUE).encode(), "entretien.x")
    plain = [(speaker.replace("-", " "), text) for speaker, text in turns(reading)]
    assert plain == DIALOGUE
    assert reading.voiced
    assert adds_up(reading)


@EACH_FORMAT
@settings(max_examples=25)
@given(said=DIALOGUES)
def test_any_dialogue_is_read_alike_in_every_format(
    reader: Reader, write: Callable[[Turns], str], said: Turns
) -> None:
    """Whatever is said and by whom, each format gives back the same sequence of voices and words."""
    reading = reader(write(said).encode(), "entretien.x")
    assert turns(reading) == said
    assert adds_up(reading)


@EACH_FORMAT
@settings(max_examples=40)
@given(seed=st.integers(0, 10**6))
def test_a_damaged_file_adds_up_or_is_refused_by_name(
    reader: Reader, write: Callable[[Turns], str], seed: int
) -> None:
    """A file cut short, with bytes changed, doubled or lost, still adds up, or is refused in words that name it."""
    data = _damaged(write(DIALOGUE).encode(("utf-8", "utf-16", "utf-8-sig")[seed % 3]), seed)
    try:
        reading = reader(data, "entretien.x")
    except UnreadableTranscript as refused:
        assert "entretien.x" in str(refused)  # noqa: PT017 - being refused is as good as being read
    else:
        assert adds_up(reading)
        assert reading.paragraphs


def _damaged(data: bytes, seed: int) -> bytes:
    chance = random.Random(seed)  # noqa: S311 - damage, not secrets
    damaged = bytearray(data)
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(damaged) or 1)
        match chance.randrange(4):
            case 0:
                damaged = damaged[:at]
            case 1:
                damaged[at:at + 1] = bytes([chance.randrange(256)])
            case 2:
                del damaged[at:at + chance.randint(1, 40)]
            case _:
                damaged[at:at] = chance.choice([b'"', b"\n", b"\t", b"*", b"****", b"#", b"\x15", b"1-3\t", b"\x00"])
    return bytes(damaged)


@EACH_FORMAT
@pytest.mark.parametrize("data", [b"", b"\n\n", b"PK\x03\x04rien", b"%PDF-1.4", b"\x00\x01\x02\x03" * 50, b"\x15\x15",
                                  b"une phrase toute seule, sans aucun format\n", b"<TEI><u>oui</u></TEI>", b"{}"])
def test_another_format_under_this_suffix_is_refused(
    reader: Reader, write: Callable[[Turns], str], data: bytes
) -> None:
    """What is not of the format is refused in words that name the file."""
    del write
    with pytest.raises(UnreadableTranscript, match=r"entretien\.x"):
        reader(data, "entretien.x")


@EACH_FORMAT
def test_a_file_of_signs_only_is_read_in_bounded_time(reader: Reader, write: Callable[[Turns], str]) -> None:
    """Long runs of the signs of a format do not make its reader slow."""
    for sign in ('"', " ", "\n", "(", "1_1_", "•1_1", "*", "a.", '""a', "-*", "# "):
        data = (write(DIALOGUE[:2]) + sign * (200_000 // len(sign))).encode()
        try:
            assert adds_up(reader(data, "entretien.x"))
        except UnreadableTranscript as refused:
            assert "entretien.x" in str(refused)  # noqa: PT017 - being refused is as good as being read


# --- Praat ----------------------------------------------------------------------------------------------------------


def grid(*named: tuple[str, list[tuple[float, float, str]]]) -> bytes:
    """Write a long TextGrid with these tiers and intervals."""
    lines = ['File type = "ooTextFile"', 'Object class = "TextGrid"', "xmin = 0", "xmax = 9", "tiers? <exists>"]
    for number, (name, intervals) in enumerate(named, 1):
        lines += [f"    item [{number}]:", '        class = "IntervalTier"', f'        name = "{name}"']
        for i, (start, end, text) in enumerate(intervals, 1):
            lines += [f"        intervals [{i}]:", f"xmin = {start}", f"xmax = {end}", f'text = "{text}"']
    return "\n".join(lines).encode()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "mac_roman", "cp1252"])
@pytest.mark.parametrize("write", [in_textgrid, in_short_textgrid])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_praat_writes_in_many_encodings(write: Callable[[Turns], str], encoding: str, ending: str) -> None:
    """A TextGrid is read alike in every encoding and with every end of line that Praat has written."""
    reading = textgrid.read(write(DIALOGUE).replace("\n", ending).encode(encoding), "a.TextGrid")
    assert turns(reading) == DIALOGUE
    assert [(p.start_ms, p.end_ms) for p in reading.paragraphs] == [(i * 1000, i * 1000 + 1000) for i in range(4)]


def test_voices_that_overlap_keep_both_times() -> None:
    """Tiers are merged in order of time; voices that start together follow the order of the tiers."""
    reading = textgrid.read(grid(
        ("Odile", [(4, 5, "non"), (0, 2, "je pense que")]), ("Berthe", [(0, 1.5, "ah oui"), (1, 3, "tout à fait")]),
    ), "a.TextGrid")
    assert [(p.speaker, p.text, p.start_ms, p.end_ms) for p in reading.paragraphs] == [
        ("Odile", "je pense que", 0, 2000), ("Berthe", "ah oui", 0, 1500), ("Berthe", "tout à fait", 1000, 3000),
        ("Odile", "non", 4000, 5000),
    ]


def test_texts_hold_quotes_and_line_breaks() -> None:
    """A doubled quote is one quote, a quote left alone stays, a line break becomes a space."""
    reading = textgrid.read(grid(("Odile", [
        (0, 1, 'elle dit ""bon"" et part'), (1, 2, 'il dit "oui" lui'), (2, 3, "sur deux\nlignes"), (3, 4, '""quoi""'),
    ])), "a.TextGrid")
    assert [p.text for p in reading.paragraphs] == [
        'elle dit "bon" et part', 'il dit "oui" lui', "sur deux lignes", '"quoi"',
    ]
    assert adds_up(reading)


def test_layers_of_annotation_are_set_aside() -> None:
    """Words, phones and notes that describe what another tier says are not said twice; points neither."""
    data = grid(("Odile", [(0, 2, "bon alors")]), ("Odile-mots", [(0, 1, "bon"), (1, 2, "alors")]),
                ("phones", [(0, 1, "bɔ̃")]), ("Notes", [(0, 1, "chaise qui grince")]))
    data += b'\nitem [5]:\nclass = "TextTier"\nname = "cloche"\npoints [1]:\nnumber = 1.5\nmark = "ding"\n'
    reading = textgrid.read(data, "a.TextGrid")
    assert turns(reading) == [("Odile", "bon alors")]
    assert set_aside(reading, "annotation") == "bon\nalors\nbɔ̃\nchaise qui grince\nding"
    assert adds_up(reading)


def test_words_are_speech_when_there_is_nothing_else() -> None:
    """A file of words only is read up to each silence, under the person its tier names."""
    reading = textgrid.read(grid(
        ("Odile-mots", [(0, 1, "bon"), (1, 2, "alors"), (2, 3, "_"), (3, 4, "voilà")]), ("phones", [(0, 1, "bɔ̃")]),
    ), "a.TextGrid")
    assert [(p.speaker, p.text, p.start_ms, p.end_ms) for p in reading.paragraphs] == [
        ("Odile", "bon alors", 0, 2000), ("Odile", "voilà", 3000, 4000),
    ]


def test_silence_is_not_speech() -> None:
    """An interval that stands for silence is set aside as empty; a transcriber's mark with a word stays."""
    reading = textgrid.read(grid(("Odile", [
        (0, 1, "_"), (1, 2, "#"), (2, 3, "<p:>"), (3, 4, "[rires]"), (4, 5, "sil"), (5, 6, "+"), (6, 7, "euh"),
    ])), "a.TextGrid")
    assert [p.text for p in reading.paragraphs] == ["[rires]", "euh"]
    assert set_aside(reading, "empty").split() == ["_", "#", "<p:>", "sil", "+"]


def test_a_tier_declares_its_interviewer() -> None:
    """« (ENQ) » in the name of a tier says who asks; the label stays as written."""
    reading = textgrid.read(grid(("Odile Fauvet (ENQ)", [(0, 1, "alors")]), ("Berthe", [(1, 2, "oui")])), "a.TextGrid")
    assert reading.paragraphs[0].speaker == "Odile Fauvet (ENQ)"
    assert reading.described == {
        "personnes": [{"locuteur": "Odile Fauvet (ENQ)", "nom": "Odile Fauvet"}], "enqueteur": ["Odile Fauvet (ENQ)"],
    }


def test_a_grid_without_its_first_line_or_its_sizes_is_read() -> None:
    """Neither the line « File type » nor the counts are needed."""
    text = in_textgrid(DIALOGUE).split("item []:")[1].replace("intervals: size = 4\n", "")
    assert turns(textgrid.read(text.encode(), "a.TextGrid")) == DIALOGUE


def test_a_grid_of_phones_is_refused() -> None:
    """A file where nobody speaks says so, and what to do."""
    with pytest.raises(UnreadableTranscript, match=r"a\.TextGrid ne contient aucune parole"):
        textgrid.read(grid(("phones", [(0, 1, "b")])), "a.TextGrid")


@pytest.mark.parametrize("data", [
    b"ooBinaryFile\x08TextGrid\x00\x00", b'"Praat chronological TextGrid text file"\n0 2\n1\n"IntervalTier" "A" 0 2\n',
])
def test_other_files_of_praat_are_refused(data: bytes) -> None:
    """Binary and chronological grids are refused, and the message says how to save them."""
    with pytest.raises(UnreadableTranscript, match=r"a\.TextGrid.*« Save as text file… »"):
        textgrid.read(data, "a.TextGrid")


@pytest.mark.parametrize(("name", "kind"), [
    ("Odile Fauvet (ENQ)", "speech"), ("loc1", "speech"), ("transcription", "speech"), ("ortho", "speech"),
    ("Odile_Fauvet-FORM", "words"), ("mots", "words"), ("ORT-MAU", "annotation"), ("Words", "words"),
    ("syllabes", "annotation"), ("Odile_Fauvet-POSTAG", "annotation"), ("Bruits", "annotation"),
    ("Évènements", "annotation"), ("Comments", "annotation"), ("Marie Poste", "speech"), ("Notaire", "speech"),
])
def test_the_name_of_a_tier_says_what_it_holds(name: str, kind: str) -> None:
    """Tiers are told apart by whole words of their names."""
    assert voices.kind(name) == kind


@pytest.mark.parametrize(("name", "asks"), [
    ("Odile (Enq.)", True), ("Odile Enq", True), ("Odile [enquêtrice]", True), ("Odile_INT", True),
    ("Odile", False), ("Odile (élue)", False), ("Intissar", False), ("Berthe E", False),
])
def test_the_name_of_a_tier_says_who_asks(name: str, asks: bool) -> None:
    """Only a mark in brackets or a last word that means interviewer declares one."""
    assert voices.asks(name) is asks


# --- CHAT -----------------------------------------------------------------------------------------------------------

CHAT = """@UTF8
@Begin
@Participants:\tENF Zélie Target_Child, MER Mother, OBS Odile
\tInvestigator
@ID:\tfra|essai|ENF|2;06.|female|||Target_Child|||
@Media:\tenregistrement_secret, audio
@Date:\t03-FEB-2019
@Comment:\tvoir http://exemple.example/son.wav
*OBS:\ttu dessines quoi ? \x150_1200\x15
*ENF:\t<un un> [/] un (é)léphant &=rires +...
\tavec des oreilles . \x151200_3000\x15
%pho:\tœ̃ elefɑ̃
*MER:\t0 .
*MER:\tqu' est+ce que c'est (.) xxx ? 3100_4000
%sit:\tla mère rit
@End
"""


def test_chat_codes_stay_in_the_words() -> None:
    """Main lines give turns with their times; codes stay as written, an act without words is no turn."""
    reading = chat.read(CHAT.encode(), "a.cha")
    assert [(p.speaker, p.text, p.start_ms, p.end_ms) for p in reading.paragraphs] == [
        ("OBS", "tu dessines quoi ?", 0, 1200),
        ("ENF", "<un un> [/] un (é)léphant &=rires +... avec des oreilles .", 1200, 3000),
        ("MER", "qu' est+ce que c'est (.) xxx ?", 3100, 4000),
    ]
    assert [p.place for p in reading.paragraphs] == ["ligne 9", "ligne 10", "ligne 14"]
    assert adds_up(reading)


def test_chat_headers_describe_people() -> None:
    """Names, ages and who asks come from the headers, the date as a date."""
    assert chat.read(CHAT.encode(), "a.cha").described == {
        "personnes": [
            {"locuteur": "ENF", "nom": "Zélie", "age": "2;06.", "sexe": "femme"}, {"locuteur": "OBS", "nom": "Odile"},
        ],
        "enqueteur": ["OBS"], "date": "2019-02-03",
    }


def test_chat_dependent_tiers_and_headers_are_set_aside() -> None:
    """Dependent tiers are annotation, headers are headers; the name of the media and addresses are masked."""
    reading = chat.read(CHAT.encode(), "a.cha")
    assert set_aside(reading, "annotation") == "%pho:\tœ̃ elefɑ̃\n%sit:\tla mère rit"
    assert "@Participants" in set_aside(reading, "header")
    assert "secret" not in repr(reading)
    assert "exemple.org" not in repr(reading)


def test_old_chat_is_read() -> None:
    """Capitals, spaces after the code, old times with the name of a sound, names as codes: all are read."""
    old = (
        "@begin\n@participants: ENF Zélie, OBS observatrice\n@age of ENF: 3\n*OBS:   d'+accord ?\n"
        '*ENF:   (ou)i %snd:\n*Odile_Fauvet:   bien \x15%snd:"zélie.aif"_100_900\x15\n@end\n'
    )
    reading = chat.read(old.encode("cp1252"), "a.CHA")
    assert turns(reading) == [("OBS", "d'+accord ?"), ("ENF", "(ou)i %snd:"), ("Odile_Fauvet", "bien")]
    assert (reading.paragraphs[2].start_ms, reading.paragraphs[2].end_ms) == (100, 900)
    assert reading.described == {"personnes": [{"locuteur": "ENF", "nom": "Zélie", "age": "3"}]}
    assert "zélie.aif" not in repr(reading)
    assert adds_up(reading)


def test_chat_names_written_as_codes_are_names() -> None:
    """A code with underscores spells a name."""
    text = "@Participants:\tOdile_Fauvet  Unidentified, Jo Interviewer\n*Odile_Fauvet:\tbon\n*Jo:\toui\n"
    assert chat.read(text.encode(), "a.cha").described == {
        "personnes": [{"locuteur": "Odile_Fauvet", "nom": "Odile Fauvet"}], "enqueteur": ["Jo"],
    }


# --- ORFEO and CoNLL-U ----------------------------------------------------------------------------------------------


def row(*cells: str) -> str:
    return "\t".join(cells) + "\n"


def word(number: str, form: str, speaker: str, start: str = "1.0", end: str = "1.5") -> str:
    return row(number, form, form, "X", "X", "_", "0", "root", "_", "_", start, end, speaker)


def test_a_change_of_voice_cuts_an_orfeo_sentence() -> None:
    """A sentence that two voices share is two paragraphs, cut where the voice changes, as ``# text`` is written."""
    text = "# text = c'est ça hein ah oui\n" + word("1", "c'", "Odile_F", "0.25", "0.5") + word("2", "est", "Odile_F") \
        + word("3", "ça hein", "Odile_F") + word("4", "ah", "JO", "2.0", "2.1") + word("5", "oui", "JO", "x", "2.75")
    reading = orfeo.read(text.encode(), "a.orfeo")
    assert [(p.speaker, p.text, p.start_ms, p.end_ms) for p in reading.paragraphs] == [
        ("Odile_F", "c'est ça hein", 250, 1500), ("JO", "ah oui", 2000, 2750),
    ]
    assert reading.format == "ORFEO (.orfeo)"
    assert reading.described == {"personnes": [{"locuteur": "Odile_F", "nom": "Odile F"}]}
    assert adds_up(reading)


def test_tokens_are_joined_when_the_text_differs() -> None:
    """Without ``# text``, or when it says something else, the words come from the tokens."""
    tokens = word("1", "j'", "A") + word("2", "arrive", "A")
    for text in ("", "# text = tout autre chose\n"):
        reading = orfeo.read((text + tokens).encode(), "a.orfeo")
        assert turns(reading) == [("A", "j'arrive")]
        assert adds_up(reading)


def test_conllu_sentences_follow_their_comments() -> None:
    """A sentence is one paragraph with its voice and times; contracted words count once; addresses are masked."""
    text = (
        "# global.columns = ID FORM\n# sent_id = fichier_1\n"
        "# sound_url = https://exemple.example/son\n# speaker_id = L1\n"
        "# text = au café, oui.\n" + row("1-2", "au", *"________") + row("1", "à", *"_______", "AlignBegin=10")
        + row("2", "le", *"________") + row("2.1", "vide", *"________")
        + row("3", "café", *"_______", "AlignBegin=120|AlignEnd=300|SpaceAfter=No") + row("4", ",", *"________")
        + row("5", "oui", *"_______", "AlignBegin=300|AlignEnd=450|SpaceAfter=No") + row("6", ".", *"________")
    )
    reading = orfeo.read(text.encode(), "a.conllu")
    assert [(p.text, p.start_ms, p.end_ms) for p in reading.paragraphs] == [("au café, oui.", 120, 450)]
    assert reading.paragraphs[0].speaker == "L1"
    assert reading.format == "CoNLL-U (.conllu)"
    assert "exemple.org" not in repr(reading)
    assert "fichier_1" not in repr(reading)
    assert adds_up(reading)


def test_conllu_without_a_voice_is_one_unknown_voice() -> None:
    """When the format names nobody, the voice is unknown and no label is looked for in the words."""
    reading = orfeo.read(("# text = Note : oui\n" + row("1", "Note", *"________")).encode(), "a.conllu")
    assert reading.voiced
    assert {p.speaker for p in reading.paragraphs} == {""}


# --- IRaMuTeQ -------------------------------------------------------------------------------------------------------


def test_variables_of_a_corpus_describe_people() -> None:
    """The variable that names people is the label; the others are attributes; themes and stars are set aside."""
    text = (
        "**** *ind_01 *sexe_f *ville_lyon\n-*accueil\nje suis arrivée\nen mai\n-*suite\nvoilà\n"
        "**** *ind_02 *sexe_h *ville_lyon\nmoi jamais\n**** *ind_01 *sexe_f *ville_nice\nplus tard\n"
    )
    reading = read_iramuteq(text.encode(), "a.txt")
    assert turns(reading) == [
        ("01", "je suis arrivée"), ("01", "en mai"), ("01", "voilà"), ("02", "moi jamais"), ("01", "plus tard"),
    ]
    assert reading.described == {"personnes": [
        {"locuteur": "01", "sexe": "f"}, {"locuteur": "02", "sexe": "h", "ville": "lyon"},
    ]}
    assert set_aside(reading, "header").split("\n")[:3] == ["**** *ind_01 *sexe_f *ville_lyon", "-*accueil", "-*suite"]
    assert adds_up(reading)


def test_texts_without_a_person_are_numbered() -> None:
    """When no variable names people, or all bear the same name, each text is a voice of its own."""
    reading = read_iramuteq(b"\xef\xbb\xbf\n0001 *enq_1 *an_2009\nbon\n0002 *enq_1 *an_2010\noui\n", "a.txt")
    assert turns(reading) == [("Texte 1", "bon"), ("Texte 2", "oui")]
    assert reading.described["personnes"][1] == {"locuteur": "Texte 2", "enq": "1", "an": "2010"}
    assert adds_up(reading)


def test_a_variable_of_names_gives_names() -> None:
    """A label that is a name is declared as one, to be masked wherever it is said."""
    reading = read_iramuteq(b"**** *prenom_Odile\nbon\n**** *prenom_Berthe\noui\n", "a.txt")
    assert reading.described["personnes"][0] == {"locuteur": "Odile", "nom": "Odile"}


@pytest.mark.parametrize(("text", "told"), [
    ("**** *ind_1\nbon", True), ("\ufeff\n\n**** *a_b *c_d\n", True), ("0012 *enq_3\nbon", True), ("****\nbon", True),
    ("**Odile** : bon", False), ("* bon\n**** *ind_1", False), ("2019 entretien", False), ("", False),
    ("*****bon*****", False), ("Odile : **** alors", False),
])
def test_a_corpus_is_known_by_its_first_line(text: str, told: bool) -> None:
    """Four stars, or four figures and a star, open a corpus of IRaMuTeQ; ordinary text never does."""
    assert is_iramuteq(text) is told
