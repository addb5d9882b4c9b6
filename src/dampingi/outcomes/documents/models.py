from django.db import models
from django.utils import timezone

from dampingi.foundation.accounts.scoping import Paths, ScopedManager
from dampingi.foundation.regions.codes import RegionCode
from dampingi.foundation.rows import Row


class Letterhead(Row):
    """What stands at the head and foot of an office's letters. Personal data: the signatory's name and NIP, as printed."""

    region = RegionCode(unique=True)
    government = models.CharField(max_length=120)
    """PEMERINTAH KOTA DEPOK"""
    office = models.CharField(max_length=150)
    address = models.CharField(max_length=300, blank=True)
    contact = models.CharField(max_length=200, blank=True)
    place = models.CharField(max_length=60)
    """Where letters are signed, before the date."""
    signatory = models.CharField(max_length=120, blank=True)
    signatory_title = models.CharField(max_length=120, blank=True)
    signatory_rank = models.CharField(max_length=80, blank=True)
    signatory_nip = models.CharField(max_length=25, blank=True)
    updated_at = models.DateTimeField(default=timezone.now)


class Document(Row):
    """Something official that can be shown to be genuine: by its code and by the hashes of its files."""

    kind = models.CharField(max_length=30)
    code = models.CharField(max_length=16, unique=True)
    content_hash = models.CharField(max_length=64, unique=True)
    """sha256 of the frozen content it prints."""
    title = models.CharField(max_length=200)
    number = models.CharField(max_length=80, blank=True)
    region = RegionCode(db_index=True)
    programme = models.UUIDField(null=True)
    made_at = models.DateTimeField()
    succeeded_by = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    """The document that stands in its place now; of a decree, that corrects a part of it."""

    paths = Paths(region="region", programme="programme")
    objects = ScopedManager()

    def __str__(self) -> str:
        return self.title


class Printing(Row):
    """One file of a document, kept as it was issued."""

    class Format(models.TextChoices):
        PDF = "pdf", "PDF"
        XLSX = "xlsx", "Excel"

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="printings")
    format = models.CharField(max_length=4, choices=Format.choices)
    file = models.FileField(upload_to="documents/")
    sha256 = models.CharField(max_length=64, db_index=True)
    size = models.PositiveBigIntegerField()
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["document", "format"], name="printing_once_per_format")
        ]
        ordering = ["format"]
