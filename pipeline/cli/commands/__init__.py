"""One module per command: ``HELP``, ``register`` its arguments, ``execute`` it and give the exit code."""
