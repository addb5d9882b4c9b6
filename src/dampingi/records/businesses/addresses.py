"""Where a business is shown. The page joins many apps and so stands above; here only its name is known."""

import uuid

from django.urls import reverse


def business_address(id: uuid.UUID) -> str:
    return reverse("business", args=[id])
