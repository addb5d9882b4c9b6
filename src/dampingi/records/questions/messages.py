"""The WhatsApp message that tells an asker what was answered; a person reads and sends it. Participants read Indonesian."""

from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import override

from dampingi.records.questions.models import Question, State

MOST = 900
"""Longer links are cut off by some phones."""


def message(question: Question, latest: str) -> str:
    with override("id"):
        words = {
            "name": question.enrolment.person.name,
            "text": latest[:MOST],
            "asked": Truncator(question.text).chars(120) or _("pesan suara Anda"),
        }
        if question.state == State.ASKED_BACK:
            return (
                _(
                    "Halo %(name)s, tentang pertanyaan Anda kepada Klinik Bisnis (%(asked)s): kami perlu tahu dahulu. %(text)s"
                )
                % words
            )
        return (
            _(
                "Halo %(name)s, pertanyaan Anda kepada Klinik Bisnis (%(asked)s) sudah dijawab: %(text)s Apakah jawaban ini membantu?"
            )
            % words
        )
