"""In a real browser, a team logs in through a provider: each sees what their role opens, and signs with their name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest

from dashboard.access import door
from dashboard.pages.mise_a_jour import words as mise_a_jour_words
from dashboard.words import coding_words, ui_words
from pipeline.anchoring import decisions
from pipeline.cli.commands.dashboard import ALONE
from pipeline.model.decision_rows import CodingDecision
from pipeline.model.study import Study
from tests.browser.conftest import Person, Serve
from tests.browser.ports import free_port
from tests.browser.provider import CLIENT, SECRET, Provider, providing
from tests.browser.proxy import Rewrite, forwarding, hiding, proxied
from tests.browser.seeing import press, settled

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

PEOPLE: dict[str, dict[str, Any]] = {
    "lea": {"sub": "1", "email": "lea@labo.example", "email_verified": True},
    "cem": {"sub": "2", "email": "Cem@labo.example", "email_verified": True},
    "rita": {"sub": "3", "email": "rita@labo.example", "email_verified": True},
    "eve": {"sub": "4", "email": "eve@labo.example", "email_verified": True},
    "mallory": {"sub": "5", "email": "rita@labo.example", "email_verified": False},
}
ROLES = """\
personnes:
  lea@labo.example: {role: lecture, nom: Léa}
  cem@labo.example: {role: codage, nom: Cem}
  rita@labo.example: {role: responsable, nom: Rita}
"""
NAME = "enquete.labo.example"
SAID = "On court tout le temps"
PRIVATE = ("pseudonymisation", "mise_a_jour")


@pytest.fixture(scope="module")
def provider() -> Iterator[Provider]:
    """The provider of the laboratory."""
    with providing(PEOPLE) as found:
        yield found


@pytest.fixture
def team(private_study: Path, provider: Provider, serve: Serve) -> Callable[..., Any]:
    """Serve the private study to the team, behind a proxy on the same machine."""
    (private_study / "secrets/roles.yaml").write_text(ROLES, "utf-8")

    @contextmanager
    def opened(rewrite: Rewrite = forwarding, **variables: str) -> Iterator[tuple[str, str]]:
        secrets, port = private_study / "secrets.toml", free_port()
        flags = [f"--secrets.files={secrets}"]
        away = f"http://{NAME}:{port}"
        secrets.write_text(settings(provider, away), "utf-8")
        with serve(private_study, flags, variables) as here, proxied(urlsplit(here).port or 0, rewrite, port):
            yield here, away

    return opened


def settings(provider: Provider, away: str) -> str:
    given = {
        "redirect_uri": f"{away}/oauth2callback", "cookie_secret": "une-phrase-que-personne-ne-devine",
        "client_id": CLIENT, "client_secret": SECRET, "server_metadata_url": provider.discovery,
    }
    return "[auth]\n" + "".join(f'{name} = "{value}"\n' for name, value in given.items())


def log_in(page: Page, address: str, name: str) -> None:
    """Log in as somebody does: press the button, say who one is, and come back."""
    page.goto(address)
    page.get_by_role("button", name=ui_words.LOG_IN).click()
    page.get_by_role("link", name=name, exact=True).click()
    page.wait_for_url(f"{address}/**")


def menu(page: Page) -> str:
    page.locator('[data-testid="stSidebarNav"]').wait_for()
    return page.locator('[data-testid="stSidebarNav"]').inner_text()


def test_each_role_sees_and_does_what_it_opens(
    team: Callable[..., Any], private_study: Path, person: Person, received: list[bytes]
) -> None:
    """Strangers see no word; readers write nothing; coders sign by their login's name; none sees what is private."""
    lea, cem, rita = person(), person(), person()
    with team() as (_, away):
        lea.goto(f"{away}/lecture?entretien=E01")
        lea.get_by_text(ui_words.LOG_IN_FIRST).wait_for()
        assert not [one for one in received if SAID.encode() in one]

        log_in(lea, away, "lea")
        settled(lea, f"{away}/lecture?entretien=E01")
        lea.locator(".source", has_text=SAID).wait_for()
        assert lea.locator(".seance.codable").count() == 0
        assert lea.get_by_text(coding_words.TO_CODE, exact=True).count() == 0
        lea.goto(f"{away}/suggestions")
        lea.get_by_text(ui_words.NOT_FOR_YOU).wait_for()
        assert ui_words.EXTRACTS in menu(lea)

        log_in(cem, away, "cem")
        settled(cem, f"{away}/lecture?entretien=E01")
        cem.locator(".seance.codable .outil").wait_for()
        assert cem.get_by_label(coding_words.NAME).count() == 0
        cem.locator(".source", has_text=SAID).focus()
        cem.keyboard.press("ArrowRight")
        cem.keyboard.press("c")
        cem.keyboard.type("mission")
        press(cem, "Enter", ".seance", "coding")

        log_in(rita, away, "rita")
        settled(rita, f"{away}/rapport")
        for page, name in [(p, n) for p in (lea, cem, rita) for n in PRIVATE]:
            page.goto(f"{away}/{name}")
            page.get_by_text(ui_words.MACHINE_ONLY).wait_for()

    (line,) = decisions.read(Study(private_study), CodingDecision)
    assert (line.file, line.code, line.quote) == ("codings/Cem.csv", "A1", "On")
    assert not [one for one in received if b"Karim" in one or b"Benali" in one]


@pytest.mark.parametrize(("name", "why"), [
    ("eve", ui_words.UNKNOWN_VISITOR.format(file="secrets/roles.yaml", key="eve@labo.example")),
    ("mallory", ui_words.NOT_VOUCHED.format(file="secrets/roles.yaml", sub="5")),
])
def test_who_is_not_of_the_team_is_refused_in_french(
    team: Callable[..., Any], page: Page, received: list[bytes], name: str, why: str
) -> None:
    """Who is not in the file, or whose address nobody vouches for, sees no word, is told why, and can leave."""
    with team() as (_, away):
        log_in(page, away, name)
        page.get_by_text(why).wait_for()
        assert page.locator('[data-testid="stSidebarNav"]').count() == 0
        page.get_by_role("button", name=ui_words.LOG_OUT).click()
        page.get_by_role("button", name=ui_words.LOG_IN).wait_for()

    assert not [one for one in received if SAID.encode() in one]


def test_the_machine_itself_opens_what_is_private_where_no_proxy_leads(
    team: Callable[..., Any], person: Person, received: list[bytes]
) -> None:
    """
    A team's server is nobody's own, even at 127.0.0.1; one started for this machine is, there and not by a proxy.

    Every request of a proxy on the same machine comes from 127.0.0.1, and some proxies ask under that very name.
    """
    with team() as (here, _):
        page = person()
        page.goto(f"{here}/pseudonymisation")
        page.get_by_text(ui_words.LOG_IN_FIRST).wait_for()
    with team(**{ALONE: "1"}) as (here, away):
        other = person()
        other.goto(f"{away}/pseudonymisation")
        other.get_by_text(door.CLOSED).wait_for()
        assert not [one for one in received if b"Karim" in one]
        settled(page, f"{here}/pseudonymisation?entretien=E01")
        page.get_by_label(coding_words.NAME).wait_for()
        settled(page, f"{here}/mise_a_jour")
        page.get_by_text(mise_a_jour_words.UPDATE_ABOUT).wait_for()


def test_a_proxy_that_hides_shows_nothing(small_study: Path, serve: Serve, browser: Browser) -> None:
    """A proxy that asks under the server's own name, and names nobody, lacks what opens the dashboard."""
    page = browser.new_page()
    with serve(small_study, ["--server.enableCORS=false", "--server.enableXsrfProtection=false"]) as here:
        port = urlsplit(here).port or 0
        with proxied(port, hiding(port)) as shown:
            for address in (f"http://{NAME}:{shown}", f"http://127.0.0.1:{shown}"):
                answer = page.goto(f"{address}/lecture?entretien=E01")
                page.get_by_text(door.CLOSED).wait_for()
                assert answer
                assert answer.status == HTTPStatus.FORBIDDEN
    page.close()
