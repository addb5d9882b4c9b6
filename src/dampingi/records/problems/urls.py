from django.urls import path

from dampingi.records.problems.views import doing, listing, overview, problems, ruling

urlpatterns = [
    path("masalah/", overview.problems, name="problems"),
    path("masalah/papan/", overview.board, name="problem_board"),
    path("masalah/angka/", overview.figures, name="problem_figures"),
    path("masalah/kewenangan/", ruling.authorities, name="problem_authorities"),
    path("masalah/kewenangan/<str:matter>/", ruling.ruling, name="problem_ruling"),
    path("masalah/daftar/<str:kind>/", listing.problem_list, name="problem_list"),
    path("masalah/daftar/edisi/<uuid:list_edition_id>/", listing.edition, name="problem_list_edition"),
    path(
        "masalah/daftar/edisi/<uuid:list_edition_id>/putusan/", listing.verdict, name="problem_list_verdict"
    ),
    path("masalah/baru/", problems.new_problem, name="new_problem"),
    path("masalah/tindakan/", overview.actions, name="agreed_actions"),
    path("masalah/tindakan/<uuid:agreed_id>/", problems.agreed_action, name="agreed_action"),
    path("masalah/<uuid:problem_id>/", problems.problem, name="problem"),
    path("masalah/<uuid:problem_id>/ubah/", problems.edit, name="problem_edit"),
    path("masalah/<uuid:problem_id>/arsip/", problems.archiving, name="problem_archiving"),
    path("masalah/<uuid:problem_id>/kewenangan/", doing.authority, name="problem_authority"),
    path("masalah/<uuid:problem_id>/tindakan/", doing.agreeing, name="new_agreed_action"),
    path("masalah/<uuid:problem_id>/teruskan/", doing.handing, name="problem_handing"),
    path("masalah/<uuid:problem_id>/jawab/", doing.answering, name="problem_answer"),
    path("masalah/<uuid:problem_id>/tutup/", doing.closing, name="problem_closing"),
    path("masalah/<uuid:problem_id>/buka/", doing.reopening, name="problem_reopening"),
]
