"""Which businesses are meant: those ticked, or all that fit the list's filters - looked up anew whenever it matters."""

import uuid
from functools import cached_property
from typing import Any

from django.http import QueryDict

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.ui.lists import PAGE, SORT, Listing
from dampingi.pages.register.listing import businesses_list
from dampingi.records.businesses import queries
from dampingi.records.businesses.models import Business

TICKED = "pilih"


class Selection:
    """`params` is the list's query string, and the ticked rows under `pilih`."""

    def __init__(self, actor: Actor, params: QueryDict) -> None:
        self.actor, self.params = actor, params

    @cached_property
    def ticked(self) -> list[uuid.UUID]:
        found = []
        for value in (one for told in self.params.getlist(TICKED) for one in told.split(",")):
            try:
                found.append(uuid.UUID(value))
            except ValueError:
                continue
        return found

    @cached_property
    def listing(self) -> Listing:
        rows = queries.businesses(self.actor, archived=self.archived)
        return Listing(businesses_list(self.actor), rows, self.params)

    @property
    def archived(self) -> bool:
        return self.params.get("arsip") == "ya"

    def seen(self) -> Any:
        """All that are meant, as far as the actor sees."""
        return self.listing.matching.filter(id__in=self.ticked) if self.ticked else self.listing.matching

    def rows(self) -> Any:
        """Only what the actor may also change: seeing is not enough."""
        rows = self.seen()
        may = Business.objects.for_actor(self.actor, Permission.EDIT_BUSINESSES)
        return rows.filter(pk__in=may.values("pk")) if not self._edits_all() else rows

    def _edits_all(self) -> bool:
        """Whoever sees no more than they may change needs no second look at each row."""
        see, edit = (
            set(self.actor.scopes(p)) for p in (Permission.VIEW_BUSINESSES, Permission.EDIT_BUSINESSES)
        )
        return self.actor.system or see <= edit

    def ids(self) -> list[uuid.UUID]:
        return list(self.rows().order_by().values_list("pk", flat=True))

    def count(self) -> int:
        return self.rows().order_by().count()

    @property
    def narrowed(self) -> dict[str, str]:
        """What the list is narrowed by, whatever is ticked in it."""
        return {k: v for k, v in self.listing.state().items() if k not in (SORT, PAGE)}

    @property
    def state(self) -> dict[str, str]:
        """The selection in single values, for a page whose own state stands beside it."""
        return self.narrowed | ({TICKED: ",".join(map(str, self.ticked))} if self.ticked else {})

    @property
    def query(self) -> str:
        """The selection as a query string, without what only concerns the page shown."""
        kept = self.params.copy()
        for name in (SORT, PAGE, "csrfmiddlewaretoken", "ubah"):
            kept.pop(name, None)
        return kept.urlencode()
