"""Telling those who can look that the office asks them to: one notice a mentor, however many businesses it is about."""

from collections import Counter
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_noop

from dampingi.foundation.notices.actions import notify
from dampingi.foundation.origins.models import Origin
from dampingi.pages.constraints.listing import mentors_by_business
from dampingi.records.businesses.actions.bulk import changed_in
from dampingi.records.businesses.models import Business


def tell_mentors(origin: Origin) -> None:
    asked = Business.objects.unscoped("asked about by the actor's own batch").filter(changed_in(origin.id))
    mentors: Counter[Any] = Counter(
        m.user_id
        for m in mentors_by_business(
            list(asked.values_list("id", flat=True)), today=timezone.localdate()
        ).values()
    )
    for user, count in mentors.items():
        if user:
            notify(
                users=[user],
                text=gettext_noop("Dinas meminta %(count)s usaha dampingan Anda diverifikasi."),
                values={"count": count},
                url=f"{reverse('verification_queue')}?keadaan=requested",
            )
