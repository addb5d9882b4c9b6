import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from dampingi.engines.gains import gain
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.errors import Refused
from dampingi.foundation.rows import new_id
from dampingi.foundation.ui.fields import attempt
from dampingi.foundation.ui.formats import number
from dampingi.foundation.ui.lists import Listing, respond
from dampingi.records.learning.forms import MaterialForm, RegistrationForm
from dampingi.records.learning.scoring import told
from dampingi.records.programmes.queries import current_programme
from dampingi.records.programmes.rosters import today_in
from dampingi.records.quizzes.models import Side
from dampingi.records.quizzes.results import WORDS
from dampingi.records.tot import actions, queries
from dampingi.records.tot.forms import CourseForm, TestsForm, ids
from dampingi.records.tot.listing import courses_list, invitable_list, trainees_list, with_counts


@require_GET
@requires(Permission.VIEW_MENTORS)
def courses(request: HttpRequest) -> HttpResponse:
    context = {"manages": request.actor.holds(Permission.MANAGE_MENTORS)}
    return respond(
        request, courses_list(), with_counts(queries.courses(request.actor)), "tot/courses.html", context
    )


@requires(Permission.MANAGE_MENTORS)
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    programme = current_programme(request.actor)
    if programme is None:
        raise Refused(_("Belum ada program di wilayah Anda. Buat programnya lebih dahulu."), status=409)
    form = CourseForm(request.POST or None, region=programme.region, initial={"course": new_id()})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        sent = queries.courses(request.actor).filter(id=said["course"]).first()
        made = sent or attempt(
            form,
            lambda: actions.hold_course(
                by=request.actor, programme=programme, title=said["title"], sessions=form.sessions(),
                least_share=said["least_share"], passing=said["passing"], place=said["place"], speaker=said["speaker"],
                id=said["course"],
            ),
        )  # fmt: skip
        if made:
            messages.success(request, _("Pelatihan tersimpan. Undang pendampingnya."), extra_tags="tot:baru")
            return redirect("tot_invite", made.id)
    return render(
        request, "tot/new.html", {"form": form, "programme": programme}, status=422 if form.errors else 200
    )


@requires(Permission.VIEW_MENTORS)
@require_http_methods(["GET", "POST"])
def course(request: HttpRequest, course_id: uuid.UUID) -> HttpResponse:
    """Who was invited, came and passed; the posted form holds the tests."""
    found = queries.course_of(request.actor, course_id)
    manages = request.actor.may(Permission.MANAGE_MENTORS, region=found.region)
    rows, sessions = queries.trainees_of(request.actor, found), list(found.sessions.all())
    form = None
    if manages and not found.closed_at:
        form = TestsForm(request.POST or None, trainees=list(rows.order_by("mentor__region", "mentor__name")))
    if request.method == "POST":
        if form is None:
            raise Refused(_("Pelatihan ini sudah ditutup; hasilnya tidak berubah lagi."), status=409)
        if form.is_valid() and attempt(
            form, lambda: actions.record_tests(by=request.actor, course=found.id, rows=form.tests()) or True
        ):
            messages.success(request, _("Nilai tes tersimpan."), extra_tags=f"tot:{found.id}")
            return redirect("tot_course", found.id)
    context = {
        "course": found, "manages": manages, "sessions": sessions, "form": form, "today": today_in(found.region),
        "passed": rows.filter(passed=True).count(), "ready": all(s.recorded_at for s in sessions),
        "gain": told(gain(rows.values_list("pre", "post").order_by()), {}, reverse("tot_course", args=[found.id])),
        "tests": [(Side(s).label, WORDS[s]) for s in queries.to_answer(request.actor, found)],
    }  # fmt: skip
    context |= _places(request, found, rows, manages)
    return respond(request, trainees_list(found, len(sessions)), rows, "tot/course.html", context)


def _places(request, found, rows, manages):
    """How full it is, what the reader may ask for, and what there is to read."""
    today, first = today_in(found.region), found.sessions.order_by("on").first()
    coming = first is not None and first.on >= today and not found.closed_at
    closed = found.closes_on is not None and found.closes_on < today
    queue = list(queries.waiting(found))
    ask = coming and found.places is not None and not closed
    within = queries.attended_or_held(request.actor).filter(pk=found.pk).exists()
    return {
        "taken": found.trainees.count(), "waits": len(queue), "queue": queue if manages else [], "closed": closed, "coming": coming,
        "mine": queries.standing(request.actor, found, open_to_ask=ask, coming=coming),
        "leavable": [t.mentor for t in rows.filter(came=0, pre=None, post=None)] + [r.mentor for r in queue] if manages and coming else [],
        "places_form": RegistrationForm(initial={"places": found.places, "closes_on": found.closes_on}),
        "within": within, "materials": found.materials.all() if within else [], "material_form": MaterialForm(),
    }  # fmt: skip


@require_GET
@requires(Permission.MANAGE_MENTORS)
def invite(request: HttpRequest, course_id: uuid.UUID) -> HttpResponse:
    """Mentors who are not on the list yet, to be ticked."""
    found = queries.course_of(request.actor, course_id, Permission.MANAGE_MENTORS)
    rows = queries.not_invited(request.actor, found)
    return respond(request, invitable_list(found), rows, "tot/invite.html", {"course": found})


@requires(Permission.MANAGE_MENTORS)
@require_http_methods(["GET", "POST"])
def inviting(request: HttpRequest, course_id: uuid.UUID) -> HttpResponse:
    """The ticked, or all that match, are named once more; then they are invited."""
    found = queries.course_of(request.actor, course_id, Permission.MANAGE_MENTORS)
    params = request.GET if request.method == "GET" else QueryDict(request.POST.get("chosen", "")[:60_000])
    chosen = _chosen(invitable_list(found), queries.not_invited(request.actor, found), params)
    if request.method == "POST":
        act = actions.invite if found.places is None else actions.register
        act(by=request.actor, course=found.id, mentors=[m.id for m in chosen])
        messages.success(
            request,
            (
                _("%(n)s pendamping diundang dan diberi tahu.")
                if found.places is None
                else _("%(n)s pendamping didaftarkan dan diberi tahu.")
            )
            % {"n": number(len(chosen))},
        )
        return redirect("tot_course", found.id)
    return render(
        request, "tot/inviting.html", {"course": found, "chosen": chosen, "query": params.urlencode()}
    )


def _chosen(spec, rows, params):
    matching = Listing(spec, rows, params).matching
    ticked = ids(params.getlist("pilih"))
    return list((matching.filter(id__in=ticked) if ticked else matching).order_by("region", "name"))


@requires(Permission.MANAGE_MENTORS)
@require_http_methods(["GET", "POST"])
def session(request: HttpRequest, session_id: uuid.UUID) -> HttpResponse:
    """The roll of one session: ticked is present."""
    found = queries.session_of(request.actor, session_id)
    if request.method == "POST":
        actions.record_presence(
            by=request.actor, session=found.id, present=ids(request.POST.getlist("present"))
        )
        messages.success(request, _("Kehadiran tersimpan."))
        return redirect("tot_course", found.course_id)
    there = set(found.presences.values_list("trainee_id", flat=True))
    rows = queries.trainees_of(request.actor, found.course).order_by("mentor__name")
    context = {
        "session": found, "course": found.course, "rows": [(t, t.id in there or (found.recorded_at is None and not there)) for t in rows],
        "held": found.on <= today_in(found.course.region), "today": found.on == today_in(found.course.region),
    }  # fmt: skip
    return render(request, "tot/session.html", context)


@require_POST
@requires(Permission.MANAGE_MENTORS)
def closing(request: HttpRequest, course_id: uuid.UUID) -> HttpResponse:
    done = actions.close_course(by=request.actor, course=course_id)
    messages.success(request, _("Pelatihan ditutup. Yang lulus dapat mengunduh sertifikatnya."))
    return redirect("tot_course", done.id)
