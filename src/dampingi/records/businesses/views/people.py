import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.regions.codes import ancestor
from dampingi.foundation.regions.queries import names
from dampingi.foundation.revisions.queries import version_of
from dampingi.records.businesses import actions, queries
from dampingi.records.businesses.addresses import person_address
from dampingi.records.businesses.forms.people import PersonForm
from dampingi.records.businesses.models import Person
from dampingi.records.businesses.views.answering import answer, chosen_values
from dampingi.records.businesses.words import PERSON_FIELDS


@requires(Permission.EDIT_BUSINESSES)
def edit(request: HttpRequest, person_id: uuid.UUID) -> HttpResponse:
    found = queries.editable_person(request.actor, person_id)
    shown = {name: getattr(found, name) for name in PersonForm.FIELDS}
    shown |= {"base": version_of("person", found.id), "place": _place(found.region)}
    within = request.actor.regions(Permission.EDIT_BUSINESSES)
    form = PersonForm(request.POST or None, within=within, initial=shown)

    def act() -> Person:
        return actions.edit_person(
            by=request.actor, person=found.id, values=chosen_values(request, form),
            base=form.cleaned_data["base"], nik=form.cleaned_data["nik"],
        )  # fmt: skip

    here = person_address(found.id)
    page = {
        "title": _("Ubah data orang"), "verb": _("Simpan perubahan"), "done": _("Perubahan tersimpan."),
        "draft": f"orang:{found.id}", "back": here, "to": here, "back_label": found.name,
    }  # fmt: skip
    return answer(
        request, form=form, act=act, page=page, template="businesses/person.html", labels=PERSON_FIELDS
    )


def _place(code: str) -> str:
    """As one would type it: `Curug, Bojongsari`."""
    called = names([code, ancestor(code, 3)] if code.count(".") > 2 else [code])
    return ", ".join(dict.fromkeys(called[c] for c in (code, ancestor(code, 3)) if c in called))


@requires(Permission.REVEAL_IDENTIFIERS)
@never_cache
def nik(request: HttpRequest, person_id: uuid.UUID) -> HttpResponse:
    """A person's NIK once, on a page that is not kept; the look and its reason are in the audit log."""
    found = queries.revealable_person(request.actor, person_id)
    if request.method != "POST":
        return redirect(person_address(found.id))
    shown = actions.reveal_nik(by=request.actor, person=found.id, reason=request.POST.get("reason", ""))
    context = {"name": found.name, "nik": shown, "back": person_address(found.id), "back_label": found.name}
    return render(request, "businesses/nik.html", context)
