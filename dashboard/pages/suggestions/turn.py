"""What the page shows of a suggestion ↔ what the coder does with keys, buttons and words selected."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from dashboard.ui.frame import asset, assets
from dashboard.ui.gesture import last

KEY = "suggestion-turn"
# In the page itself, not in a shadow of it: browsers tell what is selected there.
_component = st.components.v2.component(
    "filigrane_suggestion", html='<section class="suggestion"></section>', css=asset("suggestion.css"),
    js=assets("nodes.js", "hands.js", "review_select.js", "suggestion_codes.js", "suggestion.js"),
    isolate_styles=False,
)


def mount(shown: dict[str, Any], on_gesture: Callable[[], None]) -> None:
    """Show a passage and what is asked of it; ``on_gesture`` is called when the coder has done something."""
    _component(key=KEY, data=shown, on_gesture_change=on_gesture)


def gesture() -> dict[str, Any]:
    """Give what the coder has just done; empty when it cannot be understood."""
    return last(KEY)
