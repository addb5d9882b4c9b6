from django_tasks import task

from dampingi.foundation.audit.actions import seal_pending


@task()
def seal() -> int:
    return seal_pending()
