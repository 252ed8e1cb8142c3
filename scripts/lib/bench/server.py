"""The server under measurement: started, asked, looked at through /proc, and ended by its process id."""

import http.client
import json
import os
import signal
import socket
import subprocess
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
BINARY = ROOT / "build" / "understudy"
TICKS = os.sysconf("SC_CLK_TCK")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def on_core(core):
    """What goes before a command to keep it on one core."""
    return ["taskset", "-c", str(core)] if core is not None else []


def memory_mb(pid, kind):
    """VmRSS or VmHWM, its peak; nothing where the process has just ended."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith(f"{kind}:"):
            return int(line.split()[1]) / 1000
    return None


class Process:
    """A program with a port, from its start to its end."""

    def __init__(self, command, port, output=subprocess.DEVNULL, **further):
        self.port = port
        self.started = time.perf_counter()
        self.process = subprocess.Popen(command, stdout=output, stderr=subprocess.DEVNULL, **further)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(timeout=10)

    def wait_for_port(self):
        """Connects as soon as that works, and hands the connection over."""
        while self.process.poll() is None:
            try:
                return socket.create_connection(("127.0.0.1", self.port))
            except ConnectionRefusedError:
                if time.perf_counter() - self.started > 10:
                    raise
        raise RuntimeError(f"{self.process.args[0]} ended with status {self.process.returncode}")

    def cpu_seconds(self):
        """User and system time of the whole process so far, in steps of a tick."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICKS


class HttpProcess(Process):
    def connect(self):
        self.wait_for_port().close()
        return http.client.HTTPConnection("127.0.0.1", self.port)


class Understudy(HttpProcess):
    def __init__(self, *arguments, port=None, core=None, binary=BINARY):
        port = port or free_port()
        super().__init__([*on_core(core), str(binary), "serve", *map(str, arguments), "--port", str(port)], port)


def ask(connection, method, path, body=None, token=None):
    """One request on a kept connection: the status and the JSON that came back."""
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    if body is not None:
        headers["Content-Type"] = "application/json"
        body = json.dumps(body)
    connection.request(method, path, body, headers)
    answer = connection.getresponse()
    text = answer.read()
    if answer.status >= 400:
        raise RuntimeError(f"{method} {path}: {answer.status} {text.decode()}")
    return answer.status, json.loads(text) if text else None


def first_answer(server, request):
    """Milliseconds from the start of the process to the end of its first answer, which must be a success."""
    with server.wait_for_port() as connection:
        connection.sendall(request)
        answer = connection.recv(65536)
    took = (time.perf_counter() - server.started) * 1000
    if not answer.startswith((b"HTTP/1.1 200", b"HTTP/1.1 201")):
        raise RuntimeError(f"first answer: {answer[:200]!r}")
    return took
