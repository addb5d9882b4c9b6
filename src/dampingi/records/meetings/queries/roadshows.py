import uuid
from collections import Counter
from typing import Any

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.definitions import choices
from dampingi.foundation.errors import Refused
from dampingi.foundation.regions.queries import names
from dampingi.records.meetings.models import Aspiration, Meeting, RoadShow


def roadshows(actor: Actor) -> Any:
    """Those of the actor's regions; a kecamatan sees its own stop among the meetings."""
    return RoadShow.objects.for_actor(actor, Permission.VIEW_MEETINGS).order_by("-called_at")


def roadshow(actor: Actor, id: uuid.UUID) -> RoadShow:
    found = roadshows(actor).filter(id=id).first()
    if found is None:
        raise Refused(_("Rangkaian kunjungan itu tidak ada, atau di luar wilayah Anda."), status=404)
    return found


def stops(show: RoadShow) -> list[Meeting]:
    rows = (
        Meeting.objects.unscoped("of a road-show in hand")
        .filter(roadshow=show)
        .order_by("starts_at", "region")
    )
    answered = Count("aspirations", filter=Q(aspirations__answered_at__isnull=False))
    return list(rows.select_related("room").annotate(heard=Count("aspirations"), answered=answered))


def aspirations(actor: Actor) -> Any:
    return Aspiration.objects.for_actor(actor, Permission.VIEW_MEETINGS).select_related("meeting")


def aspiration(actor: Actor, id: uuid.UUID) -> Aspiration:
    found = aspirations(actor).filter(id=id).first()
    if found is None:
        raise Refused(_("Aspirasi itu tidak ada, atau di luar wilayah Anda."), status=404)
    return found


def counts(rows: Any) -> tuple[list[tuple[str, str]], list[tuple[str, str, list[tuple[str, int]], int]]]:
    """(fields with their names, per kecamatan: code, name, count per field, all). Fields nobody raised are left out."""
    found: Counter[tuple[str, str]] = Counter()
    for region, field, n in rows.order_by().values_list("region", "field").annotate(n=Count("id")):
        found[region, field] += n
    raised = {field for _region, field in found}
    fields = [(code, name) for code, name in choices("constraint_fields").items() if code in raised]
    called = names(region for region, _field in found)
    table = []
    for region in sorted({region for region, _field in found}):
        each = [(code, found[region, code]) for code, _name in fields]
        table.append((region, called.get(region, region), each, sum(n for _code, n in each)))
    return fields, table
