import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.errors import Conflict, Refused
from dampingi.foundation.regions.queries import name_of
from dampingi.foundation.ui.formats import number
from dampingi.foundation.ui.lists import Listing, respond
from dampingi.records.businesses.contacts import reachable, whatsapp_address
from dampingi.records.learning import actions
from dampingi.records.learning import queries as trainings
from dampingi.records.learning.forms import RegistrationForm
from dampingi.records.learning.queries import registrations as queries
from dampingi.records.learning.queries.curricula import course_of, own_enrolment
from dampingi.records.learning.queries.quizzes import to_answer
from dampingi.records.learning.queries.speakers import to_judge
from dampingi.records.learning.registering import candidates_list, registrations_list, standing, words
from dampingi.records.programmes.models import Enrolment
from dampingi.records.programmes.rosters import today_in

JOIN, SEE = Permission.JOIN_TRAININGS, Permission.VIEW_PARTICIPANTS


@require_GET
@requires(SEE)
def registrations(request: HttpRequest, training_id: uuid.UUID) -> HttpResponse:
    found = trainings.training(request.actor, training_id)
    rows = queries.registrations(request.actor, found)
    context = {"training": found, "may_register": request.actor.holds(JOIN)}
    return respond(request, registrations_list(request.actor), rows, "learning/registrations.html", context)


@require_GET
@requires(JOIN)
def registrable(request: HttpRequest, training_id: uuid.UUID) -> HttpResponse:
    """Whom one may register, to be ticked."""
    found = trainings.training(request.actor, training_id)
    rows = queries.candidates(request.actor, found)
    spec = candidates_list(request.actor, found)
    return respond(request, spec, rows, "learning/registrable.html", {"training": found})


@requires(JOIN)
@require_http_methods(["GET", "POST"])
def registering(request: HttpRequest, training_id: uuid.UUID) -> HttpResponse:
    """The ticked, or all that match, are named once more with how many places there are; then they are registered."""
    found = trainings.training(request.actor, training_id)
    params = request.GET if request.method == "GET" else QueryDict(request.POST.get("chosen", "")[:60_000])
    chosen = _chosen(request, found, params)
    if request.method == "POST":
        if request.POST.get("sure") != str(len(chosen)):
            raise Conflict(
                _("Daftarnya berubah sejak Anda memeriksanya. Periksa sekali lagi, lalu daftarkan.")
            )
        made = actions.register(by=request.actor, training=found.id, enrolments=[e.id for e in chosen])
        messages.success(request, _told(sum(r.placed_at is not None for r in made), len(made)))
        return redirect("registrations", found.id)
    free = max(0, (found.places or 0) - queries.taken(found))
    context = {
        "training": found, "chosen": chosen, "query": params.urlencode(), "free": free,
        "over": max(0, len(chosen) - free),
    }  # fmt: skip
    return render(request, "learning/registering.html", context)


@require_GET
@requires(SEE)
def registration(request: HttpRequest, registration_id: uuid.UUID) -> HttpResponse:
    found = queries.registration(request.actor, registration_id)
    turn, person = queries.places_in_line([found]).get(found.id), found.enrolment.person
    told = words(found, turn)
    phone = person.phone if person.id in reachable(request.actor, [person.id]) else ""
    reached = Enrolment.objects.for_actor(request.actor, JOIN).filter(pk=found.enrolment_id)
    look, standing_words = standing(found, turn)
    context = {
        "registration": found, "place": name_of(found.region), "words": told, "look": look, "standing": standing_words,
        "whatsapp": whatsapp_address(phone, told), "own": person.user_id == request.actor.user_id,
        "may_leave": not found.left_at and found.training.on >= today_in(found.training.region)
        and not found.training.cancelled_at and reached.exists(),
    }  # fmt: skip
    return render(request, "learning/registration.html", context)


@require_POST
@requires(JOIN)
def registration_withdrawal(request: HttpRequest, registration_id: uuid.UUID) -> HttpResponse:
    row = actions.step_back(
        by=request.actor, registration=registration_id, reason=request.POST.get("reason", "")
    )
    messages.success(
        request, _("Pendaftaran ditarik. Bila ada yang menunggu, ia mendapat tempat dan diberi tahu.")
    )
    own = row.enrolment.person.user_id == request.actor.user_id
    return redirect("own_trainings") if own else redirect("registrations", row.training_id)


@require_POST
@requires(Permission.MANAGE_INTAKE)
def training_registration(request: HttpRequest, training_id: uuid.UUID) -> HttpResponse:
    form = RegistrationForm(request.POST)
    if not form.is_valid():
        raise Refused(_("Isi jumlah tempat dengan angka dan batas pendaftaran dengan tanggal."))
    actions.set_registration(by=request.actor, training=training_id, **form.cleaned_data)
    messages.success(request, _("Pendaftaran pelatihan tersimpan."))
    return redirect("training", training_id)


@require_GET
@requires(Permission.GIVE_VOICE)
def own_trainings(request: HttpRequest) -> HttpResponse:
    """A participant's trainings: what comes and how to get a place, and what one attended."""
    enrolment = own_enrolment(request.actor)
    today = timezone.localdate()
    context = {
        "enrolment": enrolment, "today": today,
        "coming": queries.coming(request.actor, enrolment, today=today),
        "past": trainings.attended(request.actor, enrolment),
        "tests": to_answer(request.actor, enrolment),
        "judge": to_judge(request.actor, enrolment, today=today),
        "courses": course_of(request.actor, enrolment),
    }  # fmt: skip
    return render(request, "learning/own_trainings.html", context)


@require_POST
@requires(Permission.GIVE_VOICE)
def own_registration(request: HttpRequest, training_id: uuid.UUID) -> HttpResponse:
    made = actions.register(
        by=request.actor, training=training_id, enrolments=[own_enrolment(request.actor).id]
    )
    if made[0].placed_at:
        messages.success(request, _("Anda terdaftar. Sampai jumpa di pelatihan."))
    else:
        messages.success(
            request, _("Tempatnya penuh; Anda masuk daftar tunggu dan dikabari begitu ada tempat.")
        )
    return redirect("own_trainings")


def _chosen(request, training, params):
    spec = candidates_list(request.actor, training)
    matching = Listing(spec, queries.candidates(request.actor, training), params).matching
    ticked = _ids(params.getlist("pilih"))
    return list(
        (matching.filter(id__in=ticked) if "pilih" in params else matching).order_by("region", "person__key")
    )


def _ids(texts: list[str]) -> list[uuid.UUID]:
    found = []
    for text in texts:
        try:
            found.append(uuid.UUID(text))
        except ValueError:
            continue
    return found


def _told(placed: int, made: int) -> str:
    if placed == made:
        return _("%(n)s peserta mendapat tempat.") % {"n": number(made)}
    return _("%(n)s peserta mendapat tempat, %(w)s menunggu.") % {
        "n": number(placed),
        "w": number(made - placed),
    }
