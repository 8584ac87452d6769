"""A line of a transcript → whether a transcription service wrote it about itself, and nobody said it."""

from __future__ import annotations

import re

from pipeline.language.folds import fold_in_place

SERVICES = (
    r"(?:otter|turboscribe|sonix|noscribe|happy ?scribe|trint|teams|zoom|whisper|good ?tape|notta|vook|authot"
    r"|amberscript|descript|fireflies|tactiq|read\.ai|sonal|f4|maxqda|microsoft|google|rev|temi|gladia|vocapia)"
)
# Folded; each holds for a whole line, whatever follows it.
NOTICES = (
    r"transcribed (?:by|with|using) \S+",
    rf"transcri(?:t|ption)(?: realisee?| effectuee?| generee?)? (?:par|avec) {SERVICES}",
    r"audio file:? \S+",
    r"fichier audio ?: ?\S+\.(?:mp3|wav|m4a|mp4|ogg|flac|aac|wma)",
    r"\(?language: \w+",
    r"note media:",
    r"\(?start \(hh:mm:ss\)",
    r"\(?(?:this|the|ce|cette) (?:file|transcript|transcription|fichier) .{0,40}30 minutes",
    r".{0,120}turboscribe",
    rf"https?://(?:www\.)?{SERVICES}\.\S+",
    r"(?:this|the) (?:editable )?transcript(?:ion)? was (?:computer[- ]generated|automatically generated|created)",
    r"(?:people|you) can also change the text",
    r"(?:cette|la) transcription (?:modifiable )?(?:a ete|est) (?:generee|creee|produite) (?:par|automatiquement)",
    r"(?:les )?(?:utilisateurs|gens|participants|personnes) peuvent (?:aussi|egalement) (?:la |le texte )?modifier",
    r"meeting (?:started|ended|recording|recorded)",
    r"(?:recording|transcription) (?:started|stopped|in progress|ended)",
    r"(?!i |he |she |we |they )[^:]{1,60} (?:started|stopped) (?:the )?(?:transcription|recording)\W*\Z",
    r"(?!il |elle |on |qui )[^:,]{1,60} a (?:demarre|arrete|lance|commence) (?:la transcription|l'enregistrement)\W*\Z",
    r"(?:l'enregistrement|la transcription) a (?:commence|demarre|ete (?:arretee?|lancee?|demarree?))",
    r"la transcription a pris fin apres",
    r"les messages (?:et les appels )?sont chiffres de bout en bout",
    r"messages (?:and calls )?are end-to-end encrypted",
    r"(?:transcription|reunion) (?:terminee|interrompue) (?:apres|a) ",
    r"(?:attendees|participants presents|invites?) ?:? ?\Z",
    rf"(?:automatically )?generated (?:by|with) (?:ai|{SERVICES})",
    rf"(?:document |texte )?(?:genere|exporte|produit)e? (?:automatiquement )?(?:par|avec|depuis) (?:l'ia|{SERVICES})",
    r"sonix is the world's most advanced",
    r"this transcript was (?:exported|generated) ",
    r"\(?end of (?:transcript|recording|interview)\)?\.?\Z",
)
_NOTICE = re.compile(rf"[\s\[(*_«]*(?:{'|'.join(NOTICES)})")
LONGEST = 300  # characters
# What closes a transcript, whatever is told behind it: nobody says it.
_CLOSING = re.compile(
    r"[\s\[(*_«—–-]*(?:fin d(?:e l'|u |e la )"
    r"(?:entretien|enregistrement|transcription|interview|bande|entrevue|discussion|focus)"
    r"|propos (?:recueillis|retranscrits)|entretien realise|interview realisee|transcription(?: realisee)? (?:par|:)"
    r"|note (?:de |du )(?:la |l')?(?:transcript|enquet|redact)"
    r"|arret de l'enregistrement|l'enregistrement s'arrete)"
)


def is_notice(line: str) -> bool:
    """
    Tell whether a line is a service's own.

    >>> is_notice("Transcribed by Otter"), is_notice("Audio file: C:/x.m4a"), is_notice("Je transcris.")
    (True, True, False)
    >>> is_notice("Anne WEBER a démarré la transcription"), is_notice("R : Elle a commencé l'enregistrement trop tard.")
    (True, False)
    """
    return len(line) <= LONGEST and _NOTICE.match(fold_in_place(line)) is not None


def closes(line: str) -> bool:
    """
    Tell whether a line says that the interview is over.

    >>> closes("Fin de l'entretien. Il me raccompagne."), closes("La fin de l'entretien arrive.")
    (True, False)
    """
    return _CLOSING.match(fold_in_place(line)) is not None
