import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.errors import Refused
from dampingi.records.learning.forms import MaterialForm, RegistrationForm
from dampingi.records.learning.handouts import serve
from dampingi.records.tot import actions, queries

MANAGE, SEE = Permission.MANAGE_MENTORS, Permission.VIEW_MENTORS


@require_POST
@requires(MANAGE)
def places(request: HttpRequest, course_id: uuid.UUID) -> HttpResponse:
    form = RegistrationForm(request.POST)
    if not form.is_valid():
        raise Refused(_("Isi jumlah tempat dengan angka dan batas pendaftaran dengan tanggal."))
    actions.set_places(by=request.actor, course=course_id, **form.cleaned_data)
    messages.success(request, _("Pendaftaran pelatihan tersimpan."))
    return redirect("tot_course", course_id)


@require_POST
@requires(SEE)
def own_registration(request: HttpRequest, course_id: uuid.UUID) -> HttpResponse:
    found = queries.course_of(request.actor, course_id)
    made = actions.register(
        by=request.actor, course=found.id, mentors=[queries.own_mentor(request.actor, found).id]
    )
    if made[0].placed_at:
        messages.success(request, _("Anda terdaftar. Sampai jumpa di pelatihan."))
    else:
        messages.success(
            request, _("Tempatnya penuh; Anda masuk daftar tunggu dan dikabari begitu ada tempat.")
        )
    return redirect("tot_course", found.id)


@require_POST
@requires(SEE)
def withdrawal(request: HttpRequest, course_id: uuid.UUID, mentor_id: uuid.UUID) -> HttpResponse:
    """Of oneself, or by the office with a reason."""
    found = queries.course_of(request.actor, course_id)
    actions.step_back(
        by=request.actor, course=found.id, mentor=mentor_id, reason=request.POST.get("reason", "")
    )
    messages.success(
        request, _("Pendaftaran ditarik. Bila ada yang menunggu, ia mendapat tempat dan diberi tahu.")
    )
    return redirect("tot_course", found.id)


@require_POST
@requires(MANAGE)
def new_material(request: HttpRequest, course_id: uuid.UUID) -> HttpResponse:
    found = queries.course_of(request.actor, course_id, MANAGE)
    form = MaterialForm(request.POST, request.FILES)
    if not form.is_valid():
        raise Refused(_("Isi judul bahan, lalu pilih berkasnya atau tulis tautannya."))
    said = form.cleaned_data
    actions.add_material(
        by=request.actor, course=found.id, title=said["title"], link=said["link"],
        raw=said["file"].read() if said["file"] else b"",
    )  # fmt: skip
    messages.success(request, _("Bahan tersimpan."))
    return redirect("tot_course", found.id)


@require_GET
@requires(SEE)
def material(request: HttpRequest, handout_id: uuid.UUID) -> HttpResponse:
    return serve(queries.material_of(request.actor, handout_id))


@require_POST
@requires(MANAGE)
def material_removal(request: HttpRequest, handout_id: uuid.UUID) -> HttpResponse:
    course = actions.drop_material(by=request.actor, material=handout_id)
    messages.success(request, _("Bahan dihapus."))
    return redirect("tot_course", course)
