"""Eighteen payloads in all that people write of a study → every page, in a browser that listens: none fires.

    python -m benchmarks.attack.planted_words [FOLDER]

They stand in transcripts, labels, headings, titles, codes, families, themes, memos, summaries, names of groupings,
answers and questions. A page is wrong when a payload ran, when an element that one of them asks for is there, when the
policy of content had something to stop, when a formula or a markup was drawn, or when the page failed.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import yaml

from pipeline.anchoring import anchors, decisions
from pipeline.anchoring.anchors import Place
from pipeline.cli.coder_study import coder_study
from pipeline.coding import coding_writer as writing
from pipeline.model.decision_rows import SummaryDecision, ThemeDecision, ThemeVerb
from pipeline.model.study import Study
from pipeline.pseudonymise.people import titles
from tests.browser.conftest import CHROMIUM, FLAGS, PATIENCE, SCREENS, hold, served
from tests.browser.seeing import failed, settled
from tests.browser.test_door_browser import RECORDER, beyond

if TYPE_CHECKING:
    from playwright.sync_api import Page

PAYLOADS = [payload.replace("FIRES", "window.fired=1") for payload in (
    "<script>FIRES</script>", "<img src=x onerror=FIRES>", '"><svg onload=FIRES>', "' autofocus onfocus='FIRES",
    "[a](javascript:FIRES)", "</style><style>body{display:none}</style>", "</textarea><img src=x onerror=FIRES>",
    "<iframe srcdoc='<script>parent.FIRES</script>'>", "{{constructor.constructor('FIRES')()}}",
    r"$\href{javascript:FIRES}{\frac{1}{2}}$ $$x^2$$", "&lt;script&gt;FIRES&lt;/script&gt; &#60;b&#62;",
    "\u202egnirts\u202c \u2066caché\u2069", "zé\u200bro\ufeff lar\u00adgeur", "# titre **gras** :red[rouge] :smile:",
    "`code` ```FIRES``` ~~barré~~ | a | b |", "%s {0} {name!r} ${FIRES} %(a)s", "<a href=javascript:FIRES>x</a>",
    "<details open ontoggle=FIRES><math><mtext><style><img src=x onerror=FIRES>",
)]
ASKED_FOR = "[onerror],[onload],[onfocus],[ontoggle],iframe[srcdoc],a[href^='javascript:'],.katex"
LISTENS = """(selector) => {
  const found = [], waiting = [document];
  while (waiting.length) {
    const root = waiting.pop();
    found.push(...root.querySelectorAll(selector));
    for (const node of root.querySelectorAll("*")) if (node.shadowRoot) waiting.push(node.shadowRoot);
  }
  return found.map((node) => node.outerHTML.slice(0, 120));
}"""
ENGLISH = re.compile(r"Traceback|\w+Error\b|Exception\b|streamlit\.errors")


def command(place: Path, *typed: str) -> None:
    """Type a command that has to succeed."""
    done = subprocess.run(
        [sys.executable, "-P", "-m", "pipeline.cli", *typed], cwd=place, capture_output=True, text=True, check=False,
        stdin=subprocess.DEVNULL,
    )
    if done.returncode:
        raise SystemExit(f"{' '.join(typed)}\n{done.stdout}{done.stderr}")


def planted(root: Path) -> Path:
    """Make a study in which each payload stands wherever somebody may write."""
    study = root / "study"
    command(root, "new", str(study), "--grille", "vide", "--demarche", "grille")
    params = (study / "params.yaml").read_text("utf-8")
    (study / "params.yaml").write_text(re.sub(r"(backend: (?:&\w+ )?)(?!\*)\w+", r"\1lexical", params), "utf-8")
    for number, payload in enumerate(PAYLOADS, 1):
        (study / f"transcripts/E{number:02}.txt").write_text(interview(number, payload), "utf-8")
    rows = [f"R{n:03};{cell(payload)};{cell('Voici ' + payload)}" for n, payload in enumerate(PAYLOADS, 1)]
    table = "\n".join(["repondant;q1;q9_ouverte", *rows]) + "\n"
    (study / "transcripts/questionnaire.csv").write_text(table, "utf-8")
    guide = [f"{cell('Et ' + payload + ' ?')};x" for payload in PAYLOADS]
    (study / "transcripts/guide.csv").write_text("\n".join(["question;E01", *guide]) + "\n", "utf-8")
    families = [{"id": "F", "label": f"Famille {PAYLOADS[0]}"}, {"id": "G", "label": f"Autre {PAYLOADS[9]}"}]
    codes = [
        {"id": f"A{n}", "label": f"Code {n} {payload}", "family": "FG"[n % 2], "definition": f"Ce que {payload} dit.",
         "examples": [payload], "include": payload, "colour": "#1f4e9c"} for n, payload in enumerate(PAYLOADS, 1)
    ]
    themes = [
        {"id": f"t{n}", "label": f"Thème {n} {payload}", "definition": payload, "codes": [f"A{n}"], "groupings": []}
        for n, payload in enumerate(PAYLOADS, 1)
    ]
    write(study / "codebook/codebook.yaml", {"families": families, "codes": codes})
    write(study / "codebook/themes.yaml", {"themes": themes})
    command(study, "run")
    worked(Study(study))
    command(study, "run")
    return study


def write(path: Path, content: dict[str, Any]) -> None:
    """Write what a person would have written by hand."""
    path.write_text(yaml.safe_dump(content, allow_unicode=True), "utf-8")


def cell(text: str) -> str:
    """Write a cell of a table."""
    return '"' + text.replace('"', '""') + '"'


def interview(number: int, payload: str) -> str:
    """Write an interview where a payload is said, and stands in the heading."""
    quoted = yaml.safe_dump(payload, allow_unicode=True, width=10_000).strip().removesuffix("...").strip()
    head = f"---\nsession: E{number:02}\nterrain: {quoted}\nchamp: {quoted}\nsupport: {quoted}\n---\n"
    turns = [
        f"ENQ : Et {payload}, qu'en pensez-vous ?", f"R : On court tout le temps, {payload} comme on dit chez nous.",
        "ENQ : Et ensuite ?", f"R : {payload}", "ENQ : Vraiment ?",
        f"R : Ensuite on remplit les papiers à leur place, {payload}, et le soir on recommence {number} fois.",
    ]
    return head + "\n\n".join(turns) + "\n"


def worked(study: Study) -> None:
    """Code, write memos, titles and summaries, choose typical passages: all with a payload in it."""
    at = coder_study(study)
    writer = writing.CodingWriter(author="claire", mode="manual", codebook=at.codebook, turns=at.turns)
    for number, payload in enumerate(PAYLOADS, 1):
        session = f"E{number:02}"
        turn = next(n for n, t in at.turns[session].items() if t.role == "participant")
        place = Place(turn, 0, turn, min(9, len(anchors.words(at.turns[session][turn].text)) - 1))
        coded = writing.code(writer, session, place, f"A{number}", memo=payload)
        noted = [writing.memo(writer, session, where, payload) for where in (place, None)]
        decisions.append(study, "claire", [coded, *noted, writing.star(writer, session, place)])
        decisions.append(study, "claire", [titles.line("claire", session, f"Titre {number} {payload}")])
        decisions.append(study, "claire", [SummaryDecision(
            id=writer.new_id(), at=writer.at, session=session, participant="", theme=f"t{number}", summary=payload,
        )])
        decisions.append(study, "claire", [ThemeDecision(
            id=writer.new_id(), at=writer.at, session=session, turn=turn, first_word=0, last_turn=turn,
            last_word=place.last_word, quote=coded.quote, theme=f"t{number}", decision=ThemeVerb.TYPICAL,
        )])


def addresses() -> list[str]:
    """Give every page, with each of the things that have a payload for a name in hand."""
    found = [*SCREENS, "journal?vue=memos", "extraits?vue=concordance&mots=temps"]
    for number, payload in enumerate(PAYLOADS, 1):
        found += [f"lecture?entretien=E{number:02}", f"extraits?code=A{number}", f"themes?theme=t{number}"]
        found += [f"extraits?mots={quote(payload)}"]
    return found


def troubles(page: Page, address: str, heard: list[str]) -> list[str]:
    """Open a page and tell what is wrong with it."""
    heard.clear()
    settled(page, address)
    page.evaluate("() => document.querySelectorAll('details').forEach((d) => { d.open = true; })")
    text = page.inner_text("body")
    found = [f"heard {one}" for one in heard]
    found += ["fired"] if page.evaluate("window.fired") is not None else []
    found += [f"made {one}" for one in page.evaluate(LISTENS, ASKED_FOR)]
    found += ["failed"] if failed(page) else []
    found += [f"English: {one[0]}" for one in [ENGLISH.search(text)] if one]
    return found + ([] if page.locator("h1").first.is_visible() else ["hidden"])


def main() -> int:
    """Plant, open every page, and say what happened; gives the exit code."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - where there is a browser

    root = Path(sys.argv[1] if len(sys.argv) > 1 else tempfile.mkdtemp())
    study = root / "study" if (root / "study/build/tables/run.json").exists() else planted(root)
    wrong, heard = {}, list[str]()
    every = addresses()
    record = root / "asked"
    (root / "sitecustomize.py").write_text(RECORDER.format(file=str(record)), "utf-8")
    with sync_playwright() as driver, served(study, (), {"PYTHONPATH": str(root)}) as address:
        browser = driver.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        page = browser.new_page(viewport={"width": 1280, "height": 1000}, locale="fr-FR")
        page.set_default_timeout(PATIENCE * 1000)
        hold(page)
        page.on("dialog", lambda said: heard.append(said.message))
        page.on("console", lambda said: heard.append(said.text) if "Content Security Policy" in said.text else None)
        for asked in every:
            try:
                found = troubles(page, f"{address}/{asked}", heard)
            except Exception as error:  # noqa: BLE001 - a page that never settles is wrong, and others follow
                found = [f"{type(error).__name__} {str(error)[:200]}"]
            if found:
                wrong[asked] = found
                print(f"{asked}: {found}", flush=True)
        browser.close()
    print(f"{len(PAYLOADS)} payloads, {len(every)} addresses of {len(SCREENS)} pages: {len(wrong)} wrong")
    left = beyond(record)
    print(f"{len(left)} look-ups or connections beyond this machine: {left[:5]}")
    return int(bool(wrong or left))


if __name__ == "__main__":
    sys.exit(main())
