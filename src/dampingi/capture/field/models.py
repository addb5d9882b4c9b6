from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.accounts.models import User
from dampingi.foundation.accounts.scoping import USER, Paths, ScopedManager
from dampingi.foundation.regions.codes import RegionCode
from dampingi.foundation.rows import Row


class Device(Row):
    """A mentor's phone with the field app. Personal data: whose it is."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="devices")
    region = RegionCode(db_index=True)
    """Of the mentor's appointment when it was registered."""
    name = models.CharField(max_length=80)
    """As its owner calls it."""
    token_hash = models.CharField(max_length=64)
    registered_at = models.DateTimeField(default=timezone.now)
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.CharField(max_length=200, blank=True)
    revoke_reason = models.CharField(max_length=300, blank=True)

    paths = Paths(region="region", own={"user": USER})
    objects = ScopedManager()

    def __str__(self) -> str:
        return self.name


class RecoveryKey(Row):
    """What a phone locks its own key to besides the PIN, so that a queue whose PIN was forgotten can still be opened here."""

    public = models.JSONField()
    """JWK"""
    private = models.BinaryField()
    """PKCS #8, sealed."""
    made_at = models.DateTimeField(default=timezone.now)


class Submission(Row):
    """What a phone sent, word for word; its id was made on the phone. The database refuses to change what came (triggers.py).

    Personal data: the body, until it is lawfully redacted.
    """

    class State(models.TextChoices):
        APPLIED = "applied", _("Tercatat")
        WAITING = "waiting", _("Menunggu foto")
        CONFLICT = "conflict", _("Berbeda isi")
        QUARANTINED = "quarantined", _("Dikarantina")
        DECLINED = "declined", _("Ditolak")

    seq = models.BigIntegerField(unique=True)
    """The server's order: whoever has read up to a number misses nothing before it."""
    device = models.ForeignKey(Device, on_delete=models.PROTECT, related_name="submissions")
    region = RegionCode(db_index=True)
    """The device's."""
    kind = models.CharField(max_length=20)
    body = models.TextField()
    hash = models.CharField(max_length=64)
    """SHA-256 of the body's bytes, as the phone told it and the server found it."""
    rival_of = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="rivals")
    """Another body came under this one's id; this row has a key of its own."""
    received_at = models.DateTimeField(default=timezone.now)
    about = models.UUIDField(null=True, db_index=True)
    """The enrolment it speaks of, as told."""
    state = models.CharField(max_length=12, choices=State.choices)
    reason = models.TextField(blank=True)
    overlaps = models.JSONField(default=dict)
    """{field: [what the phone showed, what stands, what was sent]} of a conflict."""

    paths = Paths(region="region", own={"device__user": USER})
    objects = ScopedManager()

    class Meta:
        indexes = [models.Index(fields=["state", "seq"])]
        constraints = [
            models.UniqueConstraint(
                fields=["rival_of", "hash"], condition=~Q(rival_of=None), name="rival_once"
            )
        ]

    @property
    def undecided(self) -> bool:
        """A person may decide on it; photos that never come need not hold a visit back for ever."""
        return self.state in (self.State.CONFLICT, self.State.QUARANTINED, self.State.WAITING)


class Photo(Row):
    """A photo on its way from a phone, piece by piece. Its id was made there. Personal data: the picture and its position."""

    device = models.ForeignKey(Device, on_delete=models.PROTECT, related_name="photos")
    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, null=True, related_name="photos")
    """Which announced it; None while only the pieces have come."""
    place = models.PositiveSmallIntegerField(default=0)
    """Among the submission's photos."""
    sha256 = models.CharField(max_length=64)
    bytes = models.PositiveIntegerField()
    have = models.PositiveIntegerField(default=0)
    whole_at = models.DateTimeField(null=True)
    original = models.FileField(upload_to="sealed/field/", blank=True)
    """As it came, encrypted; never served."""
    shown = models.FileField(upload_to="field/", blank=True)
    """The re-encoded copy; empty for what is no readable picture."""

    @property
    def whole(self) -> bool:
        return self.whole_at is not None


class Piece(Row):
    """Bytes of a photo from `start` on, sealed; gone once the photo is whole."""

    photo = models.ForeignKey(Photo, on_delete=models.CASCADE, related_name="pieces")
    start = models.PositiveIntegerField()
    content = models.FileField(upload_to="pending/")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["photo", "start"], name="piece_once")]
        ordering = ["start"]


class Load(Row):
    """What a phone took along: a short digest of each part, so that the next time it takes only what changed."""

    device = models.ForeignKey(Device, on_delete=models.CASCADE, related_name="loads")
    seq = models.PositiveIntegerField()
    """Counts the loads of one device, from 1."""
    participants = models.JSONField()
    """{enrolment id: digest}"""
    lists = models.JSONField()
    """{name of a list: digest}"""
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["device", "seq"], name="load_once")]


class Decision(Row):
    """The office looked at a submission the rules had stopped: it holds after all, or it does not, and why."""

    submission = models.OneToOneField(Submission, on_delete=models.PROTECT, related_name="decision")
    accepted = models.BooleanField()
    chosen = models.JSONField(default=list)
    """Fields of a conflict in which what was sent replaced what stood."""
    reason = models.TextField()
    by = models.CharField(max_length=200)
    by_name = models.CharField(max_length=150)
    at = models.DateTimeField(default=timezone.now)
