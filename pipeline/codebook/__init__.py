"""The grid: codes and themes, markers and where they fire, operations undone to the byte."""
