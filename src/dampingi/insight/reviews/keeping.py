"""Storing what a person signs, numbered within its programme."""

import uuid
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.errors import Conflict
from dampingi.records.programmes.models import Programme


def store_numbered(model: Any, by: Actor, programme: Programme, id: uuid.UUID | None, **values: Any) -> Any:
    """Raises Conflict where another one took the number meanwhile."""
    made = model(programme=programme, region=programme.region, by=by.user_id, by_name=by.name, **values)
    if id:
        made.id = id
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError as taken:
        raise Conflict(_("Orang lain baru saja menyimpan hal yang sama. Muat ulang halaman.")) from taken
    return made
