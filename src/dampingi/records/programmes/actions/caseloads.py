import datetime
import uuid
from collections.abc import Mapping, Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.errors import Conflict, Refused
from dampingi.foundation.regions.codes import contains
from dampingi.foundation.ui.formats import day as written
from dampingi.records.programmes.models import Caseload, Enrolment, Mentor
from dampingi.records.programmes.queries import latest_caseloads, own_places
from dampingi.records.programmes.readiness import require_ready


@transaction.atomic
def assign_caseloads(
    *,
    by: Actor,
    pairs: Sequence[tuple[Mentor, Enrolment]],
    on: datetime.date,
    note: str = "",
    notes: Mapping[uuid.UUID, str] | None = None,
) -> list[Caseload]:
    """Hand participants to mentors from a day on; whoever accompanied them before does so until that day.

    The mentor is one of the participant's kelurahan, or of where their business is now. Caseloads of a participant never overlap: the day
    lies after the running one began, and not before the last one ended. `notes` (by enrolment) go before `note`.
    """
    for region in {m.region for m, _e in pairs}:
        by.require(Permission.MANAGE_MENTORS, region=region)
    _lock([e.id for _m, e in pairs])
    _check_mentors(pairs, on)
    now_at = own_places([e for m, e in pairs if not contains(m.region, e.region)])
    before = latest_caseloads([e.id for _m, e in pairs])
    for mentor, enrolment in pairs:
        if not any(
            contains(mentor.region, place) for place in (enrolment.region, *now_at.get(enrolment.id, ()))
        ):
            raise Refused(_("%(name)s diangkat untuk wilayah lain.") % {"name": mentor.name})
        if enrolment.exited_on:
            raise Refused(_("Ada peserta yang sudah berhenti. Muat ulang daftarnya."))
        _check_day(mentor, enrolment, before.get(enrolment.id), on)
    return _write(by, pairs, on, note, notes or {})


def _lock(ids: list[uuid.UUID]) -> None:
    """Two handovers of the same participant come one after the other, so that the second sees the first."""
    rows = Enrolment.objects.unscoped("participants in hand").select_for_update(of=("self",)).order_by("id")
    for start in range(0, len(ids), 500):
        list(rows.filter(id__in=ids[start : start + 500]).values_list("id", flat=True))


def _check_mentors(pairs: Sequence[tuple[Mentor, Enrolment]], on: datetime.date) -> None:
    """As stored now: the caller's rows may be older than that."""
    rows = Mentor.objects.unscoped("mentors in hand").filter(
        id__in={m.id for m, _e in pairs}, ended_on__lte=on
    )
    ended = rows.first()
    if ended:
        raise Refused(_("%(name)s sudah berhenti. Pilih pendamping lain.") % {"name": ended.name})
    require_ready(list({m.id: m for m, _e in pairs}.values()))


def _check_day(mentor: Mentor, enrolment: Enrolment, before: Caseload | None, on: datetime.date) -> None:
    if on < max(enrolment.enrolled_on, mentor.appointed_on):
        raise Refused(
            _(
                "%(name)s atau pendampingnya belum bertugas dalam program pada %(day)s. Pilih tanggal sesudahnya."
            )
            % {"name": enrolment.person.name, "day": written(on)}
        )
    if before is None:
        return
    if before.ends_on and on < before.ends_on:
        raise Refused(
            _("%(name)s masih didampingi %(mentor)s sampai %(since)s. Pilih tanggal itu atau sesudahnya.")
            % _told(before)
        )
    if before.ends_on is None and on <= before.starts_on:
        raise Refused(
            _("%(name)s baru didampingi %(mentor)s sejak %(since)s. Pilih tanggal sesudahnya.")
            % _told(before)
        )
    if before.ends_on is None and before.mentor_id == mentor.id:
        raise Conflict(_("%(name)s sudah didampingi %(mentor)s sejak %(since)s.") % _told(before))


def _told(before: Caseload) -> dict[str, str]:
    return {
        "name": before.enrolment.person.name,
        "mentor": before.mentor.name,
        "since": written(before.ends_on or before.starts_on),
    }


def _write(
    by: Actor,
    pairs: Sequence[tuple[Mentor, Enrolment]],
    on: datetime.date,
    note: str,
    notes: Mapping[uuid.UUID, str],
) -> list[Caseload]:
    ids = [e.id for _m, e in pairs]
    for start in range(0, len(ids), 500):
        Caseload.objects.filter(enrolment__in=ids[start : start + 500], ends_on=None).update(ends_on=on)
    made = [Caseload(mentor=m, enrolment=e, starts_on=on, note=notes.get(e.id) or note) for m, e in pairs]
    Caseload.objects.bulk_create(made, batch_size=1000)
    record_event(
        by=by, action="assign_caseloads", subject=("caseload", made[0].id if made else ""),
        programme=pairs[0][0].programme_id if pairs else None, detail={"rows": len(made)},
        values=[(str(c.mentor_id), str(c.enrolment_id)) for c in made],
    )  # fmt: skip
    return made
