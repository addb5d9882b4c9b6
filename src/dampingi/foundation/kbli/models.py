from django.db import models
from django.utils import timezone

from dampingi.foundation.origins.models import Origin
from dampingi.foundation.rows import Row


class Publication(Row):
    """A full list of one KBLI edition as an office loaded it; the newest that is not undone counts."""

    edition = models.CharField(max_length=4)
    version = models.PositiveIntegerField()
    file_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    count = models.PositiveIntegerField()
    origin = models.ForeignKey(Origin, on_delete=models.PROTECT, related_name="+")
    loaded_at = models.DateTimeField(default=timezone.now)
    loaded_by = models.CharField(max_length=200)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["edition", "version"], name="one_version_per_kbli_edition")
        ]


class Code(Row):
    publication = models.ForeignKey(Publication, on_delete=models.CASCADE, related_name="codes")
    code = models.CharField(max_length=5)
    title = models.CharField(max_length=400)
    category = models.CharField(max_length=1, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["publication", "code"], name="one_title_per_kbli_code")
        ]
