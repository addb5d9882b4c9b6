from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from dampingi.foundation.rows import Row


class Job(Row):
    """Long work with its progress. The task that runs it is a row in the same transaction that asked for it."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Menunggu")
        RUNNING = "running", _("Berjalan")
        DONE = "done", _("Selesai")
        FAILED = "failed", _("Gagal")
        CANCELLED = "cancelled", _("Dihentikan")

    kind = models.CharField(max_length=60)
    by = models.UUIDField(null=True)
    params = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    done = models.PositiveBigIntegerField(default=0)
    total = models.PositiveBigIntegerField(default=0)
    note = models.CharField(max_length=200, blank=True)
    result = models.JSONField(default=dict)
    error = models.TextField(blank=True)
    url = models.CharField(max_length=300, blank=True)
    """Where the outcome is seen."""
    created_at = models.DateTimeField(default=timezone.now)
    started_at = models.DateTimeField(null=True)
    heartbeat_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["by", "created_at"])]

    @property
    def title(self) -> str:
        from dampingi.foundation.jobs.kinds import titles

        return str(titles.get(self.kind, self.kind))

    @property
    def waiting_note(self) -> str:
        return _now("Sedang dikerjakan") if self.state == self.State.RUNNING else _now("Menunggu giliran")

    @property
    def remaining(self) -> str:
        """In words: `kira-kira 2 menit lagi`; '' while it cannot be told."""
        if self.seconds_left is None:
            return ""
        minutes = round(self.seconds_left / 60)
        if minutes < 1:
            return _now("kurang dari satu menit lagi")
        return ngettext("kira-kira %(n)d menit lagi", "kira-kira %(n)d menit lagi", minutes) % {"n": minutes}

    @property
    def share(self) -> float | None:
        """Part done, 0 to 1; None while the total is unknown."""
        return min(1.0, self.done / self.total) if self.total else None

    @property
    def finished(self) -> bool:
        return self.state in (self.State.DONE, self.State.FAILED, self.State.CANCELLED)

    @property
    def seconds_left(self) -> int | None:
        if self.state != self.State.RUNNING or not self.share or not self.started_at:
            return None
        elapsed = (timezone.now() - self.started_at).total_seconds()
        return round(elapsed * (1 - self.share) / self.share)
