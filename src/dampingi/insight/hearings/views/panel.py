"""The panel: who sits on it, for which agency, with which mandate, and who takes over."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from dampingi.foundation.accounts.permissions import Permission, Role
from dampingi.foundation.accounts.queries import users_with
from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.errors import Denied, Refused
from dampingi.foundation.ui.fields import attempt
from dampingi.foundation.ui.lists import Column, Filter, ListOf, respond
from dampingi.foundation.ui.states import State
from dampingi.insight.evaluation.models import PanelMember
from dampingi.insight.hearings import actions
from dampingi.insight.hearings.forms import MemberForm, SubstituteForm
from dampingi.records.programmes.models import Programme
from dampingi.records.programmes.queries import programmes
from dampingi.records.programmes.rosters import today_in

LIST = ListOf(
    name="tim-penilai",
    noun=gettext_lazy("anggota"),
    columns=(
        Column("name", gettext_lazy("Nama"), "user.name", sort=("user__name",), href=lambda m: reverse("panel_member", args=[m.id])),
        Column("agency", gettext_lazy("Instansi"), sort=("agency",)),
        Column("mandate", gettext_lazy("Mandat"), lambda m: str(m.get_mandate_display()), sort=("mandate",)),
        Column("programme", gettext_lazy("Program"), "programme.name", sort=("programme__name",)),
        Column("starts_on", gettext_lazy("Sejak"), kind="day", sort=("starts_on",)),
        Column(
            "state", gettext_lazy("Keadaan"),
            lambda m: (State.NONE, _("Berakhir")) if m.ends_on else (State.GOOD, _("Bertugas")), kind="state", sort=("ends_on",),
        ),
    ),
    order="agency",
    ties=("id",),
    filters=(
        Filter("mandat", gettext_lazy("Mandat"), lambda: PanelMember.Mandate.choices, field="mandate"),
        Filter(
            "keadaan", gettext_lazy("Keadaan"), lambda: [("kini", _("Bertugas")), ("dulu", _("Berakhir"))],
            apply=lambda rows, v: rows.filter(ends_on__isnull=v == "kini"),
        ),
    ),
    search=("user__name", "agency"),
    search_label=gettext_lazy("Nama atau instansi"),
)  # fmt: skip


@require_http_methods(["GET", "POST"])
@requires(Permission.VIEW_EVALUATION, Permission.MANAGE_EVALUATION)
def members(request: HttpRequest) -> HttpResponse:
    """Everyone on the panel, and a form for whoever puts people on it."""
    found = PanelMember.objects.for_actor(request.actor, Permission.VIEW_EVALUATION).select_related(
        "user", "programme"
    )
    programme = (
        next(iter(programmes(request.actor)), None)
        if request.actor.holds(Permission.MANAGE_EVALUATION)
        else None
    )
    form = MemberForm(request.POST or None, people=_people(programme)) if programme else None
    if request.method == "POST":
        if form is None or programme is None:
            raise Refused(_("Tim penilai disusun penyelenggara."), status=403)
        if form.is_valid():
            told = {"programme": programme, "region": programme.region, "user": form.chosen()}
            said = {"agency": form.cleaned_data["agency"], "mandate": form.cleaned_data["mandate"]}
            if attempt(form, lambda: actions.join_panel(by=request.actor, **told, **said)):
                messages.success(
                    request, _("%(name)s masuk tim penilai dan diberi tahu.") % {"name": form.chosen().name}
                )
                return redirect("panel_members")
    newest = found.filter(ends_on=None).order_by("-programme__starts_on").first()
    context = {"form": form, "programme": programme, "decreed": newest.id if newest else None}
    return respond(request, LIST, found, "hearings/members.html", context)


def _people(programme: Programme | None) -> list:
    if programme is None:
        return []
    today = today_in(programme.region)
    found = {
        u.id: u
        for role in (Role.PANEL, Role.INSPECTOR)
        for u in users_with(role, region=programme.region, on=today)
    }
    return sorted(found.values(), key=lambda u: u.name)


@require_http_methods(["GET", "POST"])
@requires(Permission.VIEW_EVALUATION, Permission.MANAGE_EVALUATION)
def member(request: HttpRequest, member_id: uuid.UUID) -> HttpResponse:
    """One seat: since when, taken over from whom; its end, with or without a substitute."""
    seen = PanelMember.objects.for_actor(request.actor, Permission.VIEW_EVALUATION)
    found = seen.select_related("user", "programme", "replaces__user").filter(id=member_id).first()
    if found is None:
        raise Refused(_("Anggota tim itu tidak ada, atau bukan di wilayah Anda."), status=404)
    manages = request.actor.may(
        Permission.MANAGE_EVALUATION, region=found.region, programme=found.programme_id
    )
    people = [u for u in _people(found.programme) if u.id != found.user_id]
    form = SubstituteForm(request.POST or None, people=people)
    if request.method == "POST" and not manages:
        raise Denied(_("Tim penilai disusun penyelenggara."))
    if request.method == "POST" and form.is_valid() and attempt(form, lambda: _end(request, found, form)):
        messages.success(request, _("Dicatat. Penilaian yang belum diberikan berpindah kepada penggantinya."))
        return redirect("panel_members")
    context = {"member": found, "manages": manages and not found.ends_on, "form": form}
    return render(request, "hearings/member.html", context, status=422 if form.errors else 200)


def _end(request: HttpRequest, found: PanelMember, form: SubstituteForm) -> bool:
    actions.leave_panel(
        by=request.actor, member=found, why=form.cleaned_data["why"], substitute=form.chosen(), agency=form.cleaned_data["agency"]
    )  # fmt: skip
    return True
