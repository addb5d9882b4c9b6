"""What everyone may open: the calls, and one's own application by the key in this browser's session."""

import datetime
import hashlib
import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from dampingi.foundation.accounts.addresses import address_of
from dampingi.foundation.accounts.models import User
from dampingi.foundation.accounts.routes import public
from dampingi.foundation.errors import Refused
from dampingi.foundation.regions.codes import depth
from dampingi.foundation.regions.queries import below
from dampingi.foundation.rows import new_id
from dampingi.foundation.ui.fields import attempt
from dampingi.foundation.uploads import was_too_large
from dampingi.records.programmes.posts import LEVELS, post_names
from dampingi.records.recruitment import actions
from dampingi.records.recruitment.actions.applying import missing_of
from dampingi.records.recruitment.asked import requirements
from dampingi.records.recruitment.codes import spoken
from dampingi.records.recruitment.forms.applying import (
    ApplicationForm,
    ComeBackForm,
    ObjectionForm,
    StartForm,
)
from dampingi.records.recruitment.listing import places_of
from dampingi.records.recruitment.models import Appeal, Applicant, Call
from dampingi.records.recruitment.papers import received
from dampingi.records.recruitment.queries.appeals import may_object
from dampingi.records.recruitment.queries.applicants import own_application
from dampingi.records.recruitment.queries.calls import open_calls, public_call, still_open
from dampingi.records.recruitment.queries.overview import announced

KEY = "mentor_application"


@public
@require_GET
def vacancies(request: HttpRequest) -> HttpResponse:
    rows = [{"call": c, "places": _places(c)} for c in open_calls()]
    return render(request, "recruitment/vacancies.html", {"rows": rows, "mine": _mine(request)})


@public
@never_cache
@require_http_methods(["GET", "POST"])
def vacancy(request: HttpRequest, call_id: uuid.UUID) -> HttpResponse:
    """What is asked, and a name and phone number to begin with."""
    call = public_call(call_id)
    mine = _mine(request)
    form = StartForm(
        request.POST or None, posts=places_of(call),
        initial={"application": new_id(), "name": request.actor.name},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        if mine and mine.id == said["application"]:
            return redirect("mentor_application")
        begun = attempt(form, lambda: _begin(request, call, said))
        if begun:
            applicant, code = begun
            _hold(request, applicant)
            return render(request, "recruitment/code.html", {"applicant": applicant, "code": spoken(code)})
    context = {
        "call": call, "form": form, "asked": requirements(call.requirements), "places": _places(call), "open": still_open(call), "announced": bool(announced(call)),
        "mine": mine if mine and mine.call_id == call.id else None,
    }  # fmt: skip
    return render(request, "recruitment/vacancy.html", context, status=422 if form.errors else 200)


def _begin(request: HttpRequest, call: Call, said: dict) -> tuple[Applicant, str]:
    user = User.objects.filter(id=request.actor.user_id).first() if request.actor.user_id else None
    return actions.begin(
        call=call,
        name=said["name"],
        phone=said["phone"],
        post=said["post"],
        user=user,
        id=said["application"],
        address=address_of(request),
    )


@public
@never_cache
@sensitive_post_parameters("code")
@require_http_methods(["GET", "POST"])
def come_back(request: HttpRequest) -> HttpResponse:
    form = ComeBackForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        found = actions.come_back(phone=form.cleaned_data["phone"], code=form.cleaned_data["code"])
        if found:
            _hold(request, found)
            return redirect("mentor_application")
        form.add_error(
            None,
            _(
                "Nomor dan kode tidak cocok, atau terkunci setelah lima kali salah. Minta kode baru dari dinas."
            ),
        )
    return render(request, "recruitment/come_back.html", {"form": form}, status=422 if form.errors else 200)


@public
@never_cache
@require_http_methods(["GET", "POST"])
def application(request: HttpRequest) -> HttpResponse:
    """One's own application: a form while it is a draft, afterwards how it stands."""
    found = _mine(request)
    if found is None:
        return redirect("come_back_to_application")
    if found.state != Applicant.State.DRAFT:
        return render(request, "recruitment/standing.html", _standing(found))
    asked = requirements(found.call.requirements)
    form = ApplicationForm(
        request.POST or None, initial=ApplicationForm.initial_of(found), asked=asked, posts=places_of(found.call),
        homes=_homes(found.call),
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        saved = attempt(form, lambda: actions.save(applicant=found.id, told=form.told()))
        if saved and "send" not in request.POST:
            messages.success(
                request,
                _("Tersimpan. Lanjutkan kapan saja dengan kode Anda."),
                extra_tags=f"lamaran:{found.id}",
            )
            return redirect("mentor_application")
        declared = form.cleaned_data["declared"]
        if saved and attempt(form, lambda: actions.hand_in(applicant=found.id, declared=declared)):
            messages.success(request, _("Lamaran Anda terkirim."), extra_tags=f"lamaran:{found.id}")
            return redirect("mentor_application")
    context = {
        "applicant": found, "call": found.call, "form": form.marked(), "missing": missing_of(found), "papers": _papers(found, asked),
        "open": still_open(found.call),
    }  # fmt: skip
    return render(request, "recruitment/application.html", context, status=422 if form.errors else 200)


@public
@require_GET
def announcement(request: HttpRequest, call_id: uuid.UUID) -> HttpResponse:
    """Who was chosen and who waits, for each post that is decided."""
    call = public_call(call_id)
    return render(request, "recruitment/announcement.html", {"call": call, "groups": announced(call)})


@public
@never_cache
@require_POST
def objection(request: HttpRequest) -> HttpResponse:
    found, form = _own(request), ObjectionForm(request.POST)
    if form.is_valid() and attempt(form, lambda: _object(found, form)):
        messages.success(
            request,
            _("Sanggahan Anda terkirim. Jawabannya tampil di sini."),
            extra_tags=f"sanggah:{found.id}",
        )
        return redirect("mentor_application")
    return render(request, "recruitment/standing.html", _standing(found, form), status=422)


def _object(found: Applicant, form: ObjectionForm):
    told = form.cleaned_data
    return actions.object_to(applicant=found.id, text=told["text"], id=told["appeal"])


@public
@never_cache
@require_POST
def enclose(request: HttpRequest) -> HttpResponse:
    found = _own(request)
    sent = request.FILES.get("file")
    if was_too_large(request) or sent is None:
        raise Refused(
            _("Pilih berkas: foto sampai 12 MB atau PDF sampai 5 MB."),
            status=413 if was_too_large(request) else 422,
        )
    raw = sent.read()
    paper = received(raw)
    actions.enclose(
        applicant=found.id, requirement=request.POST.get("requirement", "")[:20], paper=paper,
        sha256=hashlib.sha256(raw).hexdigest(), size=len(raw),
    )  # fmt: skip
    messages.success(request, _("Dokumen tersimpan."))
    return redirect("mentor_application")


@public
@never_cache
@require_POST
def take_out(request: HttpRequest) -> HttpResponse:
    found = _own(request)
    try:
        enclosure = uuid.UUID(request.POST.get("enclosure", ""))
    except ValueError:
        raise Refused(_("Dokumen itu tidak ada. Muat ulang halamannya."), status=404) from None
    actions.take_out(applicant=found.id, enclosure=enclosure)
    return redirect("mentor_application")


@public
@never_cache
@require_POST
def withdraw(request: HttpRequest) -> HttpResponse:
    actions.withdraw(applicant=_own(request).id)
    messages.success(request, _("Lamaran Anda ditarik. Data Anda dihapus tiga puluh hari lagi."))
    return redirect("mentor_application")


def _hold(request: HttpRequest, applicant: Applicant) -> None:
    """The browser's session holds the key from now on, under a new name: one known before opens nothing."""
    request.session.cycle_key()
    request.session[KEY] = str(applicant.id)


def _mine(request: HttpRequest) -> Applicant | None:
    return own_application(request.session.get(KEY, ""))


def _own(request: HttpRequest) -> Applicant:
    found = _mine(request)
    if found is None:
        raise Refused(_("Masuk dahulu dengan nomor telepon dan kode lamaran Anda."), status=403)
    return found


def _standing(found: Applicant, form: ObjectionForm | None = None) -> dict:
    appeal = Appeal.objects.filter(applicant=found).first()
    if form is None and appeal is None and may_object(found):
        form = ObjectionForm(initial={"appeal": new_id()})
    return {
        "applicant": found, "call": found.call, "place": post_names([found.post])[found.post.code], "appeal": appeal, "form": form,
        "last_day": found.final_on - datetime.timedelta(days=1) if found.final_on else None,
    }  # fmt: skip


def _places(call: Call) -> list[dict]:
    """Per level, so that 63 kelurahan are one line to open."""
    rows = list(call.vacancies.order_by("region", "field"))
    called = post_names(v.post for v in rows)
    found: dict[str, dict] = {}
    for v in rows:
        group = found.setdefault(
            v.post.level, {"level": LEVELS.get(v.post.level, ""), "count": 0, "rows": []}
        )
        group["count"] += v.places
        group["rows"].append((called[v.post.code], v.places))
    return list(found.values())


def _homes(call: Call) -> list[tuple[str, str]]:
    """Kelurahan; for a whole province its kabupaten and cities, for nobody reads through thousands."""
    if depth(call.region) < 2:
        return [(r.code, r.name) for r in below(call.region, 2)]
    kecamatan = {r.code: r.name for r in below(call.region, 3)}
    return [(r.code, f"{r.name} ({kecamatan.get(r.code[:8], '')})") for r in below(call.region, 4)]


def _papers(found: Applicant, asked) -> list[dict]:
    held: dict[str, list] = {}
    for e in found.enclosures.order_by("at"):
        held.setdefault(e.requirement, []).append(e)
    return [{"requirement": r, "held": held.get(r.code, [])} for r in asked if r.document]
