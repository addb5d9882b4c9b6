"""Whoever answers for the creative economy is asked whether a product belongs to it, and says so itself."""

import uuid
from typing import Any

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.definitions import source_names
from dampingi.foundation.errors import Conflict, Refused
from dampingi.foundation.notices.actions import notify
from dampingi.foundation.regions.codes import contains
from dampingi.foundation.revisions.actions import change
from dampingi.records.catalogue.models import LabelRequest, Product
from dampingi.records.catalogue.queries import product_of, shown_products, today_in
from dampingi.records.partners.models import Partner
from dampingi.records.partners.queries import active_on, people_of
from dampingi.records.partners.requests import Asked

ASK, GIVE = Permission.LABEL_PRODUCTS, Permission.GIVE_LABELS
NEW = gettext_noop("Label ekonomi kreatif untuk %(product)s diminta dari lembaga Anda.")
ANSWERED = gettext_noop("Label ekonomi kreatif %(product)s dijawab %(partner)s.")


def answerers(region: str) -> list[Partner]:
    """Other government offices the business's office works with."""
    rows = Partner.objects.unscoped("whom one may ask").filter(active_on(today_in(region)), kind="government")
    return [p for p in rows.order_by("name", "id") if contains(p.region, region)]


def label_requests(actor: Actor, permission: Permission = GIVE) -> Any:
    rows = LabelRequest.objects.for_actor(actor, permission)
    return rows.select_related("product__business__owner", "partner")


def label_request_of(rows: Any, id: uuid.UUID) -> LabelRequest:
    found = rows.filter(id=id).first()
    if found is None:
        raise Refused(_("Permintaan label itu tidak ada, atau bukan untuk Anda."), status=404)
    return found


@transaction.atomic
def ask_for_label(*, by: Actor, product: uuid.UUID, partner: uuid.UUID) -> LabelRequest:
    """Only for what everybody may see already; one request of a product is open at a time."""
    rows = Product.objects.for_actor(by, ASK).select_related("business")
    found = product_of(rows.select_for_update(of=("self",)), product)
    if not shown_products().filter(id=found.id).exists():
        raise Refused(_("Hanya produk yang tayang yang dimintakan label. Tayangkan dahulu."))
    to = next((p for p in answerers(found.business.region) if p.id == partner), None)
    if to is None:
        raise Refused(_("Pilih dinas yang menetapkan label dari daftar."))
    try:
        with transaction.atomic():
            made = LabelRequest.objects.create(
                product=found, partner=to, asked_by=by.user_id, asked_by_name=by.name
            )
    except IntegrityError:
        raise Conflict(_("Label produk ini sedang diminta. Tunggu jawabannya.")) from None
    _record(by, "ask_for_label", made, {"partner": str(to.id)})
    notify(
        users=people_of(to), text=NEW, values={"product": found.name}, url=reverse("label_request", args=[made.id])
    )  # fmt: skip
    return made


@transaction.atomic
def answer_label(*, by: Actor, request: uuid.UUID, subsector: str, reason: str = "") -> LabelRequest:
    """A subsector, or none with the reason; once."""
    found = label_request_of(label_requests(by).select_for_update(of=("self",)), request)
    reason = reason.replace("\0", "").strip()
    if found.answered_at:
        raise Conflict(_("Permintaan ini sudah dijawab %(name)s.") % {"name": found.answered_by_name})
    if subsector and subsector not in source_names("creative_subsectors"):
        raise Refused(_("Pilih subsektor ekonomi kreatif dari daftar."))
    if len(reason) > 300 or not (subsector or reason):
        raise Refused(
            _(
                "Pilih subsektornya, atau tulis mengapa produk ini bukan ekonomi kreatif (paling panjang 300 huruf)."
            )
        )
    found.answered_at, found.answered_by_name, found.subsector, found.reason = (
        timezone.now(),
        by.name,
        subsector,
        reason,
    )
    found.save(update_fields=["answered_at", "answered_by_name", "subsector", "reason"])
    if subsector:
        day = today_in(found.product.business.region)
        values = {"creative": subsector, "creative_by": found.partner.name[:150], "creative_on": day}
        change(by=by, record=found.product, kind="product", values=values)
    _record(by, "answer_label", found, {"subsector": subsector})
    told = {found.asked_by, found.product.business.owner.user_id} - {None}
    notify(
        users=list(told), text=ANSWERED, values={"product": found.product.name, "partner": found.partner.name},
        url=reverse("product", args=[found.product_id]),
    )  # fmt: skip
    return found


def asked(actor: Actor, partners: list[Partner]) -> list[Asked]:
    rows = label_requests(actor).filter(partner__in=partners).order_by("asked_at", "id")
    return [
        Asked(
            group=_("Label ekonomi kreatif"), title=r.product.name, href=reverse("label_request", args=[r.id]),
            note=r.product.business.name, waits=r.answered_at is None,
        )
        for r in rows
    ]  # fmt: skip


def _record(by: Actor, action: str, made: LabelRequest, detail: dict[str, Any]) -> None:
    region = made.product.business.region
    record_event(by=by, action=action, subject=("product", made.product_id), region=region, detail=detail)
