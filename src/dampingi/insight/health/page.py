"""What the pages show: a result in words, and a city's cooperatives together."""

from collections import Counter
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.regions.codes import ancestor
from dampingi.foundation.ui.formats import number
from dampingi.foundation.ui.places import places_below
from dampingi.insight.health.listing import BAND_STATES, able, bands
from dampingi.insight.health.models import Assessment, HealthResult
from dampingi.insight.health.queries import holds, rules_in_force
from dampingi.insight.health.rules import named


def result_page(found: HealthResult, before: HealthResult | None) -> dict[str, Any]:
    told = named(found.rules.body)
    return {
        "result": found, "band": told[found.band], "state": BAND_STATES.get(found.band, "none"), "score": found.score / 100,
        "aspects": [
            a | {
                "name": told[a["code"]], "score": a["score"] / 100, "points": a["points"] / 100,
                "components": [c | {"name": told[c["code"]]} for c in a["components"]],
            }
            for a in found.body["aspects"]
        ],
        "lift": _lift(found, told), "holds": holds(found),
        "change": (found.score - before.score) / 100 if before else None,
    }  # fmt: skip


def _lift(found: HealthResult, told: dict[str, str]) -> str:
    lift = found.body["lift"]
    if lift is None:
        return _("Sudah di kelompok terbaik.")
    parts = ", ".join(
        _("%(name)s (%(n)s)") % {"name": told[key].lower(), "n": number(n)} for key, n in lift["components"]
    )
    return ngettext(
        "%(n)s jawaban lagi menjadi ya cukup untuk kelompok %(band)s: %(parts)s.",
        "%(n)s jawaban lagi menjadi ya cukup untuk kelompok %(band)s: %(parts)s.", lift["items"],
    ) % {"n": number(lift["items"]), "band": told[lift["band"]].lower(), "parts": parts}  # fmt: skip


def asked_and_answered(found: Assessment) -> list[tuple[str, bool, str]]:
    """(question, yes, what it rests on), in the order of the rules."""
    told = named(rules_in_force(found.region).body)
    return [
        (text, found.answers[k], found.notes.get(k, "")) for k, text in told.items() if k in found.answers
    ]


def overview(actor: Actor, rows: Any) -> dict[str, Any]:
    """`rows` as queries.with_health gives them."""
    counted = Counter(rows.filter(closed_on=None).values_list("band", flat=True))
    figures = [(code, name, counted[code]) for code, name in bands().items()]
    able_in = Counter(ancestor(r, 3) for r in able(rows).values_list("region", flat=True))
    all_in = Counter(ancestor(r, 3) for r in rows.filter(closed_on=None).values_list("region", flat=True))
    places = [
        {"code": code, "name": name, "all": all_in[code], "able": able_in[code]}
        for code, name in places_below(actor, Permission.VIEW_COOPERATIVES)
    ]
    return {
        "figures": figures, "open": counted[None], "places": places, "without": sum(not p["able"] for p in places),
    }  # fmt: skip
