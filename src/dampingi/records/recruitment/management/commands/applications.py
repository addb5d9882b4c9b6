from django.core.management.base import BaseCommand

from dampingi.records.recruitment.actions.redacting import redact_due


class Command(BaseCommand):
    help = "Redact applications of mentors whose time is over."

    def handle(self, *args, **options):
        self.stdout.write(f"{redact_due()} applications redacted")
