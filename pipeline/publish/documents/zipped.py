"""An office document → the same with fixed dates: the same words give the same bytes."""

from __future__ import annotations

import zipfile
from io import BytesIO

FIXED = (1980, 1, 1, 0, 0, 0)  # the first day that the format knows
MIMETYPE = "mimetype"


def settled(content: bytes) -> bytes:
    """Pack an archive again, its members in their order and without the hour they were written at."""
    packed = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as before, zipfile.ZipFile(packed, "w") as after:
        for name in before.namelist():
            # OpenDocument wants its type first, in clear.
            how = zipfile.ZIP_STORED if name == MIMETYPE else zipfile.ZIP_DEFLATED
            after.writestr(zipfile.ZipInfo(name, FIXED), before.read(name), how)
    return packed.getvalue()
