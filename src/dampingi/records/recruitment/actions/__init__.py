from dampingi.records.recruitment.actions.applying import (
    begin,
    come_back,
    enclose,
    hand_in,
    new_way_in,
    save,
    take_out,
    withdraw,
)
from dampingi.records.recruitment.actions.calls import appoint_examiners, open_call, save_call
from dampingi.records.recruitment.actions.deciding import decide
from dampingi.records.recruitment.actions.judging import check, declare_interests, score
from dampingi.records.recruitment.actions.objecting import answer_objection, object_to
from dampingi.records.recruitment.actions.redacting import redact_due

__all__ = [
    "answer_objection",
    "appoint_examiners",
    "begin",
    "check",
    "come_back",
    "decide",
    "declare_interests",
    "enclose",
    "hand_in",
    "new_way_in",
    "object_to",
    "open_call",
    "redact_due",
    "save",
    "save_call",
    "score",
    "take_out",
    "withdraw",
]
