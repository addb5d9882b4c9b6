"""A business gives a stall back in time, or takes one that is free: whoever presses first has it, by the database's word."""

import datetime
import uuid

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.errors import Conflict, Refused
from dampingi.foundation.notices.actions import notify
from dampingi.foundation.regions.codes import contains
from dampingi.foundation.ui.formats import day as written
from dampingi.records.markets.actions.sellers import spoken_for
from dampingi.records.markets.models import Point, Seller, Stall, Swap, Turn
from dampingi.records.markets.queries import AHEAD, rotas_out, shared_out, too_alike
from dampingi.records.markets.readiness import missing
from dampingi.records.markets.sharing import days_of, history
from dampingi.records.programmes.rosters import today_in

GONE = gettext_noop(
    "Lapak yang Anda minta tukar sudah dikembalikan: %(point)s, %(day)s. Anda dapat meminta yang lain."
)


@transaction.atomic
def take_stall(*, by: Actor, business: uuid.UUID, stall: uuid.UUID, day: datetime.date) -> Turn:
    shop = spoken_for(by, business)
    rows = Seller.objects.unscoped("reach of the business is checked").filter(
        business=shop, withdrawn_at=None
    )
    seller = rows.select_related("business").first()
    if seller is None:
        raise Refused(_("Daftarkan dahulu usaha ini untuk lapak."))
    if lacking := missing(seller):
        raise Refused(_("Belum siap berjualan. %(what)s") % {"what": " ".join(lacking)})
    found = _open_stall(stall)
    if found is None or not contains(found.point.region[:5], shop.region):
        raise Refused(_("Lapak itu tidak ada, atau bukan di kota usaha ini."), status=404)
    today = today_in(found.point.region)
    if not today <= day <= today + AHEAD or not days_of(found.point, day, day):
        raise Refused(_("Titik itu tidak buka pada hari tersebut. Pilih lapak dari daftar."))
    if not shared_out(rotas_out(found.point.region[:5], day, day), found.point, day):
        raise Refused(_("Jadwal hari itu belum terbit. Giliran dibagi lebih dahulu."))
    if too_alike(found.point, day, seller.goods):
        raise Refused(_("Jualan sejenis sudah sebanyak yang boleh di titik itu. Pilih titik atau hari lain."))
    if history([shop.id], today)[shop.id].behind:
        raise Refused(
            _("Sudah dua kali tidak datang tanpa kabar, jadi giliran berikutnya lewat jadwal dari dinas.")
        )
    made = Turn(
        stall=found, day=day, business=shop, region=shop.region, goods=seller.goods, shown=seller.shown
    )
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError as error:
        raise Conflict(
            _("Lapak itu baru saja diambil, atau usaha ini sudah punya lapak pada hari itu. Pilih yang lain.")
        ) from error
    record_event(
        by=by, action="take_stall", subject=("market_turn", made.id), region=made.region,
        detail={"day": day.isoformat(), "number": found.number},
    )  # fmt: skip
    return made


def _open_stall(id: uuid.UUID) -> Stall | None:
    """Behind its point's lock: nobody closes it, or fills it with the same goods, meanwhile."""
    rows = Point.objects.unscoped("its region is checked next").select_for_update(of=("self",), no_key=True)
    point = rows.filter(stalls=id, closed_at=None).first()
    return point.stalls.filter(id=id, retired_at=None).first() if point else None


@transaction.atomic
def release_turn(*, by: Actor, turn: uuid.UUID, reason: str = "") -> Turn:
    """Give a stall back before the point's deadline, without a mark; whoever waits may take it."""
    found = turn_of(by, turn, Permission.JOIN_MARKETS, Permission.MANAGE_MARKETS)
    if found.state != Turn.State.GIVEN:
        raise Conflict(_("Giliran itu sudah dikembalikan, ditukar, atau sudah dicatat."))
    point = found.stall.point
    deadline = found.day - datetime.timedelta(days=point.notice_days)
    office = by.may(Permission.MANAGE_MARKETS, region=point.region)
    if today_in(point.region) > (found.day if office else deadline):
        raise Refused(
            _("Batas pengembalian %(day)s sudah lewat. Hubungi petugas titik ini: ia mencatat alasan Anda.")
            % {"day": written(deadline)}
        )
    found.state, found.reason = Turn.State.RELEASED, reason.strip()[:300]
    found.noted_at, found.noted_by_name = timezone.now(), by.name[:150]
    found.save(update_fields=["state", "reason", "noted_at", "noted_by_name"])
    _end_swaps(found)
    record_event(
        by=by, action="release_turn", subject=("market_turn", found.id), region=found.region, reason=found.reason
    )  # fmt: skip
    return found


def _end_swaps(turn: Turn) -> None:
    """Nobody waits for an answer about a turn that is gone; whoever asked for it may ask for another."""
    rows = Swap.objects.unscoped("of a turn in hand").filter(Q(turn=turn) | Q(wanted=turn), state=Swap.State.ASKED)  # fmt: skip
    askers = rows.filter(wanted=turn).exclude(turn__business__owner__user=None)
    users = list(askers.values_list("turn__business__owner__user", flat=True))
    rows.update(state=Swap.State.WITHDRAWN, answered_at=timezone.now())
    told = {"point": turn.stall.point.name, "day": turn.day.isoformat()}
    notify(users=users, text=GONE, values=told, url=reverse("own_stalls"))


def turn_of(by: Actor, id: uuid.UUID, *permissions: Permission) -> Turn:
    """The turn, locked; 404 for whom none of the permissions reaches it."""
    rows = Turn.objects.unscoped("reach is checked next").select_for_update(of=("self",))
    found = rows.filter(id=id).select_related("stall__point", "business__owner").first()
    reached = found is not None and any(
        Turn.objects.for_actor(by, p).filter(id=id).exists()
        or (p is not Permission.JOIN_MARKETS and by.may(p, region=found.stall.point.region))
        for p in permissions
    )
    if found is None or not reached:
        raise Refused(_("Giliran itu tidak ada, atau bukan milik atau wilayah Anda."), status=404)
    return found
