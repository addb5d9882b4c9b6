"""Where participants, visits, reports and mentors are shown. The mentor's page joins many apps: here only its name is known."""

import uuid

from django.urls import reverse


def participant_address(id: uuid.UUID) -> str:
    return reverse("participant", args=[id])


def visit_address(id: uuid.UUID) -> str:
    return reverse("visit", args=[id])


def report_address(id: uuid.UUID) -> str:
    return reverse("monthly_report", args=[id])


def mentor_address(id: uuid.UUID) -> str:
    return reverse("mentor", args=[id])
