from dampingi.records.tasks.actions.handing_in import submit_tasks
from dampingi.records.tasks.actions.marking import mark_task
from dampingi.records.tasks.actions.setting import drop_task, edit_task, publish_rubric, set_task

__all__ = ["drop_task", "edit_task", "mark_task", "publish_rubric", "set_task", "submit_tasks"]
