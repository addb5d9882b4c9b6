from dampingi.records.tasks.listing.answers import answers_list
from dampingi.records.tasks.listing.matrix import matrix_list
from dampingi.records.tasks.listing.tasks_ import tasks_list

__all__ = ["answers_list", "matrix_list", "tasks_list"]
