"""Interviews that may leave → TEI, as archives of interviews keep them; subtitles and ELAN, where times are known."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from lxml import etree

from pipeline.pseudonymise.people.titles import by_name
from pipeline.publish.passages.wide_tables import zipped
from pipeline.publish.projects.leaving_texts import LeavingProject, LeavingText, LeavingTurn, called, label
from pipeline.publish.projects.lexical_corpora import CorpusWords
from pipeline.publish.quotes import quotes

TEI = "http://www.tei-c.org/ns/1.0"
XML = "http://www.w3.org/XML/1998/namespace"
NOT_PUBLISHED = "Fichier de travail, déposé sous conditions."
SOURCE = "Transcription d'un entretien, pseudonymisée."
CODES = "codes"


def each(project: LeavingProject, kind: str, written: Callable[[LeavingProject, LeavingText], bytes]) -> bytes:
    """
    Put a file for each interview in an archive; an interview of which nothing would be written has none.

    Args:
        project: what leaves.
        kind: how the names of files end.
        written: writes one.
    """
    names = CorpusWords()
    files = ((text, written(project, text)) for text in sorted(project.texts, key=lambda t: by_name(t.title)))
    return zipped({f"{names.fold('texts', text.title)}.{kind}": content for text, content in files if content})


def tei(project: LeavingProject, text: LeavingText) -> bytes:
    """Write an interview in TEI: who speaks, what is told of them, each turn, and the passages that bear a code."""
    root = etree.Element(f"{{{TEI}}}TEI", {f"{{{XML}}}lang": "fr"}, nsmap={None: TEI})
    people = project.people(text)
    _header(root, project, text, people)
    body = _add(_add(root, "text"), "body")
    of_voice = {person: f"#p{n}" for n, person in enumerate(people, 1)}
    for turn in text.turns:
        if turn.role in {"participant", "interviewer"}:
            who = of_voice.get(turn.voice, "#enquete" if turn.role == "interviewer" else "#inconnu")
            said = _add(body, "u", who=who, **{f"{{{XML}}}id": f"t{turn.turn}"})
            if turn.start_ms is not None and turn.end_ms is not None:
                said.set("start", f"{turn.start_ms / 1000:.3f}")
                said.set("end", f"{turn.end_ms / 1000:.3f}")
            said.text = turn.text
        else:
            note = _add(body, "note", type="transcription", **{f"{{{XML}}}id": f"t{turn.turn}"})
            note.text = turn.text
    _coded(body, project, text)
    return _serialised(root)


def _header(root: Any, project: LeavingProject, text: LeavingText, people: list[str]) -> None:
    of = project.of
    header = _add(root, "teiHeader")
    file = _add(header, "fileDesc")
    title = _add(_add(file, "titleStmt"), "title")
    title.text = f"{of.about.title}, {text.title}" if of.about.title else text.title
    _add(_add(file, "publicationStmt"), "p").text = NOT_PUBLISHED
    source = _add(file, "sourceDesc")
    _add(source, "p").text = SOURCE
    _add(source, "p").text = quotes.NOTICE[of.about.fictional]
    described = _add(_add(header, "profileDesc"), "particDesc")
    listed = _add(described, "listPerson")
    for n, person in enumerate(people, 1):
        one = _add(listed, "person", role="participant", **{f"{{{XML}}}id": f"p{n}"})
        _add(one, "persName").text = person
        for name, value in of.bearing.get((person, text.session), {}).items():
            if value:
                _add(_add(one, "trait", type=name), "desc").text = value
    for identifier, role, shown in (("enquete", "interviewer", "interviewer"), ("inconnu", "participant", "")):
        voices = {t.voice for t in text.turns if t.role == role and t.voice not in people}
        if voices:
            one = _add(listed, "person", role=shown or "unknown", **{f"{{{XML}}}id": identifier})
            _add(one, "persName").text = ", ".join(sorted(voices))
    if of.codebook.codes:
        classes = _add(_add(header, "encodingDesc"), "classDecl")
        # The schema wants what describes the encoding before what describes the profile.
        header.insert(1, classes.getparent())
        taxonomy = _add(classes, "taxonomy", **{f"{{{XML}}}id": "grille"})
        for n, code in enumerate(of.codebook.codes):
            category = _add(taxonomy, "category", **{f"{{{XML}}}id": f"c{n}"})
            _add(category, "catDesc").text = ". ".join(filter(None, [called(of.codebook)[code.id], code.definition]))


def _coded(body: Any, project: LeavingProject, text: LeavingText) -> None:
    ranks = {code.id: n for n, code in enumerate(project.of.codebook.codes)}
    placed = [p for p in project.codings[text.session] if p.coding.code in ranks]
    group = _add(body, "spanGrp", type="codage") if placed else None
    for p in placed:
        c = p.coding
        span = _add(group, "span", ana=f"#c{ranks[c.code]}", resp=c.author)
        span.set("from", f"#t{c.turn}")
        span.set("to", f"#t{c.last_turn}")
        span.text = text.text[p.start : p.end]


def srt(_project: LeavingProject, text: LeavingText) -> bytes:
    """Write the turns whose times are known as subtitles; nothing where none is."""
    cues = [
        f"{n}\n{clock(start)} --> {clock(end)}\n{label(t.voice)}{' '.join(t.text.split())}\n"
        for n, (t, start, end) in enumerate(timed(text), 1)
    ]
    return "\n".join(cues).encode()


def timed(text: LeavingText) -> Iterator[tuple[LeavingTurn, int, int]]:
    """Give the turns that begin and end at known times, in milliseconds."""
    for t in text.turns:
        if t.start_ms is not None and t.end_ms is not None and t.end_ms > t.start_ms and t.text.strip():
            yield t, t.start_ms, t.end_ms


def clock(milliseconds: int) -> str:
    """
    Write a time as subtitles do.

    >>> clock(3_723_004)
    '01:02:03,004'
    """
    seconds, thousandths = divmod(milliseconds, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{seconds:02},{thousandths:03}"


def elan(project: LeavingProject, text: LeavingText) -> bytes:
    """Write the turns whose times are known for ELAN: a tier for each voice, one for codes; nothing where none is."""
    turns = list(timed(text))
    if not turns:
        return b""
    xsi = "http://www.w3.org/2001/XMLSchema-instance"
    root = etree.Element(
        "ANNOTATION_DOCUMENT", {
            "AUTHOR": "", "DATE": "1980-01-01T00:00:00+00:00", "FORMAT": "3.0", "VERSION": "3.0",
            f"{{{xsi}}}noNamespaceSchemaLocation": "http://www.mpi.nl/tools/elan/EAFv3.0.xsd",
        }, nsmap={"xsi": xsi},
    )
    etree.SubElement(root, "HEADER", MEDIA_FILE="", TIME_UNITS="milliseconds")
    order = etree.SubElement(root, "TIME_ORDER")
    moments = sorted({at for _, start, end in turns for at in (start, end)})
    slots = {at: f"ts{n}" for n, at in enumerate(moments, 1)}
    for at, slot in slots.items():
        etree.SubElement(order, "TIME_SLOT", TIME_SLOT_ID=slot, TIME_VALUE=str(at))
    said: dict[str, list[tuple[int, int, str]]] = {}
    for t, start, end in turns:
        said.setdefault(t.voice or t.role, []).append((start, end, t.text))
    said[CODES] = list(_codes_in_time(project, text, turns))
    number = 0
    for tier, stretches in said.items():
        held = etree.SubElement(root, "TIER", LINGUISTIC_TYPE_REF="default-lt", TIER_ID=tier, PARTICIPANT=tier)
        for start, end, words in stretches:
            number += 1
            one = etree.SubElement(
                etree.SubElement(held, "ANNOTATION"), "ALIGNABLE_ANNOTATION", ANNOTATION_ID=f"a{number}",
                TIME_SLOT_REF1=slots[start], TIME_SLOT_REF2=slots[end],
            )
            etree.SubElement(one, "ANNOTATION_VALUE").text = words
    etree.SubElement(
        root, "LINGUISTIC_TYPE", LINGUISTIC_TYPE_ID="default-lt", TIME_ALIGNABLE="true", GRAPHIC_REFERENCES="false",
    )
    return _serialised(root)


def _codes_in_time(
    project: LeavingProject, text: LeavingText, turns: Iterable[tuple[LeavingTurn, int, int]],
) -> Iterator[tuple[int, int, str]]:
    names = called(project.of.codebook)
    for t, start, end in turns:
        codes = {p.coding.code for p in project.codings[text.session] if p.coding.turn <= t.turn <= p.coding.last_turn}
        if codes:
            yield start, end, ", ".join(names.get(c, c) for c in sorted(codes))


def _add(parent: Any, tag: str, **attributes: str) -> Any:
    return etree.SubElement(parent, f"{{{TEI}}}{tag}", attributes)


def _serialised(root: Any) -> bytes:
    return bytes(etree.tostring(root, encoding="UTF-8", xml_declaration=True))
