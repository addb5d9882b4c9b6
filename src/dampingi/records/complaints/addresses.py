import uuid

from django.urls import reverse


def complaint_address(id: uuid.UUID) -> str:
    return reverse("complaint", args=[id])
