"""What a stage can ask for: a small closed vocabulary. Each kind is counted from the records by `reading`."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.definitions import choices
from dampingi.records.learning.models import Subject


class Duty(StrEnum):
    """Whose turn it is while a condition is not met."""

    MENTOR = "mentor"
    PARTICIPANT = "participant"
    OFFICE = "office"


@dataclass(frozen=True)
class Kind:
    code: str
    name: str | Promise
    """As the form that sets it says it."""
    one: str | Promise
    """The condition in words; `n` and `what` are filled in."""
    duty: Duty
    objects: str = ""
    """What `what` is one of: topic, field, task, subject or stage; '' where the kind has none."""
    object_required: bool = False
    with_object: str | Promise = ""
    """The words where `what` is named, if they differ."""
    most: int = 1
    """The largest number that makes sense; 1 where there is nothing to count."""


KINDS: dict[str, Kind] = {
    kind.code: kind
    for kind in (
        Kind(
            "visits", _("Kunjungan"), _("%(n)s kunjungan"), Duty.MENTOR, "topic", most=50,
            with_object=_("%(n)s kunjungan dengan topik %(what)s"),
        ),
        Kind("verified", _("Usaha sudah diverifikasi"), _("Usahanya sudah diverifikasi"), Duty.MENTOR),
        Kind(
            "constraints", _("Kendala dicatat"), _("Kendala dicatat di %(n)s bidang"), Duty.MENTOR, "field", most=7,
            with_object=_("Kendala bidang %(what)s dicatat"),
        ),
        Kind(
            "task", _("Tugas dikumpulkan"), _("Tugas dikumpulkan"), Duty.PARTICIPANT, "task", True,
            with_object=_("Tugas %(what)s dikumpulkan"),
        ),
        Kind("growth", _("Perkembangan dicatat"), _("Perkembangan %(n)s bulan dicatat"), Duty.MENTOR, most=24),
        Kind(
            "confirmed", _("Perkembangan dikonfirmasi peserta"), _("Perkembangan %(n)s bulan dikonfirmasi peserta"),
            Duty.PARTICIPANT, most=24,
        ),
        Kind(
            "trainings", _("Pelatihan dihadiri"), _("%(n)s pelatihan dihadiri"), Duty.PARTICIPANT, "subject", most=30,
            with_object=_("%(n)s pelatihan %(what)s dihadiri"),
        ),
        Kind(
            "reports", _("Laporan bulanan disetujui"), _("%(n)s laporan bulanan pendampingnya disetujui"), Duty.MENTOR,
            most=24,
        ),
        Kind("outcomes", _("Hasil peserta dilaporkan"), _("Hasil ketiga aspek dilaporkan"), Duty.MENTOR),
        Kind(
            "stage", _("Tahap lain selesai"), _("Tahap lain selesai"), Duty.MENTOR, "stage", True,
            with_object=_("Tahap %(what)s selesai"),
        ),
    )
}  # fmt: skip


@dataclass(frozen=True)
class Condition:
    """`n` times something of a kind; `what` narrows it to a topic, field, task, subject or stage by its code."""

    kind: str
    n: int = 1
    what: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """What is counted for it."""
        return self.kind, self.what

    @property
    def needed(self) -> int:
        """How much of it there must be: the three aspects of an outcome are one answer."""
        return self.n if KINDS[self.kind].most > 1 else 1

    @property
    def duty(self) -> Duty:
        return KINDS[self.kind].duty

    def words(self, names: dict[tuple[str, str], str]) -> str:
        """`names` calls what only the programme knows: (task or stage, code) -> name."""
        kind = KINDS[self.kind]
        if not (self.what and kind.with_object):
            return str(kind.one) % {"n": self.n}
        called = names.get((kind.objects, self.what)) or listed(kind.objects).get(self.what, self.what)
        return str(kind.with_object) % {"n": self.n, "what": called}

    def told(self) -> dict[str, Any]:
        return {"kind": self.kind, "n": self.n, "what": self.what}


def listed(objects: str) -> dict[str, str]:
    """code -> name of what is the same in every programme."""
    if objects == "topic":
        return choices("topics")
    if objects == "field":
        return choices("constraint_fields")
    return {value: str(label) for value, label in Subject.choices} if objects == "subject" else {}
