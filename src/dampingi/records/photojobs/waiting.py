"""What waits on the office's first page."""

from django.urls import reverse
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.ui.states import State
from dampingi.foundation.ui.work import Desk, Work
from dampingi.records.photojobs.queries import jobs, late


def late_photos(desk: Desk) -> Work | None:
    if not desk.actor.regions(Permission.ASK_PHOTO_JOBS):
        return None
    count = jobs(desk.actor).filter(late(desk.today)).count()
    href = f"{reverse('photo_jobs')}?tenggat=ya"
    return Work(count, _("permintaan foto lewat tenggat"), _("Ingatkan mitranya"), href, "camera", State.LATE)
