from django.urls import path

from dampingi.records.tot import views

urlpatterns = [
    path("tot/", views.courses, name="tot_courses"),
    path("tot/baru/", views.new, name="new_tot_course"),
    path("tot/<uuid:course_id>/", views.course, name="tot_course"),
    path("tot/<uuid:course_id>/undang/", views.invite, name="tot_invite"),
    path("tot/<uuid:course_id>/undang/tetapkan/", views.inviting, name="tot_inviting"),
    path("tot/<uuid:course_id>/tutup/", views.closing, name="close_tot_course"),
    path("tot/sesi/<uuid:session_id>/", views.session, name="tot_session"),
]
