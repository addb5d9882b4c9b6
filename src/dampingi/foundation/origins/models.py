from django.db import models
from django.utils import timezone

from dampingi.foundation.rows import Row


class Origin(Row):
    """Where rows came from: through which door, as which file or request, with which hash, by whom."""

    class Door(models.TextChoices):
        IMPORT = "import"
        FIELD = "field"
        API = "api"
        PAGE = "page"
        COMMAND = "command"
        DEMO = "demo"

    door = models.CharField(max_length=10, choices=Door.choices)
    reference = models.CharField(max_length=200, blank=True)
    """What it was there: an import's id, a form's name, a request's id."""
    hash = models.CharField(max_length=64, blank=True)
    at = models.DateTimeField(default=timezone.now)
    by = models.CharField(max_length=200)
