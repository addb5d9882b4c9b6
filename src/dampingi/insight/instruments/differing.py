"""What two definitions say differently, part by part."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Body = Mapping[str, Any]
PARTS = ("dimensions", "criteria", "covariates", "bands")
HEAD = ("name", "why")


@dataclass(frozen=True)
class Difference:
    """`part` and `key` say where ("" for the head and the rules), `field` what; None: it is not there."""

    part: str
    key: str
    field: str
    before: Any
    after: Any


def differences(before: Body, after: Body) -> list[Difference]:
    """In the order of the later definition; what was taken out comes last. Equal definitions differ in nothing."""
    old, new = flat(before), flat(after)
    places = [*new, *(place for place in old if place not in new)]
    return [Difference(*p, old.get(p), new.get(p)) for p in places if old.get(p) != new.get(p)]


def flat(body: Body) -> dict[tuple[str, str, str], Any]:
    """(part, key, field) -> value, of everything a definition says but its code, level and version."""
    found: dict[tuple[str, str, str], Any] = {("about", "", f): body.get(f) for f in HEAD}
    for part in PARTS:
        found[part, "", "order"] = [row["key"] for row in body.get(part, ())]
        for row in body.get(part, ()):
            found |= {(part, row["key"], f): v for f, v in row.items() if f != "key"}
    found |= {("rules", "", f): v for f, v in body.get("rules", {}).items() if f != "decisions"}
    for key, limits in body.get("rules", {}).get("decisions", {}).items():
        found |= {("decisions", key, f): v for f, v in limits.items()}
    return found
