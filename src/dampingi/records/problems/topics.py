"""What a problem can be about: a field in which businesses are held back, or a part of the programme."""

from dampingi.foundation.definitions import choices

LISTS = ("constraint_fields", "problem_topics")


def topics() -> dict[str, str]:
    """code -> name in the reader's language, the fields of businesses first."""
    return {code: name for listed in LISTS for code, name in choices(listed).items()}
