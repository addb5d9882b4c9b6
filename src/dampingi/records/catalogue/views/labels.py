import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from dampingi.foundation.accounts.permissions import Permission as P
from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.definitions import choices
from dampingi.foundation.errors import Denied, Refused
from dampingi.foundation.ui.fields import attempt
from dampingi.records.catalogue import labels, queries
from dampingi.records.catalogue.forms import AnswerLabelForm


@requires(P.LABEL_PRODUCTS)
@require_POST
def asking_label(request: HttpRequest, product_id: uuid.UUID) -> HttpResponse:
    found = queries.product_of(queries.products(request.actor), product_id)
    try:
        partner = uuid.UUID(request.POST.get("mitra", ""))
        labels.ask_for_label(by=request.actor, product=found.id, partner=partner)
    except ValueError:
        messages.error(request, _("Pilih dinas yang menetapkan label dari daftar."))
    except Denied:
        raise
    except Refused as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, _("Permintaan terkirim. Jawabannya tampil di halaman produk."))
    return redirect("product", found.id)


@requires(P.GIVE_LABELS)
@require_http_methods(["GET", "POST"])
def label_request(request: HttpRequest, label_request_id: uuid.UUID) -> HttpResponse:
    """The product as everybody sees it, and the answer."""
    found = labels.label_request_of(labels.label_requests(request.actor), label_request_id)
    form = AnswerLabelForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        if attempt(form, lambda: labels.answer_label(by=request.actor, request=found.id, **told)):
            messages.success(request, _("Jawaban Anda tersimpan."))
            return redirect("label_request", found.id)
    context = {
        "asked": found, "product": found.product, "form": form, "photos": queries.photos_of(found.product)[:4],
        "shown": queries.shown_products().filter(id=found.product_id).exists(),
        "subsector": choices("creative_subsectors").get(found.subsector, found.subsector),
    }  # fmt: skip
    return render(request, "catalogue/label_request.html", context, status=422 if form.errors else 200)
