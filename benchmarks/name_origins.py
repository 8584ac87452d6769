"""62 names of 12 origins that no metadata tell → how many are masked whole, in four ways of writing.

Run: ``python -m benchmarks.name_origins``.
"""

from __future__ import annotations

import unicodedata
from pathlib import Path

from pipeline.ingest.session import Person, Session
from pipeline.model.contracts import Turn
from pipeline.model.files import normalised
from pipeline.model.study import Study
from pipeline.pseudonymise.resolve.masking import masked
from pipeline.stages.identifiers import identifiers
from pipeline.stages.proposals import proposals

NAMES = {
    "français": (
        "Élodie Barbotin", "Thibault Lacassagne", "Ghislaine Péchenard", "Hervé Quatremarre", "Solène Vauclin",
    ),
    "breton": ("Gwenaëlle Kerdoncuff", "Erwan Le Goff", "Nolwenn Guivarc'h", "Yann Plusquellec", "Maëlle Falc'hun"),
    "basque, catalan, corse": (
        "Peio Etcheverry", "Maialen Iribarne", "Jordi Puigdomènech", "Ange-Marie Santucci", "Ghjulia Paoletti",
    ),
    "maghrébin": ("Yassine Benchekroun", "Fatiha Ould Ahmed", "Abdelkader Bouzid", "Lounès Aït Menguellet",
                  "Houria Ben Salah", "Zohra El Khattabi"),
    "ouest-africain": ("Mamadou N'Diaye", "Aïssatou Diallo", "Kouamé N'Guessan", "Ousmane Sissoko", "Bintou Traoré"),
    "d'Afrique centrale et australe": ("Mbuyi Tshibangu", "Chancelle Mabiala", "Grâce Nkounkou", "Thandiwe Mkhize",
                                       "Blaise Ngoyi"),
    "turc et kurde": ("Mehmet Yıldırım", "Ayşe Çelik", "Özgür Şahin", "Berivan Kaya", "Gülşen Öztürk"),
    "portugais et espagnol": ("João Gonçalves", "Conceição da Silva", "Íñigo Ibáñez", "Lurdes dos Santos",
                              "Nuno Magalhães"),
    "slave": ("Agnieszka Wójcik", "Zbigniew Szczepański", "Dragana Petrović", "Oleksandr Shevchenko",
              "Ľubica Novotná"),
    "asiatique": ("Nguyễn Thị Hạnh", "Wu Jianguo", "Xiaoming Zhang", "Somchai Phommavong", "Sokha Chea",
                  "Minh-Tuan Lê"),
    "d'Asie du Sud et du Moyen-Orient": ("Rajeshwari Thangarajah", "Muhammad Chaudhry", "Shirin Hosseini",
                                         "Hovhannes Ter-Petrossian", "Nour al-Masri"),
    "germanique et anglais": ("Jürgen Müller", "Siobhan O'Sullivan", "Anke van den Bergh", "Björn Sørensen",
                              "Lloyd McAllister"),
}
SENTENCES = {
    "cased": "Oui, c'est {} qui m'avait reçue ce jour-là, et après plus rien.",
    "capitals": "Oui, c'est {} qui m'avait reçue ce jour-là, et après plus rien.",
    "lower case": "alors je m'appelle {} et je travaille ici depuis trois ans",
    "decomposed": "Oui, c'est {} qui m'avait reçue ce jour-là, et après plus rien.",
}
PADDING = {True: "Alors moi, je suis arrivée en mars. On m'a dit de venir.", False: "alors moi je suis arrivée en mars"}


def written(name: str, manner: str) -> str:
    """Write a name in one of the manners."""
    if manner == "capitals":
        return name.upper()
    if manner == "lower case":
        return name.lower()
    # As every reader writes what it reads.
    return normalised(unicodedata.normalize("NFD", name)) if manner == "decomposed" else name


def masked_whole(name: str, manner: str) -> bool:
    """Tell whether every word of a name is masked in an interview that says it once."""
    said = written(name, manner)
    text = SENTENCES[manner].format(said)
    padding = PADDING[manner != "lower case"]
    session = Session("E01", "E01.txt", "entretien", "", "", (Person("X1", ""),), ("ENQ",))
    turns = [Turn("E01", n, "X1", "participant", None, None, t, "") for n, t in enumerate((padding, text, padding))]
    study = Study(Path(__file__).parent.parent)
    found = proposals(turns, [session], **study.params("proposals"))
    rows, _ = identifiers(turns, found, [session], [], bytes(32), **study.params("identifiers"))
    hidden = {
        c for i in masked(turns, rows, [], bytes(32))["E01", 1] if i.action != "keep" for c in range(i.start, i.end)
    }
    start = text.index(said)
    return all(c in hidden for c in range(start, start + len(said)) if text[c].isalnum())


def main() -> None:
    """Print what is missed, and the counts."""
    names = [name for of in NAMES.values() for name in of]
    for manner in SENTENCES:
        missed = [name for name in names if not masked_whole(name, manner)]
        print(f"{manner}: {len(names) - len(missed)} of {len(names)} masked whole; missed: {', '.join(missed)}")


if __name__ == "__main__":
    main()
