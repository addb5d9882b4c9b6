"""What every record shares: its only key is a UUIDv7, made by whoever creates it. Nothing is ordered by it."""

import uuid

import uuid6
from django.db import models


def new_id() -> uuid.UUID:
    return uuid.UUID(int=uuid6.uuid7().int)


class Row(models.Model):
    id = models.UUIDField(primary_key=True, default=new_id, editable=False)

    class Meta:
        abstract = True
