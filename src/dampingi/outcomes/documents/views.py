from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import public, requires
from dampingi.foundation.errors import Refused
from dampingi.foundation.regions.queries import exists, names
from dampingi.outcomes.documents.actions import set_letterhead
from dampingi.outcomes.documents.codes import heard, spoken
from dampingi.outcomes.documents.forms import CheckForm, FileForm, LetterheadForm
from dampingi.outcomes.documents.queries import document_by_code, finding, letterhead_for

LARGEST = 50 * 2**20


@public
@require_http_methods(["GET", "POST"])
def verification(request: HttpRequest) -> HttpResponse:
    """Is this document genuine? By its code, or by the file itself."""
    if "code" in request.GET:
        code = heard(request.GET["code"])
        if code:
            return redirect("documents:document", code)
    checked, files = _checked(request)
    context = {"form": CheckForm(), "files": files, "checked": checked}
    return render(request, "documents/verification.html", context)


@public
@require_http_methods(["GET", "POST"])
def document(request: HttpRequest, code: str) -> HttpResponse:
    found = document_by_code(code)
    checked, files = _checked(request)
    context = {"document": found, "code": spoken(found.code), "files": files, "checked": checked}
    return render(request, "documents/document.html", context)


@requires(Permission.MANAGE_MENTORS)
def letterheads(request: HttpRequest) -> HttpResponse:
    called = names(request.actor.regions(Permission.MANAGE_MENTORS))
    heads = [(code, name, letterhead_for(code)) for code, name in sorted(called.items())]
    if len(heads) == 1:
        return redirect("documents:letterhead", heads[0][0])
    return render(request, "documents/letterheads.html", {"heads": heads})


@requires(Permission.MANAGE_MENTORS)
@require_http_methods(["GET", "POST"])
def letterhead(request: HttpRequest, region: str) -> HttpResponse:
    request.actor.require(Permission.MANAGE_MENTORS, region=region)
    if not exists(region):
        raise Refused(_("Wilayah %(code)s tidak ada.") % {"code": region}, status=404)
    form = LetterheadForm(request.POST or None, instance=letterhead_for(region))
    if request.method == "POST" and form.is_valid():
        set_letterhead(by=request.actor, region=region, values=form.cleaned_data)
        return redirect("documents:letterhead", region)
    return render(
        request, "documents/letterhead.html", {"form": form, "name": names([region]).get(region, region)}
    )


def _checked(request: HttpRequest):
    """What was found for the uploaded file, if one was sent, and the form to send one."""
    if request.method != "POST":
        return None, FileForm()
    form = FileForm(request.POST, request.FILES)
    if not form.is_valid():
        return None, form
    file = form.cleaned_data["file"]
    if file.size > LARGEST:
        raise Refused(
            _("Berkas itu terlalu besar untuk salah satu dokumen kami. Kirim berkas PDF atau Excel aslinya."),
            status=413,
        )
    return finding(file.chunks()), FileForm()
