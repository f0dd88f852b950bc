"""bin/run says in one sentence why it cannot start."""

import errno
import http.server
import os
import socket
import subprocess
import threading

import pytest

from shangrao_nongan.embedded import listening, processes, site
from shangrao_nongan.embedded.state import EmbeddedError


def test_a_taken_port_is_named_with_a_way_out():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(EmbeddedError, match=f"端口 {port} 已被其他程序占用.*PORT={port + 1} bin/run"):
            listening.check("127.0.0.1", port)


@pytest.mark.parametrize("port", ["0", "70000", "web", "-1"])
def test_a_bad_port_is_refused(monkeypatch, port):
    monkeypatch.setenv("PORT", port)
    with pytest.raises(EmbeddedError, match="PORT 应为"):
        listening.port()


@pytest.mark.parametrize("host", ["nowhere.invalid", "192.0.2.1"])
def test_a_foreign_address_is_refused(host):
    with pytest.raises(EmbeddedError, match="不是本机的地址"):
        listening.check(host, 8000)


def test_a_second_start_says_where_the_first_one_is(state):
    refused = pytest.raises(EmbeddedError, match=r"已经在运行：http://127\.0\.0\.1:8000/")
    with site._only_one("http://127.0.0.1:8000/"), refused, site._only_one("http://other/"):
        pass
    with site._only_one("http://127.0.0.1:8000/"):
        pass


def test_the_local_network_gets_an_address_people_can_type(monkeypatch):
    shown = listening.shown("0.0.0.0")
    assert shown != "0.0.0.0"
    environment = listening.addresses({}, "0.0.0.0", 8000)
    assert shown in environment["ALLOWED_HOSTS"]
    assert environment["SITE_URL"] == f"http://{shown}:8000"


def test_the_children_of_a_killed_process_end_with_it():
    parent = processes.spawn(["sh", "-c", "sleep 60 & echo $!; wait"], stdout=subprocess.PIPE, text=True)
    child = int(parent.stdout.readline())
    parent.kill()
    parent.wait()
    os.kill(child, 0)  # it lives on
    processes.end_orphans(parent)
    assert parent.stdout.read() == ""  # the pipe closes when its last holder is gone
    processes.end_orphans(parent)


@pytest.fixture
def answering():
    """A web server that is ready, on this machine."""

    class Ready(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b'{"ready": true}')

        def log_message(self, *args):
            pass

    with http.server.HTTPServer(("127.0.0.1", 0), Ready) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_port
        server.shutdown()


@pytest.mark.parametrize("host", ["0.0.0.0", "localhost", "127.0.0.1"])
def test_the_offices_proxy_is_not_asked_for_this_machine(monkeypatch, answering, host):
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    monkeypatch.delenv("no_proxy", raising=False)
    assert listening.ask(host, answering) == {"ready": True}


def test_ipv6_is_written_in_brackets():
    environment = listening.addresses({}, "::1", 8000)
    assert environment["SITE_URL"] == "http://[::1]:8000"
    assert "[::1]" in environment["ALLOWED_HOSTS"].split(",")


@pytest.mark.parametrize("given", ["::1", "[::1]"])
def test_this_machines_ipv6_address_is_its_own(monkeypatch, given):
    monkeypatch.setenv("HOST", given)
    assert listening.host() == "::1"
    if not socket.has_dualstack_ipv6():
        pytest.skip("这台机器没有 IPv6。")
    with socket.socket(socket.AF_INET6) as taken:
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        taken.bind(("::1", 0))
        port = taken.getsockname()[1]
        listening.check("::1", port)  # bound, and nobody listens
        taken.listen()
        with pytest.raises(EmbeddedError, match="已被其他程序占用"):
            listening.check("::1", port)


def test_a_machine_without_ipv6_says_so(monkeypatch):
    def without(family):
        raise OSError(errno.EAFNOSUPPORT, "Address family not supported by protocol")

    monkeypatch.setattr(listening.socket, "socket", without)
    with pytest.raises(EmbeddedError, match="HOST=::1 不是本机的地址"):
        listening.check("::1", 8000)
