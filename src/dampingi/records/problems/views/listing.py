"""The editor of topics and of the matrix's lines: what holds here, what is added, what goes out of use; and each edition with its verdict."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.approvals.answers import settled
from dampingi.foundation.approvals.queries import approvals_of, may_decide
from dampingi.foundation.canonical import digest
from dampingi.foundation.errors import Denied, Refused
from dampingi.foundation.regions.queries import name_of
from dampingi.foundation.ui.fields import attempt
from dampingi.records.problems import actions, lists, queries
from dampingi.records.problems.authority import DECIDE, matters, ruled_by
from dampingi.records.problems.forms import ListForm, NewLineForms, said_lines
from dampingi.records.problems.models import Level, ListEdition

SLUGS = {"topik": ListEdition.Kind.TOPICS, "urusan": ListEdition.Kind.MATTERS}
FIELDS = {ListEdition.Kind.TOPICS: "topic", ListEdition.Kind.MATTERS: "matter"}


@requires(DECIDE)
@require_http_methods(["GET", "POST"])
def problem_list(request: HttpRequest, kind: str) -> HttpResponse:
    """What holds in the actor's own place; a change is proposed as the next edition."""
    if kind not in SLUGS:
        raise Refused(_("Daftar itu tidak ada."), status=404)
    listed, where = SLUGS[kind], ruled_by(request.actor)
    if where is None:
        raise Denied(_("Daftar ini diubah oleh kabupaten/kota, provinsi, atau pusat untuk wilayahnya."))
    every = lists.editions(listed, where)
    rows = _rows(request, listed, where)
    form = ListForm(
        request.POST or None, codes=[(r["code"], r["name"]) for r in rows],
        initial={"base": every[0].number if every else 0, "without": [r["code"] for r in rows if r["out"]]},
    )  # fmt: skip
    added = NewLineForms(request.POST or None, prefix="baru", form_kwargs={"matters": listed == "matters"})
    if request.method == "POST" and form.is_valid() and added.is_valid():
        told = form.cleaned_data | {"added": said_lines(added)}
        made = attempt(form, lambda: actions.propose_list(by=request.actor, kind=listed, **told))
        if made:
            messages.success(request, _("Perubahan diusulkan; orang lain yang memberlakukannya."))
            return redirect("problem_list_edition", made.id)
    wrong = request.method == "POST" and bool(form.errors or added.total_error_count())
    ticked = set(form["without"].value() or ())
    context = {
        "form": form, "added": added, "rows": [row | {"out": row["code"] in ticked} for row in rows], "editions": every, "place": name_of(where),
        "title": ListEdition.Kind(listed).label, "matters": listed == "matters", "waits": bool(every and every[0].state == "waiting"),
    }  # fmt: skip
    return render(request, "problems/list.html", context, status=422 if wrong else 200)


def _rows(request: HttpRequest, kind: str, where: str) -> list[dict[str, Any]]:
    """In use first, then those out of use; `used`: open problems the reader reads."""
    living = queries.problems(request.actor).filter(closed_at=None, archived_at=None)
    used = list(living.values_list(FIELDS[ListEdition.Kind(kind)], flat=True))
    now = matters(where) if kind == ListEdition.Kind.MATTERS else lists.lines(kind, where)
    out = lists.retired(kind, where)
    return [_row(row, used, out=False) for row in now.values()] + [
        _row(row, used, out=True) for row in out.values()
    ]


def _row(row: dict[str, Any], used: list[str], *, out: bool) -> dict[str, Any]:
    told = {"level": Level(row["level"]).label} if "level" in row else {}
    return row | told | {"out": out, "used": used.count(row["code"]), "whose": name_of(row["of"]) if row.get("of") else ""}  # fmt: skip


@require_GET
@requires(Permission.VIEW_PROBLEMS)
def edition(request: HttpRequest, list_edition_id: uuid.UUID) -> HttpResponse:
    """One edition as it was proposed, and who decided on it."""
    found = _edition(request, list_edition_id)
    approvals = list(approvals_of("problem_list", found.id))
    before = next((e for e in lists.editions(found.kind, found.region) if e.number < found.number and e.state == "approved"), None)  # fmt: skip
    held = before.body if before else {"rows": [], "without": []}
    named = lists.names(found.kind)
    rows = found.body["rows"]
    context = {
        "edition": found, "place": name_of(found.region), "approvals": approvals, "intact": digest(found.body) == found.hash,
        "may_decide": any(may_decide(request.actor, a) for a in approvals), "slug": next(s for s, k in SLUGS.items() if k == found.kind),
        "added": [r | ({"level": Level(r["level"]).label} if "level" in r else {}) for r in rows[len(held["rows"]) :]],
        "out": [named.get(c, c) for c in found.body["without"] if c not in held["without"]],
        "back": [named.get(c, c) for c in held["without"] if c not in found.body["without"]],
    }  # fmt: skip
    return render(request, "problems/list_edition.html", context)


@requires(DECIDE)
@require_POST
def verdict(request: HttpRequest, list_edition_id: uuid.UUID) -> HttpResponse:
    found = _edition(request, list_edition_id)
    passed = settled(request, "problem_list", found.id)
    messages.success(
        request,
        _("Daftar berlaku mulai sekarang.") if passed else _("Usulan dikembalikan dengan catatan Anda."),
    )
    return redirect("problem_list_edition", found.id)


def _edition(request: HttpRequest, id: uuid.UUID) -> ListEdition:
    rows = ListEdition.objects.for_actor(request.actor, Permission.VIEW_PROBLEMS)
    found = rows.filter(id=id).first()
    if found is None:
        raise Refused(_("Edisi itu tidak ada, atau di luar wilayah Anda."), status=404)
    return found
