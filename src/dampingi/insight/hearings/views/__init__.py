from .agenda import again, announce, create, event, listing
from .panel import member, members
from .talk import answer, pack, place, remark, seats, settle, talk, withdraw

__all__ = [
    "again",
    "announce",
    "answer",
    "create",
    "event",
    "listing",
    "member",
    "members",
    "pack",
    "place",
    "remark",
    "seats",
    "settle",
    "talk",
    "withdraw",
]
