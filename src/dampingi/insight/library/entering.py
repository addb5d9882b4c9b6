"""Typing a manual indicator's value, looking at it with its evidence, and accepting it."""

import datetime
import uuid
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from dampingi.engines.indicators import Entered
from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.approvals.answers import settled
from dampingi.foundation.approvals.queries import approvals_of, may_decide
from dampingi.foundation.errors import Denied, Refused
from dampingi.foundation.regions.queries import name_of, names
from dampingi.foundation.ui.fields import attempt
from dampingi.insight.indicators import entries, queries
from dampingi.insight.indicators.catalogue import catalogue
from dampingi.insight.indicators.models import Entry
from dampingi.insight.library.listing import place_of


class EntryForm(forms.Form):
    region = forms.ChoiceField(label=gettext_lazy("Wilayah"))
    month = forms.CharField(
        label=gettext_lazy("Bulan"), max_length=7, widget=forms.TextInput(attrs={"type": "month"}),
        help_text=gettext_lazy("Ditulis seperti 2026-08. Untuk triwulan atau tahun: salah satu bulannya."),
    )  # fmt: skip
    numerator = forms.IntegerField(min_value=-entries.MOST, max_value=entries.MOST)
    denominator = forms.IntegerField(min_value=1, max_value=entries.MOST)
    note = forms.CharField(label=gettext_lazy("Catatan"), required=False, max_length=300)
    evidence = forms.FileField(
        label=gettext_lazy("Bukti (foto atau PDF)"), widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp,.pdf"}),
        help_text=gettext_lazy("Dokumen tempat angka ini tertulis. Disimpan tersegel; dibuka hanya oleh yang berwenang."),
    )  # fmt: skip

    def __init__(self, *args: Any, said: Entered, where: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        called = names(where)
        self.fields["region"].choices = [(code, called.get(code, code)) for code in where]  # type: ignore[attr-defined]
        self.fields["numerator"].label = said.numerator
        self.fields["denominator"].label = said.denominator
        if not said.denominator:
            del self.fields["denominator"]

    def clean_month(self) -> datetime.date:
        try:
            return datetime.date.fromisoformat(f"{self.cleaned_data['month']}-01")
        except ValueError:
            raise forms.ValidationError(_("Bulan ditulis seperti 2026-08.")) from None


@requires(entries.ENTER)
@require_http_methods(["GET", "POST"])
def new_indicator_entry(request: HttpRequest, code: str) -> HttpResponse:
    actor = request.actor
    said = entries.manual(code, place_of(actor))
    assert said.entered is not None
    where = entries.places(actor, said)
    if not where:
        raise Denied(_("Nilai indikator ini diisi untuk wilayah lain. Minta penyelenggara bila perlu."))
    form = EntryForm(request.POST or None, request.FILES or None, said=said.entered, where=where)
    if form.is_valid():
        made = attempt(form, lambda: _enter(actor, code, form.cleaned_data))
        if made:
            messages.success(request, _("Diajukan. Nilainya dihitung setelah orang lain menerimanya."))
            return redirect("indicator_entry", made.id)
    held = queries.newest(said.owner, code)
    context = {"form": form, "said": said, "version": held}
    return render(request, "library/entry_form.html", context, status=422 if form.errors else 200)


def _enter(actor: Actor, code: str, told: dict[str, Any]) -> Entry:
    return entries.enter_value(
        by=actor, code=code, region=told["region"], day=told["month"], numerator=told["numerator"],
        denominator=told.get("denominator"), evidence=told["evidence"].read(), note=told["note"],
    )  # fmt: skip


@require_GET
@requires(queries.SEE)
def indicator_entry(request: HttpRequest, entry_id: uuid.UUID) -> HttpResponse:
    found = _entry(request.actor, entry_id)
    said = catalogue(found.region).get(found.code)
    approvals = list(approvals_of("indicator_entry", found.id))
    context = {
        "entry": found, "said": said, "place": name_of(found.region), "version": queries.newest(found.owner, found.code),
        "may_decide": any(may_decide(request.actor, a) for a in approvals), "changed": said is None or said.hash != found.definition,
    }  # fmt: skip
    return render(request, "library/entry.html", context)


@never_cache
@require_GET
@requires(queries.REVIEW, entries.ENTER)
def indicator_evidence(request: HttpRequest, entry_id: uuid.UUID) -> HttpResponse:
    """A photo as drawn anew, a PDF only ever downloaded."""
    found = Entry.objects.for_actor(request.actor, queries.REVIEW).filter(id=entry_id).first()
    found = found or Entry.objects.for_actor(request.actor, entries.ENTER).filter(id=entry_id).first()
    if found is None:
        raise Refused(_("Bukti itu tidak ada, atau di luar wilayah Anda."), status=404)
    image = found.kind == "image"
    with (found.shown if image else found.original).open("rb") as kept:
        body = entries.SEAL.open(kept.read())
    answer = HttpResponse(body, content_type="image/jpeg" if image else "application/pdf")
    name = f"bukti-{found.sha256[:8]}.{'jpg' if image else 'pdf'}"
    answer["Content-Disposition"] = f'{"inline" if image else "attachment"}; filename="{name}"'
    return answer


@requires(queries.REVIEW)
@require_POST
def indicator_entry_verdict(request: HttpRequest, entry_id: uuid.UUID) -> HttpResponse:
    found = _entry(request.actor, entry_id)
    passed = settled(request, "indicator_entry", found.id)
    messages.success(request, _("Nilai diterima dan dihitung.") if passed else _("Nilai dikembalikan."))
    return redirect("indicator_entry", found.id)


def _entry(actor: Actor, id: uuid.UUID) -> Entry:
    found = Entry.objects.for_actor(actor, queries.SEE).filter(id=id).first()
    if found is None:
        raise Refused(_("Nilai itu tidak ada, atau di luar wilayah Anda."), status=404)
    return found
