import uuid

from django.urls import reverse


def study_address(id: uuid.UUID) -> str:
    return reverse("grant_study", args=[id])


def selection_address(id: uuid.UUID) -> str:
    return reverse("grant_selection", args=[id])


def candidate_address(id: uuid.UUID) -> str:
    return reverse("grant_recipient", args=[id])


def agreement_address(id: uuid.UUID) -> str:
    return reverse("grant_agreement", args=[id])
