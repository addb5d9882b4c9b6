import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.canonical import digest
from dampingi.foundation.errors import Conflict, Refused
from dampingi.foundation.regions.codes import zone
from dampingi.insight.constraints.models import Publication
from dampingi.insight.constraints.published import Published, counted, metadata
from dampingi.insight.constraints.queries import cities, edition_of

PUBLISH = Permission.PUBLISH_OPEN_DATA
LONGEST_REASON = 500


def publish_due() -> int:
    """The worker's chore: of each city the edition of the last whole month, once; returns how many were new."""
    by, made = Actor.for_system("open data"), 0
    for region in cities():
        day = last_whole_month(region)
        if edition_of(region, day) is None:
            made += publish(by=by, region=region, day=day) is not None
    return made


def last_whole_month(region: str) -> datetime.date:
    """Its last day, in the region's own time."""
    return timezone.localtime(timezone=zone(region)).date().replace(day=1) - datetime.timedelta(days=1)


def publish(*, by: Actor, region: str, day: datetime.date) -> Publication | None:
    """Count a month's table once and keep it; None if it has been published already (by another worker, say)."""
    _check(by, region, day)
    try:
        return _store(by, counted(region, day), number=1, reason="")
    except IntegrityError:
        return None


@transaction.atomic
def correct(*, by: Actor, region: str, day: datetime.date, reason: str) -> Publication:
    """The same month counted again from what is on record now: a new edition beside the earlier, with the reason."""
    _check(by, region, day)
    latest = edition_of(region, day)
    if latest is None:
        raise Refused(_("Edisi bulan itu belum terbit, jadi tidak ada yang dikoreksi."), status=404)
    if not reason.strip():
        raise Refused(_("Tulis apa yang keliru; alasan ini terbit bersama koreksinya."))
    if len(reason.strip()) > LONGEST_REASON:
        told = _("Alasannya paling panjang %(most)d huruf. Ringkaskan, lalu terbitkan lagi.")
        raise Refused(told % {"most": LONGEST_REASON})
    found = counted(region, day)
    if found == Published.of(latest.data):
        raise Conflict(
            _("Tabelnya masih sama dengan edisi terakhir. Betulkan dahulu datanya, lalu terbitkan koreksi.")
        )
    try:
        return _store(by, found, number=latest.number + 1, reason=reason.strip())
    except IntegrityError as taken:
        raise Conflict(
            _("Orang lain baru saja menerbitkan koreksi bulan itu. Buka edisi terbaru dan periksa dahulu.")
        ) from taken


def _check(by: Actor, region: str, day: datetime.date) -> None:
    """One table a city: two that overlap would be told apart by what one hides and the other does not."""
    by.require(PUBLISH, region=region)
    if region not in cities():
        raise Refused(_("Data terbuka untuk wilayah itu belum ada."), status=404)
    if (day + datetime.timedelta(days=1)).day != 1 or day > last_whole_month(region):
        raise Refused(_("Yang diterbitkan adalah keadaan akhir bulan yang sudah lewat."))


@transaction.atomic
def _store(by: Actor, found: Published, *, number: int, reason: str) -> Publication:
    with translation.override("id"):
        data = found.as_json() | {"metadata": metadata(found, number=number, reason=reason)}
    made = Publication.objects.create(
        region=found.region[0],
        day=found.day,
        number=number,
        reason=reason,
        made_at=timezone.now(),
        by=by.label,
        data=data,
        sha256=digest(data),
    )
    record_event(
        by=by,
        action="publish_open_data",
        subject=("publication", made.id),
        region=made.region,
        reason=reason,
        detail={"edition": made.edition, "content": made.sha256},
    )
    return made
