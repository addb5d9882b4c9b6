"""What waits on the office's first page."""

from django.urls import reverse
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.ui.work import Desk, Work
from dampingi.records.questions.models import Question
from dampingi.records.questions.models import State as QuestionState


def unanswered(desk: Desk) -> Work | None:
    """What participants ask the clinic and nobody was asked to answer yet."""
    if not desk.actor.regions(Permission.MANAGE_CLINIC):
        return None
    count = (
        Question.objects.for_actor(desk.actor, Permission.MANAGE_CLINIC)
        .filter(state=QuestionState.NEW)
        .count()
    )
    href = f"{reverse('questions')}?keadaan=new&urut=answer_by"
    return Work(
        count,
        _("pertanyaan klinik menunggu diarahkan"),
        _("Kepada konsultan atau pendampingnya"),
        href,
        "chat",
    )
