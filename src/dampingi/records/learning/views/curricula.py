import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.errors import Refused
from dampingi.foundation.ui.fields import attempt
from dampingi.foundation.ui.lists import respond
from dampingi.records.learning import actions
from dampingi.records.learning.forms import CurriculumForm, MaterialForm, ModuleForm
from dampingi.records.learning.grid import grid
from dampingi.records.learning.handouts import serve
from dampingi.records.learning.lacking import learners_list
from dampingi.records.learning.queries import curricula as queries
from dampingi.records.learning.queries.quizzes import MODULE
from dampingi.records.programmes.queries import current_programme
from dampingi.records.programmes.rosters import today_in
from dampingi.records.quizzes.queries import latest

SEE, MANAGE = Permission.VIEW_PARTICIPANTS, Permission.MANAGE_INTAKE


@require_GET
@requires(SEE)
def curricula(request: HttpRequest) -> HttpResponse:
    rows = list(queries.curricula(request.actor).prefetch_related("modules"))
    context = {"rows": rows, "may_manage": request.actor.holds(MANAGE)}
    return render(request, "learning/curricula.html", context)


@requires(MANAGE)
@require_http_methods(["GET", "POST"])
def new_curriculum(request: HttpRequest) -> HttpResponse:
    programme = current_programme(request.actor)
    if programme is None:
        raise Refused(_("Belum ada program di wilayah Anda. Buat programnya lebih dahulu."), status=409)
    form = CurriculumForm(request.POST or None, initial={"least_share": 80})
    if request.method == "POST" and form.is_valid():
        made = attempt(
            form,
            lambda: actions.set_up_curriculum(by=request.actor, programme=programme, **form.cleaned_data),
        )
        if made:
            messages.success(request, _("Kurikulum dibuat. Tambahkan modulnya."))
            return redirect("curriculum", made.id)
    return _form(request, form, _("Kurikulum baru"))


@require_GET
@requires(SEE)
def curriculum(request: HttpRequest, curriculum_id: uuid.UUID) -> HttpResponse:
    found = queries.curriculum(request.actor, curriculum_id)
    context = {
        "curriculum": found, "grid": grid(request.actor, found, today=today_in(found.programme.region)),
        "may_manage": _manages(request, found),
    }  # fmt: skip
    return render(request, "learning/curriculum.html", context)


@requires(MANAGE)
@require_http_methods(["GET", "POST"])
def curriculum_change(request: HttpRequest, curriculum_id: uuid.UUID) -> HttpResponse:
    found = queries.curriculum(request.actor, curriculum_id)
    _require(request, found)
    form = CurriculumForm(
        request.POST or None, initial={"title": found.title, "least_share": found.least_share}
    )
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        made = attempt(form, lambda: actions.edit_curriculum(by=request.actor, curriculum=found.id, **said))
        if made:
            messages.success(request, _("Kurikulum tersimpan."))
            return redirect("curriculum", found.id)
    return _form(request, form, found.title)


@require_GET
@requires(SEE)
def learners(request: HttpRequest, curriculum_id: uuid.UUID) -> HttpResponse:
    found = queries.curriculum(request.actor, curriculum_id)
    spec = learners_list(request.actor, found, list(found.modules.all()))
    rows = queries.learners(request.actor, found)
    context = {"curriculum": found, "may_manage": _manages(request, found)}
    return respond(request, spec, rows, "learning/learners.html", context)


@require_POST
@requires(MANAGE)
def completion(request: HttpRequest, curriculum_id: uuid.UUID) -> HttpResponse:
    made = actions.establish_completions(by=request.actor, curriculum=curriculum_id)
    messages.success(request, _("%(n)d sertifikat ditetapkan; pesertanya diberi tahu.") % {"n": len(made)})
    return redirect("learners", curriculum_id)


@requires(MANAGE)
@require_http_methods(["GET", "POST"])
def new_module(request: HttpRequest, curriculum_id: uuid.UUID) -> HttpResponse:
    found = queries.curriculum(request.actor, curriculum_id)
    _require(request, found)
    form = ModuleForm(request.POST or None, initial={"minutes": 180})
    if request.method == "POST" and form.is_valid():
        made = attempt(
            form, lambda: actions.write_module(by=request.actor, curriculum=found.id, plan=form.plan())
        )
        if made:
            messages.success(request, _("Modul ditambahkan."))
            return redirect("module", made.id)
    return _form(request, form, _("Modul baru"))


@require_GET
@requires(SEE)
def module(request: HttpRequest, module_id: uuid.UUID) -> HttpResponse:
    found = queries.module(request.actor, module_id)
    context = {
        "module": found, "curriculum": found.curriculum, "may_manage": _manages(request, found.curriculum),
        "materials": found.materials.all(), "form": MaterialForm(), "quiz": latest(MODULE, found.id),
        "readable": queries.readable(request.actor).filter(id=found.id).exists(),
        "lacking": queries.lacking(queries.learners(request.actor, found.curriculum), str(found.id)).count(),
    }  # fmt: skip
    return render(request, "learning/module.html", context)


@requires(MANAGE)
@require_http_methods(["GET", "POST"])
def module_change(request: HttpRequest, module_id: uuid.UUID) -> HttpResponse:
    found = queries.module(request.actor, module_id)
    _require(request, found.curriculum)
    initial = {name: getattr(found, name) for name in ("title", "subject", "outcome", "minutes", "order")}
    form = ModuleForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        made = attempt(
            form,
            lambda: actions.write_module(
                by=request.actor, curriculum=found.curriculum_id, plan=form.plan(), module=found.id
            ),
        )
        if made:
            messages.success(request, _("Modul tersimpan."))
            return redirect("module", found.id)
    return _form(request, form, found.title)


@require_POST
@requires(MANAGE)
def module_removal(request: HttpRequest, module_id: uuid.UUID) -> HttpResponse:
    found = queries.module(request.actor, module_id)
    actions.drop_module(by=request.actor, module=found.id)
    messages.success(request, _("Modul dihapus."))
    return redirect("curriculum", found.curriculum_id)


@require_POST
@requires(MANAGE)
def new_material(request: HttpRequest, module_id: uuid.UUID) -> HttpResponse:
    found = queries.module(request.actor, module_id)
    form = MaterialForm(request.POST, request.FILES)
    if not form.is_valid():
        raise Refused(_("Isi judul bahan, lalu pilih berkasnya atau tulis tautannya."))
    file = form.cleaned_data["file"]
    actions.add_material(
        by=request.actor, module=found.id, title=form.cleaned_data["title"], link=form.cleaned_data["link"],
        raw=file.read() if file else b"",
    )  # fmt: skip
    messages.success(request, _("Bahan tersimpan."))
    return redirect("module", found.id)


@require_GET
@requires(SEE)
def material(request: HttpRequest, material_id: uuid.UUID) -> HttpResponse:
    found = queries.material(request.actor, material_id)
    return serve(found)


@require_POST
@requires(MANAGE)
def material_removal(request: HttpRequest, material_id: uuid.UUID) -> HttpResponse:
    found = actions.drop_material(by=request.actor, material=material_id)
    messages.success(request, _("Bahan dihapus."))
    return redirect("module", found.id)


def _manages(request, curriculum) -> bool:
    programme = curriculum.programme
    return bool(request.actor.may(MANAGE, region=programme.region, programme=programme.id))


def _require(request, curriculum) -> None:
    request.actor.require(MANAGE, region=curriculum.programme.region, programme=curriculum.programme_id)


def _form(request, form, title) -> HttpResponse:
    context = {"form": form, "title": title}
    return render(request, "learning/plain_form.html", context, status=422 if form.errors else 200)
