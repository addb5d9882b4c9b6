from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import requires


@requires(Permission.VIEW_EVALUATION)
def listing(request): ...


@requires(Permission.VIEW_EVALUATION)
def overview(request, evaluation_id): ...


@requires(Permission.VIEW_EVALUATION)
def result(request, evaluation_id, subject_id): ...
