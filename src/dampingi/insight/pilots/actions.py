import uuid
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.approvals.actions import submit
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.canonical import digest
from dampingi.foundation.errors import Conflict, Refused
from dampingi.foundation.regions.codes import depth
from dampingi.foundation.regions.models import Region
from dampingi.foundation.regions.queries import name_of
from dampingi.insight.pilots import queries
from dampingi.insight.pilots.deciding import checked, departures, frozen
from dampingi.insight.pilots.models import PilotChoice, PilotRules
from dampingi.insight.pilots.readiness import usable

NAME, LONGEST, REASON = "pilot_choice", 4_000, 500


@transaction.atomic
def publish_rules(
    *, by: Actor, region: str, body: Mapping[str, Any], reason: str, id: uuid.UUID | None = None
) -> PilotRules:
    """The office's next edition. What is determined already keeps its own."""
    by.require(Permission.LOCK_INSTRUMENTS, region=region)
    Region.objects.select_for_update().get(code=region)
    held = PilotRules.objects.filter(id=id).first() if id else None
    if held:
        return held
    if not reason.strip():
        raise Refused(_("Tulis dasar perubahannya, misalnya hasil rapat dan tanggalnya."))
    if not usable(body):
        raise Refused(
            _("Aturan ini tidak dapat dipakai: bobot berjumlah 100, dan semua angkanya 0 sampai 100.")
        )
    if queries.rules_in_force(region).hash == digest(body):
        raise Conflict(_("Aturan yang berlaku sekarang sudah berbunyi demikian."))
    return _next_rules(by, region, body, reason, id)


def _next_rules(
    by: Actor, region: str, body: Mapping[str, Any], reason: str, id: uuid.UUID | None
) -> PilotRules:
    last = PilotRules.objects.filter(region=region).aggregate(n=Max("number"))["n"] or 0
    made = PilotRules.objects.create(
        region=region, number=last + 1, body=dict(body), hash=digest(body), reason=reason.strip()[:500], by_name=by.name,
        **({"id": id} if id else {}),
    )  # fmt: skip
    record_event(
        by=by, action="publish_pilot_rules", subject=("pilot_rules", made.id), region=region, reason=made.reason,
        detail={"number": made.number, "content": made.hash},
    )  # fmt: skip
    return made


@transaction.atomic
def draw_up(
    *,
    by: Actor,
    region: str,
    year: int,
    wanted: Mapping[str, str],
    reasons: Mapping[str, str],
    remarks: str = "",
) -> PilotChoice:
    """Freeze which cooperative serves each kecamatan and submit it; every departure from the best choice says why."""  # fmt: skip
    by.require(Permission.MANAGE_COOPERATIVES, region=region)
    if by.user_id is None or depth(region) != queries.CITY:
        raise Refused(_("Pilih satu kabupaten atau kota."))
    if len(remarks) > LONGEST:
        raise Refused(_("Catatan paling panjang %(most)d huruf.") % {"most": LONGEST})
    Region.objects.select_for_update().get(code=region)
    rows = PilotChoice.objects.unscoped("reach is checked").filter(region=region)
    _require_none_open(rows, remarks)
    field = queries.field(by, region, year)
    told = checked(field, wanted)
    if not told:
        raise Refused(
            _("Belum ada koperasi yang dipilih. Pilih sedikitnya satu, atau lengkapi dahulu penilaiannya.")
        )
    _require_reasons(field, told, reasons)
    body = frozen(field, told, reasons)
    made = PilotChoice.objects.create(
        region=region, year=year, number=(rows.aggregate(n=Max("number"))["n"] or 0) + 1, body=body, hash=digest(body),
        remarks=remarks.strip(), by=by.user_id, by_name=by.name[:150],
    )  # fmt: skip
    record_event(
        by=by, action="draw_up_pilot_choice", subject=("pilot_choice", made.id), region=region,
        detail={"number": made.number, "year": year, "content": made.hash}, values=[made.remarks],
    )  # fmt: skip
    submit(
        by=by, workflow=NAME, subject=("pilot_choice", made.id), version=made.number, region=region, drafted_by=by.user_id
    )  # fmt: skip
    return made


def _require_none_open(rows: Any, remarks: str) -> None:
    if rows.filter(state=PilotChoice.State.WAITING).exists():
        raise Conflict(_("Satu penetapan sedang menunggu persetujuan. Putuskan yang itu dahulu."))
    if rows.filter(state=PilotChoice.State.APPROVED).exists() and not remarks.strip():
        raise Refused(_("Koperasi percontohan sudah ditetapkan. Tulis di catatan mengapa ditetapkan lagi."))


def _require_reasons(field: queries.Field, told: Mapping[str, str], reasons: Mapping[str, str]) -> None:
    for place in departures(field, told):
        said = reasons.get(place, "").strip()
        if not said:
            raise Refused(
                _("Tulis alasannya: pilihan untuk %(place)s berbeda dari yang terbaik.")
                % {"place": name_of(place)}
            )
        if len(said) > REASON:
            raise Refused(_("Alasan paling panjang %(most)d huruf.") % {"most": REASON})


def approved(id: uuid.UUID, _version: int) -> None:
    rows = PilotChoice.objects.unscoped("decided").filter(id=id)
    rows.update(state=PilotChoice.State.APPROVED, approved_at=timezone.now())


def returned(id: uuid.UUID, _version: int, comment: str) -> None:
    rows = PilotChoice.objects.unscoped("decided").filter(id=id)
    rows.update(state=PilotChoice.State.RETURNED, returned_note=comment)
