"""Two departments do the same thing.

## What it does

It compares the labels of what the people of different declared departments or partners do (great and small letters and
spaces aside). Two actions with one label are the same work done twice if both happen in one case, as far as one can
see: a path of `->`, `=>` and `<->` leads from one to the other, or, where none does, the file has no choice (no `when`
and no share) that could part them. Both have to occur in one variant. It is one finding for each department that
repeats what an earlier action says.

Two departments that do a thing together, joined by an exchange `<->`, do it once. A department and a part of it are
not different. What systems do, what nobody does, and an action with a condition (`when`, `optional`) are not judged.

## Why it matters

Work that is done twice costs twice, and the two results differ. Often each department does it because it does not
trust, or does not get, what the other has done.

## Example that fails

```blueprint
blueprint "Glasses"
  owner "Shop manager"
  goal "See well again"
  reviewed 2026-10-01

department shop "Shop" owner "Shop manager"
department lab "Laboratory" owner "Head of laboratory"
channel counter "Counter" hours "Mo-Sa 9-18"

step "Order"
  evidence: "Receipt" owner "Shop manager"
  customer: orders "Orders glasses" via counter trigger
  frontstage shop: measures "Measures the eyes" via counter
  backstage shop: checks "Checks the order"
  backstage lab: checks_too "Checks the order"
  backstage lab: grinds "Grinds the lenses"

step "Fetch"
  evidence: "Case for the glasses" owner "Shop manager"
  frontstage shop: hands "Hands the glasses out" via counter
  customer: sees "Sees well" outcome

orders -> measures -> checks
checks => checks_too "Lens order"
checks_too -> grinds
grinds => hands "Finished glasses"
hands -> sees
```

## Mended

```blueprint
blueprint "Glasses"
  owner "Shop manager"
  goal "See well again"
  reviewed 2026-10-01

department shop "Shop" owner "Shop manager"
department lab "Laboratory" owner "Head of laboratory"
channel counter "Counter" hours "Mo-Sa 9-18"

step "Order"
  evidence: "Receipt" owner "Shop manager"
  customer: orders "Orders glasses" via counter trigger
  frontstage shop: measures "Measures the eyes" via counter
  backstage shop: checks "Checks the order"
  backstage lab: grinds "Grinds the lenses"

step "Fetch"
  evidence: "Case for the glasses" owner "Shop manager"
  frontstage shop: hands "Hands the glasses out" via counter
  customer: sees "Sees well" outcome

orders -> measures -> checks
checks => grinds "Checked lens order"
grinds => hands "Finished glasses"
hands -> sees
```

## Source

Overprocessing as one of the seven wastes: Taiichi Ohno, “Toyota Production System”, 1988.
"""

from __future__ import annotations

from collections.abc import Iterator

from blueprint.findings.finding import Finding, Place, Severity, found
from blueprint.findings.lookup.index import Index
from blueprint.findings.lookup.spread import backwards, shortest, spread
from blueprint.model.elements import Action

CODE = "HO11"
SEVERITY = Severity.WARNING
PROFILES: tuple[str, ...] = ("review",)


def find(index: Index) -> Iterator[Finding]:
    """One finding for each department that does again what another one does."""
    groups = [group for group in _groups(index).values() if len(group) > 1]
    if not groups:
        return
    has_choice = any(arrow.is_branch for arrow in index.blueprint.arrows)
    # One mark for each department's actions of a label; what arrives at an action says which of them lead to it.
    bits: dict[tuple[int, str], int] = {}
    marks: dict[str, int] = {}
    for number, group in enumerate(groups):
        for unit, actions in group.items():
            bit = bits.setdefault((number, unit), 1 << len(bits))
            marks.update(dict.fromkeys((one.id for one in actions), bit))
    arrived = spread(index.flow.following, marks)
    leading = backwards(index.flow.following)
    of = index.departments.of_people
    for number, group in enumerate(groups):
        units = list(group)
        for place, later in enumerate(units):
            for earlier in units[:place]:
                ones, others = group[earlier], group[later]
                if not index.departments.differ(of[ones[0].id], of[others[0].id]):
                    continue
                here = [one for one in others if arrived.get(one.id, 0) & bits[number, earlier]]
                back = [one for one in ones if arrived.get(one.id, 0) & bits[number, later]]
                way = _way(index, ones, here, leading) or _way(index, others, back, leading)
                way = way or (() if has_choice else _apart(index, ones, others))
                if way:
                    yield _finding(index, ones, others, way)
                    break


def _way(index: Index, sources: list[Action], targets: list[Action], leading: dict[str, list[str]]) -> tuple[str, ...]:
    """The ids of the actions on a path from the work of one department to that of another; empty without one."""
    for target in targets:
        way = shortest(leading, [one.id for one in sources if _is_again(index, one, target)], target.id)
        if way:
            return way
    return ()


def _apart(index: Index, ones: list[Action], others: list[Action]) -> tuple[str, ...]:
    """The ids of an action of each of two departments between which no path leads."""
    return next(((one.id, other.id) for one in ones for other in others if _is_again(index, one, other)), ())


def _finding(index: Index, ones: list[Action], others: list[Action], way: tuple[str, ...]) -> Finding:
    ends = {way[0], way[-1]}
    one = next(action for action in ones if action.id in ends)
    other = next(action for action in others if action.id in ends)
    of = index.departments.of_people
    first, second = index.label(of[one.id]), index.label(of[other.id])
    is_path = way[1] in index.flow.following.get(way[0], ())
    return found(
        __name__,
        CODE,
        SEVERITY,
        f"{first} and {second} both do the same: {index.label(other)}.",
        other.span,
        element=other.id,
        help=f"Let {first} do it and hand the result over, or say in the labels how the two differ.",
        places=(Place(one.span, f"{first} does it here"),),
        trail=tuple(Place(index.actions[step].span, index.label(index.actions[step])) for step in way)
        if is_path
        else (),
    )


def _groups(index: Index) -> dict[str, dict[str, list[Action]]]:
    """What people do, by its label and then by their department's id, in the order of the file."""
    groups: dict[str, dict[str, list[Action]]] = {}
    actions = index.actions
    for key, department in index.departments.of_people.items():
        action = actions[key]
        said = action.when is not None or action.optional is not None or action.nobody_does_it is not None
        label = " ".join(action.label.casefold().split())
        if label and not said and not index.doubtful(action):
            groups.setdefault(label, {}).setdefault(department.id, []).append(action)
    return groups


def _is_again(index: Index, one: Action, other: Action) -> bool:
    """Whether two actions can be done in one case, and not together."""
    if not index.departments.in_one_case(one, other):
        return False
    arrows = (*index.arrows_out.get(one.id, ()), *index.arrows_in.get(one.id, ()))
    return not any(arrow.kind == "exchange" and other.id in (arrow.source.name, arrow.target.name) for arrow in arrows)
