import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.errors import Refused
from dampingi.foundation.ui.fields import attempt
from dampingi.foundation.ui.formats import number
from dampingi.foundation.ui.lists import Listing, respond
from dampingi.outcomes.papers.actions import issue_assignments
from dampingi.outcomes.papers.content import office_of
from dampingi.outcomes.papers.forms import AssignmentForm
from dampingi.outcomes.papers.listing import letters_list, with_letters
from dampingi.outcomes.papers.models import Paper
from dampingi.outcomes.papers.numbering import coming_number
from dampingi.records.programmes.models import Mentor, Programme
from dampingi.records.programmes.queries import current_programme
from dampingi.records.programmes.rosters import today_in


@require_GET
@requires(Permission.MANAGE_MENTORS)
def assignments(request: HttpRequest) -> HttpResponse:
    programme = _programme(request)
    spec = letters_list(programme, pick=reverse("new_assignments"))
    return respond(
        request, spec, _mentors(request, programme), "papers/assignments.html", {"programme": programme}
    )


@requires(Permission.MANAGE_MENTORS)
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """The letters about to be issued, to those ticked or to all that match; then they are."""
    params = request.GET if request.method == "GET" else QueryDict(request.POST.get("chosen", "")[:20_000])
    programme = _programme(request)
    chosen, today = _chosen(request, programme, params), today_in(programme.region)
    form = AssignmentForm(request.POST or None, initial={"on": today})
    if request.method == "POST" and chosen and form.is_valid():
        told = form.cleaned_data | {"mentors": [m.id for m in chosen]}
        made = attempt(form, lambda: issue_assignments(by=request.actor, **told))
        if made:
            messages.success(request, _told(len(made)))
            return redirect("assignment_letters")
    context = {
        "programme": programme, "form": form, "mentors": chosen, "chosen": params.urlencode(),
        "coming": coming_number(office=office_of(programme.region), kind=Paper.Kind.ASSIGNMENT, on=today),
    }  # fmt: skip
    return render(request, "papers/new_assignments.html", context, status=422 if form.errors else 200)


def _programme(request: HttpRequest) -> Programme:
    found = current_programme(request.actor)
    if found is None:
        raise Refused(_("Belum ada program di wilayah Anda."), status=404)
    return found


def _mentors(request: HttpRequest, programme: Programme):
    reached = Mentor.objects.for_actor(request.actor, Permission.MANAGE_MENTORS)
    return with_letters(reached.filter(programme=programme, ended_on=None))


def _chosen(request: HttpRequest, programme: Programme, params: QueryDict) -> list[Mentor]:
    """Only those who have no letter yet."""
    rows = Listing(letters_list(programme), _mentors(request, programme), params).matching.filter(letter=None)
    ticked = []
    for value in params.getlist("pilih"):
        try:
            ticked.append(uuid.UUID(value))
        except ValueError:
            continue
    return list((rows.filter(id__in=ticked) if ticked else rows).order_by("region", "name"))


def _told(count: int) -> str:
    return ngettext("%(n)s surat tugas terbit.", "%(n)s surat tugas terbit.", count) % {"n": number(count)}
