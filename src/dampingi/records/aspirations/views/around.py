"""What the office's pages here share: the programme, and the kecamatan one answers for."""

from django.http import HttpRequest
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.errors import Refused
from dampingi.foundation.regions.codes import contains
from dampingi.foundation.regions.queries import below
from dampingi.records.programmes.models import Programme
from dampingi.records.programmes.queries import current_programme


def programme_of(request: HttpRequest) -> Programme:
    found = current_programme(request.actor)
    if found is None or not request.actor.regions(Permission.KEEP_ASPIRATIONS):
        raise Refused(
            _("Tidak ada kecamatan yang aspirasinya Anda catat. Hubungi penyelenggara."), status=403
        )
    return found


def districts(request: HttpRequest, programme: Programme) -> list[tuple[str, str]]:
    """(code, name) of the kecamatan whose aspirations one answers."""
    reach = request.actor.regions(Permission.KEEP_ASPIRATIONS)
    return [
        (r.code, r.name)
        for r in below(programme.region, 3)
        if any(contains(prefix, r.code) for prefix in reach)
    ]
