from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.accounts.scoping import Paths, ScopedManager
from dampingi.foundation.jobs.models import Job
from dampingi.foundation.origins.models import Origin
from dampingi.foundation.regions.codes import RegionCode
from dampingi.foundation.rows import Row
from dampingi.records.programmes.models import Programme


class Import(Row):
    """A sheet somebody brought: kept as it came (sealed), how it is to be read, what came of it."""

    class Kind(models.TextChoices):
        BUSINESSES = "businesses", _("Daftar usaha")
        PARTICIPANTS = "participants", _("Daftar peserta")
        VISITS = "visits", _("Daftar kunjungan")
        COOPERATIVES = "cooperatives", _("Daftar koperasi")

    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64, db_index=True)
    size = models.PositiveBigIntegerField()
    kind = models.CharField(max_length=12, choices=Kind.choices)
    file = models.FileField(upload_to="sealed/imports/")
    """Encrypted; personal data: whatever the office wrote into its sheet."""
    marked = models.FileField(upload_to="sealed/imports/", blank=True)
    """The workbook with its marks, encrypted, where a long one was asked for since the last check."""
    region = RegionCode(db_index=True)
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, null=True, related_name="+")
    choices = models.JSONField(default=dict)
    """As a person chose: {columns: {sheet: {column: field or null}}, places: [[kelurahan, kecamatan, code]],
    edition: an import's id or `tidak`, fields: {field: daftar or register}, gone: biarkan, tandai or verifikasi}."""
    summary = models.JSONField(default=dict)
    """The figures of the last check: see `summaries.summary`."""
    by = models.UUIDField(null=True)
    by_label = models.CharField(max_length=200)
    created_at = models.DateTimeField(default=timezone.now)
    job = models.ForeignKey(Job, on_delete=models.SET_NULL, null=True, related_name="+")
    origin = models.OneToOneField(Origin, on_delete=models.PROTECT, null=True, related_name="+")
    edition_of = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, related_name="editions")
    """The earlier edition this list was compared with."""
    committed_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)
    undone_by = models.CharField(max_length=200, blank=True)
    undo_summary = models.JSONField(default=dict)
    """{archived, restored, kept: [{kind, id, name, why}]}"""

    paths = Paths(region="region", programme="programme")
    objects = ScopedManager()

    class Meta:
        indexes = [models.Index(fields=["region", "created_at"])]

    def __str__(self) -> str:
        return self.name

    @property
    def state(self) -> str:
        if self.undone_at:
            return "undone"
        if self.committed_at:
            return "committed"
        if self.job is not None and not self.job.finished:
            return "running" if self.job.kind == "import_sheet" else "checking"
        return "draft" if self.summary else "unread"


class SavedMapping(Row):
    """What a person chose for sheets with these headings, used again when the next one comes with most of them."""

    kind = models.CharField(max_length=12)
    fingerprint = models.CharField(max_length=64)
    region = RegionCode()
    headings = models.JSONField(default=list)
    """The headings from left to right, so that columns are found again where they moved."""
    choices = models.JSONField()
    """{column: field or null}"""
    by = models.CharField(max_length=200)
    at = models.DateTimeField(default=timezone.now)

    paths = Paths(region="region")
    objects = ScopedManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "fingerprint", "region"], name="mapping_once_per_region")
        ]


class ImportedRow(Row):
    """What became of one row of a sheet; `gone` is a record of the earlier edition that has no row (0) in this one.

    Holds no personal values: those are in the sealed file and in the records.
    """

    class Outcome(models.TextChoices):
        ACCEPTED = "accepted", _("Diimpor")
        CHANGED = "changed", _("Memperbarui")
        SAME = "same", _("Sudah tercatat")
        GONE = "gone", _("Tidak ada lagi di daftar")
        REPEATED = "repeated", _("Berulang")
        PROBLEM = "problem", _("Berkendala")

    made_by = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="rows", db_index=False)
    sheet = models.CharField(max_length=31)
    row = models.PositiveIntegerField()
    outcome = models.CharField(max_length=8, choices=Outcome.choices)
    subject_kind = models.CharField(max_length=20, blank=True)
    subject_id = models.UUIDField(null=True, db_index=True)
    problems = models.JSONField(default=list)
    """[[field, code, severity]]"""

    class Meta:
        indexes = [models.Index(fields=["made_by", "outcome"])]


class Difference(Row):
    """What one row of a checked sheet would change in the register, or a record the sheet no longer lists."""

    class Verdict(models.TextChoices):
        CHANGED = "changed", _("Berubah")
        CONFLICT = "conflict", _("Bentrok")
        GONE = "gone", _("Tidak ada lagi di daftar")

    made_by = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="differences", db_index=False)
    number = models.PositiveIntegerField()
    verdict = models.CharField(max_length=8, choices=Verdict.choices)
    sheet = models.CharField(max_length=31)
    row = models.PositiveIntegerField()
    subject_id = models.UUIDField()
    fields = models.CharField(max_length=300, blank=True)
    """`,name,phone,`: what differs."""
    decided = models.JSONField(default=dict)
    """{field: daftar or register} where a person chose other than by default."""
    sealed = models.BinaryField()
    """Personal data: the record's name, how it was recognised, and each field's values; see `findings`."""

    class Meta:
        indexes = [models.Index(fields=["made_by", "verdict", "number"])]


class FoundProblem(Row):
    """One cell or row of a checked sheet that somebody should look at."""

    made_by = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="problems", db_index=False)
    number = models.PositiveIntegerField()
    severity = models.CharField(max_length=6)
    code = models.CharField(max_length=30)
    field = models.CharField(max_length=30)
    sheet = models.CharField(max_length=31)
    row = models.PositiveIntegerField()
    column = models.PositiveSmallIntegerField(null=True)
    sealed = models.BinaryField()
    """Personal data: what stood in the cell, and the words' data; see `findings`."""

    class Meta:
        indexes = [models.Index(fields=["made_by", "number"])]


class RowPage(Row):
    """Fifty rows of a checked sheet that share an outcome, so that every count opens its rows without reading the file."""

    made_by = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="pages", db_index=False)
    outcome = models.CharField(max_length=9)
    """accepted, on_record, changed, repeated or problem: see `rowpages.outcomes`."""
    number = models.PositiveIntegerField()
    sealed = models.BinaryField()
    """Personal data: [[sheet, row, the kind's cells ..., what it repeats]]."""

    class Meta:
        indexes = [models.Index(fields=["made_by", "outcome", "number"])]
