from django.urls import path

from dampingi.insight.reviews import views

urlpatterns = [
    path("evaluasi-program/", views.review, name="review"),
    path("evaluasi-program/beku/", views.freezes, name="review_freezes"),
    path("evaluasi-program/beku/baru/", views.new_freeze, name="new_review_freeze"),
    path("evaluasi-program/beku/<uuid:freeze_id>/", views.freeze, name="review_freeze"),
    path("evaluasi-program/beku/<uuid:freeze_id>/angka/", views.freeze_rates, name="review_rates"),
    path("evaluasi-program/beku/<uuid:freeze_id>/peserta/", views.freeze_people, name="review_people"),
    path("evaluasi-program/aturan/", views.exit_rules, name="exit_rules"),
]
