"""Two binaries on the same work, in turns on one core: what the newer one costs in ratio to the older."""

import json
import os
from statistics import median

import peers
from figures import JWKS, SHIFT, TOKENS, ready_token, session_cookie, shift_fixture
from rows import AT_MOST, Row
from server import BINARY, Understudy

AUTHORIZE = "/_understudy/v1/authorize"


def works(server):
    """What a server is kept busy with: a name, and a path with headers and body."""
    connection = server.connect()
    bearer = {"Authorization": f"Bearer {ready_token(connection)}"}
    cookie = {"Cookie": session_cookie(connection)[0]}
    return {
        "JWKS": (JWKS, {}),
        "authorize": (AUTHORIZE, bearer),
        "token creation": (TOKENS, bearer, json.dumps({"name": "Bench"})),
        "cookie check": (f"{SHIFT}/users/count", cookie),
    }


def seconds_each(folder, server, core, work):
    path, *rest = work
    before = server.cpu_seconds()
    answers = peers.busy(folder, server.port, path, core, *rest, seconds=2)
    return (server.cpu_seconds() - before) / answers


def against(folder, other, rounds=9):
    """One row a work. Which of the two goes first changes from round to round, since a core is not equally fast all the time."""
    core = min(os.sched_getaffinity(0))
    path = shift_fixture(folder)
    with Understudy(path, core=core, binary=BINARY) as new, Understudy(path, core=core, binary=other) as old:
        servers = {"new": (new, works(new)), "old": (old, works(old))}
        for name in servers["new"][1]:
            took = {"new": [], "old": []}
            for number in range(rounds):
                for which in sorted(servers, reverse=number % 2 == 1):
                    server, work = servers[which]
                    took[which].append(seconds_each(folder, server, core, work[name]))
            ours, theirs = median(took["new"]), median(took["old"])
            ratio = median(n / o for n, o in zip(took["new"], took["old"]))
            what = f"{name}: {ours * 1e6:.1f} µs of CPU, in ratio to the other binary's {theirs * 1e6:.1f} µs"
            yield Row(what, ratio, "", 1.03, AT_MOST)
