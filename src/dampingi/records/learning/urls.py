from django.urls import path

from dampingi.records.learning import views

urlpatterns = [
    path("pelatihan/", views.trainings, name="trainings"),
    path("pelatihan/baru/", views.new_training, name="new_training"),
    path("pelatihan/<uuid:training_id>/", views.training, name="training"),
    path("pelatihan/<uuid:training_id>/batal/", views.training_cancellation, name="training_cancellation"),
]
