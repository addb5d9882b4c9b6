from django.urls import path

from dampingi.insight.lessons import views

urlpatterns = [
    path("evaluasi-program/faktor/", views.factors, name="factors"),
    path("evaluasi-program/faktor/baru/", views.new_factor, name="new_factor"),
    path("evaluasi-program/faktor/teratasi/", views.overcome, name="overcome"),
    path("evaluasi-program/faktor/laporan/", views.report_words, name="report_words"),
    path("evaluasi-program/faktor/<uuid:factor_id>/", views.factor, name="factor"),
    path("evaluasi-program/pelajaran/", views.lessons, name="lessons"),
    path("evaluasi-program/pelajaran/baru/", views.new_lesson, name="new_lesson"),
    path("evaluasi-program/pelajaran/<uuid:lesson_id>/", views.lesson, name="lesson"),
]
