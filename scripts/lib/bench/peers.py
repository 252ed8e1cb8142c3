"""The physical limits that the server is held against: nginx for answers, OpenSSL's own speed test for signatures."""

import re
import subprocess
from pathlib import Path

from server import Process, free_port, on_core


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


def wrk(*arguments, core=None):
    command = [*on_core(core), "wrk", "-t", "1", *map(str, arguments)]
    report = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    if "Non-2xx" in report or "Socket errors" in report:
        raise RuntimeError(report)
    return report


def requests_per_second(port, path, connections, seconds):
    report = wrk("-c", connections, "-d", f"{seconds}s", f"http://127.0.0.1:{port}{path}")
    return float(re.search(r"Requests/sec:\s*([\d.]+)", report)[1])


def posts(folder, port, path, body, token, core, seconds=3):
    """Keeps a server busy with one JSON request over and over; how often it was answered."""
    script = Path(folder, "post.lua")
    script.write_text(
        f"""wrk.method = "POST"
        wrk.body = [[{body}]]
        wrk.headers["Content-Type"] = "application/json"
        wrk.headers["Authorization"] = "Bearer {token}"
        """
    )
    report = wrk("-c", 4, "-d", f"{seconds}s", "-s", script, f"http://127.0.0.1:{port}{path}", core=core)
    return int(re.search(r"(\d+) requests in", report)[1])


def rsa_sign_seconds(core):
    """CPU seconds of one raw RSA-2048 signature."""
    command = [*on_core(core), "openssl", "speed", "-mr", "-seconds", "2", "rsa2048"]
    report = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return 1 / float(re.search(r"^\+F2:\d+:2048:([\d.]+):", report, re.MULTILINE)[1])
