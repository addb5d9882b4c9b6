"""What is done to a business on record: edit, move, close and reopen, change owner, archive and restore."""

import uuid
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.regions.queries import name_of
from dampingi.foundation.revisions.queries import version_of
from dampingi.foundation.ui.lists import respond
from dampingi.records.businesses import actions, queries
from dampingi.records.businesses.actions.held import today_at
from dampingi.records.businesses.addresses import business_address
from dampingi.records.businesses.archive_list import archive_list
from dampingi.records.businesses.forms import businesses as forms
from dampingi.records.businesses.models import Business
from dampingi.records.businesses.views.answering import answer, chosen_values
from dampingi.records.businesses.views.register import chosen_owner


def page_of(
    business: Business, *, title: str, verb: str, done: str, draft: str, **more: Any
) -> dict[str, Any]:
    here = business_address(business.id)
    return {
        "title": title, "verb": verb, "done": done, "draft": f"{draft}:{business.id}", "back": here, "to": here,
        "back_label": business.name or business.owner.name,
    } | more  # fmt: skip


@requires(Permission.EDIT_BUSINESSES, Permission.CORRECT_BUSINESSES)
def edit(request: HttpRequest, business_id: uuid.UUID) -> HttpResponse:
    found = queries.changeable(request.actor, business_id)
    whole = request.actor.may(Permission.EDIT_BUSINESSES, region=found.region)
    kind = forms.BusinessForm if whole else forms.CorrectionForm
    shown = {name: getattr(found, name) for name in kind.FIELDS} | {"base": version_of("business", found.id)}
    form = kind(request.POST or None, initial=shown)

    def act() -> Business:
        values, base = chosen_values(request, form), form.cleaned_data["base"]
        return actions.edit_business(by=request.actor, business=found.id, values=values, base=base)

    page = page_of(
        found, title=_("Ubah data usaha"), verb=_("Simpan perubahan"), done=_("Perubahan tersimpan."), draft="usaha"
    )  # fmt: skip
    return answer(request, form=form, act=act, page=page | {"whole": whole}, template="businesses/edit.html")


@requires(Permission.EDIT_BUSINESSES)
def move(request: HttpRequest, business_id: uuid.UUID) -> HttpResponse:
    found = queries.editable(request.actor, business_id)
    within = [*request.actor.regions(Permission.EDIT_BUSINESSES), ""]
    form = forms.MoveForm(request.POST or None, within=within, initial={"on": today_at(found)})

    def act() -> Business:
        said = form.cleaned_data
        return actions.move_business(
            by=request.actor, business=found.id, region=said["region"], address=said["address"], on=said["on"],
            reason=said["reason"],
        )  # fmt: skip

    page = page_of(
        found, title=_("Catat pindah tempat"), verb=_("Catat pindah"), draft="pindah",
        done=_("Usaha tercatat pindah."), everywhere=True,
        lead=_("Tempat yang lama tetap ada di riwayat. Di luar wilayah Anda, usaha ini diserahkan kepada dinas setempat."),
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        region = form.cleaned_data["region"]
        if not request.actor.may(Permission.VIEW_BUSINESSES, region=region):
            place = name_of(region)
            page["done"] = _("Usaha pindah ke %(place)s dan sekarang dipegang dinas di sana.") % {
                "place": place
            }
            page["to"] = "businesses"
    return answer(request, form=form, act=act, page=page)


@requires(Permission.EDIT_BUSINESSES)
def close(request: HttpRequest, business_id: uuid.UUID) -> HttpResponse:
    return _one_deed(
        request, business_id, forms.CloseForm, actions.close_business,
        title=_("Catat usaha tutup"), verb=_("Catat tutup"), draft="tutup", done=_("Usaha tercatat tutup."),
        lead=_("Usaha yang tutup tetap tercatat dan dapat dibuka kembali kapan saja."),
    )  # fmt: skip


@requires(Permission.EDIT_BUSINESSES)
def reopen(request: HttpRequest, business_id: uuid.UUID) -> HttpResponse:
    return _one_deed(
        request, business_id, forms.ReopenForm, actions.reopen_business,
        title=_("Catat usaha buka kembali"), verb=_("Catat buka kembali"), draft="buka",
        done=_("Usaha tercatat buka kembali."),
    )  # fmt: skip


@requires(Permission.EDIT_BUSINESSES)
def owner(request: HttpRequest, business_id: uuid.UUID) -> HttpResponse:
    found = queries.editable(request.actor, business_id)
    within = request.actor.regions(Permission.EDIT_BUSINESSES)
    form = forms.NewOwnerForm(request.POST or None, within=within, initial={"on": today_at(found)})

    def act() -> Business:
        return actions.change_owner(by=request.actor, business=found.id, **form.told())

    page = page_of(
        found, title=_("Ganti pemilik"), verb=_("Ganti pemilik"), draft="pemilik", done=_("Pemilik tercatat berganti."),
        lead=_("Pemilik sekarang: %(name)s. Ia tetap tercatat di riwayat usaha ini.") % {"name": found.owner.name},
        owners=chosen_owner(request, form),
    )  # fmt: skip
    return answer(request, form=form, act=act, page=page, template="businesses/owner.html")


@requires(Permission.EDIT_BUSINESSES)
def archive(request: HttpRequest, business_id: uuid.UUID) -> HttpResponse:
    return _one_deed(
        request, business_id, forms.ReasonForm, actions.archive_business,
        title=_("Arsipkan usaha"), verb=_("Arsipkan"), draft="arsip", done=_("Usaha diarsipkan."),
        lead=_("Untuk data yang keliru tercatat. Usaha keluar dari daftar dan angka; semua riwayatnya tetap tersimpan dan dapat dipulihkan. Usaha yang berhenti dicatat dengan «Catat tutup»."),
    )  # fmt: skip


@requires(Permission.EDIT_BUSINESSES)
def restore(request: HttpRequest, business_id: uuid.UUID) -> HttpResponse:
    return _one_deed(
        request, business_id, forms.ReasonForm, actions.restore_business,
        title=_("Pulihkan usaha"), verb=_("Pulihkan"), draft="pulih", done=_("Usaha kembali ke daftar."),
        lead=_("Usaha kembali ke daftar seperti sebelum diarsipkan."),
    )  # fmt: skip


def _one_deed(
    request: HttpRequest,
    business_id: uuid.UUID,
    kind: Callable[..., Any],
    deed: Callable[..., Any],
    **page: Any,
) -> HttpResponse:
    """A form whose fields are just what the action takes."""
    found = queries.editable(request.actor, business_id)
    form = kind(request.POST or None, initial={"on": today_at(found)})

    def act() -> Any:
        return deed(by=request.actor, business=found.id, **form.cleaned_data)

    return answer(request, form=form, act=act, page=page_of(found, **page))


@requires(Permission.EDIT_BUSINESSES)
@require_GET
def archived(request: HttpRequest) -> HttpResponse:
    """What was taken out of the lists, with the way back."""
    spec = archive_list(request.actor)
    return respond(request, spec, queries.archived(request.actor), "businesses/archived.html")
