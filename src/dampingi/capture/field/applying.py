"""From bodies to records: runs of one kind together, and one by one when a run is refused. One bad item never spoils others."""

import logging
from collections.abc import Sequence
from itertools import groupby

from django.db import InterfaceError, OperationalError, transaction
from django.utils.translation import gettext as _

from dampingi.capture.field.entries import Entry, Outcome, Sender, State
from dampingi.capture.field.kinds import KINDS
from dampingi.foundation.errors import Refused
from dampingi.foundation.origins.models import Origin

log = logging.getLogger(__name__)


def applied(sender: Sender, origin: Origin, entries: Sequence[Entry]) -> list[Outcome]:
    """An outcome for each entry, in their order. Call inside a transaction."""
    found: list[Outcome] = []
    for kind, group in groupby(entries, key=lambda e: e.kind):
        run = list(group)
        together = _try(sender, origin, kind, run) if len(run) > 1 else None
        found += together or [_alone(sender, origin, e) for e in run]
    return found


def apply_one(sender: Sender, origin: Origin, entry: Entry) -> Outcome:
    """Raises Refused with the rule's sentence; nothing was written then."""
    with transaction.atomic():
        return KINDS[entry.kind](sender, origin, [entry])[0]


def _try(sender: Sender, origin: Origin, kind: str, run: Sequence[Entry]) -> list[Outcome] | None:
    try:
        with transaction.atomic():
            return KINDS[kind](sender, origin, run)
    except (OperationalError, InterfaceError):
        raise  # the connection or a deadlock: the whole call is tried again
    except Exception:
        return None


def _alone(sender: Sender, origin: Origin, entry: Entry) -> Outcome:
    try:
        return apply_one(sender, origin, entry)
    except Refused as refusal:
        return Outcome(State.QUARANTINED, refusal.message)
    except (OperationalError, InterfaceError):
        raise
    except Exception:
        log.exception("submission %s could not be applied", entry.id)
        return Outcome(
            State.QUARANTINED,
            _(
                "Kiriman ini belum dapat diolah karena gangguan di server. Isinya aman; penyelenggara memeriksanya."
            ),
        )
