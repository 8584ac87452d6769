"""A line of a transcript → whether a transcription service wrote it about itself, and nobody said it."""

from __future__ import annotations

import re

from pipeline.french.folding import fold

# Folded; each holds for a whole line, whatever follows it.
NOTICES = (
    r"transcribed (?:by|with|using) \S+", r"transcri(?:t|ption)(?: realise[e]?| effectue[e]?| generee?)? (?:par|avec) "
    r"(?:otter|turboscribe|sonix|noscribe|happy ?scribe|trint|teams|zoom|whisper|good ?tape|notta|vook|authot|amberscript|descript)",
    r"audio file:? \S+", r"fichier audio ?: ?\S+\.(?:mp3|wav|m4a|mp4|ogg|flac|aac|wma)",
    r"\(?language: \w+", r"note media:", r"\(?start \(hh:mm:ss\)",
    r"\(?(?:this (?:file|transcript|transcription) (?:is|was) |ce fichier |cette transcription )?(?:longer than 30 minutes|"
    r"(?:plus long que|depasse) 30 minutes).*turboscribe.*", r"\(?(?:go unlimited|passez (?:a|en) .{0,20}illimite).*turboscribe.*",
    r"\(?transcribed by turboscribe", r"turboscribe\.(?:ai|com)", r"https?://(?:www\.)?(?:otter|turboscribe|sonix|trint|happyscribe|notta)\.\S+",
    r"(?:this|the) (?:editable )?transcript was (?:computer[- ]generated|automatically generated|created)",
    r"(?:people|you) can also change the text", r"cette transcription (?:modifiable )?a ete (?:generee|creee|produite) (?:par|automatiquement)",
    r"(?:cette|la) transcription est (?:generee|produite) automatiquement", r"les (?:utilisateurs|gens|participants) peuvent aussi (?:la )?modifier",
    r"meeting (?:started|ended|recording|recorded)", r"(?:recording|transcription) (?:started|stopped|in progress)",
    r".{0,60}\b(?:started|stopped) (?:the )?(?:transcription|recording)\b", r".{0,60} a (?:demarre|arrete|lance|commence) (?:la transcription|l'enregistrement)",
    r"(?:l'enregistrement|la transcription) a (?:commence|demarre|ete (?:arretee?|lancee?|demarree?))",
    r"(?:transcription|reunion) (?:terminee|interrompue) (?:apres|a) ", r"transcription ended after", r"(?:attendees|participants presents|invites?) ?:? ?\Z",
    r"generated (?:by|with) (?:ai|otter|sonix|zoom|microsoft|google|fireflies|tactiq|read\.ai)", r"genere (?:par|avec) (?:l'ia|otter|sonix|zoom|microsoft|google|fireflies|tactiq)",
    r"sonix is the world's most advanced", r"this transcript was (?:exported|generated) ", r"(?:exporte|genere) (?:depuis|par) (?:sonal|sonix|f4|maxqda|noscribe|otter)",
    r"document genere par sonal", r"\(?end of (?:transcript|recording|interview)\)?\.?\Z",
)
_NOTICE = re.compile(rf"[\s\[(*_«]*(?:{'|'.join(NOTICES)})")
LONGEST = 300  # characters
# What closes a transcript, whatever is told behind it: nobody says it.
_CLOSING = re.compile(
    r"[\s\[(*_«—–-]*(?:fin d(?:e l'|u |e la )(?:entretien|enregistrement|transcription|interview|bande|entrevue|discussion|focus)"
    r"|propos (?:recueillis|retranscrits)|entretien realise|interview realisee|transcription(?: realisee)? (?:par|:)"
    r"|arret de l'enregistrement|l'enregistrement s'arrete)"
)


def is_notice(line: str) -> bool:
    """
    Tell whether a line is a service's own.

    >>> is_notice("Transcribed by https://otter.ai"), is_notice("Audio file: C:/x.m4a"), is_notice("Je transcris.")
    (True, True, False)
    """
    return len(line) <= LONGEST and _NOTICE.match(fold(line)) is not None


def closes(line: str) -> bool:
    """
    Tell whether a line says that the interview is over.

    >>> closes("Fin de l'entretien. Il me raccompagne."), closes("La fin de l'entretien arrive.")
    (True, False)
    """
    return _CLOSING.match(fold(line)) is not None
