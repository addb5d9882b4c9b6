import uuid

from django.urls import reverse


def need_address(id: uuid.UUID) -> str:
    return reverse("equipment_need", args=[id])


def decree_address(id: uuid.UUID) -> str:
    return reverse("equipment_decree", args=[id])


def item_address(id: uuid.UUID) -> str:
    return reverse("equipment_item", args=[id])
