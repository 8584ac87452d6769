"""Any text → the same in composed characters (NFC), without the signs that nobody sees."""

from __future__ import annotations

import re
import unicodedata

# Soft hyphens, zero-width spaces and joiners, marks of direction, a byte order mark in the middle of a line, tags:
# whoever reads sees none of them, and any of them would cut a name in two.
UNSEEN = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufeff\uffa0\ufff0-\ufffb\U000e0000-\U000e0fff"
)
# What makes one picture of several: they are seen after a picture, and unseen anywhere else.
JOINERS = "\u200d\ufe00-\ufe0f"
PICTURES = "\u00a9\u00ae\u203c-\u3299\ufe0f\U0001f000-\U0001faff"
UNSEEN_SIGNS = re.compile(rf"[{UNSEEN}]|(?<![{PICTURES}])[{JOINERS}]")
# Letters that a font draws as one sign, which text taken out of a PDF keeps.
DRAWN = str.maketrans({
    "\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl", "\ufb05": "st", "\ufb06": "st",
})
SUSPECT = re.compile(rf"[{UNSEEN}{JOINERS}\ufb00-\ufb06]")


def normalised(text: str) -> str:
    r"""
    Write a text in composed characters, without what nobody sees in it.

    >>> normalised("Sego\u0301\u200bl\u00adene") == "Sególene"
    True
    """
    if text.isascii():
        return text
    if SUSPECT.search(text):
        text = UNSEEN_SIGNS.sub("", text.translate(DRAWN))
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)
