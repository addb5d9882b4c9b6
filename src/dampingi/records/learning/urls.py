from django.urls import path

from dampingi.records.learning.views import registrations, trainings

urlpatterns = [
    path("pelatihan/", trainings.trainings, name="trainings"),
    path("pelatihan/baru/", trainings.new_training, name="new_training"),
    path("pelatihan/<uuid:training_id>/", trainings.training, name="training"),
    path("pelatihan/<uuid:training_id>/batal/", trainings.training_cancellation, name="training_cancellation"),
    path("pelatihan/<uuid:training_id>/pendaftaran/", registrations.training_registration, name="training_registration"),
    path("pelatihan/<uuid:training_id>/pendaftar/", registrations.registrations, name="registrations"),
    path("pelatihan/<uuid:training_id>/daftarkan/", registrations.registrable, name="registrable"),
    path("pelatihan/<uuid:training_id>/daftarkan/kirim/", registrations.registering, name="registering"),
    path("pelatihan/<uuid:training_id>/daftar/", registrations.own_registration, name="own_registration"),
    path("pendaftaran/<uuid:registration_id>/", registrations.registration, name="registration"),
    path("pendaftaran/<uuid:registration_id>/tarik/", registrations.registration_withdrawal, name="registration_withdrawal"),
    path("pelatihan-saya/", registrations.own_trainings, name="own_trainings"),
]  # fmt: skip
