"""What is typed after ``filigrane``: one module for the commands about one thing, each telling them in ``COMMANDS``."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Command:
    """A command: its help in French, what tells its arguments, what carries it out and gives the exit code."""

    help: str
    register: Callable[[argparse.ArgumentParser], None]
    execute: Callable[[argparse.Namespace], int]
