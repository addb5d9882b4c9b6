import uuid

from django.urls import reverse


def application_address(id: uuid.UUID) -> str:
    return reverse("loan_application", args=[id])


def loan_address(id: uuid.UUID) -> str:
    return reverse("loan", args=[id])


def bank_address(id: uuid.UUID) -> str:
    return reverse("bank_application", args=[id])
