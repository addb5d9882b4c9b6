"""What each kind of submission asks of the records. Every one goes through the action that the web form uses.

`apply(sender, origin, entries)` takes entries of its kind in the order they came and returns an Outcome for each. It raises Refused
for the whole run; whoever calls it then tries them one by one, each in a savepoint.
"""

from collections.abc import Callable, Sequence

from dampingi.capture.field.entries import Entry, Outcome, Sender
from dampingi.capture.field.kinds import attendance, growth, promises, reports, stages, tasks_, visits
from dampingi.foundation.origins.models import Origin

Apply = Callable[[Sender, Origin, Sequence[Entry]], list[Outcome]]

KINDS: dict[str, Apply] = {
    "visit": visits.apply,
    "put_off": promises.apply,
    "stage": stages.apply,
    "task": tasks_.apply,
    "attendance": attendance.apply,
    "growth": growth.apply,
    "report": reports.apply,
}
CHOOSING = {"growth": growth.choose, "report": reports.choose}
"""Kinds of which a person can put the value that was sent in the place of what stands."""
