import datetime
import re
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.models import User
from dampingi.foundation.rows import Row
from dampingi.foundation.ui.formats import day

ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


class Notice(Row):
    """A message to one person, kept as source text and values so that it reads in their language."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="notices")
    text = models.TextField()
    values = models.JSONField(default=dict)
    url = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField(default=timezone.now)
    read_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["user", "read_at"])]

    def __str__(self) -> str:
        return _(self.text) % {name: _spoken(value) for name, value in self.values.items()}


def _spoken(value: Any) -> Any:
    """JSON knows no dates: a day is kept as ISO text and told as people write it."""
    if isinstance(value, str) and ISO_DAY.fullmatch(value):
        return day(datetime.date.fromisoformat(value))
    return value
