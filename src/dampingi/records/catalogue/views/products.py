import uuid
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.definitions import choices
from dampingi.foundation.errors import Refused
from dampingi.foundation.rows import new_id
from dampingi.foundation.ui.fields import attempt, done
from dampingi.foundation.ui.lists import respond
from dampingi.records.businesses.contacts import spoken_phone
from dampingi.records.businesses.models import Business
from dampingi.records.catalogue import actions, queries
from dampingi.records.catalogue.forms import ConsentForm, LabelForm, PermitForm, PhotoForm, ProductForm
from dampingi.records.catalogue.labels import answerers
from dampingi.records.catalogue.listing import products_list, state_of
from dampingi.records.catalogue.models import Consent, Permit, Product, ProductPhoto, State
from dampingi.records.catalogue.shown import enriched

P = Permission
TO_CHOOSE = 100
"""More businesses than a person picks from; such people begin at the business's page."""


@requires(P.VIEW_PRODUCTS)
@require_GET
def product_list(request: HttpRequest) -> HttpResponse:
    context = {"keeps": request.actor.holds(P.KEEP_PRODUCTS)}
    spec = products_list(request.actor)
    return respond(request, spec, queries.products(request.actor), "catalogue/products.html", context)


@requires(P.KEEP_PRODUCTS)
@require_http_methods(["GET", "POST"])
def new_product(request: HttpRequest) -> HttpResponse:
    business = _chosen(request)
    if business is None:
        rows = list(queries.businesses_kept(request.actor)[: TO_CHOOSE + 1])
        context = {"businesses": rows[:TO_CHOOSE], "too_many": len(rows) > TO_CHOOSE}
        return render(request, "catalogue/choose.html", context)
    form = ProductForm(request.POST or None, initial={"id": new_id(), "stock": "ready"})
    if request.method == "POST" and form.is_valid():
        told, id = form.told(), form.cleaned_data["id"]
        made = attempt(
            form, lambda: actions.write_product(by=request.actor, business=business.id, told=told, id=id)
        )
        if made:
            messages.success(request, _("Tersimpan sebagai rancangan. Tambahkan foto, lalu ajukan."))
            return redirect("product", made.id)
    context = {"form": form, "business": business}
    return render(request, "catalogue/form.html", context, status=422 if form.errors else 200)


@requires(P.VIEW_PRODUCTS)
@require_GET
def product(request: HttpRequest, product_id: uuid.UUID) -> HttpResponse:
    found = queries.product_of(queries.products(request.actor), product_id)
    return render(request, "catalogue/product.html", _told(request, found))


@requires(P.KEEP_PRODUCTS)
@require_http_methods(["GET", "POST"])
def edit_product(request: HttpRequest, product_id: uuid.UUID) -> HttpResponse:
    found = queries.product_of(queries.kept(request.actor), product_id)
    form = ProductForm(request.POST or None, initial=ProductForm.initial_of(found))
    if request.method == "POST" and form.is_valid():
        told = form.told()
        if attempt(form, lambda: actions.correct_product(by=request.actor, product=found.id, told=told)):
            messages.success(request, _("Tersimpan."))
            return redirect("product", found.id)
    context = {"form": form, "business": found.business, "product": found}
    return render(request, "catalogue/form.html", context, status=422 if form.errors else 200)


@requires(P.KEEP_PRODUCTS)
@require_POST
def submitting(request: HttpRequest, product_id: uuid.UUID) -> HttpResponse:
    said = _("Diajukan. Produk tayang sesudah diperiksa orang lain.")
    return _done(
        request, product_id, said, lambda: actions.submit_product(by=request.actor, product=product_id)
    )


@requires(P.CHECK_PRODUCTS)
@require_POST
def checking(request: HttpRequest, product_id: uuid.UUID) -> HttpResponse:
    good, reason = request.POST.get("hasil") == "tayang", request.POST.get("alasan", "")
    said = _("Produk ini sekarang tayang.") if good else _("Dikembalikan dengan alasannya.")
    return _done(
        request, product_id, said,
        lambda: actions.check_product(
            by=request.actor, product=product_id, good=good, reason=reason, seen=request.POST.get("dilihat", "")
        ),
    )  # fmt: skip


@requires(P.KEEP_PRODUCTS, P.CHECK_PRODUCTS)
@require_POST
def withdrawing(request: HttpRequest, product_id: uuid.UUID) -> HttpResponse:
    reason = request.POST.get("alasan", "")
    return _done(
        request, product_id, _("Produk ini tidak tayang lagi."),
        lambda: actions.withdraw_product(by=request.actor, product=product_id, reason=reason),
    )  # fmt: skip


@requires(P.KEEP_PRODUCTS)
@require_POST
def adding_photo(request: HttpRequest, product_id: uuid.UUID) -> HttpResponse:
    found = queries.product_of(queries.kept(request.actor), product_id)
    form = PhotoForm(request.POST, request.FILES)
    if form.is_valid():
        raw, says = form.cleaned_data["photo"].read(), form.cleaned_data["says"]
        if attempt(form, lambda: actions.add_photo(by=request.actor, product=found.id, raw=raw, says=says)):
            messages.success(request, _("Foto tersimpan."))
            return redirect("product", found.id)
    return render(request, "catalogue/product.html", _told(request, found, photo_form=form), status=422)


@requires(P.KEEP_PRODUCTS)
@require_POST
def removing_photo(request: HttpRequest, product_photo_id: uuid.UUID) -> HttpResponse:
    product_id = _photo(request, product_photo_id).product_id
    act = lambda: actions.remove_photo(by=request.actor, photo=product_photo_id)  # noqa: E731
    return _done(request, product_id, _("Foto dihapus."), act)


@requires(P.KEEP_PRODUCTS)
@require_POST
def first_photo(request: HttpRequest, product_photo_id: uuid.UUID) -> HttpResponse:
    product_id = _photo(request, product_photo_id).product_id
    act = lambda: actions.show_first(by=request.actor, photo=product_photo_id)  # noqa: E731
    return _done(request, product_id, _("Foto itu sekarang yang pertama tampil."), act)


@requires(P.KEEP_PRODUCTS)
@require_POST
def noting_permit(request: HttpRequest, product_id: uuid.UUID) -> HttpResponse:
    found = queries.product_of(queries.kept(request.actor), product_id)
    form = PermitForm(request.POST)
    if form.is_valid():
        told = form.told()
        if attempt(form, lambda: actions.note_permit(by=request.actor, product=found.id, told=told)):
            messages.success(
                request, _("Izin tercatat. Pembeli melihatnya sesudah dicocokkan dengan suratnya.")
            )
            return redirect("product", found.id)
    return render(request, "catalogue/product.html", _told(request, found, permit_form=form), status=422)


@requires(P.CHECK_PRODUCTS)
@require_POST
def checking_permit(request: HttpRequest, permit_id: uuid.UUID) -> HttpResponse:
    found = Permit.objects.for_actor(request.actor, P.CHECK_PRODUCTS).filter(id=permit_id).first()
    if found is None:
        raise Refused(_("Izin itu tidak ada, atau di luar jangkauan Anda."), status=404)
    genuine, reason = request.POST.get("hasil") == "cocok", request.POST.get("alasan", "")
    return _done(
        request, found.product_id, _("Hasil pemeriksaan izin tersimpan."),
        lambda: actions.check_permit(by=request.actor, permit=permit_id, genuine=genuine, reason=reason),
    )  # fmt: skip


@requires(P.LABEL_PRODUCTS)
@require_http_methods(["GET", "POST"])
def labelling(request: HttpRequest, product_id: uuid.UUID) -> HttpResponse:
    found = queries.product_of(queries.products(request.actor), product_id)
    form = LabelForm(
        request.POST or None, initial={"subsector": found.creative, "said_by": found.creative_by}
    )
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        if attempt(form, lambda: actions.label_product(by=request.actor, product=found.id, **told)):
            messages.success(request, _("Tersimpan."))
            return redirect("product", found.id)
    context = {
        "form": form, "product": found, "answerers": answerers(found.business.region) if found.state == State.SHOWN else [],
        "open": found.label_requests.filter(answered_at=None).select_related("partner").first(),
    }  # fmt: skip
    return render(request, "catalogue/label.html", context, status=422 if form.errors else 200)


@requires(P.KEEP_PRODUCTS)
@require_http_methods(["GET", "POST"])
def consent(request: HttpRequest, product_id: uuid.UUID, to: str) -> HttpResponse:
    """Asked of the owner for each thing apart; taken back as easily as it was given."""
    found = queries.product_of(queries.kept(request.actor), product_id)
    if to not in Consent.To.values:
        raise Refused(_("Persetujuan itu tidak dikenal. Kembali ke halaman produknya."), status=404)
    business, own = found.business, _is_own(request, found)
    held, with_phone = queries.consents_of(business).get(to), to == Consent.To.PHONE
    first = {"phone": spoken_phone((held.phone if held else "") or business.phone) if with_phone else ""}
    form = ConsentForm(request.POST or None, initial=first, own=own, with_phone=with_phone)
    if request.method == "POST" and request.POST.get("tarik"):
        actions.withdraw_consent(by=request.actor, business=business.id, to=to)
        messages.success(request, _("Persetujuan ditarik; sejak sekarang tidak tampil lagi."))
        return redirect("product", found.id)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        if attempt(form, lambda: actions.agree(by=request.actor, business=business.id, to=to, **said)):
            messages.success(request, _("Persetujuan tercatat."))
            return redirect("product", found.id)
    context = {"form": form, "product": found, "held": held, "own": own, "what": Consent.To(to).label}
    return render(request, "catalogue/consent.html", context, status=422 if form.errors else 200)


def _told(request: HttpRequest, found: Product, **forms: Any) -> dict[str, Any]:
    actor, consents = request.actor, queries.consents_of(found.business)
    (row,) = enriched([found], queries.today_in(found.business.region))
    permits = queries.permits_of(found)
    checks = queries.to_check(actor).filter(id=found.id).exists()
    keeps = queries.kept(actor).filter(id=found.id).exists()
    today = queries.today_in(found.business.region)
    for each in permits:
        each.name = choices("product_permits").get(each.kind, each.kind)
        each.state, each.words = permit_state(each, today)
        each.may_check = checks and not each.checked_at and each.noted_by != actor.user_id
    state, words = state_of(found)
    waits = found.state == State.WAITING
    return {
        "product": row, "looks": queries.looks(found), "state": state, "state_words": words, "permits": permits, "photos": row.pictures,
        "show": consents.get(Consent.To.SHOW), "phone": consents.get(Consent.To.PHONE),
        "keeps": keeps, "labels": actor.holds(P.LABEL_PRODUCTS), "asks_photos": actor.holds(P.ASK_PHOTO_JOBS),
        "checks": checks and waits and found.submitted_by != actor.user_id,
        "own_check": checks and waits and found.submitted_by == actor.user_id,
        "may_withdraw": (keeps or checks) and found.state != State.WITHDRAWN,
        "may_submit": keeps and found.state in (State.DRAFT, State.RETURNED, State.WITHDRAWN),
        "is_public": queries.shown_products().filter(id=found.id).exists(),
        "photo_form": PhotoForm(), "permit_form": PermitForm(), **forms,
    }  # fmt: skip


def permit_state(permit: Permit, today: Any) -> tuple[str, str]:
    if permit.genuine is None:
        return "watch", _("Belum dicocokkan")
    if not permit.genuine:
        return "late", _("Tidak cocok")
    return ("good", _("Berlaku")) if permit.holds(today) else ("late", _("Sudah berakhir"))


def _done(request: HttpRequest, product_id: uuid.UUID, said: str, act: Callable[[], Any]) -> HttpResponse:
    """Back to the product, with what was done or why not."""
    done(request, said, act)
    return redirect("product", product_id)


def _chosen(request: HttpRequest) -> Business | None:
    asked = request.GET.get("usaha", "")
    if not asked:
        rows = list(queries.businesses_kept(request.actor)[:2])
        return rows[0] if len(rows) == 1 else None
    try:
        return queries.business_kept(request.actor, uuid.UUID(asked))
    except ValueError:
        raise Refused(_("Usaha itu tidak ada. Pilih dari daftar."), status=404) from None


def _photo(request: HttpRequest, id: uuid.UUID) -> ProductPhoto:
    found = ProductPhoto.objects.for_actor(request.actor, P.KEEP_PRODUCTS).filter(id=id).first()
    if found is None:
        raise Refused(_("Foto itu tidak ada lagi."), status=404)
    return found


def _is_own(request: HttpRequest, found: Product) -> bool:
    return request.actor.user_id is not None and found.business.owner.user_id == request.actor.user_id
