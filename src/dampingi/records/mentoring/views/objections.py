"""What a participant says is wrong with their month, and where the office settles it."""

from typing import Any

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.errors import Denied
from dampingi.foundation.ui.fields import attempt
from dampingi.foundation.ui.formats import money, number
from dampingi.records.mentoring import actions
from dampingi.records.mentoring.actions.objections import concerned
from dampingi.records.mentoring.forms.changes import FIGURE_NAMES, ObjectionForm, SettlingForm
from dampingi.records.mentoring.queries.growth import growth as of_reach
from dampingi.records.mentoring.queries.growth import objection as to_settle
from dampingi.records.mentoring.views.progress import device_of


@requires(Permission.GIVE_VOICE)
def object_to(request, growth_id):
    """This is wrong: which figures, and what is right."""
    row = of_reach(request.actor, growth_id)
    if row.enrolment.person.user_id != request.actor.user_id:
        raise Denied(_("Hanya pesertanya sendiri yang menyanggah angkanya."))
    form = ObjectionForm(request.POST or None, base=row)

    def act():
        return actions.object_to_growth(
            by=request.actor, growth=row.id, figures=form.changed_figures(), comment=form.cleaned_data["comment"],
            device=device_of(request),
        )  # fmt: skip

    if request.method == "POST" and form.is_valid() and attempt(form, act):
        messages.success(
            request, _("Sanggahan Anda sampai di dinas. Angkanya belum diubah sampai dinas memeriksanya.")
        )
        return redirect("home")
    return render(
        request, "mentoring/objecting.html", {"form": form, "growth": row}, status=422 if form.errors else 200
    )


@requires(Permission.MANAGE_INTAKE)
def objection(request, objection_id):
    found = to_settle(request.actor, objection_id)
    form = SettlingForm(request.POST or None, may_take=bool(found.figures))

    def act():
        said = form.cleaned_data
        return actions.settle_objection(
            by=request.actor, objection=found.id, take=said["outcome"] == "taken", answer=said["answer"]
        )

    if request.method == "POST" and form.is_valid() and attempt(form, act):
        messages.success(request, _("Sanggahan selesai. Peserta diberi tahu."))
        return redirect("growth_confirmations")
    context = {
        "objection": found, "growth": found.growth, "rows": _rows(found), "form": form,
        "concerned": concerned(request.actor, found),
    }  # fmt: skip
    return render(request, "mentoring/objection.html", context, status=422 if form.errors else 200)


def _rows(found: Any) -> list[tuple[str, str, str]]:
    """(figure, as reported, as the participant says)"""
    return [
        (str(FIGURE_NAMES[f]), _written(f, getattr(found.growth, f)), _written(f, value))
        for f, value in found.figures.items()
    ]


def _written(figure: str, value: Any) -> str:
    if isinstance(value, bool):
        return _("ya") if value else _("tidak")
    return money(value) if figure == "turnover" else number(value)
