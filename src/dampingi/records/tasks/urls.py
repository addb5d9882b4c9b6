from django.urls import path

from dampingi.records.tasks.views import tasks_, threads

urlpatterns = [
    path("tugas/", tasks_.tasks, name="tasks"),
    path("tugas/baru/", tasks_.new, name="new_task"),
    path("tugas/pengumpulan/", tasks_.answers, name="task_answers"),
    path("tugas/matriks/", tasks_.matrix, name="task_matrix"),
    path("tugas/berkas/<uuid:attachment_id>/", threads.file, name="task_file"),
    path("tugas/<uuid:task_id>/", tasks_.task, name="task"),
    path("tugas/<uuid:task_id>/ubah/", tasks_.edit, name="edit_task"),
    path("tugas/<uuid:task_id>/hapus/", tasks_.drop, name="drop_task"),
    path("tugas/<uuid:task_id>/rubrik/", tasks_.rubric, name="task_rubric"),
    path("tugas-saya/", threads.own_tasks, name="own_tasks"),
    path("peserta/<uuid:enrolment_id>/tugas/<uuid:task_id>/", threads.submit, name="submit_task"),
    path("peserta/<uuid:enrolment_id>/tugas/<uuid:task_id>/nilai/", threads.mark, name="mark_task"),
]
