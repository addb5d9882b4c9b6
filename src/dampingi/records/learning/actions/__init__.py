from dampingi.records.learning.actions.completions import establish_completions
from dampingi.records.learning.actions.curricula import (
    add_material,
    drop_material,
    drop_module,
    edit_curriculum,
    set_up_curriculum,
    write_module,
)
from dampingi.records.learning.actions.doors import NotExpected, let_in, replace_card
from dampingi.records.learning.actions.presence import mark_own_presence
from dampingi.records.learning.actions.quizzes import (
    annul_answers,
    answer_quiz,
    close_quiz,
    enter_answers,
    open_quiz,
    write_quiz,
)
from dampingi.records.learning.actions.registrations import register, set_registration, step_back
from dampingi.records.learning.actions.scores import record_scores
from dampingi.records.learning.actions.speakers import give_opinion, keep_speaker, retire_speaker
from dampingi.records.learning.actions.trainings import (
    cancel_training,
    hold_training,
    plan_training,
    record_attendance,
    set_module,
)

__all__ = [
    "NotExpected",
    "add_material",
    "annul_answers",
    "answer_quiz",
    "cancel_training",
    "close_quiz",
    "drop_material",
    "drop_module",
    "edit_curriculum",
    "enter_answers",
    "establish_completions",
    "give_opinion",
    "hold_training",
    "keep_speaker",
    "let_in",
    "mark_own_presence",
    "open_quiz",
    "plan_training",
    "record_attendance",
    "record_scores",
    "register",
    "replace_card",
    "retire_speaker",
    "set_module",
    "set_registration",
    "set_up_curriculum",
    "step_back",
    "write_module",
    "write_quiz",
]
