import datetime
import uuid
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import translation
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.canonical import digest
from dampingi.foundation.errors import Conflict, Refused
from dampingi.insight.monitoring.editions import counted
from dampingi.insight.monitoring.models import FigureEdition, SavedView
from dampingi.records.programmes.models import Programme
from dampingi.records.programmes.rosters import today_in

LONGEST_NAME, LONGEST_QUERY, LONGEST_REASON, MOST = 80, 600, 500, 100


@transaction.atomic
def save_view(
    *, by: Actor, programme: Programme, region: str, route: str, query: str, name: str, shared: bool
) -> SavedView:
    """Keep an address that was checked for this person; `query` without the question mark."""
    by.require(Permission.VIEW_DASHBOARD, region=region, programme=programme.id)
    name = " ".join(name.replace("\0", "").split())
    if by.user_id is None or not name:
        raise Refused(_("Beri nama tampilan ini, misalnya “Rapat Senin”."))
    if len(name) > LONGEST_NAME:
        raise Refused(_("Nama paling panjang %(most)d huruf; pendekkan.") % {"most": LONGEST_NAME})
    if len(query) > LONGEST_QUERY:
        raise Refused(_("Alamat tampilan itu terlalu panjang. Buka kembali dari dasbor, lalu simpan."))
    own = SavedView.objects.unscoped("the actor's own").filter(owner=by.user_id)
    if own.count() >= MOST:
        raise Refused(
            _("Anda sudah punya %(most)d tampilan. Hapus yang tidak dipakai lagi.") % {"most": MOST}
        )
    try:
        with transaction.atomic():
            made = SavedView.objects.create(
                programme=programme, region=region, owner=by.user_id, owner_name=by.name[:150], name=name, route=route, query=query,
                shared=shared,
            )  # fmt: skip
    except IntegrityError:
        raise Conflict(
            _("Anda sudah punya tampilan bernama %(name)s. Pakai nama lain.") % {"name": name}
        ) from None
    record_event(
        by=by, action="save_view", subject=("saved_view", made.id), region=region, programme=programme.id,
        detail={"route": route, "shared": shared}, values=[name, query],
    )  # fmt: skip
    return made


@transaction.atomic
def drop_view(*, by: Actor, id: uuid.UUID) -> None:
    """Only whoever saved it; dropped twice is dropped."""
    found = SavedView.objects.unscoped("the actor's own").filter(id=id, owner=by.user_id).first()
    if found is None:
        raise Refused(_("Tampilan itu tidak ada, atau bukan simpanan Anda."), status=404)
    record_event(
        by=by, action="drop_view", subject=("saved_view", found.id), region=found.region, programme=found.programme_id,
        detail={"shared": found.shared}, values=[found.name],
    )  # fmt: skip
    SavedView.objects.unscoped("the actor's own").filter(id=found.id).delete()


def last_whole_month(programme: Programme) -> datetime.date:
    """Its last day where the programme lies, and never after the programme's own."""
    before = today_in(programme.region).replace(day=1) - datetime.timedelta(days=1)
    return min(before, programme.ends_on)


def publish_figures(*, by: Actor, programme: Programme, reason: str = "") -> FigureEdition:
    """The figures at the end of the last whole month, for everyone; the same month again is a correction with its reason."""
    by.require(Permission.PUBLISH_OPEN_DATA, region=programme.region, programme=programme.id)
    day, reason = last_whole_month(programme), reason.strip()
    if day < programme.starts_on:
        raise Refused(
            _("Belum ada bulan program yang sudah lewat; terbitkan setelah bulan pertama berakhir.")
        )
    if len(reason) > LONGEST_REASON:
        raise Refused(_("Alasannya paling panjang %(most)d huruf. Ringkaskan.") % {"most": LONGEST_REASON})
    latest = FigureEdition.objects.filter(programme=programme, day=day).order_by("-number").first()
    if latest and not reason:
        raise Refused(
            _("Bulan itu sudah terbit. Tulis apa yang keliru; alasan ini terbit bersama koreksinya.")
        )
    with translation.override("id"):
        data = counted(programme, day)
    if latest and latest.data["figures"] == data["figures"]:
        raise Conflict(_("Angkanya masih sama dengan edisi terakhir, jadi tidak ada yang dikoreksi."))
    number = latest.number + 1 if latest else 1
    try:
        return _keep_edition(by, programme, day, number, reason if latest else "", data)
    except IntegrityError:
        raise Conflict(
            _("Orang lain baru saja menerbitkannya. Muat ulang dan periksa edisi terbaru.")
        ) from None


@transaction.atomic
def _keep_edition(
    by: Actor, programme: Programme, day: datetime.date, number: int, reason: str, data: dict[str, Any]
) -> FigureEdition:
    made = FigureEdition.objects.create(
        programme=programme, region=programme.region, day=day, number=number, reason=reason, by=by.label, data=data, sha256=digest(data),
    )  # fmt: skip
    record_event(
        by=by, action="publish_figures", subject=("figure_edition", made.id), region=made.region, programme=programme.id, reason=reason,
        detail={"edition": made.edition, "content": made.sha256},
    )  # fmt: skip
    return made
