import getpass
import sys
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actions import add_user, assign
from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Role
from dampingi.foundation.regions.queries import exists


class Command(BaseCommand):
    help = "Who can log in: `users add LOGIN --name NAME --role office --region 32.76` (asks for a password)."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        what = parser.add_subparsers(dest="what", required=True)
        add = what.add_parser("add", help="a person with a role in a region, from today")
        add.add_argument("login", help="e-mail address or phone number")
        add.add_argument("--name", required=True)
        add.add_argument("--role", required=True, choices=[role.value for role in Role])
        add.add_argument("--region", required=True, help="code such as 32.76")

    @transaction.atomic
    def handle(self, *, login: str, name: str, role: str, region: str, **_options: Any) -> None:
        by = Actor.for_system("dampingi users")
        if not exists(region):
            raise CommandError(
                _("Tidak ada wilayah berkode %(code)s. Cari kodenya: dampingi regions find NAMA")
                % {"code": region}
            )
        user = add_user(by=by, login=login, name=name, password=_password(), region=region)
        assign(by=by, user=user, role=Role(role), region=region, starts_on=timezone.localdate())
        self.stdout.write(
            _("%(name)s dapat masuk sebagai %(login)s.") % {"name": user.name, "login": user.login}
        )


def _password() -> str:
    """Asked twice at a terminal; the first line of standard input in a script. Never an argument: others could see it."""
    if not sys.stdin.isatty():
        given = sys.stdin.readline().rstrip("\n")
    else:
        given = getpass.getpass(_("Kata sandi: "))
        if given != getpass.getpass(_("Sekali lagi: ")):
            raise CommandError(_("Kedua kata sandi berbeda. Jalankan lagi."))
    validate_password(given)
    return given
