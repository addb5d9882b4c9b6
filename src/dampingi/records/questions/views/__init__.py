from dampingi.records.questions.views.inside import (
    desk,
    desk_question,
    direction,
    more,
    question,
    questions,
    resolution,
    telling,
)
from dampingi.records.questions.views.own import (
    new_question,
    own_question,
    own_questions,
    own_resolution,
    question_file,
)
from dampingi.records.questions.views.promises import new_promise, promise

__all__ = [
    "desk",
    "desk_question",
    "direction",
    "more",
    "new_promise",
    "new_question",
    "own_question",
    "own_questions",
    "own_resolution",
    "promise",
    "question",
    "question_file",
    "questions",
    "resolution",
    "telling",
]
