"""Three short invented interviews → the files that a researcher brings: a text, a Word document, subtitles."""

from __future__ import annotations

from pathlib import Path

from docx import Document

QUESTIONS = (
    "Bonjour, vous pouvez me raconter une journée ?", "Et avec les collègues, comment ça se passe ?",
    "Qu'est-ce qui a changé depuis la réforme ?", "Et le soir, quand vous rentrez ?",
    "Vous en parlez à quelqu'un ?", "Si vous deviez changer une chose ?",
)
LUCIE = (
    (
        "On ouvre à huit heures, et le temps de lancer la machine il y a déjà du monde. Je passe mon temps à "
        "courir d'un guichet à l'autre. Le temps de finir un dossier, trois personnes attendent."
    ),
    (
        "Avec Samira on se partage le travail. Elle prend son temps avec les vieux, moi je prends les dossiers. On"
        " se serre les coudes. À Saint-Aubin tout le monde se connaît, on n'a pas le temps de se fâcher."
    ),
    (
        "Depuis la réforme on remplit des tableaux. C'est du temps qu'on ne donne plus aux gens. On nous demande "
        "des chiffres, toujours des chiffres, et le temps de les faire personne ne le compte."
    ),
    "Le soir je suis vidée. Il me faut du temps pour redescendre. Je me pose dans la cuisine et je ne dis rien.",
    "À mon mari, un peu. Il n'a pas le temps lui non plus. On se croise, on se laisse des mots sur le frigo.",
    "Du temps. Juste du temps. Et une porte qui ferme, pour écouter les gens sans que toute la salle entende.",
)
MARC = (
    (
        "Je commence par les tournées. Le temps est compté : vingt minutes par personne, pas une de plus. Moi je "
        "déborde, je prends le temps qu'il faut."
    ),
    "Les collègues, on ne se voit plus. Avant on avait le temps du café. Maintenant chacun est dans sa voiture.",
    (
        "La réforme, c'est le téléphone qui bipe. Il mesure notre temps. On dirait que le temps appartient à la "
        "machine. J'ai l'impression d'être surveillé, c'est une course contre la montre."
    ),
    "Le soir je refais les comptes. Mon temps de trajet n'est pas payé. Ça use, tout ce temps pour rien.",
    "J'en ai parlé à Nadège Perrin, la déléguée. Elle m'a dit qu'avec le temps ça bougerait. On attend.",
    "Qu'on nous fasse confiance. Qu'on nous laisse le temps de bien faire. Prendre soin, ça demande du temps.",
)
ODILE = (
    "Je m'occupe de l'accueil. Les gens arrivent fatigués. Il faut le temps de les écouter, c'est ça le métier.",
    "On se parle entre deux portes. Pas le temps de faire autrement. Mais on rit, ça tient.",
    "On a perdu du temps avec les nouveaux logiciels. Le temps d'apprendre, ils en changent. On bricole.",
    "Je marche. Une heure, tout mon temps. C'est mon sas, comme on dit.",
    "Ma sœur. Elle travaille à Vierzon, dans la même branche. On compare, on râle, ça fait passer le temps.",
    (
        "Je voudrais du temps pour former les jeunes. Ils arrivent, ils repartent, personne n'a le temps de "
        "transmettre."
    ),
)
TYPO = ("de les faire", "de les fiare")
FILES = ("lucie.txt", "marc.docx", "odile.srt")


def write(folder: Path) -> list[Path]:
    """Write the three files into a folder, one with a slip of the keyboard in it, and give their paths."""
    text, document, captions = (folder / name for name in FILES)
    said = "\n\n".join(f"ENQ : {q}\n\nLUCIE : {a}" for q, a in zip(QUESTIONS, LUCIE, strict=True))
    text.write_text(said.replace(*TYPO) + "\n", "utf-8")
    made = Document()
    for question, answer in zip(QUESTIONS, MARC, strict=True):
        made.add_paragraph(f"ENQ : {question}")
        made.add_paragraph(f"MARC : {answer}")
    made.save(str(document))
    spoken = [line for q, a in zip(QUESTIONS, ODILE, strict=True) for line in (f"ENQ : {q}", f"ODILE : {a}")]
    captions.write_text("\n".join(caption(n, line) for n, line in enumerate(spoken)), "utf-8")
    return [text, document, captions]


def caption(rank: int, line: str) -> str:
    """Write a line of subtitles, ten seconds after the one before."""
    start = f"00:{rank // 6:02}:{rank % 6 * 10:02},000"
    return f"{rank + 1}\n{start} --> {start[:-5]}9,000\n{line}\n"
