"""What can go wrong → a sentence for the researcher: the file, the trouble, the remedy."""


class FiligraneError(Exception):
    """Something the user can mend; its text is in French and names the file and the remedy."""


class UnreadableTranscript(FiligraneError):
    """One transcript cannot be read; the others go on."""


class BrokenContract(FiligraneError):
    """An artefact does not hold what its contract says: a fault of ours, never of the user's."""


class BrokenDecision(FiligraneError):
    """A decision file cannot be understood; nothing is guessed and nothing is lost."""


class BrokenCodebook(FiligraneError):
    """The codebook or the themes contradict themselves."""


class NameWouldLeak(FiligraneError):
    """A known name would have left the private half; the run stops."""
