from django.urls import path

from dampingi.records.tot.views import courses, presence, quizzes, registrations

urlpatterns = [
    path("tot/", courses.courses, name="tot_courses"),
    path("tot/baru/", courses.new, name="new_tot_course"),
    path("tot/<uuid:course_id>/", courses.course, name="tot_course"),
    path("tot/<uuid:course_id>/undang/", courses.invite, name="tot_invite"),
    path("tot/<uuid:course_id>/undang/tetapkan/", courses.inviting, name="tot_inviting"),
    path("tot/<uuid:course_id>/tutup/", courses.closing, name="close_tot_course"),
    path("tot/sesi/<uuid:session_id>/", courses.session, name="tot_session"),
    path("tot/sesi/<uuid:session_id>/kode/", presence.session_code, name="tot_session_code"),
    path("tot/hadir/<str:code>/", presence.own_presence, name="tot_own_presence"),
    path("tot/<uuid:course_id>/tes/", quizzes.course_quiz, name="tot_quiz"),
    path("tot/<uuid:course_id>/tes/soal/", quizzes.questions, name="tot_questions"),
    path("tot/<uuid:course_id>/tes/jawaban/", quizzes.course_answers, name="tot_answers"),
    path("tot/<uuid:course_id>/tes/<str:side>/", quizzes.own_quiz, name="tot_own_quiz"),
    path("tot/<uuid:course_id>/tes/<str:side>/buka/", quizzes.opening, name="tot_quiz_opening"),
    path("tot/<uuid:course_id>/tes/<str:side>/tutup/", quizzes.closing, name="tot_quiz_closing"),
    path("tot/peserta/<uuid:trainee_id>/tes/<str:side>/", quizzes.entered_quiz, name="tot_entered_quiz"),
    path("tot/peserta/<uuid:trainee_id>/tes/<str:side>/batal/", quizzes.annulment, name="tot_quiz_annulment"),
    path("tot/<uuid:course_id>/tempat/", registrations.places, name="tot_places"),
    path("tot/<uuid:course_id>/daftar/", registrations.own_registration, name="tot_registration"),
    path("tot/<uuid:course_id>/pendamping/<uuid:mentor_id>/tarik/", registrations.withdrawal, name="tot_withdrawal"),
    path("tot/<uuid:course_id>/bahan/", registrations.new_material, name="new_tot_material"),
    path("tot/bahan/<uuid:handout_id>/", registrations.material, name="tot_material"),
    path("tot/bahan/<uuid:handout_id>/hapus/", registrations.material_removal, name="tot_material_removal"),
]  # fmt: skip
