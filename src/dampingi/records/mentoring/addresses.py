"""Where participants, visits and reports are shown."""

import uuid

from django.urls import reverse


def participant_address(id: uuid.UUID) -> str:
    return reverse("participant", args=[id])


def visit_address(id: uuid.UUID) -> str:
    return reverse("visit", args=[id])


def plan_address(id: uuid.UUID) -> str:
    return reverse("visit_plan", args=[id])


def report_address(id: uuid.UUID) -> str:
    return reverse("monthly_report", args=[id])
