from django.urls import path

from dampingi.records.grants.views import agreements, selections, studies

STUDY, SELECTION = "hibah/kajian/<uuid:grant_study_id>/", "hibah/seleksi/<uuid:grant_selection_id>/"
AGREEMENT = "hibah/perjanjian/<uuid:grant_agreement_id>/"
urlpatterns = [
    path("hibah/", studies.grant_studies, name="grant_studies"),
    path("hibah/kajian/baru/", studies.new_grant_study, name="new_grant_study"),
    path(STUDY, studies.grant_study, name="grant_study"),
    path(STUDY + "<slug:form>/", studies.grant_option, name="grant_option"),
    path(STUDY + "<slug:form>/seleksi/", studies.open_grant_selection, name="open_grant_selection"),
    path(SELECTION, selections.grant_selection, name="grant_selection"),
    path(SELECTION + "ajukan/", selections.grant_selection_submit, name="grant_selection_submit"),
    path(SELECTION + "putusan/", selections.grant_selection_verdict, name="grant_selection_verdict"),
    path("hibah/calon/<uuid:grant_candidate_id>/", selections.grant_candidate, name="grant_candidate"),
    path("hibah/penerima/", agreements.grant_recipients, name="grant_recipients"),
    path("hibah/penerima/<uuid:grant_recipient_id>/", agreements.grant_recipient, name="grant_recipient"),
    path("hibah/laporan/", agreements.grant_reports, name="grant_reports"),
    path(AGREEMENT, agreements.grant_agreement, name="grant_agreement"),
    path(AGREEMENT + "bayar/", agreements.grant_payment, name="grant_payment"),
    path(AGREEMENT + "batal-bayar/", agreements.grant_payment_reversal, name="grant_payment_reversal"),
    path(AGREEMENT + "lapor/", agreements.grant_report, name="grant_report"),
    path(
        "hibah/laporan/<uuid:grant_report_id>/putusan/",
        agreements.grant_report_verdict,
        name="grant_report_verdict",
    ),
    path("hibah/bukti/<uuid:grant_receipt_id>/", agreements.grant_receipt, name="grant_receipt"),
]
