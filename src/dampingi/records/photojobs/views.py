import uuid
from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.errors import Refused
from dampingi.foundation.ui.fields import attempt, done
from dampingi.foundation.ui.lists import respond
from dampingi.records.catalogue.queries import product_of, today_in
from dampingi.records.photojobs import actions, queries
from dampingi.records.photojobs.forms import AskForm, JobPhotosForm, SlotForm
from dampingi.records.photojobs.listing import jobs_list, state_of
from dampingi.records.photojobs.models import OPEN, PhotoJob, State

P = Permission
MOST_AT_ONCE = 12


@requires(P.VIEW_PHOTO_JOBS)
@require_GET
def job_list(request: HttpRequest) -> HttpResponse:
    """The board: what waits for whom, what is late, per partner by its filter."""
    rows, today = queries.jobs(request.actor), timezone.localdate()
    context = {"late": rows.filter(queries.late(today)).count()}
    return respond(request, jobs_list(request.actor, today), rows, "photojobs/jobs.html", context)


@requires(P.ASK_PHOTO_JOBS)
@require_http_methods(["GET", "POST"])
def asking(request: HttpRequest, product_id: uuid.UUID) -> HttpResponse:
    found = product_of(queries.askable(request.actor), product_id)
    region = found.business.region
    partners = queries.shooters_for(region, today_in(region))
    form = AskForm(request.POST or None, partners=partners)
    if request.method == "POST" and form.is_valid():
        told = form.told()
        if made := attempt(form, lambda: actions.ask_for_photos(by=request.actor, product=found.id, **told)):
            messages.success(request, _("Permintaan terkirim. Jadwalnya tampil di halaman ini."))
            return redirect("photo_job", made.id)
    context = {"form": form, "product": found, "partners": partners}
    return render(request, "photojobs/ask.html", context, status=422 if form.errors else 200)


@requires(P.VIEW_PHOTO_JOBS)
@require_GET
def job(request: HttpRequest, photo_job_id: uuid.UUID) -> HttpResponse:
    found = queries.job_of(queries.jobs(request.actor), photo_job_id)
    return render(request, "photojobs/job.html", _told(request, found))


@requires(P.DO_PHOTO_JOBS)
@require_POST
def taking(request: HttpRequest, photo_job_id: uuid.UUID) -> HttpResponse:
    found = queries.job_of(queries.jobs(request.actor, P.DO_PHOTO_JOBS), photo_job_id)
    form = SlotForm(request.POST)
    if form.is_valid() and attempt(
        form, lambda: actions.take_job(by=request.actor, job=found.id, slot=form.told())
    ):
        messages.success(request, _("Dijadwalkan. Pemilik usaha diberi tahu."))
        return redirect("photo_job", found.id)
    return render(request, "photojobs/job.html", _told(request, found, slot_form=form), status=422)


@requires(P.DO_PHOTO_JOBS)
@require_POST
def declining(request: HttpRequest, photo_job_id: uuid.UUID) -> HttpResponse:
    reason = request.POST.get("alasan", "")
    act = lambda: actions.decline_job(by=request.actor, job=photo_job_id, reason=reason)  # noqa: E731
    return _done(request, photo_job_id, _("Permintaan ditolak dengan alasannya."), act)


@requires(P.DO_PHOTO_JOBS)
@require_POST
def uploading(request: HttpRequest, photo_job_id: uuid.UUID) -> HttpResponse:
    found = queries.job_of(queries.jobs(request.actor, P.DO_PHOTO_JOBS), photo_job_id)
    form = JobPhotosForm(request.POST, request.FILES)
    if form.is_valid() and attempt(form, lambda: _upload(request, found, form.cleaned_data["photos"])):
        messages.success(request, _("Foto tersimpan. Serahkan bila sudah lengkap."))
        return redirect("photo_job", found.id)
    return render(request, "photojobs/job.html", _told(request, found, photos_form=form), status=422)


@requires(P.DO_PHOTO_JOBS)
@require_POST
def removing(request: HttpRequest, job_photo_id: uuid.UUID) -> HttpResponse:
    found = queries.photo_of(request.actor, P.DO_PHOTO_JOBS, job_photo_id)
    act = lambda: actions.remove_job_photo(by=request.actor, photo=found.id)  # noqa: E731
    return _done(request, found.job_id, _("Foto dihapus."), act)


@requires(P.DO_PHOTO_JOBS)
@require_POST
def handing_in(request: HttpRequest, photo_job_id: uuid.UUID) -> HttpResponse:
    said = _("Foto diserahkan kepada yang meminta.")
    return _done(request, photo_job_id, said, lambda: actions.hand_in(by=request.actor, job=photo_job_id))


@requires(P.ASK_PHOTO_JOBS)
@require_POST
def answering(request: HttpRequest, photo_job_id: uuid.UUID) -> HttpResponse:
    if request.POST.get("hasil") == "setuju":
        chosen = [_id(each) for each in request.POST.getlist("foto")[:MOST_AT_ONCE]]
        act = partial(actions.approve_photos, by=request.actor, job=photo_job_id, photos=chosen)
        return _done(request, photo_job_id, _("Foto disetujui dan masuk ke produknya."), act)
    reason = request.POST.get("alasan", "")
    act = partial(actions.ask_again, by=request.actor, job=photo_job_id, reason=reason)
    return _done(request, photo_job_id, _("Diminta ulang dengan alasannya."), act)


@requires(P.ASK_PHOTO_JOBS)
@require_POST
def cancelling(request: HttpRequest, photo_job_id: uuid.UUID) -> HttpResponse:
    reason = request.POST.get("alasan", "")
    act = lambda: actions.cancel_job(by=request.actor, job=photo_job_id, reason=reason)  # noqa: E731
    return _done(request, photo_job_id, _("Permintaan dibatalkan."), act)


@requires(P.VIEW_PHOTO_JOBS)
@require_GET
def photo(request: HttpRequest, job_photo_id: uuid.UUID) -> HttpResponse:
    found = queries.photo_of(request.actor, P.VIEW_PHOTO_JOBS, job_photo_id)
    answer = FileResponse(found.shown.open(), content_type="image/jpeg")
    answer["Cache-Control"] = "private, max-age=86400"
    return answer


def _told(request: HttpRequest, found: PhotoJob, **forms: Any) -> dict[str, Any]:
    reach = lambda p: queries.jobs(request.actor, p).filter(id=found.id).exists()  # noqa: E731
    does, asks, state = reach(P.DO_PHOTO_JOBS), reach(P.ASK_PHOTO_JOBS), state_of(found)
    first = {"group": found.group, "on": found.slot_on, "at": found.slot_at, "place": found.place}
    return {
        "job": found, "photos": queries.photos_of(found), "state": state[0], "state_words": state[1],
        "schedules": does and found.state in (State.ASKED, State.TAKEN), "shoots": does and found.state in (State.TAKEN, State.AGAIN),
        "approves": asks and found.state == State.HANDED_IN, "cancels": asks and found.state in OPEN, "sees_product": asks,
        "slot_form": SlotForm(initial=first), "photos_form": JobPhotosForm(), **forms,
    }  # fmt: skip


def _upload(request: HttpRequest, found: PhotoJob, files: list[Any]) -> int:
    if not 0 < len(files) <= MOST_AT_ONCE:
        raise Refused(_("Pilih satu sampai dua belas foto."))
    for each in files:
        actions.add_job_photo(by=request.actor, job=found.id, raw=each.read())
    return len(files)


def _id(text: str) -> uuid.UUID:
    try:
        return uuid.UUID(text)
    except ValueError:
        raise Refused(_("Foto itu tidak ada lagi. Muat ulang halaman."), status=404) from None


def _done(request: HttpRequest, job_id: uuid.UUID, said: str, act: Callable[[], Any]) -> HttpResponse:
    done(request, said, act)
    return redirect("photo_job", job_id)
