from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.accounts.scoping import USER, Paths, ScopedManager
from dampingi.foundation.regions.codes import RegionCode
from dampingi.foundation.rows import Row
from dampingi.records.partners.models import Partner


class State(models.TextChoices):
    DRAFT = "draft", _("Rancangan")
    REVIEW = "review", _("Ditelaah bagian hukum")
    CLEARED = "cleared", _("Siap ditandatangani")
    SIGNED = "signed", _("Ditandatangani")
    ENDED = "ended", _("Diakhiri")


class Side(models.TextChoices):
    OURS = "ours", _("Kantor")
    THEIRS = "theirs", _("Mitra")


class Pact(Row):
    """An agreement with a partner, one version of it: what is signed is never changed, only ended or followed by the next."""

    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="pacts")
    region = RegionCode(db_index=True)
    """The partner's when it was drafted."""
    office = RegionCode()
    """Whose numbers it bears: the city's, or the province's."""
    kind = models.CharField(max_length=20)
    """A code of definitions/pact_kinds.yaml."""
    under = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="below")
    """The one it carries out: a PKS stands under a Kesepakatan Bersama."""
    follows = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="successors")
    """The version it renews."""
    version = models.PositiveSmallIntegerField(default=1)
    title = models.CharField(max_length=200)
    scope = models.TextField()
    starts_on = models.DateField()
    ends_on = models.DateField()
    """The last day it holds."""
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    revision = models.PositiveIntegerField(default=0)
    """How often it was submitted."""
    returned_note = models.TextField(blank=True)
    our_number = models.CharField(max_length=80, blank=True)
    their_number = models.CharField(max_length=80, blank=True)
    signed_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    """The first day it no longer holds, where it was ended before its time."""
    ended_reason = models.CharField(max_length=300, blank=True)
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=150)
    at = models.DateTimeField(default=timezone.now)

    paths = Paths(
        region="region",
        addressed={
            "partner__members__user": USER, "partner__members__until": None, "signed_on__isnull": False,
        },
    )  # fmt: skip
    """A partner's people read what was signed with their own partner."""
    objects = ScopedManager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="pact_ends_after_start"),
            models.CheckConstraint(
                condition=~Q(state="signed") | Q(signed_on__isnull=False) & ~Q(our_number=""),
                name="pact_signed_with_day_and_number",
            ),
            models.CheckConstraint(
                condition=Q(state="ended", ended_on__isnull=False) & ~Q(ended_reason="")
                | Q(ended_on=None, ended_reason="") & ~Q(state="ended"),
                name="pact_ends_with_a_reason",
            ),
            models.UniqueConstraint(
                fields=["follows"], condition=Q(follows__isnull=False) & ~Q(state="ended"), name="pact_followed_once",
            ),
            models.UniqueConstraint(
                fields=["office", "our_number"], condition=~Q(our_number=""), name="pact_number_once"
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.title


class Signatory(Row):
    """Who signs for a side, and by what authority. Personal data: a name with its office."""

    pact = models.ForeignKey(Pact, on_delete=models.PROTECT, related_name="signatories")
    side = models.CharField(max_length=10, choices=Side.choices)
    name = models.CharField(max_length=150)
    position = models.CharField(max_length=150)
    basis = models.CharField(max_length=300)
    """What lets them sign: a decree, articles of association, a power of attorney."""


class Obligation(Row):
    """Who owes what: once, or every month."""

    class Rhythm(models.TextChoices):
        ONCE = "once", _("Sekali")
        MONTHLY = "monthly", _("Setiap bulan")

    class Unit(models.TextChoices):
        NONE = "", _("Tanpa jumlah")
        RUPIAH = "rupiah", _("Rupiah")
        PIECES = "pieces", _("Buah")

    pact = models.ForeignKey(Pact, on_delete=models.PROTECT, related_name="obligations")
    side = models.CharField(max_length=10, choices=Side.choices)
    """Who owes it."""
    what = models.CharField(max_length=300)
    rhythm = models.CharField(max_length=10, choices=Rhythm.choices)
    due_on = models.DateField(null=True)
    """Of what is owed once; what is owed monthly is due on each month's last day."""
    unit = models.CharField(max_length=10, choices=Unit.choices, blank=True)
    amount = models.BigIntegerField(null=True)
    """How much each time; None where nothing is counted."""

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(rhythm="once", due_on__isnull=False) | Q(rhythm="monthly", due_on=None),
                name="obligation_due",
            ),
            models.CheckConstraint(
                condition=Q(unit="", amount=None) | ~Q(unit="") & Q(amount__gt=0), name="obligation_amount"
            ),
        ]


class Delivery(Row):
    """What was given for one due date of an obligation. What a partner reports counts once the office confirms it."""

    obligation = models.ForeignKey(Obligation, on_delete=models.PROTECT, related_name="deliveries")
    due_on = models.DateField()
    given_on = models.DateField()
    amount = models.BigIntegerField(null=True)
    note = models.CharField(max_length=300, blank=True)
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=150)
    at = models.DateTimeField(default=timezone.now)
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = models.CharField(max_length=150, blank=True)
    annulled_at = models.DateTimeField(null=True)
    annul_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["obligation", "due_on"], condition=Q(annulled_at=None), name="delivered_once"
            )
        ]


class PactFile(Row):
    """A sealed scan: of the signed agreement, or evidence of a delivery."""

    pact = models.ForeignKey(Pact, on_delete=models.PROTECT, related_name="files")
    delivery = models.ForeignKey(Delivery, on_delete=models.PROTECT, null=True, related_name="files")
    """None: the signed agreement itself."""
    kind = models.CharField(max_length=10)
    original = models.FileField(upload_to="sealed/pacts/")
    """Sealed."""
    shown = models.FileField(upload_to="sealed/pacts-shown/", blank=True)
    """Sealed; '' for a PDF."""
    bytes = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    at = models.DateTimeField(default=timezone.now)
    by_name = models.CharField(max_length=150)

    paths = Paths(
        region="pact__region",
        addressed={
            "pact__partner__members__user": USER, "pact__partner__members__until": None, "pact__signed_on__isnull": False,
        },
    )  # fmt: skip
    objects = ScopedManager()


class PactStep(Row):
    """What happened to an agreement, one row each; never changed."""

    class What(models.TextChoices):
        DRAFTED = "drafted", _("Rancangan dibuat")
        CHANGED = "changed", _("Rancangan diubah")
        SUBMITTED = "submitted", _("Diajukan ke bagian hukum")
        RETURNED = "returned", _("Dikembalikan")
        CLEARED = "cleared", _("Disetujui untuk ditandatangani")
        SIGNED = "signed", _("Ditandatangani kedua pihak")
        RENEWED = "renewed", _("Rancangan pembaruan dibuat")
        ENDED = "ended", _("Diakhiri")
        WARNED = "warned", _("Pengingat sebelum berakhir")

    pact = models.ForeignKey(Pact, on_delete=models.PROTECT, related_name="steps")
    what = models.CharField(max_length=10, choices=What.choices)
    at = models.DateTimeField(default=timezone.now)
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=150, blank=True)
    note = models.TextField(blank=True)
    days = models.PositiveSmallIntegerField(null=True)
    """Of a reminder: how many days before the end it is for."""

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["pact", "days"], condition=Q(what="warned"), name="pact_warned_once"
            )
        ]
