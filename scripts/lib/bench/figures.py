"""What is measured. Each function gives rows of the table: what, measured, target, and which side of it is good."""

import base64
import http.client
import json
import os
import socket
import subprocess
import time
from pathlib import Path
from statistics import median
from urllib.parse import unquote

import peers
from https import https
from rows import AT_LEAST, AT_MOST, Row
from server import BINARY, Understudy, ask, first_answer, free_port, memory_mb
from user_pools import user_pools

HEALTH = "/_understudy/v1/health"
JWKS = "/v1/access-tokens/.well-known/jwks.json"
TOKENS = "/v1/access-tokens"
SHIFT = "/api/security"
VERSION = "/api/diagnostic/version"


def fixture(folder, users):
    """A fixture of one organization with so many users, the first of them an administrator with a ready token."""
    path = Path(folder, f"{users}-users.yaml")
    lines = [
        "version: 1",
        "tenants:",
        "  - name: Bench",
        '    id: "500000"',
        "    roles:",
        '      - {slug: administrator, grants: [{action: "*"}]}',
        '      - {slug: support, grants: [{action: "entity:view", resource: "contact:*"}]}',
        "    users:",
        "      - email: owner@bench.test",
        "        password: Correct-Horse-1",
        "        roles: [administrator]",
        "        access_tokens:",
        "          - {name: Bench}",
    ]
    for number in range(1, users):
        lines += [
            f"      - email: user{number}@bench.test",
            f"        display_name: User {number}",
            f"        password: Pass-word-{number}",
            "        roles: [support]",
        ]
    path.write_text("\n".join(lines) + "\n")
    return path


def ready_token(connection):
    credentials = ask(connection, "GET", "/_understudy/v1/worlds/default/credentials")[1]
    return credentials["access_tokens"][0]["token"]


def jwks_against_nginx(folder, rounds=3, seconds=3):
    with Understudy(fixture(folder, 1)) as server:
        connection = server.connect()
        connection.request("GET", JWKS)
        body = connection.getresponse().read()
        with peers.nginx(folder, body) as nginx:
            nginx.wait_for_port().close()
            for connections in (8, 64):
                rates = [
                    (
                        peers.requests_per_second(server.port, JWKS, connections, seconds),
                        peers.requests_per_second(nginx.port, "/jwks.json", connections, seconds),
                    )
                    for _ in range(rounds)
                ]
                ours, theirs = (median(side) for side in zip(*rates))
                what = f"JWKS, {connections} connections: {ours:,.0f} of nginx's {theirs:,.0f} requests a second"
                yield Row(what, ours / theirs, "", 0.7, AT_LEAST)


def token_creation(folder, rounds=3):
    """All on one core: a busy neighbour core makes every microsecond longer, and so does waking a client on it."""
    core = min(os.sched_getaffinity(0))
    with Understudy(fixture(folder, 1), core=core) as server:
        token = ready_token(server.connect())
        raw, whole = [], []
        for _ in range(rounds):
            raw.append(peers.rsa_sign_seconds(core))
            before = server.cpu_seconds()
            bearer = {"Authorization": f"Bearer {token}"}
            requests = peers.busy(folder, server.port, TOKENS, core, bearer, '{"name":"Bench"}')
            whole.append((server.cpu_seconds() - before) / requests)
        signature, request = median(raw), median(whole)
        what = f"token creation: {signature * 1e6:.0f} µs of its {request * 1e6:.0f} µs CPU are the RSA-2048 signature"
        yield Row(what, signature / request, "", 0.92, AT_LEAST)


def shift_fixture(folder):
    """A fixture of one developer of Shift iQ, who may do everything, and holds an access token of epilot's as well."""
    path = Path(folder, "shift-iq.yaml")
    path.write_text("""version: 1
tenants:
  - name: Bench
    slug: bench
    users:
      - email: owner@bench.test
        roles: [administrator]
        shiftiq: {developer: true, secret: {value: Secret-Of-The-Bench}}
        access_tokens: [{name: Bench}]
""")
    return path


def session_cookie(connection):
    """The Cookie header of a new session, and how many bytes are sealed in it."""
    connection.request("POST", f"{SHIFT}/cookies/login?organizationCode=bench&email=owner@bench.test")
    answer = connection.getresponse()
    answer.read()
    pair = answer.getheader("Set-Cookie").partition(";")[0]
    return pair, len(base64.b64decode(unquote(pair.partition("=")[2])))


def shift_iq(folder, rounds=3):
    """All on one core, as above. The cryptography is so short that a bare answer, with nothing checked and nothing made,
    takes longer: both together are what cannot be saved."""
    core = min(os.sched_getaffinity(0))
    with Understudy(shift_fixture(folder), core=core) as server:
        cookie, sealed = session_cookie(server.connect())
        order = {"Secret": "Secret-Of-The-Bench"}
        token = ask(server.connect(), "POST", f"{SHIFT}/tokens/generate", order)[1]["AccessToken"]
        raw = {
            "cookie check": peers.decryption_seconds(core, sealed) + peers.hmac_seconds(core, sealed),
            "bearer generation": peers.hmac_seconds(core, len(token.rpartition(".")[0])),
        }
        requests = {
            "bare": (VERSION, {}),
            "cookie check": (f"{SHIFT}/users/count", {"Cookie": cookie}),
            "bearer generation": (f"{SHIFT}/tokens/generate", {}, json.dumps(order)),
        }
        seconds = {name: [] for name in requests}
        for _ in range(rounds):
            for name, request in requests.items():
                path, *rest = request
                before = server.cpu_seconds()
                answers = peers.busy(folder, server.port, path, core, *rest)
                seconds[name].append((server.cpu_seconds() - before) / answers)
    bare = median(seconds["bare"])
    for name, target in (("cookie check", 5), ("bearer generation", 4)):
        whole = median(seconds[name])
        what = (
            f"{name}: {1 / whole:,.0f} a second of CPU; {whole * 1e6:.1f} µs, in ratio to {raw[name] * 1e6:.1f} µs of raw "
            f"cryptography and a bare answer's {bare * 1e6:.1f} µs"
        )
        yield Row(what, whole / (bare + raw[name]), "", target, AT_MOST)


def start(folder, rounds=15):
    health = f"GET {HEALTH} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode()
    times, resident = [], []
    for _ in range(rounds):
        with Understudy() as server:
            times.append(first_answer(server, health))
            resident.append(memory_mb(server.process.pid, "VmRSS"))
    yield Row("first answer after the start", median(times), "ms", 10, AT_MOST)

    with Understudy() as server:
        server.wait_for_port().close()
        time.sleep(2)
        yield Row("resident memory, idle for 2 s", memory_mb(server.process.pid, "VmRSS"), "MB", 8, AT_MOST)

    # The address is part of the token, so that all rounds use one port.
    path, port = fixture(folder, 1), free_port()
    with Understudy(path, port=port) as server:
        token = ready_token(server.connect())
    body = b'{"name":"First"}'
    create = (
        f"POST {TOKENS} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {token}\r\n"
        f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    ).encode() + body
    times = []
    for _ in range(rounds):
        with Understudy(path, port=port) as server:
            times.append(first_answer(server, create))
    yield Row("first token after the start, key and all", median(times), "ms", 60, AT_MOST)
    yield Row("binary", os.stat(BINARY).st_size / 1e6, "MB", 11, AT_MOST)


def idle_connections(folder, idle=1000, rounds=200):
    with Understudy() as server:
        server.wait_for_port().close()
        sockets = []
        request = f"GET {HEALTH} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode()
        for _ in range(idle):
            each = socket.create_connection(("127.0.0.1", server.port))
            each.sendall(request)
            each.recv(65536)
            sockets.append(each)
        times = []
        for _ in range(rounds):
            connection = http.client.HTTPConnection("127.0.0.1", server.port)
            begin = time.perf_counter()
            ask(connection, "GET", HEALTH)
            times.append((time.perf_counter() - begin) * 1000)
            connection.close()
        for each in sockets:
            each.close()
    what = f"request on a new connection beside {idle:,} idle ones, slowest of {rounds} (median {median(times):.2f} ms)"
    yield Row(what, max(times), "ms", 5, AT_MOST)


def many_worlds(folder, worlds=10_000):
    with Understudy(fixture(folder, 1000), "--max-worlds", worlds + 1) as server:
        connection = server.connect()
        for number in range(worlds):
            ask(connection, "GET", f"/w/w{number}{TOKENS}/.well-known/openid-configuration")
        listed = ask(connection, "GET", "/_understudy/v1/worlds")[1]["worlds"]
        if len(listed) < worlds:
            raise RuntimeError(f"only {len(listed)} worlds are there")
        what = f"resident memory with {worlds:,} worlds of a fixture with 1,000 users"
        yield Row(what, memory_mb(server.process.pid, "VmRSS"), "MB", 200, AT_MOST)


def median_ms(server, path, seconds):
    """Of a client that asks, and waits a millisecond before it asks again."""
    times, connection = [], server.connect()
    end = time.perf_counter() + seconds
    while (begin := time.perf_counter()) < end:
        connection.request("GET", path)
        connection.getresponse().read()
        times.append((time.perf_counter() - begin) * 1000)
        time.sleep(0.001)
    return median(times)


def short_lived_worlds(folder, seconds=4, rounds=8):
    """In turns, since how quickly a client that waits is woken differs from second to second by more than is looked for."""
    for others in (10, 10_000):
        with Understudy(fixture(folder, 1), "--max-worlds", 20_000) as server:
            connection = server.connect()
            for number in range(others):
                ask(connection, "GET", f"/w/w{number}{JWKS}")
            jwks = peers.requests_per_second(server.port, JWKS, 1, seconds)
            alone, besides, rates = [], [], []
            for _ in range(rounds):
                alone.append(median_ms(server, JWKS, 1))
                with peers.ShortLivedWorlds(folder, server.port, JWKS, 2) as worlds:
                    besides.append(median_ms(server, JWKS, 1))
                rates.append(worlds.a_second)
        rate, usual, beside = median(rates), median(alone), median(besides)
        what = (
            f"worlds made, used once and dropped beside {others:,} others, on one connection "
            f"({rate / jwks:.2f} of its {jwks:,.0f} JWKS requests a second)"
        )
        yield Row(what, rate, "a second", 3000, AT_LEAST)
        what = f"a client of the default world beside that: {beside:.3f} ms in the median, of its usual {usual:.3f} ms"
        yield Row(what, beside / usual, "", 1.2, AT_MOST)


def large_fixture(folder, users=10_000, rounds=3):
    path = fixture(folder, users)
    times, peaks = [], []
    for _ in range(rounds):
        begin = time.perf_counter()
        process = subprocess.Popen([str(BINARY), "check", str(path)], stdout=subprocess.DEVNULL)
        peak = 0
        while process.poll() is None:
            peak = memory_mb(process.pid, "VmHWM") or peak
            time.sleep(0.001)
        times.append(time.perf_counter() - begin)
        if process.returncode != 0:
            raise RuntimeError(f"understudy check ended with status {process.returncode}")
        peaks.append(peak)
    yield Row(f"loading a file with {users:,} users", median(times), "s", 1, AT_MOST)
    yield Row("resident memory while doing so, at most", max(peaks), "MB", 40, AT_MOST)


ALL = (jwks_against_nginx, token_creation, shift_iq, user_pools, https, start, idle_connections, many_worlds, short_lived_worlds, large_fixture)
