"""Equipment that an office gives: who needs what, the decree that gives it, the handover, and what became of it."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.accounts.scoping import USER, Paths, ScopedManager
from dampingi.foundation.regions.codes import RegionCode
from dampingi.foundation.rows import Row
from dampingi.records.budgets.models import Budget
from dampingi.records.businesses.models import Business


def _paths(to_business: str) -> Paths:
    """Whoever reaches the business: the office of its region, its mentor, its owner."""
    enrolled = f"{to_business}__enrolments"
    return Paths(
        region="region",
        caseload={
            f"{enrolled}__business_until": None,
            f"{enrolled}__caseloads__mentor__user": USER,
            f"{enrolled}__caseloads__ends_on": None,
        },
        own={f"{to_business}__owner__user": USER},
    )


class Need(Row):
    """A business needs a tool. Open until it is met by a handover or dropped. Personal data: why it is needed."""

    class Door(models.TextChoices):
        OWN = "own", _("diusulkan sendiri")
        MENTOR = "mentor", _("diusulkan pendamping")
        OFFICE = "office", _("dicatat dinas")

    region = RegionCode(db_index=True)
    """The business' on the day it was noted."""
    business = models.ForeignKey(Business, on_delete=models.PROTECT, related_name="equipment_needs")
    kind = models.CharField(max_length=20)
    """A code of definitions/equipment_kinds.yaml."""
    item = models.CharField(max_length=150)
    why = models.CharField(max_length=500)
    estimate = models.BigIntegerField()
    """Rupiah."""
    door = models.CharField(max_length=6, choices=Door.choices)
    on = models.DateField()
    at = models.DateTimeField(default=timezone.now)
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=150, blank=True)
    met_on = models.DateField(null=True)
    """Kept with the handover."""
    dropped_on = models.DateField(null=True)
    drop_reason = models.CharField(max_length=300, blank=True)

    paths = _paths("business")
    objects = ScopedManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["business", "kind"], condition=Q(met_on=None, dropped_on=None), name="equipment_need_open_once"
            ),
            models.CheckConstraint(condition=Q(estimate__gt=0, estimate__lte=10**13), name="equipment_need_estimate_sane"),
            models.CheckConstraint(condition=Q(dropped_on=None) | ~Q(drop_reason=""), name="equipment_need_dropped_says_why"),
            models.CheckConstraint(condition=Q(dropped_on=None) | Q(met_on=None), name="equipment_need_met_or_dropped"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.item


class Decree(Row):
    """A decision that gives equipment to those on its lines. Only its state changes, once; the lines are hashed as they were proposed."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Menunggu persetujuan")
        APPROVED = "approved", _("Ditetapkan")
        RETURNED = "returned", _("Dikembalikan")

    region = RegionCode(db_index=True)
    title = models.CharField(max_length=150)
    basis = models.CharField(max_length=300)
    """What the decision rests on, as its paper says."""
    on = models.DateField()
    budget = models.ForeignKey(Budget, on_delete=models.PROTECT, null=True, related_name="equipment_decrees")
    """Where its sum is reserved; None where the office keeps no budget for equipment here."""
    hash = models.CharField(max_length=64)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    returned_note = models.TextField(blank=True)
    at = models.DateTimeField(default=timezone.now)
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=150)
    approved_at = models.DateTimeField(null=True)

    paths = Paths(region="region")
    objects = ScopedManager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(approved_at__isnull=False, state="approved") | Q(approved_at=None) & ~Q(state="approved"),
                name="equipment_decree_approved_with_its_time",
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.title


class Award(Row):
    """A line of a decree: this need, this item, this sum, and why this one. Void once the decree was returned or the line withdrawn."""

    decree = models.ForeignKey(Decree, on_delete=models.PROTECT, related_name="awards")
    need = models.ForeignKey(Need, on_delete=models.PROTECT, related_name="awards")
    region = RegionCode(db_index=True)
    item = models.CharField(max_length=150)
    amount = models.BigIntegerField()
    reason = models.CharField(max_length=300)
    points = models.PositiveSmallIntegerField()
    """Of the priority list on that day."""
    reasons = models.JSONField(default=list)
    """Codes of definitions/equipment_priorities.yaml that held on that day."""
    doubles = models.JSONField(default=list)
    """[why, what, on] of earlier aid to the same business, person or house that was shown."""
    doubled = models.BooleanField(default=False)
    """There was such aid."""
    despite = models.CharField(max_length=300, blank=True)
    """Why it is given in spite of that."""
    voided_on = models.DateField(null=True)
    void_reason = models.CharField(max_length=300, blank=True)

    paths = _paths("need__business")
    objects = ScopedManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["need"], condition=Q(voided_on=None), name="equipment_need_awarded_once"),
            models.CheckConstraint(condition=Q(amount__gt=0, amount__lte=10**13), name="equipment_award_sane"),
            models.CheckConstraint(condition=Q(doubled=False) | ~Q(despite=""), name="equipment_double_says_why"),
        ]  # fmt: skip


class Handover(Row):
    """The item changed hands (serah terima): when, where, between whom, with a photo. Personal data: names, photo, the signed paper."""

    class Confirmed(models.TextChoices):
        OWN = "own", _("lewat akunnya")
        PAPER = "paper", _("tanda tangan di berita acara")

    award = models.OneToOneField(Award, on_delete=models.PROTECT, related_name="handover")
    region = RegionCode(db_index=True)
    on = models.DateField()
    half_on = models.DateField()
    year_on = models.DateField()
    """Half a year and a year later: when it is looked at again, and what figures ask by."""
    place = models.CharField(max_length=200)
    serial = models.CharField(max_length=80, blank=True)
    condition = models.CharField(max_length=300)
    giver_name = models.CharField(max_length=150)
    giver_position = models.CharField(max_length=150)
    receiver_name = models.CharField(max_length=150)
    photo = models.FileField(upload_to="equipment/")
    photo_original = models.FileField(upload_to="sealed/equipment/")
    at = models.DateTimeField(default=timezone.now)
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=150)
    confirmed_at = models.DateTimeField(null=True)
    confirmed_how = models.CharField(max_length=5, choices=Confirmed.choices, blank=True)
    confirmed_by = models.CharField(max_length=150, blank=True)
    signed = models.FileField(upload_to="equipment-signed/", blank=True)
    """The signed paper, photographed."""
    signed_original = models.FileField(upload_to="sealed/equipment-signed/", blank=True)

    paths = _paths("award__need__business")
    objects = ScopedManager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(confirmed_at=None, confirmed_how="") | Q(confirmed_at__isnull=False) & ~Q(confirmed_how=""),
                name="equipment_receipt_says_how",
            )
        ]  # fmt: skip


class UseCheck(Row):
    """The item as somebody found it on a day."""

    class State(models.TextChoices):
        IN_USE = "in_use", _("Dipakai")
        IDLE = "idle", _("Menganggur")
        BROKEN = "broken", _("Rusak")
        LOST = "lost", _("Hilang")
        SOLD = "sold", _("Dijual")

    handover = models.ForeignKey(Handover, on_delete=models.PROTECT, related_name="checks")
    region = RegionCode(db_index=True)
    on = models.DateField()
    state = models.CharField(max_length=6, choices=State.choices)
    note = models.CharField(max_length=500, blank=True)
    photo = models.FileField(upload_to="equipment-checks/", blank=True)
    photo_original = models.FileField(upload_to="sealed/equipment-checks/", blank=True)
    at = models.DateTimeField(default=timezone.now)
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=150)

    paths = _paths("handover__award__need__business")
    objects = ScopedManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["handover", "on"], name="equipment_checked_once_a_day"),
            models.CheckConstraint(
                condition=Q(state="in_use") | ~Q(note=""), name="equipment_check_says_what_is_wrong"
            ),
        ]


class Recall(Row):
    """The item is to come back (penarikan), once somebody else approved it; `back_on` is when it did."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Menunggu persetujuan")
        APPROVED = "approved", _("Ditarik")
        RETURNED = "returned", _("Tidak jadi ditarik")

    handover = models.ForeignKey(Handover, on_delete=models.PROTECT, related_name="recalls")
    region = RegionCode(db_index=True)
    reason = models.CharField(max_length=500)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    returned_note = models.TextField(blank=True)
    at = models.DateTimeField(default=timezone.now)
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=150)
    back_on = models.DateField(null=True)
    back_note = models.CharField(max_length=300, blank=True)

    paths = _paths("handover__award__need__business")
    objects = ScopedManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["handover"], condition=~Q(state="returned"), name="equipment_recalled_once"
            ),
            models.CheckConstraint(
                condition=Q(back_on=None) | Q(state="approved"), name="equipment_back_once_recalled"
            ),
        ]
