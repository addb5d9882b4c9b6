from django.utils.translation import gettext_lazy as _

OUT = {
    "not_lawful": _("perorangan, tidak boleh menerima bentuk ini"),
    "closed": _("tutup atau dibubarkan"),
    "not_micro": _("bukan usaha mikro, atau skalanya belum tercatat"),
    "no_nib": _("NIB belum tercatat"),
    "sector": _("sektor lain"),
    "not_woman": _("pemilik bukan perempuan, atau belum tercatat"),
    "not_verified": _("belum diverifikasi"),
    "not_trained": _("pemilik belum tercatat ikut pelatihan"),
    "aided": _("pernah dibantu: usaha, orang, atau rumah yang sama"),
    "too_young": _("berbadan hukum kurang dari tiga tahun"),
}
EFFECT = {
    "nothing": _("Belum pernah diberikan di sini: dampaknya tidak dapat dikatakan dari data sendiri."),
    "few": _("Terlalu sedikit yang omzetnya tercatat sebelum dan sesudahnya untuk dikatakan."),
    "before_after": _(
        "Omzet sebulan sebelum dan sesudah menerima, tanpa pembanding: petunjuk, bukan bukti dampak."
    ),
    "none": _("Tidak diberikan, karena tidak boleh."),
}
