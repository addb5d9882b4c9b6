import datetime

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.accounts.scoping import USER, Paths, ScopedManager
from dampingi.foundation.rows import Row
from dampingi.records.businesses.models import Business, Person
from dampingi.records.partners.models import MEMBER, Partner

MOST_RUPIAH = 10**13


def _paths(path: str) -> Paths:
    """As the business is reached: `path` leads to it."""
    business = Business.paths
    return Paths(
        region=f"{path}{business.region}",
        caseload={f"{path}{k}": v for k, v in business.caseload.items()},
        own={f"{path}owner__user": USER},
    )


class State(models.TextChoices):
    DRAFT = "draft", _("Belum diajukan")
    WAITING = "waiting", _("Menunggu diperiksa")
    RETURNED = "returned", _("Perlu diperbaiki")
    SHOWN = "shown", _("Tayang")
    WITHDRAWN = "withdrawn", _("Ditarik")


class Stock(models.TextChoices):
    READY = "ready", _("Tersedia")
    ORDER = "order", _("Dibuat bila dipesan")
    OUT = "out", _("Habis")


class Product(Row):
    """What a business sells, as the public may see it once somebody else has checked it."""

    business = models.ForeignKey(Business, on_delete=models.PROTECT, related_name="products")
    name = models.CharField(max_length=100)
    kind = models.CharField(max_length=20)
    """A code of definitions/product_kinds.yaml."""
    words = models.TextField(blank=True)
    price = models.BigIntegerField()
    """Whole rupiah for one `unit`."""
    unit = models.CharField(max_length=40)
    stock = models.CharField(max_length=8, choices=Stock.choices, default=Stock.READY)
    stock_note = models.CharField(max_length=120, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    made_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)
    submitted_at = models.DateTimeField(null=True)
    submitted_by = models.UUIDField(null=True)
    """None for the system. Whoever it was does not check it."""
    checked_at = models.DateTimeField(null=True)
    checked_by_name = models.CharField(max_length=150, blank=True)
    first_shown_on = models.DateField(null=True)
    reason = models.CharField(max_length=300, blank=True)
    """Why it was returned or withdrawn."""
    creative = models.CharField(max_length=20, blank=True)
    """A code of definitions/creative_subsectors.yaml, given by whoever answers for the creative economy."""
    creative_by = models.CharField(max_length=150, blank=True)
    creative_on = models.DateField(null=True)

    paths = _paths("business__")
    objects = ScopedManager()

    class Meta:
        indexes = [
            models.Index(fields=["state", "kind", "first_shown_on"], name="product_shown"),
            models.Index(fields=["business", "state"], name="product_of"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(price__gt=0, price__lte=MOST_RUPIAH), name="product_price_is_sane"),
            models.CheckConstraint(
                condition=~Q(state="shown") | Q(checked_at__isnull=False, first_shown_on__isnull=False),
                name="product_shown_once_checked",
            ),
            models.CheckConstraint(
                condition=Q(creative="", creative_on=None) | (~Q(creative="") & Q(creative_on__isnull=False)),
                name="product_label_has_a_day",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name


class ProductPhoto(Row):
    """A picture of a product. The original stays sealed; what is shown was drawn anew, without position or camera data."""

    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="photos")
    number = models.PositiveSmallIntegerField()
    """The lowest is the one on the product's card."""
    says = models.CharField(max_length=120, blank=True)
    """What is to be seen, for whoever cannot see it."""
    credit = models.CharField(max_length=120, blank=True)
    shown = models.FileField(upload_to="products/")
    small = models.FileField(upload_to="products/")
    original = models.FileField(upload_to="sealed/products/")
    sha256 = models.CharField(max_length=64)
    at = models.DateTimeField(default=timezone.now)
    by = models.UUIDField(null=True)
    removed_at = models.DateTimeField(null=True)

    paths = _paths("product__business__")
    objects = ScopedManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["product", "number"], condition=Q(removed_at=None), name="product_photo_numbered_once"
            ),
            models.UniqueConstraint(
                fields=["product", "sha256"], condition=Q(removed_at=None), name="product_photo_once"
            ),
        ]


class Permit(Row):
    """A permit a product carries. The public sees it once somebody has compared it with the paper, and while it holds."""

    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="permits")
    kind = models.CharField(max_length=8)
    """A code of definitions/product_permits.yaml."""
    number = models.CharField(max_length=30)
    valid_until = models.DateField(null=True)
    """The last day; None for what has none."""
    noted_at = models.DateTimeField(default=timezone.now)
    noted_by = models.UUIDField(null=True)
    checked_at = models.DateTimeField(null=True)
    checked_by_name = models.CharField(max_length=150, blank=True)
    genuine = models.BooleanField(null=True)
    """What the check found; None while nobody looked."""
    reason = models.CharField(max_length=300, blank=True)

    paths = _paths("product__business__")
    objects = ScopedManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["product", "kind", "number"], name="permit_noted_once"),
            models.CheckConstraint(
                condition=Q(genuine=None, checked_at=None)
                | Q(genuine__isnull=False, checked_at__isnull=False),
                name="permit_checked_at_a_time",
            ),
        ]

    def holds(self, day: datetime.date) -> bool:
        return bool(self.genuine) and (self.valid_until is None or self.valid_until >= day)


class LabelRequest(Row):
    """A partner that answers for the creative economy is asked whether a product belongs to it."""

    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="label_requests")
    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="label_requests")
    asked_at = models.DateTimeField(default=timezone.now)
    asked_by = models.UUIDField(null=True)
    asked_by_name = models.CharField(max_length=150, blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by_name = models.CharField(max_length=150, blank=True)
    subsector = models.CharField(max_length=20, blank=True)
    """What was given; empty with a reason where it is none."""
    reason = models.CharField(max_length=300, blank=True)

    paths = Paths(
        region=_paths("product__business__").region, addressed={f"partner__{k}": v for k, v in MEMBER.items()}
    )
    objects = ScopedManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["product"], condition=Q(answered_at=None), name="label_asked_once"
            )
        ]


class Consent(Row):
    """The owner agreed to something being public. It ends when they say so, or when the business is somebody else's."""

    class To(models.TextChoices):
        SHOW = "show", _("Nama usaha, kelurahan, dan produknya tampil untuk umum")
        PHONE = "phone", _("Nomor WhatsApp tampil untuk memesan")

    business = models.ForeignKey(Business, on_delete=models.PROTECT, related_name="catalogue_consents")
    owner = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="catalogue_consents")
    to = models.CharField(max_length=6, choices=To.choices)
    phone = models.CharField(max_length=20, blank=True)
    """E.164: the number agreed to, whatever the register says later."""
    how = models.CharField(max_length=200)
    """Said by the owner in their account, or how somebody else heard it."""
    given_at = models.DateTimeField(default=timezone.now)
    noted_by = models.UUIDField(null=True)
    noted_by_name = models.CharField(max_length=150, blank=True)
    withdrawn_at = models.DateTimeField(null=True)

    paths = _paths("business__")
    objects = ScopedManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["business", "to"], condition=Q(withdrawn_at=None), name="catalogue_consent_once"
            ),
            models.CheckConstraint(
                condition=Q(to="phone") & ~Q(phone="") | Q(to="show", phone=""), name="catalogue_consent_to_a_number"
            ),
        ]  # fmt: skip
