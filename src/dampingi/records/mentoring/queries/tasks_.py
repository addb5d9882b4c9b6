import uuid

from django.utils.translation import gettext as _

from dampingi.foundation.errors import Refused
from dampingi.records.mentoring.models import Task
from dampingi.records.programmes.models import Programme


def task(programme: Programme, id: uuid.UUID) -> Task:
    found = programme.tasks.filter(id=id).first()
    if found is None:
        raise Refused(_("Tugas itu tidak ada di program ini."), status=404)
    return found
