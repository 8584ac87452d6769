"""Everybody who answers and what is known of them ↔ a table to fill in, and what the team sees of it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import cast

import streamlit as st

from dashboard.access.study_place import study
from dashboard.data import describing, study_data
from dashboard.pages.personnes import state
from dashboard.ui import component, frame
from dashboard.ui.component import Column, EditableTable, Row, TableCell
from dashboard.ui.html import element
from dashboard.ui.sentences import phrases
from dashboard.words import run_words
from pipeline.ingest.readers.metadata import NAME_OF_SOMEBODY as BEARS_NAME
from pipeline.language.folds import fold_for_search
from pipeline.model.contracts import Participant
from pipeline.model.errors import FiligraneError
from pipeline.model.files import yaml_values
from pipeline.pseudonymise.describe import answerers, declared, draft
from pipeline.pseudonymise.describe import wording as said
from pipeline.pseudonymise.describe.answerers import NAME, Answerer, fields, told_by_files
from pipeline.pseudonymise.describe.declared import AttributeDisplay, Kind
from pipeline.pseudonymise.people.attributes import WITHHELD

TABLE, FILE = "people", "people:file"
SAMPLES = 2


def show() -> None:
    """Lay the view out."""
    people = describing.answerers()
    if not people:
        frame.nothing(state.NOBODY, (run_words.WHO_SPEAKS, "qui_parle"))
        return
    params = yaml_values((study() / "params.yaml").read_text("utf-8")) or {}
    known = dict.fromkeys([*fields(study(), declared.declared(params)), *state.fields()])
    named = [name for name in known if name not in state.removed()]
    with frame.line("attributs"):
        state.adding(state.NEW, lambda typed: _add(typed, named), state.NEW_HINT)
        _from_headers(people, named)
        with st.expander(state.FROM_TABLE):
            frame.say(element("p", state.FROM_TABLE_HELP, class_="discret"))
            key = f"{FILE}:{state.round_()}:{len(state.cells())}"
            dropped = st.file_uploader(state.FROM_TABLE, key=key, label_visibility="collapsed")
            st.button(
                state.TAKE, key="people:take", disabled=not dropped, on_click=lambda: state.attempt(
                    lambda: _take(dropped.name, dropped.getvalue(), people) if dropped else ""),
            )
    shown = _shown(people, named, params)
    if not named:
        frame.say(element("p", state.NO_ATTRIBUTE, class_="discret"))
    # Above what says how attributes are called and shown, and drawn after it: heads tell what was just said.
    above = st.container()
    frame.say(element("p", state.ABOUT_PEOPLE, class_="discret"))
    # With no attribute yet, what the settings say stands: nothing changes before a gesture.
    fewest = int((params.get("participants") or {}).get("k") or 1)
    fewest = _how(named, shown, fewest) if named else fewest
    with above:
        component.mount(_table(people, named, shown, fewest), lambda: _entered(people))
    try:
        there = declared.shown(params)
        gone = [replace(there.get(name, AttributeDisplay(name, name)), kind="removed") for name in state.removed()]
        wanted = [*(shown[name] for name in named), *gone]
        state.preview(draft.draft(study(), people, state.cells(), wanted, fewest))
    except FiligraneError as error:
        frame.alert(str(error))


def _add(typed: str, named: Sequence[str]) -> str:
    taken = {fold_for_search(n) for n in named}
    # « statut, âge, milieu » are three: all are looked at before any is added.
    names = list(dict.fromkeys(map(declared.field_name, filter(str.strip, typed.split(","))))) or [
        declared.field_name(typed)
    ]
    if known := next((name for name in names if fold_for_search(name) in taken), ""):
        raise FiligraneError(said.TAKEN.format(known))
    state.fields().extend(names)
    state.removed()[:] = [name for name in state.removed() if name not in names]
    return ""


def _from_headers(people: Sequence[Answerer], named: Sequence[str]) -> None:
    told = told_by_files(people, named)
    if not told:
        return
    with st.expander(state.FROM_HEADERS):
        frame.say(element("p", state.FROM_HEADERS_HELP, class_="discret"))
        key = f"people:headers:{state.round_()}:{len(named)}"
        picked = st.multiselect(
            state.WHICH_HEADERS, sorted(told), key=key, placeholder=state.PICK_HEADERS, select_all=False,
            format_func=lambda field: state.SAMPLE.format(
                field=phrases.attribute(declared.proposed_name(field)), values=", ".join(told[field][:SAMPLES])),
        )
        st.button(state.TAKE, key="people:take:headers", disabled=not picked,
                  on_click=lambda: state.attempt(lambda: _take_headers(picked, named)))


def _take_headers(picked: Sequence[str], named: Sequence[str]) -> str:
    state.fields().extend(name for name in picked if name not in named)
    state.removed()[:] = [name for name in state.removed() if name not in picked]
    return ""


def _remove(name: str) -> None:
    if name in state.fields():
        state.fields().remove(name)
    state.removed().append(name)
    state.shown().pop(name, None)
    for cell in [cell for cell in state.cells() if cell[1] == name]:
        del state.cells()[cell]


def _take(file: str, data: bytes, people: Sequence[Answerer]) -> str:
    found = answerers.taken(data, file, people)
    state.fields().extend(name for name in found.fields if name not in state.fields())
    state.cells().update(found.cells)
    return " ".join(f"{line}." for line in found.told)


def _entered(people: Sequence[Answerer]) -> None:
    by_key = {_key(line): line for line in people}
    for row, column, value in component.entered(TABLE, describing.state()):
        line = by_key.get(row)
        if line and column not in line.locked:
            state.cells()[line.key, column] = value
    st.session_state[state.NEWS] = st.session_state[state.ERROR] = ""


def _key(line: Answerer) -> str:
    return json.dumps(line.key, ensure_ascii=False)


def hint_of(of: AttributeDisplay, k: int, interviewed: Sequence[Participant]) -> str:
    """
    Say beside the name of an attribute where its values show; those that too few people share show nowhere.

    Args:
        of: how the attribute is to be shown.
        k: how many people must share what is shown.
        interviewed: what the team reads of each since the last update.
    """
    everybody = {p.participant for p in interviewed}
    held = {p.participant for p in interviewed if p.attributes.get(of.name) == WITHHELD}
    if held and of.kind != "kept":
        return state.WITHHELD_HINT.format(n=len(held), all=len(everybody))
    hint = {"kept": state.KEPT_HINT, "values": state.VALUES_HINT, "bands": state.BANDS_HINT}[of.kind]
    return state.SHARED_HINT.format(hint=hint, k=k) if of.recognisable and of.kind != "kept" and k > 1 else hint


def _table(
    people: Sequence[Answerer], named: Sequence[str], shown: dict[str, AttributeDisplay], k: int,
) -> EditableTable:
    interviewed = study_data.reading().corpus.interviewed
    columns = (
        Column(NAME, state.NAME, hint=state.NAME_HINT),
        *(
            Column(n, called[:1].upper() + called[1:], hint=hint_of(shown[n], k, interviewed), known=_known(people, n))
            for n, called in ((n, phrases.attribute(shown[n].name)) for n in named)
        ),
    )
    rows = []
    for i, line in enumerate(people):
        filled = []
        for name in (c.key for c in columns):
            was = line.values.get(name, "")
            hint = line.label if name == NAME and BEARS_NAME.fullmatch(line.label) else ""
            filled.append(TableCell(state.cells().get((line.key, name), was), was, name in line.locked, hint))
        first = i == 0 or people[i - 1].session != line.session
        rows.append(Row(_key(line), (line.file if first else "", line.label), tuple(filled), first=first))
    heads = (state.INTERVIEW, state.VOICE)
    return EditableTable(TABLE, state.TABLE_TITLE, heads, columns, tuple(rows), token=describing.state())


def _known(people: Sequence[Answerer], name: str) -> tuple[str, ...]:
    there = (state.cells().get((line.key, name), line.values.get(name, "")).strip() for line in people)
    return tuple(sorted({value for value in there if value}))


def _shown(people: Sequence[Answerer], named: Sequence[str], params: dict[str, object]) -> dict[str, AttributeDisplay]:
    there = declared.shown(params)
    found: dict[str, AttributeDisplay] = {}
    for name in named:
        # What sessions.csv held before, and nobody declared, stays undeclared until somebody says otherwise.
        said = _known(people, name)
        kind: Kind = declared.guessed(said) if name in state.fields() else "kept"
        called = declared.proposed_name(name)
        guess = AttributeDisplay(called, name, kind, declared.offered_bounds(called, said))
        found[name] = state.shown().get(name) or there.get(name) or guess
    return found


def _how(named: Sequence[str], shown: dict[str, AttributeDisplay], k: int) -> int:
    with st.expander(state.HOW_SHOWN, expanded=bool(state.fields())):
        frame.say(element("p", state.HOW_SHOWN_HELP, class_="discret"))
        for name in named:
            _one(name, shown)
        return int(
            st.number_input(state.FEWEST, min_value=1, max_value=50, value=k, key=f"people:k:{state.round_()}"),
        )


def _one(name: str, shown: dict[str, AttributeDisplay]) -> None:
    # What the values say may change what is offered: another widget then shows it.
    one = shown[name]
    label = phrases.attribute(one.name)
    at = f"{name}:{state.round_()}" if name in state.shown() else f"{name}:{state.round_()}:{one.kind}:{one.bounds}"
    called, first, second, third = st.columns([3, 3, 3, 1.4], vertical_alignment="bottom")
    with called:
        typed_name = st.text_input(state.CALLED, label, key=f"people:called:{name}:{state.round_()}")
    with first:
        kind = st.selectbox(
            state.KIND.format(name=label), list(state.KINDS), list(state.KINDS).index(one.kind),
            format_func=lambda k: state.KINDS[k], key=f"people:kind:{at}",
        )
    new = replace(one, kind=cast("Kind", kind), name=_name(typed_name, label, one, shown))
    if kind == "bands":
        with second:
            typed = st.text_input(state.BOUNDS, ", ".join(map(str, one.bounds)), key=f"people:bounds:{at}")
        with third:
            new = replace(new, unit=st.text_input(state.UNIT, one.unit, key=f"people:unit:{at}").strip() or one.unit)
        try:
            new = replace(new, bounds=declared.bounds(typed))
        except FiligraneError as error:
            frame.alert(str(error))
    with st.container(horizontal=True, vertical_alignment="center"):
        recognisable = st.checkbox(
            state.RECOGNISABLE.format(name=label), one.recognisable, key=f"people:known:{at}",
            help=state.RECOGNISABLE_HELP, disabled=kind == "kept",
        )
        st.button(state.REMOVE.format(name=label), key=f"people:remove:{name}", type="tertiary",
                  on_click=_remove, args=(name,))
    shown[name] = replace(new, recognisable=recognisable)
    if shown[name] != one:
        state.shown()[name] = shown[name]


def _name(typed: str, label: str, one: AttributeDisplay, shown: dict[str, AttributeDisplay]) -> str:
    if typed.strip() in {"", label}:
        return one.name
    others = {fold_for_search(o.name) for o in shown.values() if o.source != one.source}
    try:
        name = declared.field_name(typed)
    except FiligraneError as error:
        name, why = one.name, str(error)
    else:
        why = said.TAKEN.format(name) if fold_for_search(name) in others else ""
    if why:
        frame.alert(why)
    return one.name if why else name
