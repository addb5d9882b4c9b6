import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.errors import Refused
from dampingi.foundation.regions.queries import name_of
from dampingi.foundation.ui.fields import attempt
from dampingi.records.aspirations import actions
from dampingi.records.aspirations.forms import ThemeEditionForm, ThemeRowForms, kept
from dampingi.records.aspirations.models import Aspiration
from dampingi.records.aspirations.queries import aspirations
from dampingi.records.aspirations.queries import themes as queries
from dampingi.records.aspirations.queries.tallies import board as counted
from dampingi.records.aspirations.views.around import programme_of
from dampingi.records.programmes.queries import current_programme

ANSWER, VIEW = Permission.ANSWER_ASPIRATIONS, Permission.VIEW_ASPIRATIONS
AT_ONCE = 20


@requires(VIEW)
@require_GET
def board(request: HttpRequest) -> HttpResponse:
    """Themes by kecamatan; every figure opens its aspirations."""
    programme = current_programme(request.actor)
    seen = aspirations(request.actor).filter(programme=programme)
    context = {"board": counted(seen, programme.region if programme else ""), "programme": programme}
    context["may_sort"] = request.actor.holds(Permission.KEEP_ASPIRATIONS)
    return render(request, "aspirations/board.html", context)


@requires(Permission.KEEP_ASPIRATIONS)
@require_http_methods(["GET", "POST"])
def sorting(request: HttpRequest) -> HttpResponse:
    """Aspirations without a theme, each with the one its words suggest; a person ticks what is right."""
    programme = programme_of(request)
    if request.method == "POST":
        n = actions.theme_aspirations(by=request.actor, themes=_said(request))
        messages.success(request, _("%(n)d aspirasi mendapat temanya.") % {"n": n})
        return redirect("aspiration_sorting")
    themes = queries.themes_of(programme.region)
    bare = Aspiration.objects.for_actor(request.actor, ANSWER).filter(programme=programme, theme="")
    rows = []
    for row in bare.order_by("at", "id")[:AT_ONCE]:
        found = queries.suggestions(programme.region, row.text)
        rows.append(
            (row, found[0].theme if found else "", found[0].because if found else (), name_of(row.region))
        )
    names = queries.names_of(programme.region)
    options = [(each["code"], names[each["code"]]) for each in themes]
    return render(
        request, "aspirations/sorting.html", {"rows": rows, "left": bare.count(), "options": options}
    )


def _said(request: HttpRequest) -> dict[uuid.UUID, str]:
    """Only rows whose box is ticked; what was suggested and not looked at stays as it is."""
    try:
        ticked = [uuid.UUID(each) for each in request.POST.getlist("aspirasi")[: 5 * AT_ONCE]]
    except ValueError:
        raise Refused(_("Pilih dari daftar. Muat ulang halamannya.")) from None
    if not ticked:
        raise Refused(_("Centang aspirasi yang temanya sudah benar."))
    return {id: request.POST.get(f"tema-{id}", "") for id in ticked}


@requires(ANSWER)
@require_POST
def theming(request: HttpRequest, aspiration_id: uuid.UUID) -> HttpResponse:
    actions.theme_aspirations(by=request.actor, themes={aspiration_id: request.POST.get("theme", "")})
    messages.success(request, _("Temanya tersimpan."))
    return redirect("aspiration", aspiration_id)


@requires(Permission.MANAGE_REFERENCE_DATA)
@require_http_methods(["GET", "POST"])
def themes(request: HttpRequest) -> HttpResponse:
    """The office's themes, and the words that suggest each; publishing makes the next edition."""
    programme = programme_of(request)
    last, rows_now = queries.edition_of(programme.region), queries.themes_of(programme.region)
    initial = [row | {"words": ", ".join(row["words"])} for row in rows_now]
    rows = ThemeRowForms(request.POST or None, initial=initial, prefix="tema")
    form = ThemeEditionForm(request.POST or None, initial={"base": last.number if last else 0})
    if request.method == "POST" and rows.is_valid() and form.is_valid():
        said = form.cleaned_data
        made = attempt(
            form,
            lambda: actions.publish_themes(
                by=request.actor, region=programme.region, rows=kept(rows), base=said["base"], reason=said["reason"]
            ),
        )  # fmt: skip
        if made:
            messages.success(
                request, _("Daftar tema terbit."), extra_tags=f"tema-aspirasi:{programme.region}"
            )
            return redirect("aspiration_themes")
    wrong = request.method == "POST" and bool(form.errors or rows.total_error_count())
    context = {
        "form": form,
        "rows": rows,
        "last": last,
        "editions": queries.editions(programme.region),
        "region": programme.region,
    }
    return render(request, "aspirations/themes.html", context, status=422 if wrong else 200)
