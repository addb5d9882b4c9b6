"""What a person's address may reach: the internet, and nothing of the office's own. The server here is one of ours on this machine."""

import contextlib
import http.client
import socket
import threading
import time
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from dampingi.foundation import fetching
from dampingi.foundation.fetching import Unreachable, checked, fetch, public_address

PUBLIC = "93.184.216.34"


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        if self.path.startswith("/to"):
            self.send_response(302)
            self.send_header("Location", self.path.partition("=")[2])
            self.end_headers()
            return
        if self.path == "/drip":
            with contextlib.suppress(OSError):
                for letter in b"HTTP/1.0 200 OK\r\nX: " + b"y" * 60:
                    self.wfile.write(bytes([letter]))
                    time.sleep(0.1)
            return
        if self.path == "/half":
            self.send_response(200)
            self.send_header("Content-Length", "500")
            self.end_headers()
            self.wfile.write(b"BEGIN:VCALENDAR")
            return
        self.send_response(404 if self.path == "/none" else 200)
        self.end_headers()
        self.wfile.write(b"x" * 5000 if self.path == "/large" else b"BEGIN")

    def log_message(self, *_args):
        pass


@pytest.fixture
def server():
    made = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=made.serve_forever, daemon=True)
    thread.start()
    yield made.server_port
    made.shutdown()
    made.server_close()
    thread.join()


@pytest.fixture
def names(monkeypatch):
    """names(host=ip): what the name server says; everybody else is public."""
    told: dict[str, list[str]] = {}
    monkeypatch.setattr(fetching, "looked_up", lambda host: told.get(host, [PUBLIC]))
    return told


def reading(port, address, **more):
    """Through the whole of it, but to our own server instead of the address that was looked at."""
    asked = []

    def connect(host, ip, timeout):
        asked.append((host, ip))
        return http.client.HTTPConnection("127.0.0.1", port, timeout=timeout)

    return fetch(address, **{"most_bytes": 1000, **more}, connect=connect), asked


def code(call) -> str:
    with pytest.raises(Unreachable) as refused:
        call()
    return refused.value.code


def test_it_reads_what_is_there_from_the_address_that_was_looked_at(server, names):
    assert reading(server, "webcal://kalender.example/a?b=c") == (b"BEGIN", [("kalender.example", PUBLIC)])


@pytest.mark.parametrize(
    "inside",
    ["127.0.0.1", "10.0.0.5", "192.168.1.1", "172.16.9.9", "169.254.169.254", "100.64.0.1", "0.0.0.0", "::1", "fd00::1", "fe80::1", "::ffff:10.0.0.1", "64:ff9b::a00:1", "2002:a00:1::", "224.0.0.1"],
)  # fmt: skip
def test_no_name_leads_inside(names, inside):
    names["kantor.example"] = [inside]
    assert code(lambda: public_address("kantor.example")) == "private"


def test_one_public_address_beside_a_private_one_is_not_enough(names):
    names["kantor.example"] = [PUBLIC, "10.0.0.5"]
    assert code(lambda: public_address("kantor.example")) == "private"


@pytest.mark.parametrize("ip", ["127.0.0.1", "[::1]", "169.254.169.254", "2130706433", "0x7f.1"])
def test_an_address_in_numbers_leads_inside_as_little(ip):
    assert code(lambda: fetch(f"https://{ip}/", most_bytes=10)) in ("private", "unknown")


def test_a_redirect_is_looked_at_like_the_first_address(server, names):
    names["kantor.example"] = ["10.0.0.5"]
    assert code(lambda: reading(server, "https://a.example/to=https://kantor.example/x")) == "private"
    assert code(lambda: reading(server, "https://a.example/to=http://a.example/x")) == "not_https"
    assert code(lambda: reading(server, "https://a.example/to=/to=/to=/to=/to=/x")) == "redirects"
    assert reading(server, "https://a.example/to=/x")[0] == b"BEGIN"


def test_without_looking_at_redirects_it_would_read_inside(server, names, monkeypatch):
    """The control."""
    names["kantor.example"] = ["10.0.0.5"]
    monkeypatch.setattr(fetching, "public_address", lambda host: names.get(host, [PUBLIC])[0])
    assert reading(server, "https://a.example/to=https://kantor.example/x")[1][-1] == (
        "kantor.example",
        "10.0.0.5",
    )


def test_too_much_and_nothing_and_no_server(server, names):
    assert code(lambda: reading(server, "https://a.example/large")) == "too_large"
    assert code(lambda: reading(server, "https://a.example/none")) == "status"
    closed = socket.socket()
    closed.bind(("127.0.0.1", 0))
    assert code(lambda: reading(closed.getsockname()[1], "https://a.example/")) == "no_answer"
    closed.close()


@pytest.mark.parametrize(
    "wrong",
    [
        "",
        "a",
        "http://a/",
        "https:///x",
        "https://a:444/",
        "https://a:x/",
        "https://u:p@a/",
        "https://a/\r\nHost: b",
    ],
)
def test_only_plain_https(wrong):
    assert code(lambda: checked(wrong)) == "not_https"


def test_a_server_that_answers_a_letter_at_a_time_is_cut_off(server, names, monkeypatch):
    """Each read is in time; all of them together would keep a worker for days."""
    monkeypatch.setattr(fetching, "SECONDS", 0.6)
    begun = time.monotonic()
    assert code(lambda: reading(server, "https://a.example/drip")) == "too_slow"
    assert time.monotonic() - begun < 3


def test_half_an_answer_is_none(server, names):
    assert code(lambda: reading(server, "https://a.example/half")) == "no_answer"


def test_a_redirect_to_no_address_is_told(server, names):
    assert code(lambda: reading(server, "https://a.example/to=//[")) == "not_https"


def test_the_end_of_an_address_in_numbers_is_not_its_port(names, monkeypatch):
    tried = []

    def refuse(address, _timeout):
        tried.append(address)
        raise OSError

    monkeypatch.setattr(socket, "create_connection", refuse)
    assert code(lambda: fetch("https://[2606:2800:220:1::abcd]/", most_bytes=10)) == "no_answer"
    assert tried == [(PUBLIC, 443)]
