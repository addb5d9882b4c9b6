"""Where honoraria are shown."""

import uuid

from django.urls import reverse


def own_address() -> str:
    return reverse("own_honoraria")


def honorarium_address(id: uuid.UUID) -> str:
    return reverse("honorarium", args=[id])
