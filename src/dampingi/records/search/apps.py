from django.apps import AppConfig
from django.db.models.signals import post_migrate


class SearchConfig(AppConfig):
    name = "dampingi.records.search"
    label = "search"

    def ready(self) -> None:
        from dampingi.foundation.jobs import chores
        from dampingi.records.search import actions, postings

        chores.every(1, actions.index_some)
        # Not a signal between models: SQLite drops a table's triggers when a migration remakes the table
        post_migrate.connect(postings.keep_watching, sender=self, dispatch_uid="search")
