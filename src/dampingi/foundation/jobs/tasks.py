import logging
import uuid

from django.utils import translation
from django.utils.translation import gettext as _
from django_tasks import task

from dampingi.foundation.accounts.models import User
from dampingi.foundation.errors import Refused
from dampingi.foundation.jobs.actions import Cancelled, claim, fail, finish
from dampingi.foundation.jobs.kinds import kinds

log = logging.getLogger(__name__)


@task()
def run(job_id: str) -> None:
    job = claim(uuid.UUID(job_id))
    if job is None:
        return
    asker = User.objects.filter(id=job.by).first()
    with translation.override(asker.language if asker else "id"):
        try:
            finish(job, result=kinds[job.kind](job))
        except Cancelled:
            log.info("job %s (%s) was called off", job.id, job.kind)
        except Refused as refusal:
            fail(job, error=refusal.message)
        except Exception:
            log.exception("job %s (%s) failed", job.id, job.kind)
            fail(
                job,
                error=_(
                    "Pekerjaan ini gagal karena kesalahan di pihak kami. Coba lagi; bila tetap gagal, hubungi pengelola sistem."
                ),
            )
