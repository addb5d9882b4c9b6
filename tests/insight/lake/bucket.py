"""As much of S3 as the lake speaks, in this process: objects whole and in parts, ranges, lists, deletion. Signatures are not checked."""

import threading
import urllib.parse
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from xml.sax.saxutils import escape


@contextmanager
def bucket_server():
    """(address, objects by `bucket/key`)"""
    objects, parts = {}, {}

    class Handler(_Handler):
        held, waiting = objects, parts

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", objects
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_told):
        pass

    def _asked(self):
        path, _mark, query = self.path.partition("?")
        return urllib.parse.unquote(path).strip("/"), dict(
            urllib.parse.parse_qsl(query, keep_blank_values=True)
        )

    def _body(self):
        body = self._sent()
        if "x-amz-decoded-content-length" not in self.headers:
            return body
        whole = b""  # aws-chunked: size[;signature] CRLF bytes CRLF ... 0
        while body:
            line, _crlf, body = body.partition(b"\r\n")
            size = int(line.split(b";")[0], 16)
            if not size:
                break
            whole, body = whole + body[:size], body[size + 2 :]
        return whole

    def _sent(self):
        if self.headers.get("Transfer-Encoding", "").lower() != "chunked":
            return self.rfile.read(int(self.headers.get("Content-Length") or 0))
        whole = b""
        while size := int(self.rfile.readline().split(b";")[0], 16):
            whole += self.rfile.read(size)
            self.rfile.readline()
        self.rfile.readline()
        return whole

    def _answer(self, status, body=b"", **headers):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def _xml(self, root, inside, status=200):
        self._answer(
            status, f'<?xml version="1.0"?><{root}>{inside}</{root}>'.encode(), Content_Type="application/xml"
        )

    def do_PUT(self):
        key, query = self._asked()
        body = self._body()
        if "uploadId" in query:
            self.waiting[query["uploadId"]][int(query["partNumber"])] = body
        elif "/" in key:
            self.held[key] = body
        self._answer(200, ETag='"x"')

    def do_POST(self):
        key, query = self._asked()
        self._body()
        if "uploads" in query:
            upload = f"upload{len(self.waiting)}"
            self.waiting[upload] = {}
            return self._xml("InitiateMultipartUploadResult", f"<UploadId>{upload}</UploadId>")
        parts = self.waiting[query["uploadId"]]
        self.held[key] = b"".join(parts[n] for n in sorted(parts))
        return self._xml("CompleteMultipartUploadResult", f"<Key>{escape(key)}</Key><ETag>x</ETag>")

    def do_GET(self):
        key, query = self._asked()
        if "list-type" in query:
            return self._list(key, query)
        body = self.held.get(key)
        if body is None:
            return self._xml("Error", "<Code>NoSuchKey</Code>", 404)
        told = self.headers.get("Range")
        if not told:
            return self._answer(200, body, ETag='"x"')
        first, last = told.removeprefix("bytes=").split("-")
        part = body[int(first) : int(last) + 1 if last else None]
        return self._answer(
            206, part, ETag='"x"', Content_Range=f"bytes {first}-{int(first) + len(part) - 1}/{len(body)}"
        )

    def do_HEAD(self):
        key, _query = self._asked()
        body = self.held.get(key)
        if body is None and not ("/" not in key and key):
            return self._answer(404)
        return self._answer(200, body or b"", ETag='"x"')

    def do_DELETE(self):
        key, _query = self._asked()
        self.held.pop(key, None)
        self._answer(204)

    def _list(self, bucket, query):
        prefix, cut = query.get("prefix", ""), query.get("delimiter", "")
        names = sorted(k.removeprefix(f"{bucket}/") for k in self.held if k.startswith(f"{bucket}/{prefix}"))
        direct = [n for n in names if not cut or cut not in n[len(prefix) :]]
        below = sorted({prefix + n[len(prefix) :].split(cut)[0] + cut for n in names if n not in direct})
        inside = "".join(
            f"<Contents><Key>{escape(n)}</Key><Size>{len(self.held[f'{bucket}/{n}'])}</Size><LastModified>2026-01-01T00:00:00.000Z</LastModified></Contents>"
            for n in direct
        )
        inside += "".join(f"<CommonPrefixes><Prefix>{escape(n)}</Prefix></CommonPrefixes>" for n in below)
        self._xml(
            "ListBucketResult",
            f"<Name>{bucket}</Name><KeyCount>{len(direct) + len(below)}</KeyCount><IsTruncated>false</IsTruncated>{inside}",
        )
