"""Which participants are meant: those ticked, or all that fit the list's filters - looked up anew whenever it matters."""

import uuid
from functools import cached_property
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.errors import Conflict
from dampingi.foundation.ui import formats
from dampingi.foundation.ui.lists import PAGE, SORT, Listing
from dampingi.records.handovers.listing import participants_list
from dampingi.records.handovers.queries.loads import with_mentor
from dampingi.records.programmes.models import Enrolment, Programme

TICKED = "pilih"


class Selection:
    """`params` is the list's query string, and the ticked rows under `pilih`."""

    def __init__(self, actor: Actor, programme: Programme, params: QueryDict) -> None:
        self.actor, self.programme, self.params = actor, programme, params

    @cached_property
    def ticked(self) -> list[uuid.UUID]:
        found = []
        for value in self.params.getlist(TICKED):
            try:
                found.append(uuid.UUID(value))
            except ValueError:
                continue
        return found

    @cached_property
    def listing(self) -> Listing:
        rows = Enrolment.objects.for_actor(self.actor, Permission.MANAGE_MENTORS)
        found = with_mentor(rows.filter(programme=self.programme, exited_on=None))
        return Listing(participants_list(self.actor, self.programme), found, self.params)

    def rows(self) -> Any:
        """Only active participants the actor may hand over."""
        found = self.listing.matching
        return found.filter(id__in=self.ticked) if self.ticked else found

    def ids(self) -> tuple[uuid.UUID, ...]:
        return tuple(self.rows().order_by("region", "person__name", "id").values_list("pk", flat=True))

    @property
    def query(self) -> str:
        """The selection as a query string, without what only concerns the page shown."""
        kept = self.params.copy()
        for name in (SORT, PAGE, "csrfmiddlewaretoken"):
            kept.pop(name, None)
        return kept.urlencode()


def agreed(then: int, now: int) -> None:
    """Refuse where other participants fit by now than those the person agreed to."""
    if then != now:
        raise Conflict(
            _(
                "Saat Anda menyetujui ada %(then)s peserta yang cocok, sekarang %(now)s. "
                "Tidak ada yang diserahkan. Periksa pilihannya, lalu setujui jumlah yang baru."
            )
            % {"then": formats.number(then), "now": formats.number(now)}
        )
