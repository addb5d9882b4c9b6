from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.models import User
from dampingi.foundation.rows import Row


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
        return _(self.text) % self.values
