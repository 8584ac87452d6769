"""Interviews with their codings → files of other tools: REFI-QDA, IRaMuTeQ, TXM, TEI, ELAN, notes; the deposit."""
