import datetime
import uuid

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
from dampingi.foundation.regions.codes import contains, depth
from dampingi.foundation.ui import formats
from dampingi.insight.closings.counting import counted
from dampingi.insight.closings.models import Closing, State
from dampingi.records.programmes.models import Programme
from dampingi.records.programmes.rosters import today_in

NAME = "closing_minutes"
KECAMATAN, LONGEST = 3, 4_000


@transaction.atomic
def draw_up(
    *, by: Actor, programme: Programme, region: str, as_of: datetime.date, remarks: str = ""
) -> Closing:
    """Freeze a kecamatan's mentoring as it stood and submit it; one at a time, and none after an approved one. Before the programme is over it says why."""
    by.require(Permission.CALL_MEETINGS, region=region, programme=programme.id)
    if by.user_id is None or depth(region) != KECAMATAN or not contains(programme.region, region):
        raise Refused(_("Pilih kecamatan dari program ini."))
    if as_of > today_in(region) or as_of < programme.starts_on:
        raise Refused(
            _("Pilih tanggal dari %(first)s sampai hari ini.") % {"first": formats.day(programme.starts_on)}
        )
    if as_of < programme.ends_on and not remarks.strip():
        raise Refused(
            _("Program baru berakhir %(last)s. Tulis di catatan mengapa pendampingan di sini ditutup menurut keadaan sebelum itu.")
            % {"last": formats.day(programme.ends_on)}
        )  # fmt: skip
    if len(remarks) > LONGEST:
        raise Refused(_("Catatan paling panjang %(most)d huruf.") % {"most": LONGEST})
    Programme.objects.select_for_update(no_key=True).get(id=programme.id)
    rows = Closing.objects.unscoped("reach is checked").filter(programme=programme, region=region)
    held = rows.exclude(state=State.RETURNED).first()
    if held:
        raise Conflict(
            _("Berita acara kecamatan ini sudah disetujui.")
            if held.state == State.APPROVED
            else _("Berita acara kecamatan ini sedang menunggu persetujuan.")
        )
    body = counted(programme, region, as_of)
    if not body["totals"]["participants"]:
        raise Refused(_("Belum ada peserta di kecamatan ini sampai tanggal itu."))
    made = Closing.objects.create(
        programme=programme, region=region, number=(rows.aggregate(n=Max("number"))["n"] or 0) + 1, as_of=as_of, body=body,
        hash=digest(body), remarks=remarks.strip(), by=by.user_id, by_name=by.name[:150],
    )  # fmt: skip
    record_event(
        by=by, action="draw_up_closing", subject=("closing", made.id), region=region, programme=programme.id,
        detail={"number": made.number, "as_of": as_of.isoformat(), "content": made.hash}, values=[made.remarks],
    )  # fmt: skip
    submit(
        by=by, workflow=NAME, subject=("closing", made.id), version=made.number, region=region, drafted_by=by.user_id,
        programme=programme.id,
    )  # fmt: skip
    return made


def approved(id: uuid.UUID, _version: int) -> None:
    rows = Closing.objects.unscoped("decided").filter(id=id)
    rows.update(state=State.APPROVED, approved_at=timezone.now())


def returned(id: uuid.UUID, _version: int, comment: str) -> None:
    Closing.objects.unscoped("decided").filter(id=id).update(state=State.RETURNED, returned_note=comment)
