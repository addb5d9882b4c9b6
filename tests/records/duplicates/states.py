"""Everything a merge may touch, as it stands: to compare before and after, row by row and field by field."""

from typing import Any

from dampingi.records.businesses.models import Business, Channel, Closure, Constraint, Person, Verification
from dampingi.records.programmes.models import Application, Caseload, Enrolment

MODELS = (Person, Business, Verification, Constraint, Channel, Closure, Application, Enrolment, Caseload)


def state() -> dict[tuple[str, Any], dict[str, Any]]:
    found = {}
    for model in MODELS:
        names = [f.attname for f in model._meta.concrete_fields]
        for row in model._base_manager.values(*names):
            found[model.__name__, row["id"]] = row
    return found


def difference(before: dict, after: dict) -> dict:
    """{(model, id, field): (before, after)}"""
    return {
        (*key, field): (before.get(key, {}).get(field), after.get(key, {}).get(field))
        for key in before.keys() | after.keys()
        for field in before.get(key, {}).keys() | after.get(key, {}).keys()
        if before.get(key, {}).get(field) != after.get(key, {}).get(field)
    }
