from django.db import transaction
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.errors import Conflict, Denied, Refused
from dampingi.foundation.ui.formats import day as written
from dampingi.insight.evaluation.models import Computation, Objection, Subject
from dampingi.records.programmes.rosters import today_in

LEAST_LETTERS = 20


@transaction.atomic
def object_to_result(*, by: Actor, subject: Subject, text: str) -> Objection:
    """A mentor objects to their own result while the window is open. A person will answer."""
    evaluation = subject.evaluation
    if (
        by.user_id is None
        or subject.mentor.user_id != by.user_id
        or not by.holds(Permission.OBJECT_TO_EVALUATION)
    ):
        raise Denied(_("Sanggahan hanya dapat diajukan oleh pendamping yang dinilai."))
    found = Computation.objects.filter(evaluation=evaluation).first()
    if found is None:
        raise Refused(_("Hasilnya belum dihitung, jadi belum ada yang disanggah."))
    if today_in(evaluation.region) > found.objections_until:
        raise Refused(_("Masa sanggah berakhir pada %(day)s.") % {"day": written(found.objections_until)})
    if len(text.strip()) < LEAST_LETTERS:
        raise Refused(_("Tuliskan apa yang keliru dan buktinya, sedikitnya satu kalimat."))
    if Objection.objects.filter(subject=subject).exists():
        raise Conflict(_("Sanggahan Anda sudah diterima dan menunggu jawaban."))
    made = Objection.objects.create(subject=subject, text=text.strip(), by=by.user_id)
    record_event(
        by=by, action="object_to_result", subject=("evaluation_subject", subject.id), region=evaluation.region,
        programme=evaluation.programme_id, values=[text.strip()],
    )  # fmt: skip
    return made
