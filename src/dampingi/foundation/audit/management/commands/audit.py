from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from dampingi.foundation.audit.actions import seal_pending, sign_head
from dampingi.foundation.audit.queries import verify


class Command(BaseCommand):
    help = "Proves the audit log: `audit verify`; `audit seal` seals what waits and signs today's head."

    def add_arguments(self, parser):
        parser.add_argument("what", choices=["verify", "seal"])

    def handle(self, *, what, **options):
        if what == "seal":
            self.stdout.write(f"sealed {seal_pending(limit=10**9)} events")
            sign_head(day=timezone.localdate())
            return
        found = verify()
        for where, fault in found.faults[:20]:
            self.stdout.write(f"FAULT {where}: {fault}")
        self.stdout.write(
            f"{found.sealed} sealed events, {found.unsealed} unsealed, {found.heads} signed heads"
        )
        if not found.sound:
            raise CommandError(f"the audit log does not hold: {len(found.faults)} faults")
        self.stdout.write("the audit log holds")
