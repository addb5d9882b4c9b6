"""Once a night, where the office said to which lake."""

import datetime

from django.conf import settings
from django.utils import timezone

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.jobs.actions import start
from dampingi.foundation.jobs.models import Job
from dampingi.foundation.regions.codes import zone
from dampingi.insight.lake.places import own_places
from dampingi.insight.lake.tasks import KIND

NIGHT = range(1, 5)
_ENOUGH = datetime.timedelta(hours=20)


def publish_due() -> int:
    """Asks for it between one and five at night where the office lies, unless it was asked for within twenty hours; returns how many jobs."""
    if not settings.LAKE:
        return 0
    here = timezone.localtime(timezone=zone(own_places().home))
    if here.hour not in NIGHT:
        return 0
    if Job.objects.filter(kind=KIND, by=None, created_at__gt=timezone.now() - _ENOUGH).exists():
        return 0
    start(by=Actor.for_system("nightly lake"), kind=KIND, params={"to": settings.LAKE})
    return 1
