"""How the product says no: a sentence for the person, with the cure. Views answer with `status`, the CLI with exit code 1."""


class Refused(Exception):
    """An input or request that the rules do not allow. `message` is shown to the person as it stands."""

    status = 422

    def __init__(self, message: str, *, status: int | None = None) -> None:
        super().__init__(message)
        self.message = str(message)
        if status:
            self.status = status


class Denied(Refused):
    """The person may not do this here."""

    status = 403


class Conflict(Refused):
    """Someone else did it first, or it was done already."""

    status = 409


class UnscopedQuery(RuntimeError):
    """A query on region-bound rows ran without saying for whom. A programming error, never a person's."""
