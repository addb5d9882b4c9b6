from django.db import models
from django.utils import timezone

from dampingi.foundation.accounts.scoping import Paths, ScopedManager
from dampingi.records.programmes.models import ProgrammeRow


class SavedView(ProgrammeRow):
    """A question somebody wants to ask again: an address of the dashboard with a name. It holds no figures; opening it asks anew."""

    owner = models.UUIDField()
    owner_name = models.CharField(max_length=150)
    name = models.CharField(max_length=80)
    route = models.CharField(max_length=20)
    """See saved.ROUTES."""
    query = models.CharField(max_length=600)
    shared = models.BooleanField(default=False)
    """With everybody who may see the dashboard of its region."""
    at = models.DateTimeField(default=timezone.now)

    paths = Paths(region="region", programme="programme")
    objects = ScopedManager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "name"], name="saved_view_named_once")]
