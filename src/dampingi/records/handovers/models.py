from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.accounts.scoping import USER, Paths, ScopedManager
from dampingi.foundation.regions.codes import RegionCode
from dampingi.foundation.rows import Row
from dampingi.records.programmes.models import Caseload, Enrolment, Mentor, Programme


class Why(models.TextChoices):
    BALANCE = "balance", _("Meratakan beban")
    MOVED = "moved", _("Pendamping pindah")
    DIED = "died", _("Pendamping meninggal")
    ILL = "ill", _("Pendamping sakit")
    EMPLOYED = "employed", _("Pendamping bekerja di tempat lain")
    DISMISSED = "dismissed", _("Pendamping diberhentikan")
    BUSINESS_MOVED = "business_moved", _("Usaha peserta pindah")
    OTHER = "other", _("Lainnya")


class Handover(Row):
    """Any number of participants handed to other mentors in one act, from one day on."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="handovers")
    region = RegionCode(db_index=True)
    """The smallest region that holds all its participants."""
    on = models.DateField()
    why = models.CharField(max_length=20, choices=Why.choices)
    note = models.TextField(blank=True)
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=150, blank=True)
    at = models.DateTimeField(default=timezone.now)
    digest = models.CharField(max_length=64)
    """Of what was asked: the same id with other participants is a conflict."""

    paths = Paths(region="region", programme="programme", own={"lines__receiver__user": USER})
    objects = ScopedManager()


class HandoverUndo(Row):
    """The handover was taken back, as far as nobody had built on it."""

    handover = models.OneToOneField(Handover, on_delete=models.CASCADE, related_name="undo")
    reason = models.TextField()
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=150, blank=True)
    at = models.DateTimeField(default=timezone.now)


class HandoverLine(Row):
    """One participant of a handover: from whom (None: nobody accompanied them), to whom, and what the next one should know."""

    class Kept(models.TextChoices):
        """Why taking the handover back left this participant where they are."""

        VISITED = "visited", _("sudah dikunjungi pendamping barunya")
        HANDED_ON = "handed_on", _("sudah diserahkan lagi")
        LEFT = "left", _("sudah berhenti dari program")
        GIVER_ENDED = "giver_ended", _("pendamping sebelumnya sudah berhenti")

    handover = models.ForeignKey(Handover, on_delete=models.CASCADE, related_name="lines")
    region = RegionCode(db_index=True)
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="handover_lines")
    giver = models.ForeignKey(Mentor, on_delete=models.PROTECT, null=True, related_name="given_lines")
    receiver = models.ForeignKey(Mentor, on_delete=models.PROTECT, related_name="received_lines")
    note = models.TextField(blank=True)
    before = models.ForeignKey(Caseload, on_delete=models.SET_NULL, null=True, related_name="+")
    before_ends_on = models.DateField(null=True)
    """When the earlier caseload ended already, before this handover; None while it was running."""
    after = models.ForeignKey(Caseload, on_delete=models.SET_NULL, null=True, related_name="+")
    restored_at = models.DateTimeField(null=True)
    kept = models.CharField(max_length=20, choices=Kept.choices, blank=True)

    paths = Paths(region="region", programme="handover__programme", own={"receiver__user": USER})
    objects = ScopedManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["handover", "enrolment"], name="handed_over_once_a_handover"),
            models.CheckConstraint(condition=Q(restored_at=None) | Q(kept=""), name="restored_or_kept"),
        ]
