import re
import uuid
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.urls import reverse
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.errors import Conflict, Refused
from dampingi.foundation.regions.codes import contains
from dampingi.foundation.regions.queries import exists
from dampingi.insight.monitoring.catalogue import catalogue
from dampingi.outcomes.plans.actions.holding import of_plan, open_locked, recorded
from dampingi.outcomes.plans.actions.writing import Drafted, add_drafted
from dampingi.outcomes.plans.models import Activity, Origin, Plan, Wish, WishVerdict

AFFILIATION = re.compile(
    r"\b(partai|parpol|fraksi|caleg|paslon|pasangan calon|tim sukses|koalisi)\b", re.IGNORECASE
)
"""Words by which a text would tell somebody's political affiliation."""
MOST_WISHES = 2_000


@transaction.atomic
def register_wish(
    *, by: Actor, plan: Plan, origin: str, text: str, reference: str = "", place: str = "", goal: str = "", measure: str = "",
    id: uuid.UUID | None = None,
) -> Wish:  # fmt: skip
    """What the forum is to answer; sent twice it is one."""
    held = open_locked(by, plan)
    rows = Wish.objects.unscoped("of a plan whose reach is checked").filter(plan=held)
    told = {"origin": origin, "text": text.strip()[:300], "reference": reference.strip()[:80], "place": place, "goal": goal.strip()[:200], "measure": measure}  # fmt: skip
    sent = Wish.objects.unscoped("is it sent again?").filter(id=id).first() if id else None
    if sent:
        return _same(sent, held, told)
    if origin not in Origin.values:
        raise Refused(_("Pilih dari mana usulan ini datang."))
    if not text.strip():
        raise Refused(_("Tulis usulannya."))
    unaffiliated(text, reference, goal)
    if place and not (exists(place) and contains(held.region, place)):
        raise Refused(_("Pilih lokasi di wilayah rencana ini."))
    if origin == Origin.PROMISE and not goal.strip():
        raise Refused(_("Tulis sasaran RPJMD yang memuat janji ini."))
    if measure and measure not in catalogue(held.region):
        raise Refused(_("Pilih indikator dari daftar."))
    if rows.count() >= MOST_WISHES:
        raise Refused(_("Forum ini sudah memuat %(most)d usulan.") % {"most": MOST_WISHES})
    made = Wish.objects.create(
        plan=held, region=held.region, by=by.user_id, by_name=by.name[:150], **told, **({"id": id} if id else {})
    )  # fmt: skip
    recorded(
        by,
        held,
        "register_wish",
        detail={"wish": str(made.id), "origin": origin},
        values=[made.text, made.reference],
    )
    return made


def unaffiliated(*texts: str) -> None:
    if any(AFFILIATION.search(text) for text in texts):
        raise Refused(
            _(
                "Jangan menyebut partai, fraksi, atau calon: afiliasi politik tidak disimpan. Hapus kata itu, lalu simpan."
            )
        )


def _same(sent: Wish, plan: Plan, told: dict[str, str]) -> Wish:
    if sent.plan_id != plan.id or any(getattr(sent, name) != value for name, value in told.items()):
        raise Conflict(
            _("Usulan ini sudah tersimpan dengan isi lain. Muat ulang halaman untuk mencatat yang baru.")
        )
    return sent


@transaction.atomic
def answer_wish(
    *, by: Actor, wish: Wish, number: int, activity: uuid.UUID | None = None, new: bool = False, reason: str = ""
) -> WishVerdict:  # fmt: skip
    """Accept it into an activity, a new one where wished, or refuse it with a reason. `number` is the verdict that was looked at."""
    held = open_locked(by, wish.plan)
    rows = WishVerdict.objects.unscoped("of a plan whose reach is checked").filter(wish=wish)
    last = rows.aggregate(n=Max("number"))["n"] or 0
    if number != last:
        raise Conflict(_("Usulan ini baru saja dijawab orang lain. Muat ulang halaman."))
    if not (activity or new) and not reason.strip():
        raise Refused(_("Pilih kegiatan yang memuat usulan ini, atau tulis alasan menolaknya."))
    row = _from(by, held, wish) if new else of_plan(held, activity) if activity else None
    if row is not None and row.removed_at:
        raise Refused(_("Kegiatan itu sudah dikeluarkan dari rencana. Pilih yang lain."))
    if row is not None and not new:
        _cited(row, wish)
    made = WishVerdict.objects.create(
        wish=wish,
        region=held.region,
        number=last + 1,
        activity=row,
        reason=reason.strip()[:300],
        by=by.user_id,
        by_name=by.name[:150],
    )
    detail = {"wish": str(wish.id), "number": made.number, "accepted": row is not None}
    recorded(by, held, "answer_wish", detail=detail, values=[made.reason])
    return made


def _source(wish: Wish) -> dict[str, str]:
    words = f"{wish.get_origin_display()} {wish.reference}".strip()
    return {"words": f"{words}: {wish.text}", "door": reverse("plan_wish", args=[wish.id])}


def _from(by: Actor, plan: Plan, wish: Wish) -> Activity:
    told = Drafted(title=wish.text[:200], places=(wish.place,) if wish.place else ())
    return add_drafted(by, plan, told, sources=[_source(wish)])


def _cited(row: Activity, wish: Wish) -> None:
    source: dict[str, Any] = _source(wish)
    if all(s["door"] != source["door"] for s in row.sources):
        row.sources = [*row.sources, source]
        row.save(update_fields=["sources"])
