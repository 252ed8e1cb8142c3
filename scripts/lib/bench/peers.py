"""The physical limits that the server is held against: nginx for answers, OpenSSL's own speed test for cryptography."""

import os
import re
import subprocess
from contextlib import contextmanager
from pathlib import Path

from server import ROOT, HttpProcess, Process, free_port, on_core


def nginx(folder, body):
    """nginx with both cores, serving `body` as /jwks.json on a loopback port; its files lie in `folder`."""
    port = free_port()
    Path(folder, "jwks.json").write_bytes(body)
    configuration = Path(folder, "nginx.conf")
    configuration.write_text(f"""
        daemon off;
        worker_processes auto;
        pid {folder}/nginx.pid;
        error_log stderr crit;
        events {{ worker_connections 1024; }}
        http {{
          access_log off;
          sendfile on;
          tcp_nopush on;
          keepalive_requests 100000000;
          open_file_cache max=10;
          types {{ application/json json; }}
          {"".join(f"{kind}_temp_path {folder}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))}
          server {{ listen 127.0.0.1:{port} backlog=1024; root {folder}; }}
        }}""")
    Path(folder).chmod(0o755)
    return Process(["/usr/sbin/nginx", "-p", str(folder), "-e", "stderr", "-c", str(configuration)], port)


def wrk_command(*arguments, core=None):
    return [*on_core(core), "wrk", "-t", "1", *map(str, arguments)]


def checked(report):
    if "Non-2xx" in report or "Socket errors" in report:
        raise RuntimeError(report)
    return report


def wrk(*arguments, core=None):
    return checked(subprocess.run(wrk_command(*arguments, core=core), check=True, capture_output=True, text=True).stdout)


def requests_per_second(port, path, connections, seconds, scheme="http"):
    report = wrk("-c", connections, "-d", f"{seconds}s", f"{scheme}://localhost:{port}{path}")
    return float(re.search(r"Requests/sec:\s*([\d.]+)", report)[1])


def busy(folder, port, path, core, headers, body=None, seconds=3):
    """Keeps a server busy with one request over and over, a POST where it has a body; how often it was answered."""
    script = Path(folder, "request.lua")
    if body is not None:
        headers = {"Content-Type": "application/json", **headers}
    lines = [f'wrk.headers["{name}"] = [[{value}]]' for name, value in headers.items()]
    if body is not None:
        lines += ['wrk.method = "POST"', f"wrk.body = [[{body}]]"]
    script.write_text("\n".join(lines) + "\n")
    report = wrk("-c", 4, "-d", f"{seconds}s", "-s", script, f"http://127.0.0.1:{port}{path}", core=core)
    return int(re.search(r"(\d+) requests in", report)[1])


class ShortLivedWorlds:
    """One client that makes a world by using it and drops it, over and over, on one connection: `with` it, more is
    measured at the same time; `a_second` is known afterwards."""

    def __init__(self, folder, port, path, seconds):
        script = Path(folder, "worlds.lua")
        script.write_text(f"""
            -- wrk calls this once before it begins, and sends nothing of that.
            local number, made = 0, true
            request = function()
              made = not made
              if not made then return wrk.format("DELETE", "/_understudy/v1/worlds/short-" .. number) end
              number = number + 1
              return wrk.format("GET", "/w/short-" .. number .. "{path}")
            end""")
        url = f"http://127.0.0.1:{port}"
        self.command = wrk_command("-c", 1, "-d", f"{seconds}s", "-s", script, url)

    def __enter__(self):
        self.process = subprocess.Popen(self.command, stdout=subprocess.PIPE, text=True)
        return self

    def __exit__(self, *_):
        report = checked(self.process.communicate(timeout=60)[0])
        self.a_second = float(re.search(r"Requests/sec:\s*([\d.]+)", report)[1]) / 2


def cognito_local(folder, port, core):
    """An emulator of the same user pools on Node, which scripts/dependencies installed."""
    home = Path(folder, "cognito-local")
    home.mkdir(exist_ok=True)
    program = ROOT / "build" / "deps" / "peers" / "node_modules" / ".bin" / "cognito-local"
    environment = {**os.environ, "PORT": str(port), "HOST": "127.0.0.1", "LOG_LEVEL": "error"}
    return HttpProcess([*on_core(core), str(program)], port, cwd=home, env=environment)


def speed(core, *arguments):
    """The report of OpenSSL's own speed test on that core."""
    command = [*on_core(core), "openssl", "speed", "-mr", "-seconds", "2", *map(str, arguments)]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def rsa_sign_seconds(core):
    """CPU seconds of one raw RSA-2048 signature."""
    return 1 / float(re.search(r"^\+F2:\d+:2048:([\d.]+):", speed(core, "rsa2048"), re.MULTILINE)[1])


def handshake_seconds(core):
    """CPU seconds of a raw signature with P-256 and of X25519 twice: a key is made, and a secret agreed on."""
    report = speed(core, "ecdsap256", "ecdhx25519")
    signatures = float(re.search(r"^\+F4:\d+:256:([\d.]+):", report, re.MULTILINE)[1])
    agreements = float(re.search(r"^\+F5:\d+:253:([\d.]+):", report, re.MULTILINE)[1])
    return 1 / signatures + 2 / agreements


def full_handshakes(port, core, seconds):
    """How many new connections, none of them resumed, OpenSSL's own client made in that time."""
    command = [*on_core(core), "openssl", "s_time", "-new", "-connect", f"127.0.0.1:{port}", "-time", str(seconds)]
    report = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return int(re.search(r"(\d+) connections in \d+ real seconds", report)[1])


@contextmanager
def tls_server(folder, core):
    """OpenSSL's own server, with a certificate of the same kind."""
    key, certificate, port = Path(folder, "key.pem"), Path(folder, "certificate.pem"), free_port()
    kind = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-subj", "/CN=localhost"]
    subprocess.run(["openssl", "req", "-x509", *kind, "-keyout", key, "-out", certificate], check=True, capture_output=True)
    command = [*on_core(core), "openssl", "s_server", "-accept", f"127.0.0.1:{port}", "-key", key, "-cert", certificate, "-quiet"]
    with Process(command, port, stdin=subprocess.PIPE) as server:
        server.wait_for_port().close()
        yield server


def exponentiation_seconds(core):
    """CPU seconds of one exponentiation modulo 3072 bits."""
    return 1 / float(re.search(r"^\+F\d+:\d+:3072:([\d.]+):", speed(core, "ffdh3072"), re.MULTILINE)[1])


def hmac_seconds(core, size):
    """CPU seconds of one raw HMAC-SHA256 over so many bytes."""
    return size / bytes_per_second(speed(core, "-bytes", size, "-hmac", "sha256"))


def decryption_seconds(core, size):
    """CPU seconds of decrypting so many bytes by raw AES-256-CBC."""
    return size / bytes_per_second(speed(core, "-bytes", size, "-decrypt", "-evp", "aes-256-cbc"))


def bytes_per_second(report):
    return float(re.search(r"^\+F:.*:([\d.]+)$", report, re.MULTILINE)[1])
