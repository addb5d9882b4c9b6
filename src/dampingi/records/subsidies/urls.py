from django.urls import path

from dampingi.records.subsidies.views import claims, decrees, reconciliations, steps

urlpatterns = [
    path("subsidi/", claims.claims, name="subsidy_claims"),
    path("subsidi/tagihan/baru/", claims.new_claim, name="new_subsidy_claim"),
    path("subsidi/lembar/", claims.claim_template, name="subsidy_claim_template"),
    path("subsidi/tagihan/<uuid:claim_id>/", claims.claim, name="subsidy_claim"),
    path("subsidi/tagihan/<uuid:claim_id>/lembar.xlsx", claims.claim_sheet, name="subsidy_claim_sheet"),
    path("subsidi/tagihan/<uuid:claim_id>/penerimaan/", steps.claim_receipt, name="subsidy_claim_receipt"),
    path("subsidi/tagihan/<uuid:claim_id>/putusan/", steps.claim_verdict, name="subsidy_claim_verdict"),
    path("subsidi/tagihan/<uuid:claim_id>/pembayaran/", steps.claim_payment, name="subsidy_claim_payment"),
    path("subsidi/tagihan/<uuid:claim_id>/pembatalan/", steps.claim_line_reversal, name="subsidy_line_reversal"),
    path("subsidi/keputusan/", decrees.decrees, name="loan_decrees"),
    path("subsidi/keputusan/baru/", decrees.new_decree, name="new_loan_decree"),
    path("subsidi/keputusan/<uuid:loan_decree_id>/", decrees.decree, name="loan_decree"),
    path("subsidi/keputusan/<uuid:loan_decree_id>/putusan/", decrees.verdict, name="loan_decree_verdict"),
    path("subsidi/keputusan/<uuid:loan_decree_id>/penetapan/", decrees.enactment, name="loan_decree_enactment"),
    path("subsidi/rekonsiliasi/", reconciliations.reconciliations, name="subsidy_reconciliations"),
    path("subsidi/rekonsiliasi/baru/", reconciliations.new_reconciliation, name="new_subsidy_reconciliation"),
    path("subsidi/rekonsiliasi/<uuid:reconciliation_id>/", reconciliations.reconciliation, name="subsidy_reconciliation"),
    path("subsidi/rekonsiliasi/<uuid:reconciliation_id>/putusan/", reconciliations.verdict, name="subsidy_reconciliation_verdict"),
    path("subsidi/anggaran/<uuid:budget_id>/cadangan/", steps.reservation, name="subsidy_reservation"),
]  # fmt: skip
