from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.accounts.scoping import Paths, ScopedManager
from dampingi.foundation.regions.codes import RegionCode
from dampingi.foundation.rows import Row
from dampingi.outcomes.documents.models import Document


class Paper(Row):
    """What one official paper prints, frozen: a kind about a subject, one for each version of it."""

    class Kind(models.TextChoices):
        MONTHLY_REPORT = "monthly_report", _("Laporan bulanan pendamping")
        ASSIGNMENT = "assignment", _("Surat tugas pendamping")
        CERTIFICATE = "certificate", _("Sertifikat TOT pendamping")
        TRAINING = "training", _("Sertifikat pelatihan peserta")
        AGREEMENT = "agreement", _("Perjanjian kinerja pendamping")
        HONOUR = "honour", _("Piagam peserta terbaik")
        INSTRUMENT = "instrument", _("Lampiran keputusan: instrumen evaluasi")
        PANEL = "panel", _("SK tim penilai pendamping")
        HEARING = "hearing", _("Berita acara presentasi pendamping")
        MINUTES = "minutes", _("Berita acara evaluasi pendamping")
        DECREE = "decree", _("SK penetapan pendamping")
        DECISION = "decision", _("Surat keputusan kepada pendamping")
        INVITATION = "invitation", _("Undangan pertemuan")
        NOTES = "notes", _("Notulen pertemuan")
        CLOSING = "closing", _("Berita acara penutupan pendampingan")
        ROUND = "round_minutes", _("Berita acara putaran pemantauan")
        PILOTS = "pilots", _("SK koperasi percontohan")
        FORUM = "forum", _("Berita acara Forum Perangkat Daerah")
        PACT = "pact", _("Naskah perjanjian dengan mitra")
        LOAN_DECREE = "loan_decree", _("Keputusan penerima subsidi bunga")
        LOAN_EXTRACT = "loan_extract", _("Petikan keputusan subsidi bunga")
        RECONCILIATION = "reconciliation", _("Berita acara rekonsiliasi subsidi bunga")
        EQUIPMENT_DECREE = "equipment_decree", _("SK penerima bantuan alat")
        EQUIPMENT_HANDOVER = "equipment_bast", _("Berita acara serah terima alat")
        GRANT_AGREEMENT = "grant_agreement", _("Perjanjian hibah atau bantuan sosial")

    kind = models.CharField(max_length=20, choices=Kind.choices)
    subject = models.UUIDField(db_index=True)
    """The monthly report, mentor, trainee, agreement, evaluation, determination, decision, meeting, round or forum it is about."""
    version = models.PositiveIntegerField(default=1)
    region = RegionCode(db_index=True)
    programme = models.UUIDField(null=True)
    """None of what concerns no single programme."""
    office = RegionCode()
    """Whose series the number is of: the city's, or the province's."""
    number = models.CharField(max_length=80, blank=True)
    content = models.JSONField()
    document = models.OneToOneField(Document, on_delete=models.PROTECT, related_name="paper")
    made_at = models.DateTimeField()

    paths = Paths(region="region", programme="programme")
    objects = ScopedManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "subject", "version"], name="paper_once_a_version"),
            models.UniqueConstraint(
                fields=["kind", "office", "number"], condition=~Q(number=""), name="paper_number_once"
            ),
        ]


class NumberSeries(Row):
    """The last number an office gave to a kind of paper in a year."""

    region = RegionCode()
    kind = models.CharField(max_length=20)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["region", "kind", "year"], name="number_series_once_a_year")
        ]
