"""A curriculum by kecamatan: what was held and planned of each module beside the constraints it answers; every cell is a door."""

import datetime
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.regions.queries import below
from dampingi.records.learning.models import Curriculum, Module
from dampingi.records.learning.queries.curricula import fields_of, needs, sessions

Counts = dict[tuple[Any, str], tuple[int, int]]


def grid(actor: Actor, curriculum: Curriculum, *, today: datetime.date) -> dict[str, Any]:
    programme = curriculum.programme
    modules = list(curriculum.modules.all())
    counts, held_back = sessions(actor, curriculum, today=today), needs(actor, programme.region)
    may_plan = actor.may(Permission.MANAGE_INTAKE, region=programme.region, programme=programme.id)
    rows = [
        {"place": place.name, "cells": [_cell(m, place.code, counts, held_back, may_plan) for m in modules]}
        for place in below(programme.region, 3)
    ]
    wide = {m.id: counts.get((m.id, ""), (0, 0)) for m in modules}
    if any(sum(n) for n in wide.values()):
        rows.insert(0, {"place": "", "cells": [_wide(m, wide[m.id]) for m in modules]})
    return {"modules": modules, "rows": rows}


def _cell(module: Module, place: str, counts: Counts, held_back: dict, may_plan: bool) -> dict[str, Any]:
    held, planned = counts.get((module.id, place), (0, 0))
    plan = f"{reverse('new_training')}?{urlencode({'modul': module.id, 'wilayah': place})}"
    return {
        "title": module.title,
        "held": _door(held, modul=module.id, wilayah=place, waktu="sudah", lingkup="kecamatan"),
        "planned": _door(planned, modul=module.id, wilayah=place, waktu="akan", lingkup="kecamatan"),
        "plan": plan if may_plan and not held and not planned else "",
        "needs": [
            {"n": n, "name": field["short"], "door": f"{reverse('held_back')}?{urlencode({'wilayah': place, 'bidang': field['code']})}"}
            for field in fields_of(module.subject)
            if (n := held_back.get((field["code"], place)))
        ],
    }  # fmt: skip


def _wide(module: Module, counts: tuple[int, int]) -> dict[str, Any]:
    held, planned = counts
    return {
        "title": module.title,
        "held": _door(held, modul=module.id, waktu="sudah", lingkup="luas"),
        "planned": _door(planned, modul=module.id, waktu="akan", lingkup="luas"),
        "plan": "",
        "needs": [],
    }


def _door(count: int, **asked: Any) -> dict[str, Any] | None:
    return {"n": count, "door": f"{reverse('trainings')}?{urlencode(asked)}"} if count else None
