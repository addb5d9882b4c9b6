from django.urls import path

from dampingi.records.loans.views import counting, schemes

urlpatterns = [
    path("pinjaman/hitung/", counting.calculator, name="loan_calculator"),
    path("pinjaman/siap/", counting.readiness, name="loan_readiness"),
    path("pinjaman/skema/", schemes.schemes, name="loan_schemes"),
    path("pinjaman/skema/baru/", schemes.new_scheme, name="new_loan_scheme"),
    path("pinjaman/skema/<uuid:loan_scheme_id>/", schemes.scheme, name="loan_scheme"),
    path("pinjaman/skema/<uuid:loan_scheme_id>/putusan/", schemes.scheme_verdict, name="loan_scheme_verdict"),
]
