"""What happens to two people's ways into one programme when the two turn out to be one person."""

from collections.abc import Iterator
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from dampingi.records.businesses.models import Person
from dampingi.records.duplicates.attachments import Attachment, Clash, register
from dampingi.records.programmes.models import Application, Enrolment

WHY = "of records whose merging was required"
_OPEN: dict[str, int] = {
    Application.State.SUBMITTED: 1,
    Application.State.WAITING: 2,
    Application.State.ACCEPTED: 3,
}
_TAKES_PART = 4


def register_rules() -> None:
    register(Attachment(Application, "person", lazy("pendaftaran program"), applications))
    register(Attachment(Enrolment, "person", lazy("keikutsertaan program"), enrolments))
    register(Attachment(Enrolment, "business", lazy("keikutsertaan program")))


def applications(keep: Person, absorb: Person) -> Iterator[Clash]:
    """A programme takes one application of a person: the one that got less far is withdrawn, or stays as it ended."""
    theirs = {a.programme_id: a for a in _applications(keep)}
    for application in _applications(absorb):
        if application.programme_id in theirs:
            yield _clash(theirs[application.programme_id], application)


def enrolments(keep: Person, absorb: Person) -> Iterator[Clash]:
    """An enrolment goes where its application goes."""
    staying = {clash.row.pk: clash.why for clash in applications(keep, absorb)}
    rows = Enrolment.objects.unscoped(WHY).filter(person=absorb, application__in=staying)
    for enrolment in rows:
        yield Clash(enrolment, staying[enrolment.application_id])


def _applications(person: Person) -> list[Application]:
    rows = Application.objects.unscoped(WHY).filter(person=person)
    return list(rows.select_related("programme", "enrolment"))


def _clash(theirs: Application, other: Application) -> Clash:
    ahead, behind = _how_far(theirs), _how_far(other)
    told = {"programme": other.programme.name}
    if ahead == behind == _TAKES_PART:
        return Clash(other, _(
            "Keduanya peserta %(programme)s. Berhentikan salah satunya lewat halaman peserta (alasan: tercatat dua kali), lalu gabungkan lagi."
        ) % told, blocks=True)  # fmt: skip
    if behind > ahead:
        return Clash(other, _(
            "Pada %(programme)s, data yang akan dilebur lebih jauh prosesnya daripada data yang dipertahankan. Tukar: pertahankan data itu."
        ) % told, blocks=True)  # fmt: skip
    if behind:
        return Clash(other, _("pendaftaran kedua pada %(programme)s ditarik") % told, values=_withdrawn())
    return Clash(other, _("pada %(programme)s sudah ada pendaftaran; yang sudah berakhir ini tetap di data lama") % told)  # fmt: skip


def _how_far(application: Application) -> int:
    """0 ended, 1 to 3 still open, 4 takes part."""
    enrolment = getattr(application, "enrolment", None)
    if enrolment is not None:
        return 0 if enrolment.exited_on else _TAKES_PART
    return _OPEN.get(application.state, 0)


def _withdrawn() -> dict[str, Any]:
    return {
        "state": Application.State.WITHDRAWN.value,
        "reason": _("Tercatat dua kali: datanya digabungkan."),
        "decided_at": timezone.now(),
    }
