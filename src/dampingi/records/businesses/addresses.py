"""Where a business and a person are shown. Their pages join many apps and so stand above; here only the names are known."""

import uuid

from django.urls import reverse


def business_address(id: uuid.UUID) -> str:
    return reverse("business", args=[id])


def person_address(id: uuid.UUID) -> str:
    return reverse("person", args=[id])
