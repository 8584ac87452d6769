"""What the review shows ↔ what the reader does with keys, buttons and words selected: one component, no npm."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from dashboard.ui.frame import asset, assets
from dashboard.ui.gesture import last

KEY = "review-turn"
# In the page itself, not in a shadow of it: browsers tell what is selected there.
_component = st.components.v2.component(
    "filigrane_review", html='<section class="relecture"></section>', css=asset("review.css"),
    js=assets("nodes.js", "hands.js", "review_select.js", "review.js"), isolate_styles=False,
)


def mount(shown: dict[str, Any], on_gesture: Callable[[], None]) -> None:
    """Show turns and a proposal; ``on_gesture`` is called when the reader has done something."""
    _component(key=KEY, data=shown, on_gesture_change=on_gesture)


def gesture() -> dict[str, Any]:
    """Give what the reader has just done; empty when it cannot be understood."""
    return last(KEY)
