from django.urls import path

from dampingi.outcomes.plans.views import allocations, forum, minutes, plans, targets

urlpatterns = [
    path("rencana/", plans.plans, name="plans"),
    path("rencana/baru/", plans.new_plan, name="new_plan"),
    path("rencana/kode/", plans.plan_codes, name="plan_codes"),
    path("rencana/<uuid:workplan_id>/", plans.plan, name="plan"),
    path("rencana/<uuid:workplan_id>/usulan/", plans.plan_proposals, name="plan_proposals"),
    path("rencana/<uuid:workplan_id>/usulan/ambil/", plans.plan_taking, name="plan_taking"),
    path("rencana/<uuid:workplan_id>/kegiatan/baru/", plans.new_activity, name="new_activity"),
    path("rencana/<uuid:workplan_id>/langkah/", plans.plan_step, name="plan_step"),
    path("rencana/<uuid:workplan_id>/putusan/", plans.plan_verdict, name="plan_verdict"),
    path("rencana/kegiatan/<uuid:activity_id>/", plans.plan_activity, name="plan_activity"),
    path("rencana/kegiatan/<uuid:activity_id>/aspirasi/", plans.plan_answering, name="plan_answering"),
    path(
        "rencana/kegiatan/<uuid:activity_id>/keluar/",
        plans.plan_activity_removal,
        name="plan_activity_removal",
    ),
    path("rencana/<uuid:workplan_id>/renja.xlsx", allocations.plan_workbook, name="plan_workbook"),
    path("rencana/<uuid:workplan_id>/pembagian/", allocations.plan_allocations, name="plan_allocations"),
    path("rencana/kegiatan/<uuid:activity_id>/biaya/", allocations.plan_costing, name="plan_costing"),
    path("rencana/pembagian/<uuid:allocation_id>/", allocations.plan_allocation, name="plan_allocation"),
    path(
        "rencana/pembagian/<uuid:allocation_id>/pakai/",
        allocations.plan_allocation_adoption,
        name="plan_allocation_adoption",
    ),
    path("rencana/<uuid:workplan_id>/target/", targets.plan_targets, name="plan_targets"),
    path("rencana/<uuid:workplan_id>/forum/", forum.plan_forum, name="plan_forum"),
    path("rencana/<uuid:workplan_id>/forum/baru/", forum.new_wish, name="new_plan_wish"),
    path("rencana/<uuid:workplan_id>/forum/berita-acara/", minutes.new_minutes, name="new_forum_minutes"),
    path("rencana/forum/<uuid:wish_id>/", forum.plan_wish, name="plan_wish"),
    path("rencana/berita-acara/<uuid:minutes_id>/", minutes.minutes, name="forum_minutes"),
    path(
        "rencana/berita-acara/<uuid:minutes_id>/putusan/",
        minutes.minutes_verdict,
        name="forum_minutes_verdict",
    ),
    path(
        "rencana/berita-acara/<uuid:minutes_id>/berita-acara.pdf",
        minutes.minutes_pdf,
        name="forum_minutes_paper",
    ),
]
