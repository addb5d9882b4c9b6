from django.urls import path

from dampingi.records.questions import views

urlpatterns = [
    path("tanya/", views.own_questions, name="own_questions"),
    path("tanya/baru/", views.new_question, name="new_question"),
    path("tanya/<uuid:question_id>/", views.own_question, name="own_question"),
    path("tanya/<uuid:question_id>/selesai/", views.own_resolution, name="own_question_resolution"),
    path("klinik/pertanyaan/", views.questions, name="questions"),
    path("klinik/pertanyaan/meja/", views.desk, name="question_desk"),
    path("klinik/pertanyaan/meja/<uuid:enrolment_id>/", views.desk_question, name="desk_question"),
    path("klinik/pertanyaan/<uuid:question_id>/", views.question, name="question"),
    path("klinik/pertanyaan/<uuid:question_id>/arahkan/", views.direction, name="question_direction"),
    path("klinik/pertanyaan/<uuid:question_id>/keterangan/", views.more, name="question_more"),
    path("klinik/pertanyaan/<uuid:question_id>/disampaikan/", views.telling, name="question_telling"),
    path("klinik/pertanyaan/<uuid:question_id>/selesai/", views.resolution, name="question_resolution"),
    path("klinik/lampiran/<uuid:question_file_id>/", views.question_file, name="question_file"),
    path("klinik/janji/", views.promise, name="clinic_promise"),
    path("klinik/janji/baru/", views.new_promise, name="new_clinic_promise"),
]
