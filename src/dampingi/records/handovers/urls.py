from django.urls import path

from dampingi.records.handovers import views

urlpatterns = [
    path("beban/", views.balance, name="caseload_balance"),
    path("beban/peserta/", views.participants, name="caseload_participants"),
    path("beban/pendamping/", views.mentors, name="caseload_mentors"),
    path("peserta/<uuid:enrolment_id>/permintaan/", views.wish, name="mentor_wish"),
    path("serah-terima/", views.handovers, name="handovers"),
    path("serah-terima/baru/", views.new, name="new_handover"),
    path("serah-terima/<uuid:handover_id>/", views.handover, name="handover"),
    path("serah-terima/<uuid:handover_id>/batal/", views.undo, name="handover_undo"),
    path("serah-terima/catatan/<uuid:line_id>/", views.note, name="handover_note"),
    path("pendamping/<uuid:mentor_id>/berhenti/", views.mentor_exit, name="mentor_exit"),
]
