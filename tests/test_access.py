"""Who may see and do what: everything on this machine, by role on a server, nothing to strangers."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from dashboard.access import door, permissions
from dashboard.pages.pseudonymisation import private
from dashboard.pages.pseudonymisation import words as pseudonymisation_words
from dashboard.words import ui_words
from pipeline.cli.commands import dashboard
from pipeline.model.errors import FiligraneError
from pipeline.model.study import Study

APP = Path(__file__).parent.parent / "dashboard/app/menu.py"
SCREENS = APP.parents[1] / "pages"
HELD = {"Cookie": f"{door.COOKIE}8501={door.key(door.LAUNCH)}"}
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
    monkeypatch.setattr(permissions, "logs_in", lambda: True)
    (private_study / "secrets/roles.yaml").write_text(ROLES, "utf-8")
    return private_study


class Secrets(dict[str, Any]):
    """The secrets of a server, as Streamlit holds them."""

    def load_if_toml_exists(self) -> bool:
        return True


def log_in(monkeypatch: pytest.MonkeyPatch, email: str, **more: Any) -> None:
    known = {"is_logged_in": bool(email), "email": email, "email_verified": True, "sub": "248289761001"} | more
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

    assert permissions.visitor().rights == rights
    assert permissions.author("Rita") == name


@pytest.mark.parametrize("said", [False, "false", None, "", 0])
def test_an_address_that_nobody_verified_is_nobody(
    served: Path, monkeypatch: pytest.MonkeyPatch, said: object
) -> None:
    """An address which its provider does not say it has verified opens nothing, and what to do is told."""
    assert served.exists()
    log_in(monkeypatch, "rita@labo.example", email_verified=said)

    assert permissions.visitor() == permissions.Visitor(
        refusal=ui_words.NOT_VOUCHED.format(file=permissions.FILE, sub="248289761001")
    )


def test_people_may_be_known_by_what_their_provider_calls_them(served: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An identifier is nobody else's, whatever is said of the address; and an address is then no key."""
    (served / permissions.FILE).write_text("""\
par: identifiant
personnes:
  248289761001: {role: codage, nom: Cem}
  rita@labo.example: {role: responsable, nom: Rita}
""", "utf-8")
    log_in(monkeypatch, "rita@labo.example", email_verified=False)

    assert permissions.visitor() == permissions.Visitor(("read", "code"), "Cem")


def test_where_nobody_can_log_in_it_is_said(served: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the extension that logs people in, a team's server shows nothing and says what to type."""
    assert served.exists()
    log_in(monkeypatch, "")
    monkeypatch.setattr(dashboard, "can_log_in", lambda: False)
    test = AppTest.from_file(str(APP), default_timeout=60).run()

    assert test.info[0].value == ui_words.LOGIN_MISSING
    assert not test.button


def test_a_server_started_for_oneself_asks_nobody_to_log_in(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a team logs in, only who says so has the machine to themselves, and only by its own address."""
    monkeypatch.setattr(st, "secrets", Secrets(auth={}))
    assert permissions.logs_in()
    assert not permissions.alone()
    monkeypatch.setenv(dashboard.ALONE, "1")
    assert permissions.alone()
    monkeypatch.setattr(st, "context", SimpleNamespace(headers={"Host": "enquete.labo.example"} | HELD))

    assert permissions.visitor().refusal == ui_words.NO_LOGIN


@pytest.mark.parametrize("headers", [
    {"Host": "enquete.labo.example"} | HELD, {"host": "192.168.1.4:8501"} | HELD,
    {"Host": "127.0.0.1.labo.example"} | HELD, {"Host": "localhost", "Origin": "null"} | HELD,
    {"Host": "127.0.0.1:8501", "Origin": "https://enquete.labo.example"} | HELD,
    {"Host": "127.0.0.1:8501"}, {"Host": "127.0.0.1:8501", "Cookie": "filigrane-8501=faux"},
])
def test_what_lacks_the_name_or_the_cookie_is_not_this_machine(
    private_study: Path, monkeypatch: pytest.MonkeyPatch, headers: dict[str, str]
) -> None:
    """A server reached under another name, or by what its token did not let in, shows nothing, wherever it listens."""
    monkeypatch.setenv("FILIGRANE_STUDY", str(private_study))
    assert permissions.alone()
    monkeypatch.setattr(st, "context", SimpleNamespace(headers=headers))

    assert not permissions.alone()
    assert permissions.visitor().refusal == ui_words.NO_LOGIN


@pytest.mark.parametrize("host", ["localhost:8501", "127.0.0.1:8501", "[::1]:8501", "localhost"])
def test_this_machine_is_known_by_its_names(monkeypatch: pytest.MonkeyPatch, host: str) -> None:
    """Whoever sits at the machine may do everything without logging in."""
    monkeypatch.setattr(st, "context", SimpleNamespace(headers={"Host": host} | HELD))

    assert permissions.visitor() == permissions.OWNER


def test_the_private_page_is_never_served_to_others(served: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Even whoever leads the study finds no private page on a server: it is not in the menu and refuses by itself."""
    assert private.present(Study(served))
    log_in(monkeypatch, "rita@labo.example")

    assert private.refused() == pseudonymisation_words.REVIEW_EXPOSED
    assert [p for p in permissions.PAGES if permissions.opens(p)] == [
        "suggestions", "journal", "double_codage", "citations", "rapport", "tables",
    ]
    test = AppTest.from_file(str(SCREENS / "pseudonymisation/page.py"), default_timeout=60).run()
    assert "Karim" not in "".join(node.proto.body for node in test.get("html"))


@pytest.mark.parametrize("screen", sorted(f"{p.parent.name}/{p.name}" for p in SCREENS.glob("*/page.py")))
def test_strangers_see_nothing_on_any_page(served: Path, monkeypatch: pytest.MonkeyPatch, screen: str) -> None:
    """Not one word of the corpus shows before one is known."""
    assert served.exists()
    log_in(monkeypatch, "")
    test = AppTest.from_file(str(SCREENS / screen), default_timeout=60).run()

    assert not test.exception
    assert test.info[0].value == ui_words.LOG_IN_FIRST
    assert not test.get("html")


def test_the_menu_holds_what_one_may_open(served: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A reader has neither the pages of coders nor those of whoever leads."""
    assert served.exists()
    log_in(monkeypatch, "lea@labo.example")

    assert not any(permissions.opens(p) for p in ("suggestions", "double_codage", "mise_a_jour", "pseudonymisation"))
    assert permissions.opens("extraits")
    assert not AppTest.from_file(str(APP), default_timeout=60).run().exception


@pytest.mark.parametrize("written", [
    "personnes: {a@b.example: {role: chef, nom: A}}", "personnes: [", "personnes: {a@b: x}", "personnes: [a]",
    "{par: humeur, personnes: {a@b.example: {role: lecture, nom: A}}}", "une phrase",
])
def test_a_file_of_roles_that_cannot_be_read_lets_nobody_in(
    served: Path, monkeypatch: pytest.MonkeyPatch, written: str
) -> None:
    """A mistake in the file is told, and opens nothing."""
    (served / permissions.FILE).write_text(written, "utf-8")
    log_in(monkeypatch, "a@b.example")

    with pytest.raises(FiligraneError, match=r"roles\.yaml ne se lit pas"):
        permissions.team()
    test = AppTest.from_file(str(SCREENS / "enquete/page.py"), default_timeout=60).run()
    assert ui_words.BROKEN_ROLES.format(file=permissions.FILE) == test.info[0].value


def test_two_people_never_bear_one_name(served: Path) -> None:
    """Decisions are kept by name: a file of roles that gives one to two people lets nobody in."""
    two = "personnes: {a@b.example: {role: lecture, nom: Ana}, c@b.example: {role: codage, nom: ' ana '}}"
    (served / permissions.FILE).write_text(two, "utf-8")

    with pytest.raises(FiligraneError, match="le même nom à deux personnes"):
        permissions.team()


def test_an_address_of_a_page_that_is_not_open_says_so(served: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A link that a colleague shared to a page one may not open says why, in French, instead of another page."""
    assert served.exists()
    log_in(monkeypatch, "lea@labo.example")
    page = AppTest.from_function(_closed, args=("pseudonymisation",), default_timeout=60).run()

    assert page.info[0].value == ui_words.MACHINE_ONLY


def _closed(page: str) -> None:
    from dashboard.access import permissions  # noqa: PLC0415 - AppTest runs this text by itself

    permissions.closed(page)
