"""Photo jobs on the partner's own page."""

from django.urls import reverse
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.records.partners.models import Partner
from dampingi.records.partners.requests import Asked
from dampingi.records.photojobs.models import OPEN, WITH_PARTNER
from dampingi.records.photojobs.queries import jobs


def asked(actor: Actor, partners: list[Partner]) -> list[Asked]:
    rows = jobs(actor).filter(partner__in=partners, state__in=OPEN).order_by("due_on", "id")
    return [
        Asked(
            group=_("Foto produk"), title=job.product.name, href=reverse("photo_job", args=[job.id]),
            note=job.get_state_display(), due=job.due_on, waits=job.state in WITH_PARTNER,
        )
        for job in rows
    ]  # fmt: skip
