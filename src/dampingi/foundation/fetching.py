"""Reading an address that a person typed, from our server, without letting it reach into the office's own network.

Every name is looked up once, every address it has must be public, and the connection goes to the address that was looked at: a name that answers
differently the second time gains nothing. Redirects are followed three times, each looked at anew. HTTPS on its own port only.
"""

import contextlib
import http.client
import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Callable
from urllib.parse import SplitResult, urljoin, urlsplit

SECONDS = 15.0
REDIRECTS = 3
PIECE = 65_536


class Unreachable(Exception):
    """`code`: not_https, unknown, private, no_answer, status, too_large, too_slow, redirects."""

    def __init__(self, code: str, about: str = "") -> None:
        super().__init__(code)
        self.code, self.about = code, about


Connect = Callable[[str, str, float], http.client.HTTPConnection]


def fetch(address: str, *, most_bytes: int, connect: Connect | None = None) -> bytes:
    """What is there; raises `Unreachable`."""
    deadline = time.monotonic() + SECONDS
    for _turn in range(REDIRECTS + 1):
        target = checked(address)
        ip = public_address(str(target.hostname))
        answer = _ask(target, ip, deadline, most_bytes, connect or _pinned)
        if isinstance(answer, bytes):
            return answer
        address = _onward(target, answer)
    raise Unreachable("redirects")


def checked(address: str) -> SplitResult:
    """The address as an HTTPS one (webcal is another name for it), or `not_https`."""
    try:
        target = urlsplit(address.strip().replace("webcal://", "https://", 1))
        port = target.port
    except ValueError:
        raise Unreachable("not_https") from None
    odd = any(c in target.geturl() for c in "\r\n\t ") or target.username or target.password
    if target.scheme != "https" or not target.hostname or port not in (None, 443) or odd:
        raise Unreachable("not_https")
    return target


def _onward(target: SplitResult, told: str) -> str:
    try:
        return urljoin(target.geturl(), told)
    except ValueError:
        raise Unreachable("not_https") from None


def public_address(host: str) -> str:
    """One of the host's addresses, if all of them are public."""
    try:
        found = [ipaddress.ip_address(told.partition("%")[0]) for told in looked_up(host)]
    except (OSError, UnicodeError):
        raise Unreachable("unknown", host) from None
    if not found or not all(_public(ip) for ip in found):
        raise Unreachable("private", host)
    return str(found[0])


def looked_up(host: str) -> list[str]:
    return [str(told[4][0]) for told in socket.getaddrinfo(host, 443, type=socket.SOCK_STREAM)]


def _public(ip: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    inner = getattr(ip, "ipv4_mapped", None) or getattr(ip, "sixtofour", None)
    if inner is not None:
        return _public(inner)
    nat64 = isinstance(ip, ipaddress.IPv6Address) and ip in ipaddress.ip_network("64:ff9b::/96")
    return ip.is_global and not ip.is_multicast and not nat64


class _Pinned(http.client.HTTPSConnection):
    """To an address, in the name of a host: the certificate must be the host's."""

    def __init__(self, host: str, ip: str, timeout: float) -> None:
        self._context_of_ours = ssl.create_default_context()
        # the port is said, or the end of an address in numbers is taken for it
        super().__init__(host, 443, timeout=timeout, context=self._context_of_ours)
        self._ip = ip

    def connect(self) -> None:
        plain = socket.create_connection((self._ip, 443), self.timeout)
        self.sock = self._context_of_ours.wrap_socket(
            plain, server_hostname=self.host, do_handshake_on_connect=False
        )
        self.sock.do_handshake()  # from here on it can be cut


def _pinned(host: str, ip: str, timeout: float) -> http.client.HTTPConnection:
    return _Pinned(host, ip, timeout)


def _ask(target: SplitResult, ip: str, deadline: float, most_bytes: int, connect: Connect) -> bytes | str:
    """The body, or where it sends us."""
    asked = connect(str(target.hostname), ip, max(0.1, deadline - time.monotonic()))
    path = (target.path or "/") + (f"?{target.query}" if target.query else "")
    cut = threading.Timer(max(0.1, deadline - time.monotonic()), _cut, [asked])
    cut.daemon = True
    cut.start()
    try:
        asked.request("GET", path, headers={"User-Agent": "Dampingi", "Accept-Encoding": "identity"})
        answer = asked.getresponse()
        if answer.status in (301, 302, 303, 307, 308):
            return answer.getheader("Location") or ""
        if answer.status != 200:
            raise Unreachable("status", str(answer.status))
        return _body(answer, deadline, most_bytes)
    except (OSError, http.client.HTTPException, ValueError) as wrong:
        late = isinstance(wrong, TimeoutError) or time.monotonic() >= deadline
        raise Unreachable("too_slow" if late else "no_answer", str(target.hostname)) from None
    finally:
        cut.cancel()
        asked.close()


def _cut(asked: http.client.HTTPConnection) -> None:
    """A server that sends a letter of its answer now and then is within every timeout of a single read."""
    if asked.sock is not None:
        with contextlib.suppress(OSError):
            asked.sock.shutdown(socket.SHUT_RDWR)


def _body(answer: http.client.HTTPResponse, deadline: float, most_bytes: int) -> bytes:
    found = bytearray()
    while piece := answer.read1(PIECE):
        found += piece
        if len(found) > most_bytes:
            raise Unreachable("too_large")
        if time.monotonic() > deadline:
            raise Unreachable("too_slow")
    if answer.length:  # it broke off: half a calendar would look like fewer busy times
        raise Unreachable("too_slow" if time.monotonic() >= deadline else "no_answer")
    return bytes(found)
