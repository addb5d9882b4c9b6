from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils import timezone

from dampingi.foundation.accounts.models import User
from dampingi.foundation.accounts.scoping import USER, Paths, ScopedManager
from dampingi.foundation.regions.codes import RegionCode
from dampingi.foundation.rows import Row

MEMBER = {"members__user": USER, "members__until": None}
"""The lookups of whoever speaks for a partner today."""


class Partner(Row):
    """An organisation an office works with. Its people log in through `PartnerMember`."""

    name = models.CharField(max_length=150)
    kind = models.CharField(max_length=20)
    """A code of definitions/partner_kinds.yaml; says which agreements suit it."""
    region = RegionCode(db_index=True)
    """Whose partner it is: a city's or a province's code, or the kecamatan or kelurahan it works in."""
    address = models.CharField(max_length=200, blank=True)
    needs = models.TextField(blank=True)
    """What it looks for: goods, places, people."""
    offers = models.TextField(blank=True)
    """What it can give."""
    ended_on = models.DateField(null=True)
    """The first day without this partner; None while the office works with it."""
    ended_reason = models.CharField(max_length=300, blank=True)
    noted_at = models.DateTimeField(default=timezone.now)

    paths = Paths(region="region", addressed=MEMBER)
    objects = ScopedManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(Lower("name"), "region", name="partner_named_once"),
            models.CheckConstraint(
                condition=Q(ended_on=None, ended_reason="") | Q(ended_on__isnull=False) & ~Q(ended_reason=""),
                name="partner_ends_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Contact(Row):
    """Whom the office calls at a partner. Personal data: name, phone, e-mail."""

    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="contacts")
    name = models.CharField(max_length=150)
    position = models.CharField(max_length=100, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    email = models.EmailField(blank=True)
    left_at = models.DateTimeField(null=True)
    """When somebody said this is no longer whom to call."""
    noted_at = models.DateTimeField(default=timezone.now)


class PartnerMember(Row):
    """A user who speaks for a partner: what is addressed to the partner is addressed to them."""

    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="members")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="partnerships")
    since = models.DateField()
    until = models.DateField(null=True)
    """The day they stopped; from that moment nothing reaches them."""
    given_by = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["partner", "user"], condition=Q(until=None), name="partner_member_once"
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")), name="partner_member_ends_after_start"
            ),
        ]


class Talk(Row):
    """A meeting with a partner, noted by the office: who was there, what was agreed, and what is to follow."""

    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="talks")
    on = models.DateField()
    where = models.CharField(max_length=150, blank=True)
    who = models.CharField(max_length=300)
    """Names and offices as told. Personal data."""
    agreed = models.TextField()
    follow_up = models.CharField(max_length=300, blank=True)
    due_on = models.DateField(null=True)
    done_on = models.DateField(null=True)
    done_note = models.CharField(max_length=300, blank=True)
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=150)
    at = models.DateTimeField(default=timezone.now)

    paths = Paths(region="partner__region")
    objects = ScopedManager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(follow_up="", due_on=None, done_on=None) | ~Q(follow_up=""),
                name="talk_follows_something",
            )
        ]
