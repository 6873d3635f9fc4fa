#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Machines that are broken in one place: for check_mutants.py.

Each way to break a machine yields changes, an object of JSON pointers and values. The first pointer is the place; more
are there only where the machine would not load otherwise, as with a field of a payload and what asks for it.
"""
import copy
import json
import random

GONE = object()


# --- Places in a machine: JSON pointers ------------------------------------------------------------------------------

def parent_of(machine, pointer):
    """Where the last member of a pointer stands, and its key there."""
    here, keys = machine, pointer.split("/")[1:]
    for key in keys[:-1]:
        here = here[int(key)] if isinstance(here, list) else here[key]
    return here, int(keys[-1]) if isinstance(here, list) else keys[-1]


def changed(machine, changes):
    """A copy with each value in its place; GONE takes away; an index at the end of a list adds."""
    machine = copy.deepcopy(machine)
    for pointer, value in changes.items():
        here, key = parent_of(machine, pointer)
        if value is GONE:
            del here[key]
        elif isinstance(here, list) and key == len(here):
            here.append(value)
        else:
            here[key] = value
    return machine


def rules(machine):
    """The creation and every transition, each with its pointer and the event that it declares."""
    yield "/create", machine["create"], machine["create"]
    for number, rule in enumerate(machine["transitions"]):
        yield f"/transitions/{number}", rule, machine["events"][rule["event"]]


def declared(machine):
    """What has roles and a payload: the creation and every event."""
    yield "/create", machine["create"]
    for name, event in machine["events"].items():
        yield f"/events/{name}", event


def tests(machine):
    """Every expression of every guard that begins with an operator."""
    waiting = [(f"/guards/{name}", test) for name, test in machine["guards"].items()]
    for pointer, test in waiting:
        yield pointer, test
        for number, part in enumerate(test):
            if isinstance(part, list) and test[0] != "in":
                waiting.append((f"{pointer}/{number}", part))


def items(machine, key):
    """Every member of a list of every rule."""
    for pointer, rule, event in rules(machine):
        for number, one in enumerate(rule[key]):
            yield f"{pointer}/{key}/{number}", one, event


# --- Ways to break a machine -----------------------------------------------------------------------------------------

def drop_guard(machine):
    for place, _, _ in items(machine, "guards"):
        yield {place: GONE}


def negate_guard(machine):
    for name, test in machine["guards"].items():
        yield {f"/guards/{name}": ["not", test]}


def swap_and_or(machine):
    for place, test in tests(machine):
        if test[0] in ("and", "or"):
            yield {f"{place}/0": "or" if test[0] == "and" else "and"}


def other_comparison(machine):
    for kind in (("ge", "gt", "le", "lt", "eq"), ("ge_day", "gt_day", "le_day")):
        for place, test in tests(machine):
            for other in kind:
                if test[0] in kind and test[0] != other:
                    yield {f"{place}/0": other}


def other_constant(machine):
    for place, test in tests(machine):
        for number, part in enumerate(test):
            if type(part) is int:
                yield {f"{place}/{number}": part + 1}
                yield {f"{place}/{number}": part - 1}


def drop_literal(machine):
    for place, test in tests(machine):
        if test[0] == "in":
            for number in range(len(test[2])):
                yield {f"{place}/2/{number}": GONE}


def drop_action(machine):
    for place, _, _ in items(machine, "do"):
        yield {place: GONE}


def others(machine, event, fact, value):
    """Other values that an action may take for a fact."""
    facts, kind = machine["facts"], machine["facts"][fact][0]
    if type(value) is int:
        yield from (value + 1, value - 1, -value)
    elif isinstance(value, bool):
        yield not value
    elif kind == "enum":
        yield from {act[2] for _, act, _ in items(machine, "do") if act[1] == fact}
    else:
        yield from (f"${field}" for field, of in event["payload"].items() if of == kind)
        yield from (other for other in facts if facts[other][0] == kind and kind != "text")


def alter_action(machine):
    for place, (verb, fact, value), event in items(machine, "do"):
        kind = machine["facts"][fact][0]
        for other in sorted(others(machine, event, fact, value), key=str):
            if other is not value and other != value:
                yield {f"{place}/2": other}
        for other, (of, _) in machine["facts"].items():
            if of == kind and other != fact:
                yield {f"{place}/1": other}
        if kind == "int":
            yield {f"{place}/0": "set" if verb == "add" else "add"}


def drop_clock_action(machine):
    for place, _, _ in items(machine, "timers"):
        yield {place: GONE}


def add_clock_action(machine):
    for place, rule, _ in rules(machine):
        acted = [clock for _, clock, *_ in rule["timers"]]
        for name, clock in machine["timers"].items():
            for verb in ("stop",) if clock["unit"] == "date" else ("start", "stop"):
                if name not in acted:
                    yield {f"{place}/timers/{len(acted)}": [verb, name]}


def other_clock(machine):
    for name, clock in machine["timers"].items():
        place, given = f"/timers/{name}", clock["unit"] == "date"
        choices = {"escalate": (0, 1, clock["escalate"] + 1)}
        if not given:
            choices.update(n=(clock["n"] - 1, clock["n"] + 1, 2 * clock["n"]), unit=("wd", "day", "month"),
                           count=("after", "from"), roll=("none", "next", "prev"))
        for key, values in choices.items():
            for value in sorted(set(values) - {clock[key]}, key=str):
                yield {f"{place}/{key}": value}


def other_end(machine):
    for place, rule, _ in rules(machine):
        for state in machine["states"] if "to" in rule else ():
            if state != rule["to"]:
                yield {f"{place}/to": state}


def drop_transition(machine):
    for number in range(len(machine["transitions"])):
        yield {f"/transitions/{number}": GONE}


def other_roles(machine):
    for place, event in declared(machine):
        for number in range(len(event["roles"])):
            yield {f"{place}/roles/{number}": GONE}
        for role in machine["roles"]:
            if role not in event["roles"]:
                yield {f"{place}/roles/{len(event['roles'])}": role}


def asks(expression, field):
    """Whether an expression or an action names a field of the payload."""
    return any(asks(part, field) for part in expression) if isinstance(expression, list) else expression == f"${field}"


def drop_field(machine):
    """A payload's field, and what asks for it: guards, actions and clocks."""
    for place, event in declared(machine):
        for field in event["payload"]:
            changes = {f"{place}/payload/{field}": GONE}
            for at, rule, own in rules(machine):
                left = {"guards": [one for one in rule["guards"] if not asks(machine["guards"][one], field)],
                        "do": [one for one in rule["do"] if not asks(one, field)],
                        "timers": [one for one in rule["timers"] if not asks(one, field)]}
                if own is event:
                    changes.update({f"{at}/{key}": value for key, value in left.items() if value != rule[key]})
            yield changes


def other_type(machine):
    """A field that nothing asks for becomes another type; one that a guard alone asks for, in all events."""
    simple = {"text": "nonempty", "bool": "is"}
    for place, event in declared(machine):
        for field, kind in event["payload"].items():
            asking = [name for name, test in machine["guards"].items() if asks(test, field)]
            used = any(asks(one, field) for key in ("do", "timers") for _, one, _ in items(machine, key))
            if not asking and not used:
                for other in ("int", "bool", "day", "text"):
                    if other != kind:
                        yield {f"{place}/payload/{field}": other}
            elif not used and all(machine["guards"][one] == [simple.get(kind), f"${field}"] for one in asking):
                other = "bool" if kind == "text" else "text"
                yield {f"{place}/payload/{field}": other,
                       **{f"{at}/payload/{field}": other for at, one in declared(machine) if field in one["payload"]},
                       **{f"/guards/{one}": [simple[other], f"${field}"] for one in asking}}


def other_first(machine):
    values = {"int": lambda one: one + 1, "bool": lambda one: not one, "enum": lambda _: "declined",
              "day": lambda _: "2025-06-02"}
    for name, (kind, value) in machine["facts"].items():
        if kind in values:
            yield {f"/facts/{name}/1": values[kind](value)}


def other_ends(machine):
    for key in ("accepting", "final"):
        for number in range(len(machine[key])):
            yield {f"/{key}/{number}": GONE}
        for state in machine["states"]:
            if state not in machine[key]:
                yield {f"/{key}/{len(machine[key])}": state}
    for state in machine["states"]:
        if state != machine["initial"]:
            yield {"/initial": state}


OPERATORS = (drop_guard, negate_guard, swap_and_or, other_comparison, other_constant, drop_literal, drop_action,
             alter_action, drop_clock_action, add_clock_action, other_clock, other_end, drop_transition, other_roles,
             drop_field, other_type, other_first, other_ends)


def mutants(machine, number):
    """So many mutants, no two the same: the operator, its changes and the machine."""
    pick = random.Random(f"{machine['id']} {machine['version']}")
    ways = {operator.__name__: list(operator(machine)) for operator in OPERATORS}
    for _ in range(number):
        name = pick.choice(sorted(one for one, left in ways.items() if left))
        changes = ways[name].pop(pick.randrange(len(ways[name])))
        yield name, changes, changed(machine, changes)


def show(changes):
    return ", ".join(pointer if value is GONE else f"{pointer} = {json.dumps(value)}"
                     for pointer, value in changes.items())
