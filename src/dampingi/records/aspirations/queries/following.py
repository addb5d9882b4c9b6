import uuid

from dampingi.records.aspirations.models import Follow


def aspirations_followed_by(kind: str, ref: uuid.UUID) -> list[uuid.UUID]:
    """Ids of what an activity answers; the caller has checked that its reader may know of the activity."""
    rows = Follow.objects.filter(kind=kind, ref=ref, removed_at=None).order_by("at")
    return list(rows.values_list("aspiration_id", flat=True))
