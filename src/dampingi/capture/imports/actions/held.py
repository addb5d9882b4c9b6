"""The import an action is about: within reach, and locked while it is changed."""

from django.utils.translation import gettext as _

from dampingi.capture.imports.models import Import
from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.errors import Refused


def require(by: Actor, sheet: Import) -> None:
    by.require(Permission.IMPORT_SHEETS, region=sheet.region, programme=sheet.programme_id)


def held(sheet: Import) -> Import:
    found = Import.objects.unscoped("required before").select_for_update().filter(id=sheet.id).first()
    if found is None:
        raise Refused(_("Berkas ini sudah dibuang."), status=404)
    return found
