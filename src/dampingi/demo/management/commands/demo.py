import argparse
import datetime
import os
import sys
import time
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import gettext as _

from dampingi.demo import installation, personas, serve
from dampingi.demo.plans import DEFAULT, PLANS
from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.jobs.actions import start


class Command(BaseCommand):
    help = "Builds a demo city and serves it on this machine: http://127.0.0.1:8000"
    requires_system_checks = ()

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--port", type=_port, default=8000, help="where to serve (default: 8000)")
        parser.add_argument("--no-serve", action="store_true", help="only build the city")
        parser.add_argument("--fresh", action="store_true", help="throw the demo's data away and start over")
        parser.add_argument(
            "--city", choices=list(PLANS), default="",
            help=f"depok: a city; babel: service centres of a province; kalbar: a province and its kabupaten/kota (default: the one that stands there, else {DEFAULT})",
        )  # fmt: skip
        parser.add_argument("--small", action="store_true", help="a tenth of it: ready in a minute")
        parser.add_argument("--seed", type=int, default=1, help="another number, another invented population")
        parser.add_argument(
            "--today", type=_day, help="the day the demo stands at, YYYY-MM-DD (default: today)"
        )

    def handle(self, **asked: Any) -> None:
        if not asked["no_serve"]:
            serve.refuse_busy(asked["port"])
        self.prepare(**asked)
        self.tell_who()
        if not asked["no_serve"]:
            self.serve(asked["port"])

    def prepare(
        self, *, seed: int, today: datetime.date | None, city: str, small: bool, fresh: bool, **_rest: Any
    ) -> None:
        began, plan = time.monotonic(), PLANS[city or DEFAULT]
        size = plan.small if small else plan.full
        wanted = installation.Wanted(seed=seed, today=today or timezone.localdate(), size=size, city=city)
        new = installation.prepare(wanted=wanted, fresh=fresh, progress=self.progress)
        call_command("collectstatic", interactive=False, verbosity=0)
        if new and settings.LAKE:  # the worker's first work once the demo is served
            start(by=Actor.for_system("demo"), kind="publish_lake", params={"to": settings.LAKE})
        if new:
            self.say(_("Demo siap dalam %(seconds).0f detik.") % {"seconds": time.monotonic() - began})

    def serve(self, port: int) -> None:
        def ready() -> None:
            self.say(_("Buka http://127.0.0.1:%(port)s - berhenti dengan Ctrl-C.") % {"port": port})

        with installation.being_served():
            serve.serve(port=port, ready=ready, env=os.environ | {"DAMPINGI_DEMO": "1"})
        self.say(_("Demo dihentikan; data tersimpan di %(folder)s.") % {"folder": settings.HOME})

    def tell_who(self) -> None:
        """Who can log in, and with which password."""
        people = personas.logins()
        width = max((len(p.role) for p in people), default=0)
        self.say(_("Yang dapat masuk (kata sandi semua: %(password)s):") % {"password": personas.PASSWORD})
        for person in people:
            self.say(f"  {person.role:{width}}  {person.login:32} {person.name}")

    def progress(self, what: str, share: float) -> None:
        if sys.stderr.isatty():
            self.stderr.write(f"\r\033[K{share:4.0%} {what}", ending="")
            self.stderr.write("\n" if share >= 1 else "", ending="")
        else:
            self.stderr.write(f"{share:4.0%} {what}")

    def say(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()


def _port(text: str) -> int:
    if not text.isdigit() or not 1 <= int(text) <= 65535:
        raise argparse.ArgumentTypeError(f"{text!r} is not a port (1 to 65535)")
    return int(text)


def _day(text: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a day as YYYY-MM-DD") from None
