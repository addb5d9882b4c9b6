"""Grants of a business that turns out to be another move with it: what was decided stays decided."""

from django.utils.translation import gettext_lazy as lazy

from dampingi.records.duplicates.attachments import Attachment, register
from dampingi.records.grants.models import Candidate


def register_rules() -> None:
    register(Attachment(Candidate, "business", lazy("pencalonan hibah")))
