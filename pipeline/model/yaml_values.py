"""The text of a YAML file → its values, read by the compiled parser where there is one."""

from __future__ import annotations

from typing import Any

import yaml

from pipeline.model.normalise import normalised

# A grid of two hundred lines takes a tenth of the time.
LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def yaml_values(text: str) -> Any:
    """
    Read the text of a YAML file.

    Raises:
        yaml.YAMLError: it is not YAML; the error names the line.
    """
    return yaml.load(normalised(text), Loader=LOADER)  # noqa: S506 - both loaders are the safe one
