from django.db import models

from dampingi.foundation.accounts.scoping import USER, Paths, ScopedManager
from dampingi.records.programmes.models import Enrolment, Mentor, ProgrammeRow

QUESTIONS = ("came", "listened", "useful", "respectful", "recommend")
"""Comes as promised; listens; advice is useful; respectful and asks no fee; would recommend. Text: queries.questions."""


class Voice(ProgrammeRow):
    """A participant's five short answers about their mentor (1 not at all, 5 very much). The mentor never sees who."""

    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="voices")
    mentor = models.ForeignKey(Mentor, on_delete=models.PROTECT, related_name="voices")
    on = models.DateField()
    came = models.PositiveSmallIntegerField()
    listened = models.PositiveSmallIntegerField()
    useful = models.PositiveSmallIntegerField()
    respectful = models.PositiveSmallIntegerField()
    recommend = models.PositiveSmallIntegerField()
    comment = models.TextField(blank=True)
    """No longer asked for: nobody may be shown words by which a mentor finds the speaker."""

    paths = Paths(region="region", programme="programme", own={"enrolment__person__user": USER})
    objects = ScopedManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["enrolment", "mentor"], name="voice_once_per_mentor"),
            *[
                models.CheckConstraint(
                    condition=models.Q(**{f"{q}__gte": 1, f"{q}__lte": 5}), name=f"voice_{q}_1_to_5"
                )
                for q in QUESTIONS
            ],
        ]
