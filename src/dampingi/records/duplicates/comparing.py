"""Two records side by side, field by field: what agrees, what differs, what one of them lacks."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.definitions import choices
from dampingi.foundation.regions.queries import names
from dampingi.foundation.ui import formats
from dampingi.records.businesses.contacts import masked_phone, reachable, reachable_businesses, spoken_phone
from dampingi.records.businesses.models import Business, Person
from dampingi.records.duplicates.facets import ABSORB, BUSINESS, KEEP, PERSON, Facet

LEFT, RIGHT = "left", "right"


@dataclass(frozen=True)
class Line:
    """`chosen` is the side that is taken unless a person says otherwise; '' where there is nothing to choose."""

    code: str
    label: str
    left: str
    right: str
    differs: bool
    chosen: str = ""

    @property
    def state(self) -> str:
        if not self.differs:
            return "same"
        return "differs" if self.left and self.right else "lacks"


def lines_of(actor: Actor, left: Any, right: Any, keep: Any, asked: Mapping[str, str]) -> list[Line]:
    """The facets of two businesses or two persons. `asked` are the sides a form that came back had chosen."""
    facets = BUSINESS if isinstance(left, Business) else PERSON
    open_to = _open_to(actor, left, right)
    places = names([left.region, right.region])
    found = []
    for facet in facets:
        one, other = (_shown(facet, record, record.pk in open_to, places) for record in (left, right))
        differs = facet.differs(left, right)
        chosen = (asked.get(facet.code) or _side(facet, left, right, keep)) if differs else ""
        if one or other:
            found.append(Line(facet.code, str(facet.label), one, other, differs, chosen))
    return found


def owner_lines(actor: Actor, left: Business, right: Business) -> list[Line]:
    """What else is known of the two owners; nothing to choose, for the kept one takes over only what it lacks."""
    return [
        Line(line.code, line.label, line.left, line.right, line.differs)
        for line in lines_of(actor, left.owner, right.owner, left.owner, {})
        if line.code not in ("name", "user", "region")
    ]


def as_choices(sides: Mapping[str, str], keep_is_left: bool) -> dict[str, str]:
    """{facet: left or right} of a form as {facet: keep or absorb} of the action."""
    kept = LEFT if keep_is_left else RIGHT
    return {code: KEEP if side == kept else ABSORB for code, side in sides.items() if side in (LEFT, RIGHT)}


def _side(facet: Facet, left: Any, right: Any, keep: Any) -> str:
    kept, other = (LEFT, RIGHT) if keep.pk == left.pk else (RIGHT, LEFT)
    return other if facet.empty(keep) else kept


def _open_to(actor: Actor, left: Any, right: Any) -> set[Any]:
    """Those of the records whose phone and address the reader may see."""
    reached = reachable_businesses if isinstance(left, Business) else reachable
    return reached(actor, [left.pk, right.pk])


def _shown(facet: Facet, record: Any, is_open: bool, places: dict[str, str]) -> str:
    if facet.empty(record):
        return ""
    value = facet.values(record)[0]
    match facet.code:
        case "phone" | "other_phone":
            return spoken_phone(value) if is_open else masked_phone(value)
        case "address":
            return value if is_open else _("tersembunyi untuk peran Anda")
        case "region":
            return places.get(value, value)
        case "owner":
            return record.owner.name
        case "position":
            return f"{formats.number(record.latitude, 5)}; {formats.number(record.longitude, 5)}"
        case "nik":
            return _("tercatat, tersegel")
        case "user":
            return _("punya akun masuk")
    return _plainly(facet, record, value)


def _plainly(facet: Facet, record: Business | Person, value: Any) -> str:
    if facet.code in ("capital", "annual_sales"):
        return formats.money(value)
    if facet.code == "sector":
        return str(choices("sectors").get(value, value))
    if facet.code == "born_on":
        return formats.day(value)
    return str(record.get_sex_display()) if facet.code == "sex" else str(value)
