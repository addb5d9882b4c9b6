from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "dampingi.foundation.jobs"
    label = "jobs"

    def ready(self) -> None:
        from dampingi.foundation.jobs import actions, chores

        chores.every(60, actions.requeue_dead)
