"""An S3 store on loopback, and a line to it that fails on demand."""

import functools
import http.client
import http.server
import itertools
import logging
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from typing import Any
from unittest import mock

import boto3
from botocore.loaders import JSONFileLoader, Loader
from moto.core.models import DEFAULT_ACCOUNT_ID
from moto.s3.models import s3_backends
from moto.server import ThreadedMotoServer

from tests.loopback import serving

CUT, CUT_LATE, SLOW = "cut", "cut after the request was carried out", "slow"
Fault = str | int | None  # one of these, a status, or none
Faults = Callable[[int], Fault]
SECONDS = 0.05  # of a slow answer


class Line(http.server.ThreadingHTTPServer):
    """Hands requests on to a store; `faults` says what befalls the n-th, from 1."""

    daemon_threads = True
    request_queue_size = 64

    def __init__(self, host: str, port: int) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.store = (host, port)
        self.faults: Faults = lambda _: None
        self.log: list[tuple[str, str]] = []
        self.numbers = itertools.count(1)
        self.open: set[object] = set()

    def settle(self) -> None:
        """Wait for what a client that is gone has asked for."""
        while self.open:
            time.sleep(0.005)

    def reset(self, faults: Faults = lambda _: None) -> None:
        """Count from 1 again, with other faults."""
        self.faults, self.numbers = faults, itertools.count(1)
        self.log.clear()

    @property
    def sent(self) -> list[str]:
        """The keys of the objects that were put there."""
        return [path for method, path in self.log if method == "PUT"]

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that goes away is what these tests are about."""


class Handler(http.server.BaseHTTPRequestHandler):
    """One request: a fault, or the store's answer."""

    protocol_version = "HTTP/1.1"
    server: Line

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Stay quiet."""

    def handle_one_request(self) -> None:
        """Any method is the same to us."""
        self.raw_requestline = self.rfile.readline(65537)
        if not self.raw_requestline or not self.parse_request():
            self.close_connection = True
            return
        self.hand_on()

    def hand_on(self) -> None:
        """Note that there is a request, while there is one."""
        self.server.open.add(self)
        try:
            self.meet_fault()
        finally:
            self.server.open.discard(self)

    def meet_fault(self) -> None:
        """Meet the fault that this request has, or answer it."""
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        fault = self.server.faults(next(self.server.numbers))
        if fault == CUT:
            self.close_connection = True
            return
        if isinstance(fault, int):
            self.answer(fault, [], b"")
            return
        if fault == SLOW:
            time.sleep(SECONDS)
        status, headers, data = self.ask_store(body)
        if fault == CUT_LATE:
            self.close_connection = True
            return
        self.answer(status, headers, data)

    def ask_store(self, body: bytes) -> tuple[int, list[tuple[str, str]], bytes]:
        """The store's own answer."""
        path = self.path.partition("?")[0]
        self.server.log.append((self.command, path.split("/", 2)[-1]))
        connection = http.client.HTTPConnection(*self.server.store, timeout=30)
        headers = {
            n: v for n, v in self.headers.items() if n.lower() not in ("expect", "connection")
        }
        with closing(connection):
            connection.request(self.command, self.path, body, headers)
            answer = connection.getresponse()
            return answer.status, answer.getheaders(), answer.read()

    def answer(self, status: int, headers: list[tuple[str, str]], data: bytes) -> None:
        """Send an answer."""
        self.send_response_only(status)
        drop = ("transfer-encoding", "connection", "content-length")
        for name, value in headers:
            if name.lower() not in drop:
                self.send_header(name, value)
        declared = {n.lower(): v for n, v in headers}.get("content-length", "0")
        length = declared if self.command == "HEAD" else str(len(data))
        self.send_header("Content-Length", length)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)


class Store:
    """The store, read and written past the line."""

    def __init__(self, host: str, port: int, line: Line) -> None:
        self.line = line
        self.url = f"http://127.0.0.1:{line.server_port}"
        self.direct = f"http://{host}:{port}"
        self.client: Any = boto3.client(
            "s3",
            endpoint_url=self.direct,
            region_name="us-east-1",
            aws_access_key_id="tests",
            aws_secret_access_key="tests",
        )

    def environment(self, attempts: int = 1) -> dict[str, str]:
        """What a deployment needs to know, to reach the store over the line."""
        return {
            "AWS_ENDPOINT_URL": self.url,
            "AWS_ACCESS_KEY_ID": "AKIATESTS",
            "AWS_SECRET_ACCESS_KEY": "nobody-may-see-this",
            "AWS_MAX_ATTEMPTS": str(attempts),
            "AWS_RETRY_MODE": "standard",
            "AWS_EC2_METADATA_DISABLED": "true",
            "AWS_CONFIG_FILE": "/dev/null",
            "AWS_SHARED_CREDENTIALS_FILE": "/dev/null",
        }

    def objects(self, bucket: str) -> dict[str, bytes]:
        """All that is in a bucket, read from the memory of the store: a request takes 10 ms."""
        backend = s3_backends[DEFAULT_ACCOUNT_ID]["aws"]
        keys, *_ = backend.list_objects(backend.get_bucket(bucket), None, None, None, None)
        return {key.name: key.value for key in keys}

    def empty(self, bucket: str) -> None:
        """Remove all that is in a bucket."""
        for key in self.objects(bucket):
            self.client.delete_object(Bucket=bucket, Key=key)


@contextmanager
def models_read_once() -> Iterator[None]:
    """Have botocore look up and read its models of services once, not for each client."""
    load = functools.cache(JSONFileLoader().load_file)
    services = functools.cache(Loader().list_available_services)
    with (
        mock.patch.object(JSONFileLoader, "load_file", lambda _, path: load(path)),
        mock.patch.object(
            Loader, "list_available_services", lambda _, type_name: services(type_name)
        ),
    ):
        yield


@contextmanager
def running_store() -> Iterator[Store]:
    """A store and a line to it, while the block runs."""
    logging.getLogger("werkzeug").setLevel(logging.CRITICAL)
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    line = Line(host, port)
    try:
        with serving(line), models_read_once():
            yield Store(host, port, line)
    finally:
        server.stop()
