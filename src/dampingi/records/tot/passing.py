"""The rule of a course. Pure."""


def passes(*, present: int, sessions: int, least_share: int, post: int | None, passing: int) -> bool:
    """Present at the least share of all sessions, and as many points in the test after as asked."""
    return sessions > 0 and present * 100 >= least_share * sessions and post is not None and post >= passing
