from dampingi.records.aspirations.queries.following import aspirations_followed_by
from dampingi.records.aspirations.queries.reading import aspiration, aspirations
from dampingi.records.aspirations.queries.tallies import by_field, heard_at

__all__ = ["aspiration", "aspirations", "aspirations_followed_by", "by_field", "heard_at"]
