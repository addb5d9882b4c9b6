"""Where each invited region stands, told without a word of what it drafts."""

import datetime
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dampingi.foundation.ui.states import State as Look
from dampingi.insight.rounds.models import Edition, Entry, State
from dampingi.records.programmes.rosters import today_in

LOOKS = {State.ACCEPTED: Look.GOOD, State.SUBMITTED: Look.WATCH, State.RETURNED: Look.LATE, State.DRAFT: Look.NONE, State.EMPTY: Look.NONE}  # fmt: skip


@dataclass(frozen=True)
class Standing:
    entry: Entry
    place: str
    look: Look
    words: str
    late: bool
    edition: Edition | None
    """The newest that was handed in."""
    missing: int
    """Questions it has no number for."""
    odd: int = 0
    """Numbers to look at again: against its own history and against its peers."""

    @property
    def flags(self) -> list[str]:
        found = [_("Terlambat")] if self.late else []
        if self.missing:
            found.append(ngettext("%(n)d tanpa data", "%(n)d tanpa data", self.missing) % {"n": self.missing})
        if self.odd:
            found.append(ngettext("%(n)d perlu dilihat", "%(n)d perlu dilihat", self.odd) % {"n": self.odd})
        return found


def standing(entry: Entry, place: str, edition: Edition | None, peers: Collection[str] = ()) -> Standing:
    """`peers`: the questions whose numbers are far from the other regions'."""
    state = State(entry.state)
    own = {row["code"] for row in edition.body["answers"] if row.get("flag")} if edition else set()
    return Standing(
        entry, place, LOOKS[state], str(state.label), is_late(entry, edition), edition, without(edition.body) if edition else 0, len(own | set(peers)),
    )  # fmt: skip


def is_late(entry: Entry, edition: Edition | None) -> bool:
    """Handed in after the day it was due, or not yet although that day is over."""
    if entry.submitted_at and edition:
        return edition.late
    return today_in(entry.region) > entry.round.due_on and not entry.round.cancelled_at


def late_ones(entries: Collection[Entry]) -> set[Any]:
    """Ids of those that are late as `is_late` says, without reading what they handed in. The caller has checked the entries."""
    rows = Edition.objects.unscoped("of entries in hand").filter(entry__in=[e.id for e in entries], late=True)
    handed = set(rows.filter(at=F("entry__submitted_at")).values_list("entry", flat=True))
    return handed | {e.id for e in entries if e.submitted_at is None and is_late(e, None)}


def without(body: Mapping[str, Any]) -> int:
    return sum(1 for row in body["answers"] if row["answer"].get("missing"))


def latest_editions(entries: Iterable[Entry]) -> dict[Any, Edition]:
    """entry -> the newest edition handed in. The caller has checked the entries."""
    rows = Edition.objects.unscoped("of entries in hand").filter(entry__in=[e.id for e in entries])
    return {row.entry_id: row for row in rows.order_by("number")}


def days_left(entry: Entry) -> int:
    return (entry.round.due_on - today_in(entry.region)).days


def told_due(due_on: datetime.date, left: int) -> str:
    if left < 0:
        return ngettext("lewat %(n)d hari", "lewat %(n)d hari", -left) % {"n": -left}
    if left == 0:
        return _("hari ini batasnya")
    return ngettext("%(n)d hari lagi", "%(n)d hari lagi", left) % {"n": left}
