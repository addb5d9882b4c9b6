"""The balance of caseloads: what each kecamatan or kelurahan has, as doors to the rows."""

from collections import defaultdict
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.regions.codes import ancestor, contains, depth
from dampingi.foundation.regions.queries import names
from dampingi.records.handovers.listing import ACTIVE, FAIR, LEFT, OVER, UNDER, WITHOUT
from dampingi.records.handovers.queries.loads import Even, even_load, places_of, with_loads
from dampingi.records.programmes.models import Mentor, Programme
from dampingi.records.programmes.queries import mentors

COUNTED = ("active", "without", "left")


def address(name: str, programme: Programme, **told: str) -> str:
    return f"{reverse(name)}?{urlencode({'program': programme.code} | told)}"


def balance_page(actor: Actor, programme: Programme, *, within: str = "") -> dict[str, Any]:
    """Kecamatan by kecamatan; `within` one, kelurahan by kelurahan."""
    even, own = even_load(programme), _of_kelurahan(actor, programme)
    rows = _rows(programme, places_of(actor, programme), own, within)
    return {
        "programme": programme,
        "within": names([within]).get(within, "") if within else "",
        "even": even,
        "even_over": even.over(),
        "even_under": even.under(),
        "rows": rows,
        "sums": {k: sum(r[k] for r in rows) for k in COUNTED} | {"mentors": sum(r["mentors"] for r in rows)},
        "loads": _loads([m for m in own if contains(within, m.region)], even),
        "doors": _doors(programme, within),
        "up": address("caseload_balance", programme),
        "hands_over": actor.may(Permission.MANAGE_MENTORS, region=programme.region),
    }


def _of_kelurahan(actor: Actor, programme: Programme) -> list[Mentor]:
    """Those on duty; who guides a kecamatan or the city is not counted where a load is evened."""
    on_duty = with_loads(mentors(actor).filter(programme=programme, ended_on=None))
    return [m for m in on_duty if depth(m.region) == 4]


def _rows(
    programme: Programme, places: list[dict[str, Any]], own: list[Mentor], within: str
) -> list[dict[str, Any]]:
    at = 4 if within else 3
    sums: dict[str, dict[str, int]] = defaultdict(lambda: dict.fromkeys(COUNTED, 0))
    for place in places:
        if contains(within, place["region"]):
            for k in COUNTED:
                sums[ancestor(place["region"], at)][k] += place[k]
    loads: dict[str, list[int]] = defaultdict(list)
    for mentor in own:
        if contains(within, mentor.region):
            loads[ancestor(mentor.region, at)].append(mentor.load)
    called = names({*sums, *loads})
    return [
        _row(programme, code, called.get(code, code), sums[code], loads[code], deeper=not within)
        for code in sorted({*sums, *loads})
    ]


def _row(
    programme: Programme, code: str, name: str, sums: dict[str, int], loads: list[int], *, deeper: bool
) -> dict[str, Any]:
    return sums | {
        "name": name,
        "mentors": len(loads),
        "mean": sum(loads) / len(loads) if loads else None,
        "least": min(loads, default=None),
        "most": max(loads, default=None),
        "left_share": sums["left"] / total if (total := sums["active"] + sums["left"]) else None,
        "inside": address("caseload_balance", programme, kecamatan=code) if deeper else "",
        "doors": _doors(programme, code),
    }


def _doors(programme: Programme, code: str) -> dict[str, str]:
    place = {"wilayah": code} if code else {}
    return {
        "all": address("caseload_participants", programme, **place),
        "active": address("caseload_participants", programme, **place, keadaan=ACTIVE),
        "without": address("caseload_participants", programme, **place, keadaan=WITHOUT),
        "left": address("caseload_participants", programme, **place, keadaan=LEFT),
        "mentors": address("caseload_mentors", programme, **place),
        "over": address("caseload_mentors", programme, **place, beban=OVER),
        "under": address("caseload_mentors", programme, **place, beban=UNDER),
        "fair": address("caseload_mentors", programme, **place, beban=FAIR),
    }


def _loads(own: list[Mentor], even: Even) -> dict[str, int]:
    over = sum(m.load > even.over() for m in own)
    under = sum(m.load < even.under() for m in own)
    return {"over": over, "under": under, "fair": len(own) - over - under}
