"""What stands in the installation of a server that tests may kill; see Place.built.

Prints {"sessions": {name: key}, "enrolments": {name: [ids]}, "stage": id, "today": day}. Two mentors with six participants each, an office.
"""

import datetime
import json

PARTICIPANTS = 6
HERE, NEXT, KOTA = "32.76.05.1003", "32.76.05.1004", "32.76"
MENTORS = {"ana": HERE, "budi": NEXT}


def main() -> None:
    from django.core.management import call_command
    from django.utils import timezone

    call_command("migrate", verbosity=0)
    print(json.dumps(_town(timezone.localdate())))


def _town(today: datetime.date) -> dict:
    from dampingi.foundation.accounts.actions import add_user, assign
    from dampingi.foundation.accounts.actors import Actor
    from dampingi.foundation.accounts.permissions import Role
    from dampingi.foundation.origins.actions import open_origin
    from dampingi.foundation.regions.actions import load_regions
    from dampingi.records.businesses.actions import register_businesses
    from dampingi.records.businesses.intake import BusinessIntake, PersonIntake
    from dampingi.records.businesses.models import Person
    from dampingi.records.programmes import actions
    from dampingi.records.programmes.intake import ApplicationIntake, Appointment, SchemePlan, StagePlan
    from dampingi.records.programmes.models import Application

    by, begun = Actor.for_system("test"), today - datetime.timedelta(days=20)
    load_regions(within=KOTA)
    programme = actions.create_programme(
        by=by, code="WUB", name="WUB", region=KOTA, starts_on=begun, ends_on=today + datetime.timedelta(days=90),
        schemes=[SchemePlan("wub", "WUB", ({"code": "ktp", "text": "KTP", "required": True},))],
        stages=[StagePlan("verifikasi", "Verifikasi", today)], quotas=dict.fromkeys(MENTORS.values(), PARTICIPANTS),
    )  # fmt: skip
    rows = [
        BusinessIntake(
            name=f"Warung {region[-1]}{n}", region=region, sector="kuliner",
            owner=PersonIntake(name=f"Warga {region[-1]}{n}", region=region),
        )
        for region in MENTORS.values() for n in range(PARTICIPANTS)
    ]  # fmt: skip
    register_businesses(by=by, origin=open_origin(by=by, door="command"), rows=rows)
    asked = [
        ApplicationIntake(
            person_id=p.id, scheme="wub", region=p.region, applied_on=begun, criteria_met=("ktp",)
        )
        for p in Person.objects.unscoped("test").order_by("name")
    ]
    actions.apply(by=by, programme=programme, rows=asked)
    actions.select(by=by, programme=programme)
    accepted = Application.objects.unscoped("test").filter(state="accepted").order_by("person__name")
    enrolments = actions.enrol(by=by, applications=list(accepted), on=begun)
    users = {
        name: add_user(by=by, login=f"{name}@contoh.id", name=name.title()) for name in (*MENTORS, "office")
    }
    assign(by=by, user=users["office"], role=Role.OFFICE, region=KOTA, starts_on=begun)
    appointed = [Appointment(user=users[m], name=m.title(), region=r, on=begun) for m, r in MENTORS.items()]
    mentors = actions.appoint_mentors(by=by, programme=programme, rows=appointed)
    own = {name: [e for e in enrolments if e.region == region] for name, region in MENTORS.items()}
    pairs = [(m, e) for m, name in zip(mentors, MENTORS, strict=True) for e in own[name]]
    actions.assign_caseloads(by=by, pairs=pairs, on=begun)
    return {
        "sessions": {name: _session(user) for name, user in users.items()},
        "enrolments": {name: [str(e.id) for e in found] for name, found in own.items()},
        "stage": str(programme.stages.get().id),
        "today": str(today),
    }


def _session(user) -> str:
    from django.contrib.auth import SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    session = SessionStore()
    session.update({
        SESSION_KEY: str(user.id), "_auth_user_hash": user.get_session_auth_hash(),
        "_auth_user_backend": "django.contrib.auth.backends.ModelBackend",
    })  # fmt: skip
    session.create()
    return session.session_key
