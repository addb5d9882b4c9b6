from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.accounts.models import User
from dampingi.foundation.accounts.scoping import USER, Paths, ScopedManager
from dampingi.foundation.origins.models import Origin
from dampingi.foundation.regions.codes import RegionCode
from dampingi.foundation.rows import Row


def _absorbed_is_archived(kind: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(merged_into=None) | Q(archived_at__isnull=False), name=f"{kind}_absorbed_is_archived"
    )


_CASELOAD = {"caseloads__mentor__user": USER, "caseloads__ends_on": None}
_BUSINESS_OF_CASELOAD = _CASELOAD | {"business_until": None}
"""Once the business is somebody else's, who accompanies its earlier owner no longer reaches it."""


class Sex(models.TextChoices):
    FEMALE = "P", _("Perempuan")
    MALE = "L", _("Laki-laki")


class Person(Row):
    """An owner, applicant or participant. Personal data: all of it; NIK is sealed, the rest is masked by permission."""

    name = models.CharField(max_length=150)
    key = models.CharField(max_length=150, db_index=True)
    """The name as compared: titles removed, one spelling (`naming.person_key`)."""
    sex = models.CharField(max_length=1, choices=Sex.choices, blank=True)
    born_on = models.DateField(null=True)
    phone = models.CharField(max_length=20, blank=True, db_index=True)
    """E.164."""
    address = models.CharField(max_length=300, blank=True)
    region = RegionCode(db_index=True)
    """Where the person lives; kelurahan, or as deep as is known."""
    nik_sealed = models.CharField(max_length=120, blank=True)
    nik_index = models.CharField(max_length=32, blank=True, db_index=True)
    user = models.OneToOneField(User, on_delete=models.SET_NULL, null=True, related_name="person")
    origin = models.ForeignKey(Origin, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    archived_at = models.DateTimeField(null=True)
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="absorbed")
    """The record that took this one over; such a row is also archived."""

    paths = Paths(
        region="region",
        caseload={f"enrolments__{k}": v for k, v in _CASELOAD.items()},
        own={"user": USER},
    )
    objects = ScopedManager()

    class Meta:
        constraints = [_absorbed_is_archived("person")]

    def __str__(self) -> str:
        return self.name


class Size(models.TextChoices):
    MICRO = "micro", _("Mikro")
    SMALL = "small", _("Kecil")
    MEDIUM = "medium", _("Menengah")


class Standing(models.TextChoices):
    CONFIRMED = "confirmed", _("Ada dan sesuai")
    DIFFERS = "differs", _("Ada, datanya berbeda")
    NOT_FOUND = "not_found", _("Tidak ditemukan")
    UNLISTED = "unlisted", _("Tidak ada lagi di daftar baru")


FOUND = (Standing.CONFIRMED, Standing.DIFFERS, Standing.NOT_FOUND)
"""What a look can find; the other is what a list says, until somebody looks."""


_LISTED = (
    "sector", "size", "standing", "verified_at", "nib", "phone", "other_phone", "latitude", "origin", "archived_at",
)  # fmt: skip
"""What the list filters by: in the index itself, so that no filter and no count reads the rows."""
_LIVE = Q(archived_at=None)
_SORTED = ("annual_sales", "created_at")


def _listing(*fields: str, name: str) -> models.Index:
    return models.Index(fields=fields, condition=_LIVE, name=name)


class Business(Row):
    """A business in the register. Personal data: phone, address, position of a sole owner."""

    owner = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="businesses")
    name = models.CharField(max_length=200)
    key = models.CharField(max_length=200)
    region = RegionCode()
    address = models.CharField(max_length=300, blank=True)
    sector = models.CharField(max_length=30, blank=True)
    """A code of definitions/sectors.yaml."""
    kbli = models.CharField(max_length=5, blank=True)
    kbli_edition = models.CharField(max_length=4, blank=True)
    product = models.CharField(max_length=300, blank=True)
    phone = models.CharField(max_length=20, blank=True, db_index=True)
    other_phone = models.CharField(max_length=20, blank=True, db_index=True)
    """A second number of the same business."""
    nib = models.CharField(max_length=13, blank=True, db_index=True)
    started_year = models.PositiveSmallIntegerField(null=True)
    capital = models.BigIntegerField(null=True)
    """Rupiah, without land and premises."""
    annual_sales = models.BigIntegerField(null=True)
    """Rupiah a year."""
    size = models.CharField(max_length=6, choices=Size.choices, blank=True)
    size_basis = models.CharField(max_length=7, blank=True)
    """`capital` or `sales`: which figure the size class was read from (PP 7/2021)."""
    workers = models.PositiveIntegerField(null=True)
    latitude = models.DecimalField(max_digits=9, decimal_places=6, null=True)
    longitude = models.DecimalField(max_digits=9, decimal_places=6, null=True)
    standing = models.CharField(max_length=10, choices=Standing.choices, blank=True, db_default="")
    """What the last look at it found; '' while nobody looked. Kept by the actions that verify, for queues of a million."""
    verified_at = models.DateTimeField(null=True)
    """When it was last found to be as recorded."""
    origin = models.ForeignKey(Origin, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    archived_at = models.DateTimeField(null=True)
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="absorbed")
    """The record that took this one over; such a row is also archived."""

    paths = Paths(
        region="region",
        caseload={f"enrolments__{k}": v for k, v in _BUSINESS_OF_CASELOAD.items()},
        own={"owner__user": USER},
    )
    objects = ScopedManager()

    class Meta:
        indexes = [
            # with archived_at, so that counting reads the index only; behind a column of many values, or SQLite skips through all
            models.Index(fields=["region", "sector", "id", "archived_at"], name="register_by_sector"),
            models.Index(
                fields=["region", "standing", "verified_at", "archived_at"], name="register_by_standing"
            ),
            _listing("region", "key", "id", *_LISTED, *_SORTED, name="register_by_place"),
            _listing("key", "region", "id", *_LISTED, name="register_by_name"),
            _listing("annual_sales", "region", "id", "archived_at", name="register_by_sales"),
            _listing("created_at", "region", "id", "archived_at", name="register_by_age"),
            models.Index(
                fields=["region", "key", "id", "archived_at"],
                condition=Q(archived_at__isnull=False),
                name="register_archived",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=(Q(capital=None) | Q(capital__gte=0))
                & (Q(annual_sales=None) | Q(annual_sales__gte=0)),
                name="business_money_not_negative",
            ),
            _absorbed_is_archived("business"),
        ]

    def __str__(self) -> str:
        return self.name


class Verification(Row):
    """Someone other than who entered the business looked whether it exists as recorded."""

    business = models.ForeignKey(Business, on_delete=models.CASCADE, related_name="verifications")
    region = RegionCode(blank=True)
    """Where the business was recorded that day."""
    outcome = models.CharField(max_length=10, choices=Standing.choices, default=Standing.CONFIRMED)
    by = models.UUIDField()
    by_name = models.CharField(max_length=150)
    at = models.DateTimeField(default=timezone.now)
    method = models.CharField(max_length=20)
    """visit, call or document."""
    note = models.TextField(blank=True)
    observed = models.JSONField(default=dict)
    """{field: value} where what was seen differs from the register."""
    latitude = models.DecimalField(max_digits=9, decimal_places=6, null=True)
    longitude = models.DecimalField(max_digits=9, decimal_places=6, null=True)
    accuracy = models.PositiveIntegerField(null=True)
    """Metres, as the phone stated it."""
    photo = models.FileField(upload_to="verifications/", blank=True)
    """The re-encoded copy, without position or camera data."""
    photo_original = models.FileField(upload_to="sealed/verifications/", blank=True)
    """As it came, encrypted; never served."""
    settled_at = models.DateTimeField(null=True)
    """When the office dealt with a difference; until then it waits in the queue."""
    settled_by = models.CharField(max_length=200, blank=True)
    settlement = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [models.Index(fields=["business", "at"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(settled_at=None, settled_by="")
                | (Q(settled_at__isnull=False) & ~Q(settled_by="")),
                name="verification_settled_by_someone",
            )
        ]


class Closure(Row):
    """A business stopped on a day and, if it did, opened again; one without `reopened_on` is closed today."""

    business = models.ForeignKey(Business, on_delete=models.CASCADE, related_name="closures")
    reason = models.CharField(max_length=20)
    """A code of definitions/closures.yaml."""
    closed_on = models.DateField()
    note = models.TextField(blank=True)
    by = models.CharField(max_length=200)
    at = models.DateTimeField(default=timezone.now)
    reopened_on = models.DateField(null=True)
    reopened_note = models.TextField(blank=True)
    reopened_by = models.CharField(max_length=200, blank=True)
    reopened_at = models.DateTimeField(null=True)
    origin = models.ForeignKey(Origin, on_delete=models.PROTECT, null=True, related_name="+")
    """The list that said so, if it was one."""
    reopened_origin = models.ForeignKey(Origin, on_delete=models.PROTECT, null=True, related_name="+")

    paths = Paths(
        region="business__region",
        caseload={f"business__enrolments__{k}": v for k, v in _BUSINESS_OF_CASELOAD.items()},
        own={"business__owner__user": USER},
    )
    objects = ScopedManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["business"], condition=Q(reopened_on=None), name="business_closed_once"
            ),
            models.CheckConstraint(
                condition=Q(reopened_on=None) | Q(reopened_on__gte=models.F("closed_on")),
                name="business_reopens_after_closing",
            ),
        ]


class Channel(Row):
    """A way a business sells (saluran penjualan), by a code of definitions/channels.yaml; in use while `until` is empty."""

    business = models.ForeignKey(Business, on_delete=models.CASCADE, related_name="channels")
    region = RegionCode()
    code = models.CharField(max_length=20)
    since = models.DateField(null=True)
    """None where nobody knows."""
    until = models.DateField(null=True)
    origin = models.ForeignKey(Origin, on_delete=models.PROTECT, null=True, related_name="+")
    """The list that said so, if it was one."""

    paths = Paths(
        region="region", caseload={f"business__enrolments__{k}": v for k, v in _BUSINESS_OF_CASELOAD.items()}
    )
    objects = ScopedManager()

    class Meta:
        indexes = [
            models.Index(
                fields=["region", "code", "business"], condition=Q(until=None), name="channel_open_here"
            ),
            models.Index(fields=["code", "business"], condition=Q(until=None), name="channel_open"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["business", "code"], condition=Q(until=None), name="channel_open_once"
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(since=None) | Q(until__gte=models.F("since")),
                name="channel_ends_after_start",
            ),
        ]


class Constraint(Row):
    """What holds a business back (kendala), by a code of definitions/constraints.yaml. One that recurs is a new row."""

    business = models.ForeignKey(Business, on_delete=models.CASCADE, related_name="constraints")
    region = RegionCode()
    code = models.CharField(max_length=40)
    severity = models.PositiveSmallIntegerField(default=2)
    """1 light, 2 felt, 3 blocks the business."""
    since = models.DateField()
    source = models.CharField(max_length=20)
    """A code of definitions/constraint_sources.yaml."""
    note = models.TextField(blank=True)
    noted_by = models.UUIDField(null=True)
    """The user's id; None for the system, and for what was noted before this was kept."""
    noted_by_name = models.CharField(max_length=150, blank=True)
    resolved_on = models.DateField(null=True)
    resolved_how = models.CharField(max_length=20, blank=True)
    """A code of definitions/resolutions.yaml."""
    resolution = models.TextField(blank=True)
    helped_by = models.CharField(max_length=10, blank=True)
    """`visit`, `training` or `clinic` where one of those made the difference, and which."""
    helped_id = models.UUIDField(null=True)
    reopens = models.OneToOneField("self", on_delete=models.SET_NULL, null=True, related_name="reopened_as")
    """The resolved constraint that this one is again."""

    paths = Paths(
        region="region", caseload={f"business__enrolments__{k}": v for k, v in _BUSINESS_OF_CASELOAD.items()}
    )
    objects = ScopedManager()

    class Meta:
        indexes = [
            # counting what is open in a region, and how it came and went, reads an index only
            models.Index(
                fields=["region", "code", "severity", "since", "business"],
                condition=Q(resolved_on=None),
                name="constraint_open_here",
            ),
            models.Index(
                fields=["region", "code", "since", "resolved_on", "resolved_how", "severity", "business"],
                name="constraint_course_here",
            ),
        ]
