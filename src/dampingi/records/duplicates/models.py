"""Likely repeats and what people said of them; merges and everything each changed, so that it can be taken back."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.accounts.scoping import Paths, ScopedManager
from dampingi.foundation.jobs.models import Job
from dampingi.foundation.origins.models import Origin
from dampingi.foundation.regions.codes import RegionCode, ancestor, contains, depth
from dampingi.foundation.rows import Row
from dampingi.records.businesses.models import Business

_TWO_REGIONS = Paths(region="region", other_region="other_region")


class TwoRegions(Row):
    """About two records, each in its region: for those who reach both."""

    region = RegionCode(db_index=True)
    other_region = RegionCode(db_index=True)

    class Meta:
        abstract = True


class Kind(models.TextChoices):
    BUSINESS = "business", _("Usaha")
    PERSON = "person", _("Orang")


class LinkModel(Row):
    """A version of the weights likely repeats are found with. Never changed: learning makes a new one."""

    number = models.PositiveIntegerField(unique=True)
    hash = models.CharField(max_length=64, unique=True)
    body = models.TextField()
    """`Model.to_json()` of engines.linkage."""
    learnt_from = models.PositiveIntegerField(default=0)
    """Verdicts it learnt from."""
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    by = models.CharField(max_length=200)
    at = models.DateTimeField(default=timezone.now)


class ModelInUse(Row):
    """From this moment on that version is used; the newest row holds."""

    model = models.ForeignKey(LinkModel, on_delete=models.PROTECT, related_name="uses")
    by = models.CharField(max_length=200)
    at = models.DateTimeField(default=timezone.now)


class Search(Row):
    """A run over the register of a region, or of one import's rows against it."""

    region = RegionCode(db_index=True)
    origin = models.ForeignKey(Origin, on_delete=models.PROTECT, null=True, related_name="+")
    """The import whose rows were compared with the register; None compares everything with everything."""
    model = models.ForeignKey(LinkModel, on_delete=models.PROTECT, null=True, related_name="+")
    job = models.ForeignKey(Job, on_delete=models.SET_NULL, null=True, related_name="+")
    by = models.CharField(max_length=200)
    started_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True)
    counts = models.JSONField(default=dict)
    """{businesses, pairs, new, reopened, gone, merged}"""

    paths = Paths(region="region")
    objects = ScopedManager()


class Pair(Row):
    """Two businesses that may be one; `left` has the smaller id. Personal data: none of its own, levels and weights only."""

    class State(models.TextChoices):
        OPEN = "open", _("Menunggu putusan")
        UNSURE = "unsure", _("Belum pasti")
        SAME = "same", _("Digabungkan")
        DIFFERENT = "different", _("Berbeda")
        GONE = "gone", _("Tidak lagi mirip")

    left = models.ForeignKey(Business, on_delete=models.PROTECT, related_name="+")
    right = models.ForeignKey(Business, on_delete=models.PROTECT, related_name="+")
    probability = models.FloatField()
    weight = models.FloatField()
    """Bits, prior included."""
    prior = models.FloatField(default=0)
    """Bits before anything was compared."""
    levels = models.JSONField(default=dict)
    """{comparison: level}, as the engine named them."""
    model = models.ForeignKey(LinkModel, on_delete=models.PROTECT, null=True, related_name="+")
    hash = models.CharField(max_length=64)
    """Of what was compared: a decided pair comes back only with another hash."""
    state = models.CharField(max_length=9, choices=State.choices, default=State.OPEN)
    found_at = models.DateTimeField(default=timezone.now)
    by_hand = models.BooleanField(default=False)
    """A person put the two side by side; no search takes it away."""

    paths = Paths(region="left__region", other_region="right__region")
    objects = ScopedManager()

    class Meta:
        indexes = [models.Index(fields=["state", "-weight"])]
        constraints = [
            models.UniqueConstraint(fields=["left", "right"], name="pair_once"),
            models.CheckConstraint(condition=~Q(left=models.F("right")), name="pair_of_two"),
        ]

    @property
    def mark(self) -> str:
        """What a person saw when deciding: another mark, and something has changed since."""
        return f"{self.state}-{self.hash[:16]}"

    @property
    def common_region(self) -> str:
        """The smallest region that holds both."""
        one, other = self.left.region, self.right.region
        depths = range(depth(one), 0, -1)
        return next((ancestor(one, d) for d in depths if contains(ancestor(one, d), other)), "")


class Verdict(Row):
    """What a person said of a pair as it stood then. Never changed; the newest is what holds."""

    class Said(models.TextChoices):
        SAME = "same", _("Usaha yang sama")
        DIFFERENT = "different", _("Dua usaha berbeda")
        UNSURE = "unsure", _("Belum pasti")

    pair = models.ForeignKey(Pair, on_delete=models.PROTECT, related_name="verdicts")
    said = models.CharField(max_length=9, choices=Said.choices)
    reason = models.TextField(blank=True)
    hash = models.CharField(max_length=64)
    levels = models.JSONField(default=dict)
    """As they were judged: what learning learns from."""
    prior = models.FloatField(default=0)
    by = models.CharField(max_length=200)
    by_name = models.CharField(max_length=150)
    at = models.DateTimeField(default=timezone.now)


class Certainty(Row):
    """From which probability on an office lets pairs be merged without asking; None: never. The newest row holds."""

    region = RegionCode(db_index=True)
    at_least = models.FloatField(null=True)
    by = models.CharField(max_length=200)
    by_name = models.CharField(max_length=150)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(at_least=None) | Q(at_least__gte=0.99, at_least__lt=1), name="certainty_is_high"
            )
        ]


class MergeBatch(Row):
    """What one search merged by certainty: listed, and taken back, as a whole."""

    search = models.OneToOneField(Search, on_delete=models.PROTECT, related_name="batch")
    region = RegionCode(db_index=True)
    at_least = models.FloatField()
    at = models.DateTimeField(default=timezone.now)
    undone_at = models.DateTimeField(null=True)
    undone_by = models.CharField(max_length=200, blank=True)
    undo_summary = models.JSONField(default=dict)

    paths = Paths(region="region")
    objects = ScopedManager()


class Merge(TwoRegions):
    """One record took another over. Nothing is deleted: every value it changed stands in `moves`."""

    kind = models.CharField(max_length=8, choices=Kind.choices)
    keep = models.UUIDField(db_index=True)
    absorbed = models.UUIDField(db_index=True)
    by = models.CharField(max_length=200)
    by_name = models.CharField(max_length=150)
    at = models.DateTimeField(default=timezone.now)
    reason = models.TextField(blank=True)
    part_of = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="parts")
    """The merge of two businesses that brought their owners' along."""
    pair = models.ForeignKey(Pair, on_delete=models.PROTECT, null=True, related_name="merges")
    batch = models.ForeignKey(MergeBatch, on_delete=models.PROTECT, null=True, related_name="merges")
    origin = models.ForeignKey(Origin, on_delete=models.PROTECT, related_name="+")
    """What the revisions of the two records name as their source."""
    held = models.JSONField(default=dict)
    """{relation: [ids]}: what the kept record had of its own, to tell later what was added."""
    stayed = models.JSONField(default=list)
    """[{relation, row, why}]: what could not move."""
    undone_at = models.DateTimeField(null=True)
    undone_by = models.CharField(max_length=200, blank=True)
    undone_by_name = models.CharField(max_length=150, blank=True)
    undo_reason = models.TextField(blank=True)
    undo_summary = models.JSONField(default=dict)
    """{restored, stays: [{relation, field, row, why}], added: [{relation, rows}]}"""

    paths = _TWO_REGIONS
    objects = ScopedManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["absorbed"], condition=Q(undone_at=None), name="merged_into_one_at_a_time"
            )
        ]


class Move(Row):
    """One value a merge changed: of the kept record, of the absorbed one, or of a row that hung on it."""

    merge = models.ForeignKey(Merge, on_delete=models.PROTECT, related_name="moves")
    position = models.PositiveIntegerField()
    """In the order they were made; they are taken back from the last."""
    relation = models.CharField(max_length=80)
    """`businesses.constraint.business` for a row that hung on it; `keep` or `absorbed` for the two themselves."""
    row = models.UUIDField(db_index=True)
    field = models.CharField(max_length=40)
    old = models.JSONField(null=True)
    new = models.JSONField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["merge", "row", "field"], name="moved_once")]
