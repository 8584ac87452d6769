"""What operations on themes say, in French: data."""

from __future__ import annotations

UNKNOWN = "« {} » n'est pas un thème de codebook/themes.yaml."
NO_LABEL = "Donnez un nom au thème."
NO_DEFINITION = "Écrivez la définition du thème : c'est elle qui dit ce qu'il réunit, et pourquoi."
