"""French, whatever machine it was typed on → one way to write it, and to compare what is written."""
