import datetime
import uuid
from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from dampingi.foundation.accounts.permissions import Permission, Reach
from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.approvals.actions import settle
from dampingi.foundation.approvals.queries import approvals_of, may_decide
from dampingi.foundation.errors import Refused
from dampingi.foundation.regions.queries import name_of
from dampingi.foundation.ui.fields import attempt
from dampingi.foundation.ui.lists import respond
from dampingi.records.budgets.queries.budgets import held
from dampingi.records.equipment.actions import decrees, handing, using
from dampingi.records.equipment.forms import (
    BackForm,
    CheckForm,
    HandoverForm,
    PaymentForm,
    ReasonForm,
    SignedForm,
)
from dampingi.records.equipment.listing import LOOKED, item_state, items_list
from dampingi.records.equipment.models import Decree, Recall
from dampingi.records.equipment.queries import items as queries
from dampingi.records.programmes.rosters import today_in

SEE, NOTE, MANAGE = Permission.VIEW_EQUIPMENT, Permission.NOTE_EQUIPMENT, Permission.MANAGE_EQUIPMENT
CHECK, APPROVE = Permission.CHECK_EQUIPMENT, Permission.APPROVE_EQUIPMENT


@requires(SEE)
@require_GET
def equipment_items(request: HttpRequest) -> HttpResponse:
    """What was given and what became of it."""
    regions = request.actor.regions(SEE)
    today = today_in(regions[0] if regions and regions[0] else "32")
    rows = queries.items(request.actor)
    waiting = queries.due_for_a_look(rows, today).count()
    return respond(request, items_list(request.actor, today), rows, "equipment/items.html", {"due": waiting})


@requires(SEE)
@require_GET
def equipment_item(request: HttpRequest, equipment_award_id: uuid.UUID) -> HttpResponse:
    return _page(request, equipment_award_id)


def _page(request: HttpRequest, id: uuid.UUID, **asked: forms.Form) -> HttpResponse:
    """The item with whatever form was sent and has something to mend."""
    found, actor = queries.item(request.actor, id), request.actor
    given = getattr(found, "handover", None)
    recall = queries.recall_of(given) if given else None
    today, live = today_in(found.region), found.decree.state == Decree.State.APPROVED and not found.voided_on
    manages, gone = live and actor.may(MANAGE, region=found.region), bool(found.recalled)
    owner = found.need.business.owner
    own = any(s.reach is Reach.OWN for s in actor.scopes(NOTE)) and owner.user_id == actor.user_id
    approvals = list(approvals_of(using.RECALL, recall.id)) if recall else []
    money = held((decrees.AWARD, found.id)) if actor.holds(Permission.VIEW_MONEY) else []
    context = {
        "award": found, "need": found.need, "business": found.need.business, "owner": owner, "place": name_of(found.region), "given": given,
        "state": item_state(found), "recall": recall, "today": today, "live": live, "manages": manages, "gone": gone, "money": money,
        "checks": [(c, LOOKED[c.state]) for c in given.checks.order_by("-on", "-at")] if given else [],
        "may_decide": any(may_decide(actor, a) for a in approvals), "may_confirm": own and given and not given.confirmed_at,
        "may_check": bool(given) and not gone and live and _checks(request, found), "owed": sum(m["owed"] for m in money),
        "takes_back": live and any(m["paid"] for m in money) and actor.may(Permission.APPROVE_MONEY, region=found.decree.region),
        "refused": [e for form in asked.values() for e in form.non_field_errors()],
        "recalling": recall is not None and recall.state != Recall.State.RETURNED,
    } | _forms(found, today, actor.name) | asked  # fmt: skip
    return render(request, "equipment/item.html", context, status=422 if asked else 200)


def _checks(request: HttpRequest, found: Any) -> bool:
    return type(found).objects.for_actor(request.actor, CHECK).filter(id=found.id).exists()


def _forms(found: Any, today: datetime.date, name: str) -> dict[str, forms.Form]:
    owner = found.need.business.owner
    start = {
        "on": today,
        "giver_name": name,
        "receiver_name": owner.name,
        "condition": "Baru dan berfungsi",
    }
    return {
        "handover_form": HandoverForm(auto_id="bast_%s", initial=start),
        "signed_form": SignedForm(auto_id="tanda_%s"),
        "check_form": CheckForm(auto_id="periksa_%s", initial={"on": today}),
        "recall_form": ReasonForm(auto_id="tarik_%s"),
        "void_form": ReasonForm(auto_id="batal_%s"),
        "back_form": BackForm(auto_id="kembali_%s", initial={"on": today}),
        "unpaid_form": ReasonForm(auto_id="batal_bayar_%s"),
        "payment_form": PaymentForm(auto_id="bayar_%s", initial={"on": today}),
    }


@requires(MANAGE)
@require_POST
def equipment_handover(request: HttpRequest, equipment_award_id: uuid.UUID) -> HttpResponse:
    form = HandoverForm(request.POST, request.FILES, auto_id="bast_%s")

    def act(told: dict[str, Any]) -> Any:
        photo = told.pop("photo").read()
        return handing.hand_over(
            by=request.actor, award=equipment_award_id, given=handing.Given(**told), photo=photo
        )

    return _answer(
        request,
        equipment_award_id,
        "handover_form",
        form,
        act,
        _("Serah terima tercatat. Unduh berita acaranya untuk ditandatangani."),
    )


@requires(NOTE)
@require_POST
def equipment_receipt(request: HttpRequest, equipment_award_id: uuid.UUID) -> HttpResponse:
    handing.confirm_own(by=request.actor, award=equipment_award_id)
    messages.success(request, _("Terima kasih, penerimaan Anda tercatat."))
    return redirect("equipment_item", equipment_award_id)


@requires(MANAGE)
@require_POST
def equipment_signature(request: HttpRequest, equipment_award_id: uuid.UUID) -> HttpResponse:
    form = SignedForm(request.POST, request.FILES, auto_id="tanda_%s")
    return _answer(
        request, equipment_award_id, "signed_form", form,
        lambda told: handing.confirm_paper(by=request.actor, award=equipment_award_id, photo=told["photo"].read()), _("Berita acara bertanda tangan tersimpan."),
    )  # fmt: skip


@requires(CHECK)
@require_POST
def equipment_check(request: HttpRequest, equipment_award_id: uuid.UUID) -> HttpResponse:
    form = CheckForm(request.POST, request.FILES, auto_id="periksa_%s")

    def act(told: dict[str, Any]) -> Any:
        photo = told.pop("photo")
        return using.check_use(
            by=request.actor, award=equipment_award_id, photo=photo.read() if photo else b"", **told
        )

    return _answer(request, equipment_award_id, "check_form", form, act, _("Pemeriksaan tercatat."))


@requires(MANAGE)
@require_POST
def equipment_recall(request: HttpRequest, equipment_award_id: uuid.UUID) -> HttpResponse:
    form = ReasonForm(request.POST, auto_id="tarik_%s")
    return _answer(
        request, equipment_award_id, "recall_form", form,
        lambda told: using.propose_recall(by=request.actor, award=equipment_award_id, **told), _("Penarikan diusulkan; orang lain yang memutuskan."),
    )  # fmt: skip


@requires(MANAGE)
@require_POST
def equipment_void(request: HttpRequest, equipment_award_id: uuid.UUID) -> HttpResponse:
    form = ReasonForm(request.POST, auto_id="batal_%s")
    return _answer(
        request, equipment_award_id, "void_form", form,
        lambda told: decrees.withdraw_award(by=request.actor, award=equipment_award_id, **told), _("Baris keputusan dibatalkan; usulannya terbuka lagi."),
    )  # fmt: skip


@requires(MANAGE)
@require_POST
def equipment_return(request: HttpRequest, equipment_award_id: uuid.UUID) -> HttpResponse:
    form = BackForm(request.POST, auto_id="kembali_%s")
    return _answer(
        request, equipment_award_id, "back_form", form,
        lambda told: using.take_back(by=request.actor, award=equipment_award_id, **told), _("Barang tercatat kembali."),
    )  # fmt: skip


@requires(MANAGE)
@require_POST
def equipment_payment(request: HttpRequest, equipment_award_id: uuid.UUID) -> HttpResponse:
    form = PaymentForm(request.POST, auto_id="bayar_%s")
    return _answer(
        request, equipment_award_id, "payment_form", form,
        lambda told: decrees.pay_award(by=request.actor, award=equipment_award_id, **told), _("Pembayaran tercatat."),
    )  # fmt: skip


@requires(Permission.APPROVE_MONEY)
@require_POST
def equipment_payment_reversal(request: HttpRequest, equipment_award_id: uuid.UUID) -> HttpResponse:
    form = ReasonForm(request.POST, auto_id="batal_bayar_%s")
    return _answer(
        request, equipment_award_id, "unpaid_form", form,
        lambda told: decrees.take_payment_back(by=request.actor, award=equipment_award_id, **told), _("Pembayaran dibatalkan; barangnya terutang lagi."),
    )  # fmt: skip


@requires(APPROVE)
@require_POST
def equipment_recall_verdict(request: HttpRequest, equipment_recall_id: uuid.UUID) -> HttpResponse:
    found = queries.recall(request.actor, equipment_recall_id)
    passed = settle(
        by=request.actor, subject=(using.RECALL, found.id), decision=request.POST.get("decision", ""), comment=request.POST.get("comment", "")
    )  # fmt: skip
    messages.success(request, _("Penarikan disetujui.") if passed else _("Penarikan tidak disetujui."))
    return redirect("equipment_item", found.handover.award_id)


@requires(SEE)
@require_GET
def equipment_photo(request: HttpRequest, equipment_handover_id: uuid.UUID) -> FileResponse:
    return _picture(queries.handover(request.actor, equipment_handover_id).photo)


@requires(SEE)
@require_GET
def equipment_signed(request: HttpRequest, equipment_handover_id: uuid.UUID) -> FileResponse:
    found = queries.handover(request.actor, equipment_handover_id)
    if not found.signed:
        raise Refused(_("Berita acara bertanda tangan belum diunggah."), status=404)
    return _picture(found.signed)


@requires(SEE)
@require_GET
def equipment_check_photo(request: HttpRequest, equipment_check_id: uuid.UUID) -> FileResponse:
    return _picture(queries.check(request.actor, equipment_check_id).photo)


def _picture(file: Any) -> FileResponse:
    answer = FileResponse(file.open(), content_type="image/jpeg")
    answer["Cache-Control"] = "private, max-age=3600"
    return answer


def _answer(
    request: HttpRequest, id: uuid.UUID, name: str, form: forms.Form, act: Callable[[dict[str, Any]], Any], told: str
) -> HttpResponse:  # fmt: skip
    """Back to the item; or the item with the form, which says what is wrong."""
    queries.item(request.actor, id)
    if form.is_valid() and attempt(form, lambda: act(dict(form.cleaned_data))):
        messages.success(request, told)
        return redirect("equipment_item", id)
    return _page(request, id, **{name: form})
