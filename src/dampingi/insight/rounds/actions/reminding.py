import datetime
import uuid
from collections.abc import Iterable

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.errors import Conflict, Refused
from dampingi.foundation.notices.actions import notify
from dampingi.foundation.regions.codes import zone
from dampingi.insight.rounds.models import Entry, Round, State
from dampingi.insight.rounds.periods import named
from dampingi.insight.rounds.queries import reporters, require_holds
from dampingi.insight.rounds.workflow import entry_url
from dampingi.records.programmes.rosters import today_in

DUE = gettext_noop("Laporan pemantauan %(period)s ditunggu paling lambat %(due)s.")
LATE = gettext_noop("Laporan pemantauan %(period)s sudah lewat batasnya, %(due)s.")
OPEN = (State.EMPTY, State.DRAFT, State.RETURNED)
DAY = datetime.timedelta(days=1)
BEFORE = 3 * DAY


@transaction.atomic
def remind(*, by: Actor, round: uuid.UUID) -> int:
    """Tell those of a round who have not handed in, each at most once a day; returns how many regions were told."""
    found = Round.objects.for_actor(by, Permission.HOLD_ROUNDS).filter(id=round).first()
    if found is None:
        raise Refused(_("Putaran itu tidak ada, atau di luar wilayah Anda."), status=404)
    require_holds(by, found.region)
    if found.cancelled_at:
        raise Conflict(_("Putaran ini sudah dibatalkan."))
    told = sum(_remind(entry, _midnight(entry, today_in(entry.region))) for entry in _open(found.id))
    if not told:
        raise Refused(_("Tidak ada yang perlu diingatkan: semua sudah mengajukan, sudah diingatkan hari ini, atau belum punya akun."))  # fmt: skip
    record_event(
        by=by, action="remind_round", subject=("round", found.id), region=found.region, detail={"told": told}
    )
    return told


def remind_due(now: datetime.datetime | None = None) -> int:
    """The worker's chore: three days before, on the day, and the day after; returns how many regions were told."""
    moment, told = now or timezone.now(), 0
    soon = Round.objects.unscoped("whoever is asked is reminded").filter(
        cancelled_at=None, due_on__gte=moment.date() - 2 * DAY, due_on__lte=moment.date() + BEFORE + DAY
    )
    for entry in _open(*soon.values_list("id", flat=True)):
        today = moment.astimezone(zone(entry.region)).date()
        days = [d for d in (entry.round.due_on - BEFORE, entry.round.due_on, entry.round.due_on + DAY) if d <= today]  # fmt: skip
        if days and today <= entry.round.due_on + DAY:
            with transaction.atomic():
                told += _remind(entry, _midnight(entry, days[-1]), moment)
    return told


def _open(*rounds: uuid.UUID) -> Iterable[Entry]:
    rows = Entry.objects.unscoped("of rounds in hand").filter(round__in=rounds, state__in=OPEN)
    return rows.select_related("round").order_by("region")


def _midnight(entry: Entry, day: datetime.date) -> datetime.datetime:
    return datetime.datetime.combine(day, datetime.time(), zone(entry.region))


def _remind(entry: Entry, since: datetime.datetime, now: datetime.datetime | None = None) -> int:
    """1 if somebody was told who had not been since then; of several workers one tells."""
    users = reporters(entry.region, on=today_in(entry.region))
    rows = Entry.objects.unscoped("a row in hand").filter(id=entry.id, state__in=OPEN)
    moment = now or timezone.now()
    if not users or not rows.filter(Q(reminded_at=None) | Q(reminded_at__lt=since)).update(
        reminded_at=moment
    ):
        return 0
    due = entry.round.due_on
    notify(
        users=users, text=LATE if moment.astimezone(zone(entry.region)).date() > due else DUE, url=entry_url(entry.id),
        values={"period": named(entry.round.kind, entry.round.starts_on), "due": due.isoformat()},
    )  # fmt: skip
    return 1
