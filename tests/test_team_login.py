"""Before a server is started, whoever starts it is told what people need to log in."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.cli.commands import dashboard
from pipeline.model.errors import FiligraneError


@pytest.fixture
def settings(tmp_path: Path) -> Path:
    """Where the settings of a server stand beside a study."""
    (tmp_path / ".streamlit").mkdir()
    return tmp_path / dashboard.SETTINGS


def test_nothing_is_asked_of_whoever_asks_nothing(tmp_path: Path, settings: Path) -> None:
    """Without a provider nobody logs in, and the extension is not needed."""
    assert not dashboard.asks(tmp_path)
    settings.write_text("[autre]\nchose = 1\n", "utf-8")

    assert not dashboard.asks(tmp_path)
    dashboard.refuse_unable(tmp_path)


def test_the_extension_that_is_missing_is_named(
    tmp_path: Path, settings: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where a provider is set up and its extension is absent, the server is not started and the remedy is told."""
    settings.write_text('[auth]\nclient_id = "x"\n', "utf-8")
    dashboard.refuse_unable(tmp_path)
    monkeypatch.setattr(dashboard, "can_log_in", lambda: False)

    with pytest.raises(FiligraneError, match=r"pip install \"filigrane\[serveur\]\""):
        dashboard.refuse_unable(tmp_path)


def test_settings_that_cannot_be_read_are_told(tmp_path: Path, settings: Path) -> None:
    """A mistake in the settings is no reason to serve everybody."""
    settings.write_text("[auth", "utf-8")

    with pytest.raises(FiligraneError, match=r"secrets\.toml"):
        dashboard.asks(tmp_path)
