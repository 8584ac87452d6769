"""Every interview: its file, its voices, what is to be settled; each leads to its own."""

from __future__ import annotations

from dashboard.data.describing import Heard
from dashboard.pages.qui_parle import words as wording
from dashboard.pages.qui_parle.state import named
from dashboard.ui import frame
from dashboard.ui.html import Html, element, link, list_of
from pipeline.ingest.speech.understood import SETTLED_BY_A_PERSON, Understood
from pipeline.language.numbers import agreeing, counted


def show(heard: Heard) -> None:
    """List the interviews, those with something to settle first."""
    read = [heard.understood[s] for s in heard.order if s in heard.understood]
    rows = [_row(heard, one) for one in sorted(read, key=lambda u: -to_settle(u))]
    head = element("tr", [element("th", name, scope="col") for name in wording.COLUMNS])
    table = element("table", element("thead", head), element("tbody", rows), class_="voix-fichiers")
    left = sum(map(to_settle, read))
    told = wording.ALL_TOLD.format(
        files=counted(len(rows), *wording.FILES), left=agreeing(wording.TO_SETTLE, left) if left else wording.SETTLED,
    )
    frame.say(element("details", element("summary", told), table, **({"open": "open"} if left else {})))
    if heard.unreadable:
        frame.say(element("h2", wording.UNREADABLE),
                  list_of(element("p", why, class_="alerte") for why in heard.unreadable.values()))


def to_settle(found: Understood) -> int:
    """Count what a person has to settle."""
    return sum(doubt.kind in SETTLED_BY_A_PERSON for doubt in found.doubts)


def _row(heard: Heard, found: Understood) -> Html:
    spoken = [f"{named(v)} {wording.ROLES.get(v.role, '')}".strip() for v in found.voices if v.label]
    left = to_settle(found)
    return element(
        "tr", element("td", link(heard.named(found.session), "qui_parle", entretien=found.session)),
        element("td", " · ".join(spoken) or wording.UNKNOWN["participant"]),
        element("td", agreeing(wording.TO_SETTLE, left) if left else wording.SETTLED),
    )
