"""What https costs: beside http, beside OpenSSL's own server, and in memory."""

import os
import socket
import ssl
import time
from statistics import median

import peers
from rows import AT_LEAST, AT_MOST, Row
from server import Understudy, memory_mb

JWKS = "/v1/access-tokens/.well-known/jwks.json"


def anybody():
    """A client that takes any certificate: it is the server's work that is looked at."""
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context


def beside_http(server, rounds=3, seconds=3):
    for connections in (8, 64):
        rates = [
            tuple(peers.requests_per_second(server.port, JWKS, connections, seconds, scheme) for scheme in ("https", "http"))
            for _ in range(rounds)
        ]
        secure, plain = (median(side) for side in zip(*rates))
        what = f"JWKS over https, {connections} connections: {secure:,.0f} of http's {plain:,.0f} requests a second"
        yield Row(what, secure / plain, "", 0.6, AT_LEAST)


def seconds_of_a_handshake(server, core, seconds=3):
    """Of the server's CPU, and how many there were in a second, with the client on the same core."""
    before = server.cpu_seconds()
    made = peers.full_handshakes(server.port, core, seconds)
    return (server.cpu_seconds() - before) / made, made / seconds


def handshake_ms(server, context, name):
    with socket.create_connection(("127.0.0.1", server.port)) as connection:
        begin = time.perf_counter()
        with context.wrap_socket(connection, server_hostname=name):
            return (time.perf_counter() - begin) * 1000


def https(folder, rounds=3, names=50):
    with Understudy("--tls") as server:
        server.wait_for_port().close()
        time.sleep(2)
        yield Row("resident memory with --tls, idle for 2 s", memory_mb(server.process.pid, "VmRSS"), "MB", 9, AT_MOST)
        yield from beside_http(server, rounds)

        context = anybody()
        first = [handshake_ms(server, context, f"n{number}.test") for number in range(names)]
        later = [handshake_ms(server, context, f"n{number}.test") for number in range(names)]
        what = f"a new certificate: the handshake that makes it takes {median(first):.2f} ms, the next one {median(later):.2f} ms"
        yield Row(what, median(first) - median(later), "ms", 1, AT_MOST)

    core = min(os.sched_getaffinity(0))
    with Understudy("--tls", core=core) as server, peers.tls_server(folder, core) as peer:
        server.wait_for_port().close()
        raw = peers.handshake_seconds(core)
        ours, theirs = zip(*(tuple(seconds_of_a_handshake(each, core) for each in (server, peer)) for _ in range(rounds)))
    seconds, rate = (median(side) for side in zip(*ours))
    peers_seconds = median(each[0] for each in theirs)
    what = (
        f"new TLS connections: {rate:,.0f} a second, both ends on one core; {seconds * 1e6:.0f} µs CPU each, of which "
        f"{raw * 1e6:.0f} µs are raw cryptography, in ratio to openssl s_server's {peers_seconds * 1e6:.0f} µs"
    )
    yield Row(what, seconds / peers_seconds, "", 1, AT_MOST)
