from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from dampingi.foundation.accounts.routes import for_anyone_logged_in
from dampingi.foundation.jobs.actions import cancel
from dampingi.foundation.jobs.listing import JOBS
from dampingi.foundation.jobs.queries import job_of, jobs_of
from dampingi.foundation.ui.lists import respond


@for_anyone_logged_in
def progress(request, job_id):
    """The page of one job; htmx asks it again for the progress part alone until it is finished."""
    template = "jobs/progress.html" if request.htmx else "jobs/job.html"
    return render(request, template, {"job": job_of(request.actor, job_id)})


@require_POST
@for_anyone_logged_in
def cancelling(request, job_id):
    job = cancel(by=request.actor, job=job_of(request.actor, job_id))
    messages.success(request, _("Pekerjaan dihentikan; tidak ada yang setengah tersimpan."))
    return redirect(job.url or "jobs")


@for_anyone_logged_in
def listing(request):
    return respond(request, JOBS, jobs_of(request.actor), "jobs/jobs.html")
