from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.accounts.scoping import USER, Paths, ScopedManager
from dampingi.foundation.regions.codes import RegionCode
from dampingi.foundation.rows import Row
from dampingi.records.mentoring.models import MonthlyReport
from dampingi.records.programmes.models import Mentor, Programme, ProgrammeRow


class Per(models.TextChoices):
    """What a rate counts; taken from the month's approved report and frozen hours."""

    MONTH = "month", _("Per bulan")
    VISIT = "visit", _("Per kunjungan")
    PARTICIPANT = "participant", _("Per peserta yang ditemui")
    HOUR = "hour", _("Per jam kerja")
    MEETING = "meeting", _("Per rapat dan koordinasi")
    TRAINING = "training", _("Per pelatihan")


class RateEdition(Row):
    """What a programme pays from a month on. Never changed: the next edition follows it."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="rate_editions")
    number = models.PositiveIntegerField()
    starts_on = models.DateField()
    """First day of the first month it counts for."""
    body = models.JSONField()
    """[{level: kelurahan|kecamatan|kota, per, amount, cap}], rupiah; cap None is without."""
    basis = models.CharField(max_length=400)
    """The decree or budget it rests on."""
    hash = models.CharField(max_length=64)
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=150, blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "number"], name="rate_edition_numbered_once")
        ]
        ordering = ["-starts_on", "-number"]


class TaxEdition(Row):
    """The income tax an office withholds from a month on, as it entered it. Never changed."""

    region = RegionCode(db_index=True)
    number = models.PositiveIntegerField()
    starts_on = models.DateField()
    name = models.CharField(max_length=120)
    legal_basis = models.CharField(max_length=400)
    body = models.JSONField()
    """{base, step, surcharge, brackets: [{upto, share}]}, shares of 10,000."""
    hash = models.CharField(max_length=64)
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=150, blank=True)
    at = models.DateTimeField(default=timezone.now)

    paths = Paths(region="region")
    objects = ScopedManager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["region", "number"], name="tax_edition_numbered_once")]
        ordering = ["-starts_on", "-number"]


class BankAccount(ProgrammeRow):
    """Where a mentor is paid. Never changed: a new one takes its place. `region` is the mentor's."""

    mentor = models.ForeignKey(Mentor, on_delete=models.PROTECT, related_name="bank_accounts")
    bank = models.CharField(max_length=10)
    """A code of definitions/banks.yaml."""
    holder = models.CharField(max_length=150)
    number_sealed = models.TextField()
    number_index = models.CharField(max_length=32, db_index=True)
    ending = models.CharField(max_length=4)
    """The last digits, shown instead of the number."""
    npwp_sealed = models.TextField(blank=True)
    npwp_index = models.CharField(max_length=32, blank=True)
    at = models.DateTimeField(default=timezone.now)
    replaced_at = models.DateTimeField(null=True)
    checked_at = models.DateTimeField(null=True)
    checked_by = models.UUIDField(null=True)
    checked_by_name = models.CharField(max_length=150, blank=True)
    refused = models.CharField(max_length=300, blank=True)
    """Why whoever checked it did not accept it."""

    paths = Paths(region="region", programme="programme", own={"mentor__user": USER})
    objects = ScopedManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["mentor"], condition=Q(replaced_at=None), name="bank_account_one_in_use"
            ),
            models.CheckConstraint(
                condition=Q(checked_at=None) | Q(refused=""), name="bank_account_one_verdict"
            ),
        ]

    @property
    def registered(self) -> bool:
        """Has a tax number."""
        return bool(self.npwp_sealed)


class Payment(ProgrammeRow):
    """One transfer to any number of mentors."""

    on = models.DateField()
    reference = models.CharField(max_length=80)
    total = models.BigIntegerField()
    count = models.PositiveIntegerField()
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=150, blank=True)
    at = models.DateTimeField(default=timezone.now)

    paths = Paths(region="region", programme="programme")
    objects = ScopedManager()


class Honorarium(ProgrammeRow):
    """What a mentor is due for one version of an approved monthly report, as it was computed that day."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Belum diperiksa")
        CHECKED = "checked", _("Siap dibayar")
        PAID = "paid", _("Dibayar")
        RETURNED = "returned", _("Dikembalikan")
        STOPPED = "stopped", _("Dihentikan")
        SETTLED = "settled", _("Tidak ada yang dibayar")
        OVERPAID = "overpaid", _("Kelebihan bayar")

    mentor = models.ForeignKey(Mentor, on_delete=models.PROTECT, related_name="honoraria")
    report = models.ForeignKey(MonthlyReport, on_delete=models.PROTECT, related_name="honoraria")
    month = models.DateField()
    version = models.PositiveIntegerField()
    """Of the report."""
    attempt = models.PositiveIntegerField(default=1)
    """Computed anew after it was returned."""
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    rates = models.ForeignKey(RateEdition, on_delete=models.PROTECT, related_name="+")
    tax_edition = models.ForeignKey(TaxEdition, on_delete=models.PROTECT, null=True, related_name="+")
    registered = models.BooleanField()
    """Had a tax number when it was computed."""
    units = models.JSONField()
    lines = models.JSONField()
    """[{per, counted, paid, amount, total}]"""
    gross = models.BigIntegerField()
    base = models.BigIntegerField()
    tax = models.BigIntegerField()
    net = models.BigIntegerField()
    paid_before = models.BigIntegerField(default=0)
    set_off = models.BigIntegerField(default=0)
    due = models.BigIntegerField()
    hash = models.CharField(max_length=64)
    reason = models.CharField(max_length=500, blank=True)
    """Why it was returned or stopped."""
    payment = models.ForeignKey(Payment, on_delete=models.PROTECT, null=True, related_name="honoraria")
    account = models.ForeignKey(BankAccount, on_delete=models.PROTECT, null=True, related_name="+")
    """Where it was paid to."""
    checked_at = models.DateTimeField(null=True)
    at = models.DateTimeField(default=timezone.now)

    paths = Paths(region="region", programme="programme", own={"mentor__user": USER})
    objects = ScopedManager()

    class Meta:
        indexes = [models.Index(fields=["region", "month"])]
        constraints = [
            models.UniqueConstraint(fields=["report", "version"], name="honorarium_once_a_version"),
            models.CheckConstraint(
                condition=Q(tax__gte=0, gross__gte=0) & Q(tax__lte=models.F("gross")),
                name="honorarium_tax_in_bounds",
            ),
            models.CheckConstraint(
                condition=Q(state="paid", payment__isnull=False) | ~Q(state="paid") & Q(payment=None),
                name="honorarium_paid_by_a_payment",
            ),
        ]


class SetOff(Row):
    """A part of what was overpaid, taken off a later honorarium of the same mentor."""

    overpaid = models.ForeignKey(Honorarium, on_delete=models.PROTECT, related_name="set_offs")
    taken_in = models.ForeignKey(Honorarium, on_delete=models.PROTECT, related_name="taken")
    amount = models.BigIntegerField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(amount__gt=0), name="set_off_is_something")]
