"""Folders of transcripts made to harm → the good interview is read, each bad file is named with what to do.

    python -m benchmarks.attack.folders [CASE…]

Each case is put beside one good interview; what it takes is bounded (``SECONDS``, ``MEGABYTES``). Those that are quick
are tests of the project too (``QUICK``).
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import resource
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from pipeline.__main__ import run
from pipeline.ingest.reception.import_report import tell, tellings
from pipeline.model import store
from pipeline.model.contracts import Turn
from pipeline.model.errors import FiligraneError
from pipeline.model.study import Study

SECONDS, MEGABYTES = 120, 2_000  # on a machine that does other things
SAID = (
    "ENQ : Comment se passe une journée ?\n\nR : On court, on remplit les papiers à leur place.\n\n"
    "ENQ : Et ensuite ?\n\nR : Ensuite on recommence le lendemain matin, voilà.\n"
)
GOOD = f"---\nsession: E01\n---\n{SAID}"
OTHER = SAID.replace("journée", "semaine")
Maker = Callable[[Path], object]


@dataclass(frozen=True)
class Case:
    """What is put in the folder; what of it must be named, or nothing; the interviews read besides the good one."""

    make: Maker
    named: str = ""
    read: int = 0
    either: bool = False  # read or refused, as long as it is bounded
    stops: bool = False  # what says who people are must be right before anything is read


def put(name: str | bytes, data: str | bytes = SAID) -> Maker:
    """Write a file, whose name may be of any bytes."""
    def make(folder: Path) -> None:
        path = folder / os.fsdecode(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data if isinstance(data, bytes) else data.encode())

    return make


def all_of(*makers: Maker) -> Maker:
    """Do several things to a folder."""
    return lambda folder: [make(folder) for make in makers]


def headed(values: str) -> Maker:
    """Write an interview with a heading."""
    return put("a.txt", f"---\n{values}\n---\n{SAID}")


def link(name: str, to: str) -> Maker:
    """Leave a symbolic link."""
    return lambda folder: (folder / name).symlink_to(to)


def folder_called(name: str) -> Maker:
    """Make a folder that has the name of a file."""
    return lambda folder: (folder / name).mkdir()


def bound_socket(folder: Path) -> None:
    """Leave the socket of some program."""
    here = Path.cwd()
    os.chdir(folder)  # the path of a socket is short
    try:
        with socket.socket(socket.AF_UNIX) as opened:
            opened.bind("tube.txt")
    finally:
        os.chdir(here)


def looped(folder: Path) -> None:
    """Make a folder that holds itself."""
    (folder / "boucle").mkdir()
    (folder / "boucle/encore").symlink_to("..")


def too_deep(folder: Path) -> None:
    """Make a path longer than the system takes."""
    here = Path.cwd()
    os.chdir(folder)
    try:
        for _ in range(30):
            Path("x" * 200).mkdir()
            os.chdir("x" * 200)
        Path("E02.txt").write_text(SAID, "utf-8")
    finally:
        os.chdir(here)


def zipped(*members: tuple[str, str | bytes]) -> bytes:
    """Make an archive."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return buffer.getvalue()


def printed(stream: bytes, pages: int = 1, kids: bytes = b"3 0 R ", *, deflated: bool = False) -> bytes:
    """Make a PDF of one stream of operators, shown on each page."""
    held = zlib.compress(stream, 9) if deflated else stream
    how = b"/Filter/FlateDecode" if deflated else b""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[" + kids * pages + b"]/Count %d>>" % pages,
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d%s>>stream\n%s\nendstream" % (len(held), how, held),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    written, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(b"%010d 00000 n \n" % len(written))
        written += b"%d 0 obj%sendobj\n" % (number, content)
    table = b"xref\n0 6\n0000000000 65535 f \n" + b"".join(places) + b"trailer<</Size 6/Root 1 0 R>>\nstartxref\n"
    return written + table + b"%d\n%%%%EOF" % len(written)


BOMB = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "\n".join(
    f"{chr(98 + n)}: &{chr(98 + n)} [{','.join(['*' + chr(97 + n)] * 9)}]" for n in range(9)
)
ENTITIES = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10 if n else "x"}">' for n in range(9))
NAMES: dict[str, Case] = {
    "a name that is not UTF-8": Case(put(b"entretien Zo\xe9.txt"), "Zo"),
    "a folder whose name is not UTF-8": Case(put(b"terrain \xe9t\xe9/E02.txt"), "E02.txt"),
    "a line break": Case(put("entre\ntien.txt"), read=1),
    "control signs": Case(put("entre\x1b[31mtien\x07.txt"), read=1),
    "from right to left": Case(put("en\u202etxt.exe.txt"), read=1),
    "markup": Case(put("<img src=x onerror=alert(1)>.txt"), read=1),
    "quotes and commas": Case(put("a\";b,c'd.txt"), read=1),
    "255 bytes": Case(put("e" * 251 + ".txt"), read=1),
    "pictures": Case(put("😀👩‍🦰.txt"), read=1),
    "spaces alone": Case(put("   .txt"), read=1),
    "dots alone": Case(put("....txt")),
    "accents in two characters": Case(put("e\u0301te\u0301.txt"), read=1),
    "one name in two ways": Case(all_of(put("e\u0301te\u0301.txt"), put("été.txt", OTHER)), "té.txt", 1),
    "one name in two cases": Case(all_of(put("E02.txt"), put("e02.txt", OTHER)), "e02.txt", 1),
    "one name in two folders": Case(all_of(put("a/E02.txt"), put("b/E02.txt", OTHER)), "b/E02.txt", 1),
    "a name that Windows reserves": Case(put("CON.txt"), read=1),
    "a name of somebody": Case(put("Zoe1.txt"), read=1),
    "a capital suffix": Case(put("E02.TXT"), read=1),
    "two suffixes": Case(put("E02.docx.txt"), read=1),
    "no suffix": Case(put("E02"), "E02"),
}
IDENTIFIERS: dict[str, Case] = {
    "zeros first": Case(headed("session: 007"), read=1),
    "yes": Case(headed("session: yes"), read=1),
    "a power of ten": Case(headed("session: 1e3"), read=1),
    "a day": Case(headed("session: 2015-02-17"), read=1),
    "an hour": Case(headed("session: 12:30"), "a.txt"),
    "a list": Case(headed("session: [E07, E08]"), "a.txt"),
    "nothing": Case(headed("session: ~"), read=1),
    "five hundred letters": Case(headed("session: " + "E" * 500), "a.txt"),
    "a path": Case(headed("session: ../../E07"), "a.txt"),
    "somebody": Case(headed("session: Quatremarre-Z"), read=1),
    "reserved by Windows": Case(headed("session: NUL"), read=1),
    "a port of Windows": Case(put("COM1.txt"), read=1),
    "reserved, in a table": Case(all_of(put("a.txt"), put("sessions.csv", "session;fichier\nAUX;a.txt\n")), read=1),
    "somebody, in a table": Case(all_of(put("a.txt"), put("sessions.csv", "session;fichier\nZoe-Q;a.txt\n")), read=1),
}
HEADINGS: dict[str, Case] = {
    "five thousand brackets": Case(headed("x: " + "[" * 5000), "a.txt"),
    "closed": Case(headed("x: " + "[" * 5000 + "]" * 5000), "a.txt"),
    "braces": Case(headed("x: " + "{a: " * 3000 + "1" + "}" * 3000), "a.txt"),
    "indents": Case(headed("\n".join(" " * n + "a:" for n in range(1500))), "a.txt"),
    "aliases": Case(headed(BOMB), "a.txt"),
    "an alias of itself": Case(headed("a: &a [*a]"), "a.txt"),
    "an object": Case(headed("x: !!python/object/apply:os.system ['true']"), read=1),
    "a number of six thousand digits": Case(headed("age: " + "9" * 6000), read=1),
    "a number in hexadecimal": Case(headed("age: 0x" + "f" * 60000), read=1),
    "a day that is none": Case(headed("date: 2015-13-45"), read=1),
    "a second heading": Case(put("a.txt", f"---\nsession: E03\n---\nx: y\n---\n{SAID}"), read=1),
    "a key that is a list": Case(headed("? [a, b]\n: c"), "a.txt"),
    "half a character": Case(headed('x: "\\ud800"'), "a.txt"),
    "people that are none": Case(headed("personnes:\n - {locuteur: [a, b], nom: {c: d}}\n - {}"), read=1),
}
KINDS: dict[str, Case] = {
    "an empty file": Case(put("vide.txt", b""), "vide.txt"),
    "an empty folder": Case(folder_called("rien")),
    "a folder named as a file": Case(put("E02.txt/E03.txt"), read=1),
    "a folder named as a document": Case(folder_called("E02.docx")),
    "a folder named sessions.csv": Case(folder_called("sessions.csv")),
    "a folder named guide.csv": Case(folder_called("guide.csv")),
    "a link that leads nowhere": Case(link("E02.txt", "/nulle/part.txt"), "E02.txt"),
    "a hidden link that leads nowhere": Case(link(".E02.txt", "/nulle/part.txt")),
    "a link to itself": Case(link("E02.txt", "E02.txt"), "E02.txt"),
    "a link to a folder": Case(link("ailleurs", "/tmp"), "ailleurs"),  # noqa: S108 - it is not followed
    "a folder that holds itself": Case(looped, "boucle/encore"),
    "a device": Case(link("tube.txt", "/dev/zero"), "tube.txt"),
    "a pipe": Case(lambda folder: os.mkfifo(folder / "tube.txt"), "tube.txt"),
    "a socket": Case(bound_socket, "tube.txt"),
    "twenty folders deep": Case(put("/".join("d" * 20) + "/E02.txt"), read=1),
    "deeper than the system": Case(too_deep, "E02.txt", either=True),
    "the lock of Word": Case(put("~$tretien.docx", b"\x05Lea" + b"\0" * 158)),
    "the lock of LibreOffice": Case(put(".~lock.E02.docx#", b",lea")),
    "a copy of a synchroniser": Case(all_of(put("E02.txt"), put("E02 (copie en conflit de PC).txt")), read=2),
    "a download not ended": Case(put("E02.txt.crdownload"), "E02.txt.crdownload"),
    "a copy of an editor": Case(put("E02.txt~"), "E02.txt~"),
    "what an editor leaves": Case(put(".E02.txt.swp", b"b0VIM")),
    "what macOS leaves": Case(all_of(put("__MACOSX/._E02.docx", b"\0\5\x16\7"), put("._E02.txt", b"\0\5\x16\7"))),
    "a hidden folder": Case(put(".git/config", b"[core]")),
    "what Windows leaves": Case(put("Thumbs.db", b"\xd0\xcf\x11\xe0")),
}
CONTENTS: dict[str, Case] = {
    "an archive": Case(put("tout.zip", zipped(("E02.txt", SAID))), "tout.zip"),
    "an archive named as a document": Case(put("E02.docx", zipped(("E02.txt", SAID))), "E02.docx"),
    "a protected document": Case(put("E02.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 5000), "E02.docx"),
    "a document cut short": Case(put("E02.docx", zipped(("word/document.xml", SAID))[:200]), "E02.docx"),
    "four encodings": Case(all_of(*(
        put(f"E1{n}.txt", SAID.encode(e)) for n, e in enumerate(("utf-16", "cp1252", "mac_roman", "utf-8-sig"))
    )), read=4),
    "two encodings in one": Case(put("E02.txt", SAID.encode() + SAID.encode("cp1252")), read=1),
    "all bytes": Case(put("E02.txt", bytes(range(256)) * 500), "E02.txt"),
    "zeros": Case(put("E02.txt", b"\0" * 5000), "E02.txt"),
    "a program": Case(put("E02.txt", b"MZ" + b"\x90\0" * 3000), "E02.txt"),
    "entities within entities": Case(put("E02.xml", f"<!DOCTYPE a [{ENTITIES}]><TEI>&a8;</TEI>"), "E02.xml"),
    "an entity of the disk": Case(
        put("E02.trs", '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><Trans>&x;</Trans>'), "E02.trs",
    ),
    "a PDF cut short": Case(put("E02.pdf", printed(b"BT (a) Tj ET")[:200]), "E02.pdf"),
    "a PDF that holds itself": Case(put("E02.pdf", printed(b"", kids=b"2 0 R ")), "E02.pdf"),
    "JSON nested two million times": Case(put("E02.json", b"[" * 2_000_000), "E02.json"),
    "a table of metadata in UTF-16": Case(put("sessions.csv", "session;fichier\nE01;E01.txt\n".encode("utf-16"))),
    "a table of metadata that is none": Case(put("sessions.csv", b"\xff\xfe\x00"), stops=True),
}
QUICK = NAMES | IDENTIFIERS | HEADINGS | KINDS | CONTENTS
SHOWN = b"BT /F1 12 Tf 100 700 Td (R : oui) Tj "
HUGE: dict[str, Case] = {
    name: Case(put(f"E02.{suffix}", data), either=True) for name, (suffix, data) in {
        "one line of 29 MB": ("txt", b"a" * 29_000_000),
        "three million lines": ("txt", b"R : a\n" * 3_000_000),
        "a million brackets": ("txt", SAID.encode() + b"[" * 1_000_000),
        "half a million labels": ("txt", SAID.encode() + b"R : " * 500_000),
        "a million dashes": ("txt", b"- " * 500_000 + SAID.encode()),
        "a million spaces": ("txt", SAID.encode() + b" " * 1_000_000 + b"x"),
        "three million empty lines": ("txt", SAID.encode() + b"\n" * 3_000_000),
        "stars never closed": ("md", SAID.encode() + b"**a " * 200_000),
        "links never closed": ("md", SAID.encode() + b"[" * 100_000 + b"](" * 100_000),
        "HTML, nested": ("html", b"<div>" * 500_000 + b"R : a"),
        "HTML, attributes": ("html", b"<p " + b"a='b' " * 1_000_000 + b">R : oui</p>"),
        "HTML, signs": ("html", b"<" * 3_000_000),
        "HTML, entities": ("html", b"<p>R : " + b"&amp;" * 2_000_000),
        "HTML, tables": ("html", b"<table><tr><td>" * 100_000 + b"R : a"),
        "RTF, braces": ("rtf", b"{\\rtf1 " + b"{" * 1_000_000 + b"R : a" + b"}" * 1_000_001),
        "RTF, operators": ("rtf", b"{\\rtf1 " + b"\\b\\b0" * 3_000_000 + b"R : a}"),
        "RTF, letters": ("rtf", b"{\\rtf1 " + b"\\u233?" * 3_000_000 + b"}"),
        "RTF, bytes": ("rtf", b"{\\rtf1 " + b"\\'e9" * 5_000_000 + b"}"),
        "RTF, paragraphs": ("rtf", b"{\\rtf1 " + b"R : a\\par " * 2_000_000 + b"}"),
        "RTF, just under what is taken": ("rtf", b"{\\rtf1 " + b"R : a\\par " * 190_000 + b"\\b" * 1_700_000 + b"}"),
        "captions": ("srt", b"1\n00:00:01,000 --> 00:00:02,000\nR : a\n\n" * 300_000),
        "tags of captions": ("vtt", b"WEBVTT\n\n00:01.000 --> 00:02.000\n" + b"<v A>" * 300_000),
        "a table of a million rows": ("csv", b"locuteur;texte\n" + b"R1;oui\n" * 1_000_000),
        "a table of two million columns": ("csv", b"locuteur;texte" + b";" * 2_000_000 + b"\n" + b"1;\n" * 1000),
        "quotes": ("csv", b'"' * 3_000_001),
        "a document of 400 MB": ("docx", zipped(("word/document.xml", b"0" * 400_000_000))),
        "PDF, operators": ("pdf", printed(SHOWN + b"ET " + b"q Q " * 2_000_000)),
        "PDF, words": ("pdf", printed(SHOWN + b"(R : oui) Tj " * 500_000 + b"ET")),
        "PDF, states": ("pdf", printed(b"q " * 2_000_000 + SHOWN + b"ET")),
        "PDF, 400 MB deflated": ("pdf", printed(SHOWN + b"ET " + b"q Q " * 100_000_000, deflated=True)),
        "PDF, fifty thousand pages": ("pdf", printed(SHOWN + b"ET", 50_000)),
    }.items()
}
CASES = QUICK | HUGE


def template(place: Path) -> Path:
    """Make an empty study, with its secret and its seals."""
    made = [sys.executable, "-P", "-m", "pipeline.cli", "new", str(place), "--demarche", "grille"]
    subprocess.run(made, check=True, stdout=subprocess.DEVNULL)
    return place


def troubles(case: Case, study: Study) -> list[str]:
    """Put a case beside a good interview, read all, and tell what is wrong."""
    folder = study / "transcripts"
    (folder / "E01.txt").write_text(GOOD, "utf-8")
    case.make(folder)
    heard = io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True)  # a terminal that takes no half character
    with contextlib.redirect_stderr(heard), contextlib.redirect_stdout(heard):
        try:
            run(study, "turns")
            print("\n".join(tell(tellings(study))))
        except FiligraneError as error:
            return [] if case.stops else [f"stops: {error}"]
    turns: list[Turn] = store.load(study, "turns")
    read = {t.session for t in turns}
    said = heard.buffer.getvalue().decode()
    refused = re.findall(r"À reprendre : (.+)", said)
    found = [] if "E01" in read else ["the good interview is not read"]
    if not case.either:
        found += [] if len(read) == 1 + case.read else [f"read: {sorted(read)}"]
        found += [] if bool(case.named) == bool(refused) else [f"refused: {refused}"]
        found += [] if any(case.named in one for one in refused or [""]) else [f"not named: {refused}"]
    return found + [f"English: {one}" for one in refused if re.search(r"Errno|Error|Traceback", one)]


def alone(name: str, made: Path) -> tuple[int, float, float]:
    """Try a case in a process of its own: its exit code, seconds, megabytes."""
    place = made.with_name("case")
    shutil.rmtree(place, ignore_errors=True)
    shutil.copytree(made, place)
    began, child = time.monotonic(), os.fork()
    if not child:
        signal.alarm(SECONDS)
        wrong = ["crashed"]
        try:
            wrong = troubles(CASES[name], Study(place))
        except BaseException as error:  # noqa: BLE001 - whatever it is, it is what is looked for
            wrong = [f"{type(error).__name__} {error}"[:300]]
        if wrong:
            print(f"{name}: {wrong}", flush=True)
        os._exit(bool(wrong))
    _, code, used = os.wait4(child, 0)
    return code, time.monotonic() - began, used.ru_maxrss / 1000


def main() -> int:
    """Try the cases named, or all; gives the exit code."""
    with tempfile.TemporaryDirectory() as root:
        made, wrong = template(Path(root) / "template"), []
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        for name in sys.argv[1:] or CASES:
            code, seconds, megabytes = alone(name, made)
            bad = code or seconds > SECONDS or megabytes > MEGABYTES
            wrong += [name] if bad else []
            if bad or name in HUGE:
                print(f"{name}: {seconds:.0f} s, {megabytes:.0f} MB{' <<<' if bad else ''}", flush=True)
    print(f"{len(sys.argv[1:] or CASES)} cases, {len(wrong)} wrong: {', '.join(wrong) or 'none'}")
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
