"""All figures of quality → the few that one reads first, flat: ``dvc metrics show build/headline.json``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

BESIDE = ("registre", "similarity", "words")


def headline(made: Mapping[str, Any]) -> dict[str, Any]:
    """Give the headline figures, each with its n or its interval beside it."""
    macro, sure, ways = made["macro"], made["probable"]["overall"], made["reading"]["ways"]
    return {
        "turns": made["turns"], "sessions_read": made["reviewed"]["sessions_read"], "codes": macro["codes"],
        **{name: macro[name] for name in ("macro_f1", "macro_f1_low", "macro_f1_high")},
        **{f"macro_f1_{coder}": judged["macro"]["macro_f1"] for coder, judged in made["coders"].items()},
        "cold_start_macro_f1": made["baselines"]["untaught"]["macro_f1"],
        **{f"better_than_{way}": made["baselines"][way]["difference"] for way in BESIDE},
        **{f"better_than_{way}_low": made["baselines"][way]["difference_low"] for way in BESIDE},
        "probable_n": sure["n"], "probable_share": sure["share"], "probable_low": sure["low"],
        "probable_coverage": sure["coverage"], "found_in_first_40_percent": ways.get("model", {}).get("found"),
        "calibration_error": made["calibration"]["expected_error"],
    }
