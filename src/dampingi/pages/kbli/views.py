from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import for_anyone_logged_in, requires
from dampingi.foundation.errors import Refused
from dampingi.foundation.kbli import queries as kbli
from dampingi.foundation.kbli.words import CHANGES
from dampingi.foundation.ui.lists import Column, Filter, respond
from dampingi.pages.register.listing import businesses_list
from dampingi.records.businesses.queries import businesses

SEARCH, EDITION = "cari", "edisi"
EXAMPLES = ("jual gorengan", "jahit baju", "ternak lele", "servis motor", "kue kering")
"""As people here say it; not translated."""


@require_GET
@for_anyone_logged_in
def codes(request: HttpRequest) -> HttpResponse:
    """KBLI codes for what somebody does, in everyday words."""
    asked = request.GET.get(SEARCH, "").strip()[:200]
    edition = "2025" if request.GET.get(EDITION) == "2025" else "2020"
    hits = kbli.search(asked, edition=edition) if asked else []
    context = {
        "asked": asked,
        "edition": edition,
        "rows": [(hit, CHANGES[kbli.change(hit.code)] if edition == "2020" else None) for hit in hits],
        "complete": kbli.complete(edition),
        "count": len(kbli.titles(edition)),
        "examples": EXAMPLES,
        "reviews": request.actor.holds(Permission.EDIT_BUSINESSES),
    }
    return render(request, "pages/kbli/codes.html", context)


@require_GET
@for_anyone_logged_in
def code(request: HttpRequest, edition: str, kbli_code: str) -> HttpResponse:
    """One code: what it means in each edition, and the businesses in reach that use it."""
    title = kbli.title(edition, kbli_code)
    if not title:
        raise Refused(
            _(
                "Kode KBLI itu tidak ada di daftar kami. Cari dengan kata sehari-hari, misalnya: jual gorengan."
            ),
            status=404,
        )
    spec = replace(businesses_list(request.actor), name=f"usaha-kbli-{kbli_code}", per_page=25, picks=())
    found = businesses(request.actor).filter(kbli=kbli_code, kbli_edition=edition)
    context = {
        "code": kbli_code,
        "title": title,
        "edition": edition,
        "told": [(each, kbli.title(each, kbli_code)) for each in kbli.EDITIONS],
        "change": CHANGES[kbli.change(kbli_code)],
        "near": _neighbours(kbli_code) if edition == "2020" else [],
        "sees": request.actor.holds(Permission.VIEW_BUSINESSES),
    }
    return respond(request, spec, found, "pages/kbli/code.html", context)


def _neighbours(code: str) -> list[tuple[str, str]]:
    """Where 2025 no longer means this by the digits: the 2025 codes of the same group, for a person to judge."""
    if kbli.change(code) not in kbli.TO_REVIEW:
        return []
    return [(c, t) for c, t in sorted(kbli.titles("2025").items()) if c[:3] == code[:3] and c != code]


@require_GET
@requires(Permission.EDIT_BUSINESSES)
def review(request: HttpRequest) -> HttpResponse:
    """Businesses whose 2020 code means something else in 2025, or is gone: their code has to be looked at."""
    spec = businesses_list(request.actor)
    columns = (spec.columns[0], Column("kbli", gettext_lazy("KBLI 2020"), sort=("kbli",), note=lambda b: b.kbli_title),
               Column("now", gettext_lazy("Di 2025"), lambda b: b.kbli_change, "state", note=lambda b: b.kbli_now),
               *(c for c in spec.columns if c.key in ("region", "sector")))  # fmt: skip
    wanted = Filter(
        "perubahan",
        gettext_lazy("Perubahan"),
        lambda: [(c, CHANGES[c][1]) for c in kbli.TO_REVIEW],
        lambda found, change: found.filter(kbli__in=kbli.changed_codes([change])),
    )

    def enrich(rows: list[Any]) -> None:
        if spec.enrich:
            spec.enrich(rows)
        old, new = kbli.titles("2020"), kbli.titles("2025")
        for row in rows:
            row.kbli_title, row.kbli_now = old.get(row.kbli, ""), new.get(row.kbli, "")
            row.kbli_change = CHANGES[kbli.change(row.kbli)]

    listed = replace(
        spec, name="tinjau-kbli", columns=columns, filters=(*spec.filters, wanted), enrich=enrich, picks=()
    )
    found = businesses(request.actor).filter(kbli_edition="2020", kbli__in=kbli.changed_codes())
    return respond(request, listed, found, "pages/kbli/review.html")
