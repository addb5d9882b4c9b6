"""Pages for what went wrong: each says what happened in plain words and what to do next."""

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    if isinstance(exception, RequestDataTooBig):
        return too_large(request)
    return _page(
        request,
        400,
        _("Permintaan tidak dapat dibaca"),
        _("Alamat atau isian yang dikirim tidak lengkap. Muat ulang halaman sebelumnya, lalu coba lagi."),
    )


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(
        request,
        403,
        _("Halaman ini di luar kewenangan Anda"),
        _(
            "Peran atau wilayah tugas Anda tidak mencakup data ini. Jika menurut Anda keliru, hubungi admin dinas."
        ),
    )


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(
        request,
        404,
        _("Halaman tidak ditemukan"),
        _("Alamatnya mungkin salah ketik, datanya diarsipkan, atau berada di luar wilayah tugas Anda."),
    )


def too_large(request: HttpRequest) -> HttpResponse:
    return _page(
        request,
        413,
        _("Berkas terlalu besar"),
        _(
            "Kecilkan foto atau bagi berkas menjadi beberapa bagian, lalu kirim lagi. Tidak ada yang disimpan."
        ),
    )


def too_many(request: HttpRequest, *_asked: object) -> HttpResponse:
    """Called by axes with the response and the credentials of the attempt too; neither is shown."""
    return _page(
        request,
        429,
        _("Terlalu banyak percobaan"),
        _("Demi keamanan, tunggu beberapa menit sebelum mencoba lagi. Lupa kata sandi? Hubungi admin dinas."),
    )


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    if request.headers.get("Accept") == "application/json":
        told = _("Kunci halaman ini berganti. Ambil yang baru, lalu kirim lagi.")
        return JsonResponse({"error": "csrf", "message": told}, status=403)
    return _page(
        request,
        403,
        _("Halaman ini sudah terlalu lama terbuka"),
        _(
            "Kembali ke halaman sebelumnya, muat ulang, lalu kirim lagi. Isian Anda masih tersimpan di peramban ini."
        ),
    )


def broken(request: HttpRequest) -> HttpResponse:
    """Needs neither database nor session: both may be what broke."""
    return HttpResponse(render_to_string("errors/500.html"), status=500)


def _page(request: HttpRequest, status: int, title: str, text: str) -> HttpResponse:
    return render(
        request, "errors/page.html", {"status": status, "title": title, "text": text}, status=status
    )
