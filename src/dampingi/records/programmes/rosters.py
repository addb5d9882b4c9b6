"""The participants a batch speaks of, and who accompanied them when: read once for the batch, not once a row."""

import datetime
import uuid
from collections import defaultdict
from collections.abc import Iterable

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.errors import Denied, Refused
from dampingi.foundation.regions.codes import zone
from dampingi.foundation.ui.formats import day as written
from dampingi.records.programmes.models import Caseload, Enrolment, Mentor

CHUNK = 500


def today_in(region: str) -> datetime.date:
    """The calendar day in the region's time zone."""
    return timezone.localdate(timezone=zone(region))


class Roster:
    """Enrolments, mentors and caseloads named by a batch, held in memory."""

    def __init__(self, enrolments: Iterable[uuid.UUID], mentors: Iterable[uuid.UUID] = ()) -> None:
        self.enrolments: dict[uuid.UUID, Enrolment] = _by_id(
            Enrolment.objects.unscoped("the action checks reach for the whole batch"), enrolments
        )
        self.mentors: dict[uuid.UUID, Mentor] = _by_id(
            Mentor.objects.unscoped("the action checks reach for the whole batch"), mentors
        )
        self._caseloads: dict[uuid.UUID, list[Caseload]] | None = None

    def enrolment(self, id: uuid.UUID) -> Enrolment:
        if id not in self.enrolments:
            raise Refused(_("Peserta itu tidak ada. Pilih peserta dari daftar."), status=404)
        return self.enrolments[id]

    def mentor(self, id: uuid.UUID) -> Mentor:
        if id not in self.mentors:
            raise Refused(_("Pendamping itu tidak ada. Pilih pendamping dari daftar."), status=404)
        return self.mentors[id]

    def require_reach(self, by: Actor, *permissions: Permission) -> None:
        """Every participant of the batch lies within what the actor may touch by one of the permissions."""
        if by.system:
            return
        reached: set[uuid.UUID] = set()
        for permission in permissions:
            for ids in _chunks(self.enrolments):
                found = Enrolment.objects.for_actor(by, permission).filter(id__in=ids)
                reached.update(found.values_list("id", flat=True))
        if set(self.enrolments) - reached:
            raise Denied(
                _("Ada peserta di luar wilayah atau dampingan Anda. Hubungi penyelenggara bila keliru.")
            )

    def accompanied(self, mentor: uuid.UUID, enrolment: uuid.UUID, day: datetime.date | None = None) -> bool:
        """Whether the mentor had the participant in their caseload that day (or on any day).

        The day of a handover counts for both: either may have met the participant on it.
        """
        return any(
            c.mentor_id == mentor
            and (day is None or (c.starts_on <= day and (c.ends_on is None or day <= c.ends_on)))
            for c in self._all_caseloads().get(enrolment, ())
        )

    def _all_caseloads(self) -> dict[uuid.UUID, list[Caseload]]:
        if self._caseloads is None:
            self._caseloads = defaultdict(list)
            for ids in _chunks(self.enrolments):
                for caseload in Caseload.objects.filter(enrolment__in=ids):
                    self._caseloads[caseload.enrolment_id].append(caseload)
        return self._caseloads


def require_active(enrolment: Enrolment, day: datetime.date, *, today: datetime.date) -> None:
    """The day is not in the future, and the participant was in the programme on it."""
    if day > today:
        raise Refused(_("Tanggal %(day)s belum tiba. Perbaiki tanggalnya.") % {"day": written(day)})
    if day < enrolment.enrolled_on:
        raise Refused(
            _("Tanggal %(day)s lebih awal daripada peserta masuk program (%(start)s). Perbaiki tanggalnya.")
            % {"day": written(day), "start": written(enrolment.enrolled_on)}
        )
    if enrolment.exited_on and day > enrolment.exited_on:
        raise Refused(
            _("Peserta sudah keluar dari program pada %(end)s. Perbaiki tanggalnya, atau pilih penggantinya.")
            % {"end": written(enrolment.exited_on)}
        )


def _by_id(found: QuerySet, ids: Iterable[uuid.UUID]) -> dict:
    rows: dict = {}
    for chunk in _chunks(ids):
        rows |= {row.id: row for row in found.filter(id__in=chunk)}
    return rows


def _chunks(ids: Iterable[uuid.UUID]) -> Iterable[list[uuid.UUID]]:
    wanted = list(dict.fromkeys(ids))
    return (wanted[start : start + CHUNK] for start in range(0, len(wanted), CHUNK))
