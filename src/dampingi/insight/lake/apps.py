from django.apps import AppConfig


class LakeConfig(AppConfig):
    name = "dampingi.insight.lake"
    label = "lake"

    def ready(self) -> None:
        from dampingi.foundation.jobs import chores
        from dampingi.foundation.ui.work import register_work
        from dampingi.insight.lake import tasks  # noqa: F401  registers the job
        from dampingi.insight.lake.waiting import unpublished_cities

        register_work(150, unpublished_cities)

        chores.every(900, publish_due)


def publish_due() -> int:
    """Loads what publishing needs only where the worker publishes, not for every command."""
    from dampingi.insight.lake import nightly

    return nightly.publish_due()
