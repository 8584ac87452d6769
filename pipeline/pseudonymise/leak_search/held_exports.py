"""The last check and what people answered since → the interviews whose exports wait, at this moment."""

from __future__ import annotations

from collections.abc import Collection

from pipeline.anchoring import decisions
from pipeline.model import store
from pipeline.model.metrics import METRICS
from pipeline.model.study import Study
from pipeline.pseudonymise.people.study_titles import study_titles

# What is to be masked is not until the next run.
ANSWERED_AT_ONCE = frozenset({"not_a_name", "on_purpose"})
WHOLE = ""
HOW = (
    "Réglez-les à la page Pseudonymisation (« À régler avant de sortir ») ou par « filigrane leaks », puis "
    "recommencez."
)


def held(study: Study) -> dict[str, int]:
    """Give the number of questions that each session waits for; those about the whole study under nothing."""
    asked: dict[str, list[str]] = (store.load_json(study / METRICS["leaks"]) or {}).get("to_settle", {})
    answered = {d.question for d in decisions.leaks(study) if d.decision in ANSWERED_AT_ONCE} if asked else set()
    left = {session: len(set(ids) - answered) for session, ids in asked.items()}
    return {session: count for session, count in left.items() if count}


def free(study: Study, sessions: Collection[str]) -> frozenset[str]:
    """Keep the sessions that wait for nothing."""
    waiting = held(study)
    return frozenset() if WHOLE in waiting else frozenset(sessions).difference(waiting)


def waiting(study: Study, sessions: Collection[str]) -> str:
    """Say in French what is to be settled before some sessions leave; nothing when nothing is."""
    found = held(study)
    count = sum(found.get(session, 0) for session in {WHOLE, *sessions})
    if not count:
        return ""
    called = study_titles(study)
    where = ", ".join(called.get(s, s) for s in sorted(set(sessions) & found.keys())) or "toute l'enquête"
    what = "1 mot est à régler" if count == 1 else f"{count} mots sont à régler"
    return f"{what} avant de sortir ({where}). {HOW}"
