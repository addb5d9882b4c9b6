import secrets
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
from dampingi.foundation.ui.formats import month as written
from dampingi.foundation.ui.lists import respond
from dampingi.records.businesses.contacts import spoken_phone
from dampingi.records.programmes.queries import current_programme
from dampingi.records.programmes.rosters import today_in
from dampingi.records.surveys import actions, queries
from dampingi.records.surveys.figures import first_day, months
from dampingi.records.surveys.forms import AnswerForm, SurveyForm, said_before
from dampingi.records.surveys.listing import phone_to_call, respondents_list, surveys_list
from dampingi.records.surveys.models import State, Survey


@require_GET
@requires(Permission.REVERIFY_OUTCOMES)
def surveys(request: HttpRequest) -> HttpResponse:
    programme = current_programme(request.actor)
    opens = bool(programme and queries.to_open(request.actor, [programme]))
    return respond(
        request, surveys_list(), queries.surveys(request.actor), "surveys/surveys.html", {"opens": opens}
    )


@requires(Permission.MANAGE_INTAKE)
@require_http_methods(["GET", "POST"])
def new_survey(request: HttpRequest) -> HttpResponse:
    """The seed is nobody's choice and stays on the survey and in the trail."""
    programme = current_programme(request.actor)
    if programme is None or not queries.to_open(request.actor, [programme]):
        raise Refused(_("Tidak ada program yang dapat Anda survei."), status=404)
    draws = not Survey.objects.unscoped("whether there was one").filter(programme=programme).exists()
    today = today_in(programme.region)
    form = SurveyForm(request.POST or None, today=today, draws=draws)
    if request.method == "POST" and form.is_valid():
        said = {"per_side": 1} | form.cleaned_data
        made = attempt(
            form,
            lambda: actions.open_survey(
                by=request.actor, programme=programme, seed=secrets.randbits(53), **said
            ),
        )
        if made:
            told = _("Survei dibuka untuk %(n)d pendaftar. Hubungi mereka dari daftar ini.")
            messages.success(request, told % {"n": made.respondents.count()})
            return redirect("survey", made.id)
    context = {"form": form, "programme": programme, "draws": draws, "sides": queries.sides(programme)}
    return render(request, "surveys/new_survey.html", context, status=422 if form.errors else 200)


@require_GET
@requires(Permission.REVERIFY_OUTCOMES)
def survey(request: HttpRequest, survey_id: uuid.UUID) -> HttpResponse:
    found = queries.survey_of(request.actor, survey_id)
    rows = queries.respondents(request.actor, found)
    context = {"survey": found, "withdrawable": actions.withdrawable(request.actor, found)}
    return respond(request, respondents_list(request.actor, found), rows, "surveys/survey.html", context)


@requires(Permission.MANAGE_INTAKE)
@require_POST
def withdrawal(request: HttpRequest, survey_id: uuid.UUID) -> HttpResponse:
    actions.withdraw_survey(by=request.actor, survey=survey_id)
    messages.success(request, _("Survei dibatalkan; bulannya dapat ditanyakan lagi."))
    return redirect("surveys")


@requires(Permission.REVERIFY_OUTCOMES)
@require_http_methods(["GET", "POST"])
def respondent(request: HttpRequest, respondent_id: uuid.UUID) -> HttpResponse:
    found = queries.respondent_of(request.actor, respondent_id)
    asked, today = months(found.survey.first_month, found.survey.last_month), today_in(found.region)
    answers = list(found.answers.order_by("-number"))
    first = {"number": len(answers) + 1, "on": today, "state": State.ANSWERED}
    if answers:
        first |= {"state": answers[0].state, "how": answers[0].how, **said_before(answers[0].figures)}
    form = AnswerForm(request.POST or None, asked=asked, initial=first)
    key = f"survei:{found.id}"
    if request.method == "POST" and form.is_valid():
        said = form.intake()
        if attempt(form, lambda: actions.answer(by=request.actor, respondent=found.id, said=said)):
            messages.success(request, _("Jawabannya tercatat."), extra_tags=key)
            return redirect("survey", found.survey_id)
    context = {
        "respondent": found, "form": form, "draft_key": key, "closed": today > found.survey.closes_on,
        "own": actions.accompanies(request.actor, found), "phone": phone_to_call(found),
        "spoken": spoken_phone(phone_to_call(found)),
        "told": [(a, [(written(first_day(m)), f) for m, f in a.figures.items()]) for a in answers],
    }  # fmt: skip
    return render(request, "surveys/respondent.html", context, status=422 if form.errors else 200)
