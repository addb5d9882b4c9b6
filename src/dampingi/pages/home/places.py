"""The first screen of those who look after a place: what waits, how it stands, where it slips."""

import datetime
from typing import Any

from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.definitions import choices
from dampingi.foundation.regions.codes import contains
from dampingi.foundation.regions.queries import name_of
from dampingi.foundation.ui import formats
from dampingi.foundation.ui.navigation import address
from dampingi.foundation.ui.plots import ranked
from dampingi.foundation.ui.work import work_of
from dampingi.insight.monitoring.dashboard.drawings import drawn
from dampingi.insight.monitoring.services import of_services
from dampingi.pages.home.evaluations import standings
from dampingi.pages.home.figures import Card, Slip, cards, slips
from dampingi.records.businesses.models import Constraint
from dampingi.records.programmes.models import Enrolment, Mentor, Programme

SHOWN_CONSTRAINTS = 6


def city_home(actor: Actor, programme: Programme, *, today: datetime.date) -> dict[str, Any]:
    region = place_of(actor, programme)
    found = cards(actor, programme, region=region)
    behind = slips(actor, programme, region=region)
    return {
        "region": region,
        "place": name_of(region),
        "standings": standings(actor),
        "work": work_of(actor, programme, today=today),
        "cards": found,
        "headline": _headline(found),
        "slips": behind,
        "slips_takeaway": _slips_takeaway(behind),
        "constraints": _constraints(actor, region),
        "sizes": _sizes(actor, programme, region, today),
        "dashboard": address("dashboard"),
    }


def place_of(actor: Actor, programme: Programme) -> str:
    """The region the reader looks after, no wider than the programme's own."""
    prefixes = actor.regions(Permission.VIEW_DASHBOARD)
    inner = [prefix for prefix in prefixes if contains(programme.region, prefix)]
    return inner[0] if inner else programme.region


def _headline(found: list[Card]) -> str:
    """One sentence a head of office can say aloud."""
    first = next((card for card in found if card.code == "pass_rate"), None)
    if first is None or first.value == formats.MISSING:
        return ""
    if not first.target:
        return _("%(value)s peserta lulus sampai hari ini.") % {"value": first.value}
    words = {"value": first.value, "target": first.target}
    return _("%(value)s peserta lulus sampai hari ini; targetnya %(target)s.") % words


def _slips_takeaway(behind: list[Slip]) -> str:
    if not behind:
        return _("Tidak ada wilayah yang tertinggal dari target")
    first = behind[0]
    words = {"place": first.place, "indicator": formats.inside(first.indicator)}
    return _("%(place)s paling tertinggal: %(indicator)s") % words


def _constraints(actor: Actor, region: str) -> dict[str, Any] | None:
    """What holds most businesses back here, as a ranked chart with its table."""
    if not actor.regions(Permission.VIEW_BUSINESSES):
        return None
    found = Constraint.objects.for_actor(actor, Permission.VIEW_BUSINESSES).filter(resolved_on=None)
    counted: dict[str, int] = {}
    for code in found.filter(region__gte=region, region__lt=f"{region}/").values_list("code", flat=True):
        counted[code] = counted.get(code, 0) + 1
    top = sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))[:SHOWN_CONSTRAINTS]
    if not top:
        return None
    known = choices("constraints")
    rows = [{"label": known.get(code, code), "value": count} for code, count in top]
    takeaway = _("Kendala terbanyak: %(name)s") % {"name": formats.inside(str(rows[0]["label"]))}
    return {
        "takeaway": takeaway,
        "map": address("constraint_map") if actor.holds(Permission.MAP_CONSTRAINTS) else "",
        "drawing": drawn(ranked, rows, title=_("Kendala usaha"), description=takeaway),
        "columns": [_("Kendala"), _("Usaha")],
        "rows": [(row["label"], formats.number(row["value"])) for row in rows],
    }


def _sizes(
    actor: Actor, programme: Programme, region: str, today: datetime.date
) -> list[tuple[str, str, str]]:
    """How large the programme is here: (words, number, door)."""
    people = Enrolment.objects.for_actor(actor, Permission.VIEW_PARTICIPANTS).filter(
        programme=programme, exited_on=None
    )
    mentors = Mentor.objects.for_actor(actor, Permission.VIEW_MENTORS).filter(
        programme=programme, ended_on=None
    )
    inside = {"region__gte": region, "region__lt": f"{region}/"}
    here = people.filter(**inside).count()
    accompanied = [(_("peserta aktif"), formats.number(here), address("participants") or "")]
    return [
        *(accompanied if here or not of_services(programme) else []),
        (_("pendamping"), formats.number(mentors.filter(**inside).count()), address("mentors") or ""),
        (_("hari program tersisa"), formats.number(max(0, (programme.ends_on - today).days)), ""),
    ]
