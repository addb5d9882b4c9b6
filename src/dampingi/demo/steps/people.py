"""Personas and mentors get their logins and roles."""

import re

from django.contrib.auth.hashers import make_password

from dampingi.demo.building import Building
from dampingi.demo.dice import picker
from dampingi.demo.guides import draw_guides
from dampingi.demo.names import person_name
from dampingi.demo.personas import BY_KEY, PASSWORD, PERSONAS
from dampingi.foundation.accounts.actions import add_user, assign
from dampingi.foundation.accounts.models import User
from dampingi.foundation.accounts.permissions import Role
from dampingi.foundation.definitions import source_names
from dampingi.foundation.regions.codes import ancestor
from dampingi.records.appointments.actions import appoint as appoint_mentors
from dampingi.records.appointments.actions import declare
from dampingi.records.appointments.intake import Appointing, Period


def exemplary(b: Building) -> str:
    """The kelurahan the personas come from: the first of a kecamatan in the middle of the list."""
    kecamatan = list(b.places.kecamatan)[len(b.places.kecamatan) // 2]
    return next(k.code for k in b.places.kelurahan if k.kecamatan == kecamatan)


def office_people(b: Building) -> None:
    """Everyone who is not a mentor or a participant."""
    where = exemplary(b)
    for p in PERSONAS:
        if p.role in (Role.MENTOR, Role.PARTICIPANT):
            continue
        region = ancestor(where, p.region)
        user = add_user(by=b.by, login=p.login, name=p.name, region=region)
        if p.role is not Role.PANEL:  # a panel member's role begins with the evaluation event
            assign(by=b.by, user=user, role=p.role, region=region, starts_on=b.year.on(1, 2))
        b.users[p.key] = user


def appoint(b: Building) -> None:
    """One mentor per kelurahan and kecamatan, and the city's."""
    b.guides = draw_guides(b.size, b.places, b.seed)
    rng = picker(b.seed, "mentors")
    personas = _personas(b)
    rows = []
    for i, region in enumerate(b.guides.regions):
        woman = rng.random() < 0.58
        named = person_name(rng, woman=woman)
        persona = personas.get(i)
        login = (
            BY_KEY[persona].login if persona else f"{_slug(named.call)}.{_slug(region)}.{i + 1}@{b.domain}"
        )
        fields = rng.sample(tuple(source_names("mentor_fields")), 1 + (len(region) < 13))
        rows.append(Appointing(named.full, region, tuple(fields), "P" if woman else "L", login))
    period = Period(b.year.on(1, 19), b.programme.ends_on)
    b.mentors = appoint_mentors(by=b.by, programme=b.programme, rows=rows, period=period)
    b.users |= {persona: b.mentors[i].user for i, persona in personas.items()}
    b.clock.set(b.year.on(1, 20))
    for mentor in b.mentors:
        declare(by=b.acting(mentor.user), mentor=mentor.id)


def _personas(b: Building) -> dict[int, str]:
    """Which mentor plays which persona; none where a demo has several cities."""
    if b.short:
        return {}
    where, found = exemplary(b), {}
    for key, level in (("pendamping", 4), ("pendamping-kecamatan", 3), ("pendamping-kota", 2)):
        found[b.guides.regions.index(ancestor(where, level))] = key
    return found


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", text.lower())


def give_passwords(_b: Building) -> None:
    """All who can log in share the demo's password, hashed once: hashing it for each would take longer than the city."""
    User.objects.update(password=make_password(PASSWORD))


def participant_login(b: Building) -> None:
    """One participant of the persona's mentor can log in, too."""
    where = exemplary(b)
    mentor = b.guides.regions.index(where)
    today = b.mentors_on(b.today)
    chosen = next(
        i
        for i, e in enumerate(b.enrolments)
        if e.exited_on is None and today[i] == mentor == b.loads.first[i] and b.people[i].shop
    )
    person = b.enrolments[chosen].person
    user = add_user(by=b.by, login=BY_KEY["peserta"].login, name=person.name, region=where)
    assign(
        by=b.by,
        user=user,
        role=Role.PARTICIPANT,
        region=where,
        starts_on=b.year.on(2, 2),
        programme=b.programme.id,
    )
    person.user = user
    person.save(update_fields=["user"])
    b.users["peserta"] = user
