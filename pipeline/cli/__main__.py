"""``python -m pipeline.cli COMMAND``: the same as ``filigrane COMMAND``."""

import sys

from pipeline.cli import main

if __name__ == "__main__":
    sys.exit(main())
