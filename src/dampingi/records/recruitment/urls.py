from django.urls import path

from dampingi.records.recruitment.views import applying, judging, office

urlpatterns = [
    path("lowongan-pendamping/", applying.vacancies, name="mentor_vacancies"),
    path("lowongan-pendamping/lanjut/", applying.come_back, name="come_back_to_application"),
    path("lowongan-pendamping/lamaran/", applying.application, name="mentor_application"),
    path("lowongan-pendamping/lamaran/dokumen/", applying.enclose, name="application_enclose"),
    path("lowongan-pendamping/lamaran/dokumen/hapus/", applying.take_out, name="application_take_out"),
    path("lowongan-pendamping/lamaran/tarik/", applying.withdraw, name="application_withdraw"),
    path("lowongan-pendamping/lamaran/sanggah/", applying.objection, name="application_objection"),
    path("lowongan-pendamping/<uuid:call_id>/", applying.vacancy, name="mentor_vacancy"),
    path("lowongan-pendamping/<uuid:call_id>/hasil/", applying.announcement, name="mentor_announcement"),
    path("rekrutmen/", office.calls, name="mentor_calls"),
    path("rekrutmen/baru/", office.new_call, name="new_mentor_call"),
    path("rekrutmen/<uuid:call_id>/", office.call, name="mentor_call"),
    path("rekrutmen/<uuid:call_id>/ubah/", office.edit_call, name="edit_mentor_call"),
    path("rekrutmen/<uuid:call_id>/buka/", office.opening, name="open_mentor_call"),
    path("rekrutmen/<uuid:call_id>/pelamar/", office.applicants, name="mentor_applicants"),
    path("rekrutmen/<uuid:call_id>/keputusan/", office.decisions, name="mentor_decisions"),
    path("rekrutmen/<uuid:call_id>/hubungan/", judging.interests, name="call_interests"),
    path("rekrutmen/<uuid:call_id>/menilai/", judging.scoring, name="call_scoring"),
    path("rekrutmen/sanggahan/<uuid:appeal_id>/", office.objection, name="selection_objection"),
    path("pelamar/<uuid:applicant_id>/", judging.applicant, name="mentor_applicant"),
    path("pelamar/<uuid:applicant_id>/kode/", office.new_code, name="applicant_code"),
    path(
        "pelamar/<uuid:applicant_id>/dokumen/<uuid:enclosure_id>/",
        judging.enclosure,
        name="applicant_enclosure",
    ),
]
