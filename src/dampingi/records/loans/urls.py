from django.urls import path

from dampingi.records.loans.views import applications, applying, bank, counting, funnel, schemes

ONE, BANK = "pinjaman/pengajuan/<uuid:loan_application_id>/", "pinjaman/bank/<uuid:loan_application_id>/"

urlpatterns = [
    path("pinjaman/hitung/", counting.calculator, name="loan_calculator"),
    path("pinjaman/siap/", counting.readiness, name="loan_readiness"),
    path("pinjaman/skema/", schemes.schemes, name="loan_schemes"),
    path("pinjaman/skema/baru/", schemes.new_scheme, name="new_loan_scheme"),
    path("pinjaman/skema/<uuid:loan_scheme_id>/", schemes.scheme, name="loan_scheme"),
    path("pinjaman/skema/<uuid:loan_scheme_id>/putusan/", schemes.scheme_verdict, name="loan_scheme_verdict"),
    path("pinjaman/saya/", applying.own_loans, name="own_loans"),
    path("pinjaman/usaha/<uuid:business_id>/", applying.start, name="loan_start"),
    path("pinjaman/pengajuan/", applications.applications, name="loan_applications"),
    path("pinjaman/corong/", funnel.loan_funnel, name="loan_funnel"),
    path(ONE, applications.application, name="loan_application"),
    path(f"{ONE}isi/", applying.draft, name="loan_draft"),
    path(f"{ONE}dokumen/", applying.enclose, name="loan_documents"),
    path(f"{ONE}dokumen/hapus/", applying.take_out, name="loan_document_removal"),
    path(f"{ONE}dokumen/<uuid:loan_document_id>/", applying.document, name="loan_document"),
    path(f"{ONE}rekomendasi/", applications.recommendation, name="loan_recommendation"),
    path(f"{ONE}tolak/", applications.refusal, name="loan_refusal"),
    path(f"{ONE}mundur/", applying.withdrawal, name="loan_withdrawal"),
    path("pinjaman/bank/", bank.bank_applications, name="bank_applications"),
    path(BANK, bank.bank_application, name="bank_application"),
    path(f"{BANK}tolak/", bank.bank_refusal, name="bank_refusal"),
    path("pinjaman/<uuid:loan_id>/", bank.loan, name="loan"),
    path("pinjaman/<uuid:loan_id>/lunas/", bank.loan_settlement, name="loan_settlement"),
]
