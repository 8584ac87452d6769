"""Filigrane: French interview transcripts in, pseudonymised and coded excerpts out."""

import os

# Threads that spin while they wait for each other take ten times as long where the machine does anything else.
# Libraries read this when they load.
os.environ.setdefault("OMP_WAIT_POLICY", "passive")
