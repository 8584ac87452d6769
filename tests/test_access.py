"""Who may see and do what: everything on this machine, by role on a server, nothing to strangers."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from dashboard import access, private
from dashboard.words import access_wording, review_wording
from pipeline.errors import FiligraneError
from pipeline.study import Study

APP = Path(__file__).parent.parent / "dashboard/app.py"
SCREENS = APP.parent / "screens"
ROLES = """\
personnes:
  lea@labo.example: {role: lecture, nom: Léa}
  Cem@labo.example: {role: codage, nom: Cem}
  rita@labo.example: {role: responsable, nom: Rita}
"""


@pytest.fixture
def served(private_study: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A study served to a team, which logs in."""
    monkeypatch.setenv("FILIGRANE_STUDY", str(private_study))
    monkeypatch.setattr(access, "_logs_in", lambda: True)
    (private_study / "secrets/roles.yaml").write_text(ROLES, "utf-8")
    return private_study


def log_in(monkeypatch: pytest.MonkeyPatch, email: str, **more: Any) -> None:
    known = {"is_logged_in": bool(email), "email": email} | more
    monkeypatch.setattr(st, "user", SimpleNamespace(to_dict=lambda: known))


@pytest.mark.parametrize(("email", "rights", "name"), [
    ("lea@labo.example", ("read",), ""),
    ("CEM@labo.example", ("read", "code"), "Cem"),
    ("rita@labo.example", ("read", "code", "lead"), "Rita"),
    ("eve@elsewhere.example", (), ""),
    ("", (), ""),
])
def test_a_role_gives_its_rights_and_its_name(
    served: Path, monkeypatch: pytest.MonkeyPatch, email: str, rights: tuple[str, ...], name: str
) -> None:
    """On a server rights come from the file, and decisions bear its name whatever was typed; strangers get nothing."""
    assert served.exists()
    log_in(monkeypatch, email)

    assert access.visitor().rights == rights
    assert access.author("Rita") == name


def test_an_address_that_nobody_verified_is_nobody(served: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An address which its provider says it has not verified opens nothing."""
    assert served.exists()
    log_in(monkeypatch, "rita@labo.example", email_verified=False)

    assert access.visitor().rights == ()


@pytest.mark.parametrize("headers", [
    {"Host": "enquete.labo.example"}, {"host": "192.168.1.4:8501"},
    {"Host": "localhost", "X-Forwarded-For": "10.0.0.2"},
])
def test_what_comes_through_a_proxy_is_not_this_machine(
    private_study: Path, monkeypatch: pytest.MonkeyPatch, headers: dict[str, str]
) -> None:
    """A server reached under another name or on behalf of somebody else shows nothing, wherever it listens."""
    monkeypatch.setenv("FILIGRANE_STUDY", str(private_study))
    assert access.alone()
    monkeypatch.setattr(st, "context", SimpleNamespace(headers=headers))

    assert not access.alone()
    assert access.visitor().refusal == access_wording.NO_LOGIN


@pytest.mark.parametrize("host", ["localhost:8501", "127.0.0.1:8501", "[::1]:8501", "localhost"])
def test_this_machine_is_known_by_its_names(monkeypatch: pytest.MonkeyPatch, host: str) -> None:
    """Whoever sits at the machine may do everything without logging in."""
    monkeypatch.setattr(st, "context", SimpleNamespace(headers={"Host": host}))

    assert access.visitor() == access.OWNER


def test_the_private_page_is_never_served_to_others(served: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Even whoever leads the study finds no private page on a server: it is not in the menu and refuses by itself."""
    assert private.present(Study(served))
    log_in(monkeypatch, "rita@labo.example")

    assert private.refused() == review_wording.REVIEW_EXPOSED
    assert [p for p in access.PAGES if access.opens(p)] == [
        "suggestions", "journal", "double_codage", "citations", "rapport", "tables",
    ]
    test = AppTest.from_file(str(SCREENS / "pseudonymisation.py"), default_timeout=60).run()
    assert "Karim" not in "".join(node.proto.body for node in test.get("html"))


@pytest.mark.parametrize("screen", sorted(p.name for p in SCREENS.glob("*.py")))
def test_strangers_see_nothing_on_any_page(served: Path, monkeypatch: pytest.MonkeyPatch, screen: str) -> None:
    """Not one word of the corpus shows before one is known."""
    assert served.exists()
    log_in(monkeypatch, "")
    test = AppTest.from_file(str(SCREENS / screen), default_timeout=60).run()

    assert not test.exception
    assert test.info[0].value == access_wording.LOG_IN_FIRST
    assert not test.get("html")


def test_the_menu_holds_what_one_may_open(served: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A reader has neither the pages of coders nor those of whoever leads."""
    assert served.exists()
    log_in(monkeypatch, "lea@labo.example")

    assert not any(access.opens(p) for p in ("suggestions", "double_codage", "mise_a_jour", "pseudonymisation"))
    assert access.opens("extraits")
    assert not AppTest.from_file(str(APP), default_timeout=60).run().exception


@pytest.mark.parametrize("written", [
    "personnes: {a@b.example: {role: chef, nom: A}}", "personnes: [", "personnes: {a@b: x}",
])
def test_a_file_of_roles_that_cannot_be_read_lets_nobody_in(
    served: Path, monkeypatch: pytest.MonkeyPatch, written: str
) -> None:
    """A mistake in the file is told, and opens nothing."""
    (served / access.ROLES_FILE).write_text(written, "utf-8")
    log_in(monkeypatch, "a@b.example")

    with pytest.raises(FiligraneError, match=r"roles\.yaml"):
        access.roles()
    test = AppTest.from_file(str(SCREENS / "enquete.py"), default_timeout=60).run()
    assert access_wording.BROKEN.format(file=access.ROLES_FILE) == test.info[0].value
