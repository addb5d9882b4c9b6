from dampingi.records.tot.actions.courses import (
    close_course,
    hold_course,
    invite,
    record_presence,
    record_tests,
)
from dampingi.records.tot.actions.materials import add_material, drop_material
from dampingi.records.tot.actions.presence import mark_own_presence
from dampingi.records.tot.actions.quizzes import (
    annul_answers,
    answer_quiz,
    close_quiz,
    enter_answers,
    open_quiz,
    write_quiz,
)
from dampingi.records.tot.actions.registrations import register, set_places, step_back

__all__ = [
    "add_material",
    "annul_answers",
    "answer_quiz",
    "close_course",
    "close_quiz",
    "drop_material",
    "enter_answers",
    "hold_course",
    "invite",
    "mark_own_presence",
    "open_quiz",
    "record_presence",
    "record_tests",
    "register",
    "set_places",
    "step_back",
    "write_quiz",
]
