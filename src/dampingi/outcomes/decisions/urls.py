from django.urls import path

from dampingi.outcomes.decisions import views

urlpatterns = [
    path("penetapan/", views.determinations, name="determinations"),
    path("evaluasi/<uuid:evaluation_id>/penetapan/", views.opening, name="open_determination"),
    path("penetapan/<uuid:determination_id>/", views.determination, name="determination"),
    path("penetapan/<uuid:determination_id>/langkah/", views.step, name="determination_step"),
    path("penetapan/<uuid:determination_id>/absen/", views.absence, name="minutes_absence"),
    path("penetapan/<uuid:determination_id>/sk/", views.decree, name="sign_decree"),
    path("penetapan/<uuid:determination_id>/perbaikan/", views.correction, name="correct_determination"),
    path("penetapan/<uuid:determination_id>/berita-acara.pdf", views.minutes_pdf, name="minutes_pdf"),
    path("penetapan/<uuid:determination_id>/sk.pdf", views.decree_pdf, name="decree_pdf"),
    path("penetapan/<uuid:determination_id>/<uuid:subject_id>/", views.decision, name="mentor_decision"),
    path("keputusan/<uuid:subject_id>/", views.own, name="own_decision"),
    path("keputusan/<uuid:subject_id>/surat.pdf", views.letter_pdf, name="decision_letter"),
]
