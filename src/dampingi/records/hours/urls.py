from django.urls import path

from dampingi.records.hours import views

urlpatterns = [
    path("jam/", views.hours, name="hours"),
    path("jam/<uuid:mentor_id>/", views.month, name="hours_month"),
    path("jam/<uuid:mentor_id>/usulan/", views.confirmation, name="confirm_hours"),
    path("jam/catatan/<uuid:work_id>/", views.correction, name="correct_hours"),
]
