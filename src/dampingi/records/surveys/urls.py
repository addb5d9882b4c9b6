from django.urls import path

from dampingi.records.surveys import views

urlpatterns = [
    path("survei/", views.surveys, name="surveys"),
    path("survei/baru/", views.new_survey, name="new_survey"),
    path("survei/<uuid:survey_id>/", views.survey, name="survey"),
    path("survei/<uuid:survey_id>/batal/", views.withdrawal, name="withdraw_survey"),
    path("survei/pendaftar/<uuid:respondent_id>/", views.respondent, name="respondent"),
]
