"""How the pages that do one thing to a record answer: the form, or the deed and back to where it shows."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from dampingi.foundation.errors import Refused
from dampingi.foundation.revisions.merging import Overlapping
from dampingi.records.businesses.words import FIELDS, told_overlaps


def answer(
    request: HttpRequest,
    *,
    form: Any,
    act: Callable[[], Any],
    page: dict[str, Any],
    template: str = "businesses/act.html",
    labels: dict[str, Any] = FIELDS,
) -> HttpResponse:
    """`page`: title, lead, verb, draft (the draft's key), done (what to say), back, back_label, to (where next)."""
    overlaps: list[dict[str, str]] = []
    if request.method == "POST" and form.is_valid():
        done = None
        try:
            done = act()
        except Overlapping as found:
            overlaps = told_overlaps(found.overlaps, labels)
            show_what_is_stored(form, found)
        except Refused as refusal:
            form.add_error(None, refusal.message)
        if done is not None:
            messages.success(request, page["done"], extra_tags=page["draft"])
            return redirect(page["to"])
    context = {"form": form, "page": page, "overlaps": overlaps}
    return render(request, template, context, status=409 if overlaps else 422 if form.errors else 200)


def show_what_is_stored(form: Any, found: Overlapping) -> None:
    """The form comes back on today's version: what its writer did not touch shows what others stored."""
    form.data = form.data.copy()
    place = ["place"] if "place" in form.fields and "region" not in found.mine else []
    for name in (*form.FIELDS, *place, "base"):
        if name not in found.mine:
            shown = form.fields[name].prepare_value(form.get_initial_for_field(form.fields[name], name))
            form.data[name] = "" if shown is None else str(shown)


def chosen_values(request: HttpRequest, form: Any) -> dict[str, Any]:
    """The form's values, without those where its writer chose what somebody else had stored."""
    return {n: v for n, v in form.values().items() if request.POST.get(f"pilih-{n}") != "theirs"}
