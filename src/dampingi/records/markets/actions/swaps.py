"""Two businesses exchange their stalls: one asks, the other accepts; the office may forbid it as long as it waits."""

import uuid

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.errors import Conflict, Refused
from dampingi.foundation.notices.actions import notify
from dampingi.records.markets.actions.taking import turn_of
from dampingi.records.markets.models import Swap, Turn
from dampingi.records.markets.queries import too_alike
from dampingi.records.programmes.rosters import today_in

ASKED = gettext_noop("Ada yang ingin menukar lapak dengan Anda: %(point)s, %(day)s.")
WITHDRAWN = gettext_noop("Permintaan tukar lapak itu ditarik; giliran Anda tetap: %(point)s, %(day)s.")
ANSWERED = gettext_noop("Permintaan tukar lapak Anda dijawab: %(point)s, %(day)s.")


@transaction.atomic
def ask_swap(*, by: Actor, turn: uuid.UUID, wanted: uuid.UUID) -> Swap:
    mine = turn_of(by, turn, Permission.JOIN_MARKETS)
    rows = Turn.objects.unscoped("a stall of the same city").select_related("stall__point", "business__owner")
    theirs = rows.filter(id=wanted).first()
    if theirs is None or theirs.region[:5] != mine.region[:5]:
        raise Refused(_("Giliran itu tidak ada. Pilih dari daftar."), status=404)
    if theirs.business_id == mine.business_id:
        raise Refused(_("Itu giliran usaha Anda sendiri. Pilih giliran usaha lain."))
    _still_to_come(mine, theirs)
    if _clash(mine, theirs):
        raise Refused(
            _("Salah satu usaha sudah punya lapak lain pada hari yang akan diterimanya. Pilih giliran lain.")
        )
    if _too_alike(mine, theirs):
        raise Refused(_alike())
    try:
        with transaction.atomic():
            made = Swap.objects.create(turn=mine, wanted=theirs, region=mine.stall.point.region)
    except IntegrityError as error:
        raise Conflict(_("Giliran ini sudah Anda tawarkan untuk ditukar. Tunggu jawabannya.")) from error
    record_event(by=by, action="ask_swap", subject=("market_swap", made.id), region=made.region)
    _tell(theirs, ASKED)
    return made


@transaction.atomic
def answer_swap(*, by: Actor, swap: uuid.UUID, accept: bool) -> Swap:
    """The one who was asked answers, or who speaks for them; accepted, both have the other's stall from that moment."""
    _hold(swap)
    found = _asked(swap)
    mine = turn_of(by, found.wanted_id, Permission.JOIN_MARKETS)
    asker = Turn.objects.unscoped("of a swap in hand").select_for_update(of=("self",)).select_related("stall__point", "business__owner").get(id=found.turn_id)  # fmt: skip
    if accept:
        _still_to_come(asker, mine)
        if _clash(asker, mine):
            raise Conflict(
                _("Sejak diminta, salah satu usaha mendapat lapak lain pada hari itu. Tolak saja.")
            )
        if _too_alike(asker, mine):
            raise Conflict(_alike())
        _exchange(asker, mine)
    found.state = Swap.State.ACCEPTED if accept else Swap.State.REFUSED
    found.answered_at = timezone.now()
    found.save(update_fields=["state", "answered_at"])
    record_event(
        by=by, action="answer_swap", subject=("market_swap", found.id), region=found.region, detail={"accepted": accept}
    )  # fmt: skip
    _tell(asker, ANSWERED)
    return found


@transaction.atomic
def withdraw_swap(*, by: Actor, swap: uuid.UUID) -> Swap:
    """Whoever asked, or speaks for them, asks no more."""
    _hold(swap)
    found = _asked(swap)
    turn_of(by, found.turn_id, Permission.JOIN_MARKETS)
    found.state, found.answered_at = Swap.State.WITHDRAWN, timezone.now()
    found.save(update_fields=["state", "answered_at"])
    record_event(by=by, action="withdraw_swap", subject=("market_swap", found.id), region=found.region)
    _tell(found.wanted, WITHDRAWN)
    return found


@transaction.atomic
def forbid_swap(*, by: Actor, swap: uuid.UUID, reason: str) -> Swap:
    found = _asked(swap)
    by.require(Permission.MANAGE_MARKETS, region=found.region)
    if not reason.strip():
        raise Refused(_("Tulis mengapa pertukaran ini dilarang."))
    found.state, found.reason, found.answered_at = (
        Swap.State.FORBIDDEN,
        reason.strip()[:300],
        timezone.now(),
    )
    found.save(update_fields=["state", "reason", "answered_at"])
    record_event(
        by=by, action="forbid_swap", subject=("market_swap", found.id), region=found.region, reason=found.reason
    )  # fmt: skip
    _tell(found.turn, ANSWERED)
    return found


def _hold(id: uuid.UUID) -> None:
    """Both turns before the swap, as whoever gives one of them back does: neither waits for the other for ever."""
    both = Swap.objects.unscoped("reach is checked by the turn").filter(id=id).values_list("turn", "wanted")
    rows = Turn.objects.unscoped("of a swap to be answered").select_for_update(of=("self",))
    list(rows.filter(id__in=both.first() or ()).order_by("id"))


def _asked(id: uuid.UUID) -> Swap:
    rows = Swap.objects.unscoped("reach is checked by the turn or the region").select_for_update(of=("self",))
    told = ("turn__stall__point", "turn__business__owner", "wanted__stall__point", "wanted__business__owner")
    found = rows.filter(id=id).select_related(*told).first()
    if found is None:
        raise Refused(_("Permintaan tukar itu tidak ada."), status=404)
    if found.state != Swap.State.ASKED:
        raise Conflict(_("Permintaan tukar itu sudah dijawab atau ditarik."))
    return found


def _still_to_come(*turns: Turn) -> None:
    for turn in turns:
        if turn.state != Turn.State.GIVEN:
            raise Conflict(_("Salah satu giliran sudah dikembalikan, ditukar, atau dicatat."))
        if turn.day <= today_in(turn.stall.point.region):
            raise Refused(_("Yang dapat ditukar hanya giliran mulai besok."))


def _clash(one: Turn, other: Turn) -> bool:
    """Whether either business stands somewhere else on the day it would get."""
    if one.day == other.day:
        return False
    rows = Turn.objects.unscoped("of the two of a swap").filter(state__in=Turn.HELD)
    return (
        rows.filter(business=one.business_id, day=other.day).exists()
        or rows.filter(business=other.business_id, day=one.day).exists()
    )


def _too_alike(one: Turn, other: Turn) -> bool:
    """Whether either point would sell more of one kind than it may."""
    leaving = (one.id, other.id)
    return too_alike(other.stall.point, other.day, one.goods, leaving) or too_alike(
        one.stall.point, one.day, other.goods, leaving
    )


def _alike() -> str:
    return _(
        "Dengan pertukaran ini jualan sejenis di salah satu titik melebihi batasnya. Pilih giliran lain."
    )


def _exchange(one: Turn, other: Turn) -> None:
    """Both old turns end, two new ones begin; others who asked for them are told by their state."""
    ended = Turn.objects.unscoped("of a swap in hand").filter(id__in=[one.id, other.id])
    ended.update(state=Turn.State.SWAPPED, noted_at=timezone.now())
    others = Swap.objects.unscoped("of turns that ended").filter(state=Swap.State.ASKED)
    for field in ("turn__in", "wanted__in"):
        others.filter(**{field: [one.id, other.id]}).update(
            state=Swap.State.WITHDRAWN, answered_at=timezone.now()
        )
    try:
        with transaction.atomic():
            for gets, gives in ((one, other), (other, one)):
                Turn.objects.create(
                    rota_id=gives.rota_id, stall_id=gives.stall_id, day=gives.day, business_id=gets.business_id, region=gets.region,
                    goods=gets.goods, shown=gets.shown,
                )  # fmt: skip
    except IntegrityError as error:
        raise Conflict(
            _("Sejak diminta, salah satu usaha mendapat lapak lain pada hari itu. Tolak saja.")
        ) from error


def _tell(turn: Turn, text: str) -> None:
    owner = turn.business.owner.user_id
    if owner:
        told = {"point": turn.stall.point.name, "day": turn.day.isoformat()}
        notify(users=[owner], text=text, values=told, url=reverse("own_stalls"))
