"""A transcript corrected and heard in a browser: keys, the text that follows, a stretch of a file asked for."""

from __future__ import annotations

import math
import struct
import wave
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pipeline.cli.commands.study_setup import create
from pipeline.model.new_study import BY_ID
from pipeline.model.study import Study
from tests.browser.conftest import hold
from tests.browser.seeing import failed, settled

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from tests.browser.conftest import Serve

TURNS = 12
SECONDS = 5  # of a turn


@pytest.fixture
def spoken(tmp_path: Path, serve: Serve) -> Iterator[tuple[Study, str]]:
    """A study of one recorded interview, never computed, served on this machine."""
    study = Study(tmp_path / "enquete")
    create(study, BY_ID["grille"], "Essai")
    captions = [
        f"{n + 1}\n00:00:{SECONDS * n:02},000 --> 00:00:{SECONDS * n + 4:02},000\n"
        f"{'ENQ' if n % 2 == 0 else 'LINA'} : {'Et alors ?' if n % 2 == 0 else f'On court tout le tepms, {n} fois.'}\n"
        for n in range(TURNS)
    ]
    (study / "transcripts/lina.srt").write_text("\n".join(captions), "utf-8")
    sounds = tmp_path / "sons"
    sounds.mkdir()
    with wave.open(str(sounds / "lina.wav"), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(8000)
        tone = (int(3000 * math.sin(n / 6)) for n in range(8000 * SECONDS * TURNS))
        file.writeframes(b"".join(struct.pack("<h", value) for value in tone))
    (study / "build/private/recordings.txt").write_text(f"{sounds}\n", "utf-8")
    with serve(study.root) as address:
        yield study, address


@pytest.fixture
def page(browser: Browser, spoken: tuple[Study, str]) -> Iterator[Page]:
    """The page of that interview, somebody named in it."""
    made = browser.new_page(viewport={"width": 1400, "height": 900})
    hold(made)
    settled(made, f"{spoken[1]}/transcription")
    made.get_by_role("textbox", name="Votre nom").fill("ana")
    made.keyboard.press("Enter")
    made.locator("[data-act=correct-1]").wait_for()
    yield made
    made.close()


def test_a_typo_is_mended_by_keys_and_taken_back(page: Page, spoken: tuple[Study, str]) -> None:
    """« Corriger », the word, Ctrl+Entrée: it reads so, with what was received beside; « U » undoes it."""
    page.locator("[data-act=correct-1]").click()
    area = page.locator("textarea")
    area.fill(area.input_value().replace("tepms", "temps"))
    area.press("Control+Enter")
    page.locator('[data-turn="1"] .corrige').wait_for()
    assert "tepms" in str(page.locator('[data-turn="1"] .corrige').get_attribute("title"))
    assert "temps" in page.locator('[data-turn="1"] p.source').inner_text()
    assert "tepms" in (spoken[0] / "transcripts/lina.srt").read_text("utf-8")
    page.keyboard.press("u")
    page.wait_for_function("() => document.querySelector('[data-turn=\"1\"] p.source')?.textContent.includes('tepms')")
    assert not failed(page)


def test_a_turn_is_cut_at_the_cursor(page: Page) -> None:
    """The cursor before a word, who speaks from there: two turns stand where there was one."""
    page.locator("[data-act=correct-1]").click()
    page.locator("textarea").evaluate("area => area.setSelectionRange(9, 9)")
    page.locator(".correction .gestes input").fill("Omar")
    page.locator("[data-act=cut]").click()
    page.wait_for_function("() => document.querySelector('[data-turn=\"2\"] .voix')?.textContent === 'Omar'")

    assert page.locator('[data-turn="1"] p.source').inner_text() == "On court"
    assert page.locator('[data-turn="2"] p.source').inner_text().startswith("tout le tepms")


def test_the_recording_is_heard_from_a_turn_and_the_text_follows(page: Page) -> None:
    """▶ on a turn plays from its time; ← goes back three seconds; Espace pauses; « ? » lists the keys."""
    page.evaluate("document.querySelector('audio').muted = true")
    page.locator('[data-turn="7"] .temps').click()
    page.wait_for_function("() => document.querySelector('.dit-maintenant')?.dataset.turn === '7'")
    now = "document.querySelector('audio').currentTime"
    assert page.evaluate(now) >= 7 * SECONDS - 0.1
    page.keyboard.press(" ")
    page.wait_for_function("() => document.querySelector('audio').paused")
    before = page.evaluate(now)
    page.keyboard.press("ArrowLeft")
    assert abs(before - page.evaluate(now) - 3) < 0.2
    page.keyboard.press("?")

    assert "revenir de 3 secondes" in page.locator(".touches").inner_text()
    assert not failed(page)
