"""French words of the suggestions: what stands for anything replaced, what a reader sees as a reason."""

from __future__ import annotations

SOMEONE = "quelqu'un"
DEFINITION = "définition"
