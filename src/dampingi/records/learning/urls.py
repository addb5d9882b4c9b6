from django.urls import path

from dampingi.records.learning.views import curricula, registrations, trainings

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
    path("pelatihan/<uuid:training_id>/modul/", trainings.training_module, name="training_module"),
    path("kurikulum/", curricula.curricula, name="curricula"),
    path("kurikulum/baru/", curricula.new_curriculum, name="new_curriculum"),
    path("kurikulum/<uuid:curriculum_id>/", curricula.curriculum, name="curriculum"),
    path("kurikulum/<uuid:curriculum_id>/ubah/", curricula.curriculum_change, name="curriculum_change"),
    path("kurikulum/<uuid:curriculum_id>/peserta/", curricula.learners, name="learners"),
    path("kurikulum/<uuid:curriculum_id>/modul/", curricula.new_module, name="new_module"),
    path("modul/<uuid:module_id>/", curricula.module, name="module"),
    path("modul/<uuid:module_id>/ubah/", curricula.module_change, name="module_change"),
    path("modul/<uuid:module_id>/hapus/", curricula.module_removal, name="module_removal"),
    path("modul/<uuid:module_id>/bahan/", curricula.new_material, name="new_material"),
    path("bahan/<uuid:material_id>/", curricula.material, name="material"),
    path("bahan/<uuid:material_id>/hapus/", curricula.material_removal, name="material_removal"),
    path("pelatihan-saya/", registrations.own_trainings, name="own_trainings"),
]  # fmt: skip
