from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.accounts.scoping import Paths, ScopedManager
from dampingi.foundation.regions.codes import RegionCode
from dampingi.foundation.rows import Row


class State(models.TextChoices):
    DRAFT = "draft", _("Rancangan")
    FORUM = "forum", _("Dibahas di forum")
    WAITING = "waiting", _("Menunggu persetujuan")
    APPROVED = "approved", _("Disetujui")


OPEN = (State.DRAFT, State.FORUM)
FROZEN = (State.WAITING, State.APPROVED)


class Signed(Row):
    """Who made it and when; `region` is that of the plan it belongs to."""

    region = RegionCode(db_index=True)
    at = models.DateTimeField(default=timezone.now)
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=150, blank=True)

    paths = Paths(region="region")
    objects = ScopedManager()

    class Meta:
        abstract = True


class Plan(Signed):
    """The work plan of a region for a year. Of one that is frozen, `body` is what holds."""

    year = models.PositiveSmallIntegerField()
    edition = models.PositiveSmallIntegerField(default=1)
    reason = models.CharField(max_length=300, blank=True)
    """Why there is a further edition."""
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    ceiling = models.BigIntegerField(null=True)
    """The budget the year has, in rupiah; null while it is not known."""
    version = models.PositiveIntegerField(default=0)
    """How often it was submitted."""
    body = models.JSONField(null=True)
    """See freezing.py."""
    hash = models.CharField(max_length=64, blank=True)
    """Of the canonical bytes of `body`."""
    returned_note = models.TextField(blank=True)
    approved_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["region", "year", "edition"], name="plan_edition_once"),
            models.UniqueConstraint(fields=["region", "year"], condition=~Q(state="approved"), name="plan_open_once"),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "forum"], hash="") | Q(state__in=["waiting", "approved"]) & ~Q(hash=""),
                name="plan_frozen_with_its_hash",
            ),
            models.CheckConstraint(
                condition=Q(state="approved", approved_at__isnull=False) | ~Q(state="approved") & Q(approved_at=None),
                name="plan_approved_with_its_time",
            ),
        ]  # fmt: skip


class Fund(models.TextChoices):
    CITY = "apbd", _("APBD kabupaten/kota")
    PROVINCE = "apbd_prov", _("APBD provinsi")
    NATION = "apbn", _("APBN")
    OTHER = "lain", _("Sumber lain yang sah")


class Activity(Signed):
    """What the office will do: for whom, where, by whom, for how much, to which end. Personal data: who is responsible."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="activities")
    title = models.CharField(max_length=200)
    point = models.CharField(max_length=20, blank=True)
    """A code of definitions/plan_points.yaml."""
    code = models.CharField(max_length=40, blank=True)
    """A sub-kegiatan of the list in force."""
    indicator = models.CharField(max_length=200, blank=True)
    unit = models.CharField(max_length=40, blank=True)
    target = models.DecimalField(max_digits=18, decimal_places=2, null=True)
    q1 = models.BigIntegerField(default=0)
    q2 = models.BigIntegerField(default=0)
    q3 = models.BigIntegerField(default=0)
    q4 = models.BigIntegerField(default=0)
    fund = models.CharField(max_length=10, choices=Fund.choices, default=Fund.CITY)
    places = models.JSONField(default=list)
    """Region codes; empty: everywhere in the plan's region."""
    owner = models.CharField(max_length=150, blank=True)
    sources = models.JSONField(default=list)
    """[{words, door}]: what it was proposed for, as it stood when it was taken."""
    proposal = models.CharField(max_length=80, blank=True)
    """The key of the proposal it came from."""
    note = models.CharField(max_length=500, blank=True)
    version = models.PositiveIntegerField(default=1)
    """Grows with each change: whoever changes an older one is told."""
    removed_at = models.DateTimeField(null=True)
    removed_by_name = models.CharField(max_length=150, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "proposal"], condition=~Q(proposal=""), name="proposal_taken_once"),
            models.CheckConstraint(condition=Q(q1__gte=0, q2__gte=0, q3__gte=0, q4__gte=0), name="activity_budget_not_negative"),
        ]  # fmt: skip

    @property
    def budget(self) -> int:
        return self.q1 + self.q2 + self.q3 + self.q4


class CodeList(Signed):
    """An edition of the nomenclature as an office loaded it. Never changed; the latest holds."""

    number = models.PositiveIntegerField()
    source = models.CharField(max_length=300)
    entries = models.JSONField()
    """[[code, name], ...]"""
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["region", "number"], name="code_list_numbered")]


class Costing(Signed):
    """What a unit of an activity costs and is expected to do. The share is measured, or an assumption somebody signed for."""

    activity = models.OneToOneField(Activity, on_delete=models.PROTECT, related_name="costing")
    field = models.CharField(max_length=20)
    """A code of definitions/constraint_fields.yaml: whose open need it answers."""
    unit_cost = models.BigIntegerField()
    reach = models.PositiveIntegerField()
    """Businesses a unit reaches."""
    least = models.PositiveIntegerField(default=0)
    most = models.PositiveIntegerField(null=True)
    """Units over all places; null: as many as the budget pays."""
    share = models.DecimalField(max_digits=5, decimal_places=4, null=True)
    """An assumption, with its ends; null: as measured."""
    low = models.DecimalField(max_digits=5, decimal_places=4, null=True)
    high = models.DecimalField(max_digits=5, decimal_places=4, null=True)
    why = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(unit_cost__gte=1, reach__gte=1), name="costing_of_something"),
            models.CheckConstraint(
                condition=Q(share=None, low=None, high=None) | Q(share__isnull=False, low__isnull=False, high__isnull=False) & ~Q(why=""),
                name="costing_assumption_with_its_reason",
            ),
        ]  # fmt: skip


class Allocation(Signed):
    """A budget shared over activities and places: what was asked, and once reckoned what was found. Neither changes."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="allocations")
    asked = models.JSONField()
    """See allocating.py."""
    found: Any = models.JSONField(null=True)
    hash = models.CharField(max_length=64, blank=True)
    """Of the canonical bytes of [asked, found]."""
    adopted_at = models.DateTimeField(null=True)
    adopted_by_name = models.CharField(max_length=150, blank=True)


class Origin(models.TextChoices):
    COMMUNITY = "musrenbang", _("Musrenbang")
    COUNCIL = "pokir", _("Pokok pikiran DPRD")
    PROMISE = "janji", _("Janji kepala daerah")


class Wish(Signed):
    """What the planning forum has to answer. No political affiliation is stored: neither who promised for whom, nor whose thought it was."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="wishes")
    origin = models.CharField(max_length=12, choices=Origin.choices)
    reference = models.CharField(max_length=80, blank=True)
    """Its number in minutes, in the planning system, or in the RPJMD."""
    text = models.CharField(max_length=300)
    place = RegionCode(blank=True)
    goal = models.CharField(max_length=200, blank=True)
    """The RPJMD's goal a promise became."""
    measure = models.CharField(max_length=40, blank=True)
    """The indicator that tells what came of it."""


class WishVerdict(Signed):
    """Accepted into an activity, or refused with a reason. The latest of a wish holds; none changes."""

    wish = models.ForeignKey(Wish, on_delete=models.PROTECT, related_name="verdicts")
    number = models.PositiveIntegerField()
    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, null=True, related_name="+")
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["wish", "number"], name="wish_verdict_numbered"),
            models.CheckConstraint(
                condition=Q(activity__isnull=False) | ~Q(reason=""), name="wish_refused_with_its_reason"
            ),
        ]


class ForumMinutes(Signed):
    """What the forum decided, as it stood when the minutes were written. Never changed; a later sitting has its own."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="minutes")
    number = models.PositiveIntegerField()
    held_on = models.DateField()
    venue = models.CharField(max_length=150)
    present = models.TextField()
    summary = models.TextField()
    body = models.JSONField()
    """See forum.py."""
    hash = models.CharField(max_length=64)
    """Of the canonical bytes of `body`."""

    class Meta:
        constraints = [models.UniqueConstraint(fields=["plan", "number"], name="forum_minutes_numbered")]


class PlanTarget(Signed):
    """What an indicator is to reach in the plan's year, as a person decided beside what was proposed."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="targets")
    indicator = models.CharField(max_length=40)
    value = models.DecimalField(max_digits=18, decimal_places=4)
    proposed = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    """By targets.py, when it was decided."""

    class Meta:
        constraints = [models.UniqueConstraint(fields=["plan", "indicator"], name="plan_target_once")]
