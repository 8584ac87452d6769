"""The bytes of ``codebook.yaml`` and ``themes.yaml`` → both as one thing that operations change."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from pipeline.codebook.grid import CODEBOOK, THEMES, Codebook, Theme, codebook_of, themes_of
from pipeline.codebook.yaml_text import YamlText


@dataclass(frozen=True)
class Grid:
    """The two files that hold the grid, byte for byte."""

    codebook: bytes
    themes: bytes

    @cached_property
    def codes(self) -> YamlText:
        """The codebook as text, ready to be edited."""
        return YamlText(self.codebook.decode())

    @cached_property
    def gathered(self) -> YamlText:
        """The themes as text, ready to be edited."""
        return YamlText(self.themes.decode())

    @cached_property
    def book(self) -> Codebook:
        """
        The codebook read.

        Raises:
            BrokenCodebook: it contradicts itself.
        """
        return codebook_of(Path(CODEBOOK), self.codes.text)

    @cached_property
    def theme_list(self) -> list[Theme]:
        """
        The themes read.

        Raises:
            BrokenCodebook: one gathers a code that the grid does not hold.
        """
        return themes_of(Path(THEMES), self.gathered.text, self.book)

    @property
    def hashes(self) -> tuple[str, str]:
        """Give the SHA-256 of each file."""
        return sha(self.codebook), sha(self.themes)

    def having(self, codes: YamlText | None = None, gathered: YamlText | None = None) -> Grid:
        """Give the grid with one of its texts, or both, changed."""
        return Grid((codes or self.codes).text.encode(), (gathered or self.gathered).text.encode())


def sha(content: bytes) -> str:
    """Name a content."""
    return hashlib.sha256(content).hexdigest()
