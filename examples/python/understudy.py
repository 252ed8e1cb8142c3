"""A world of Understudy for one test: users, tokens, clock and keys of its own, which no other test sees."""
import hashlib
import json
import os
import re
import urllib.error
import urllib.request

SERVER = os.environ.get("UNDERSTUDY_URL", "http://localhost:9119").rstrip("/")


class World:
    """A fresh world. Tests that run at the same time need different names."""

    def __init__(self, name):
        self.name = world_name(name)
        #: What the product under test is given as the address of its auth provider.
        self.url = f"{SERVER}/w/{self.name}"
        _control("POST", "worlds", {"name": self.name})
        self.control("POST", "/reset")

    def get(self, path, token=None):
        """A request as the product would send it; gives the status and the JSON."""
        return _send("GET", self.url + path, headers={"Authorization": f"Bearer {token}"} if token else {})

    def mint(self, **order):
        """A token for any user, of any type and lifetime: see POST worlds/{w}/tokens in docs/worlds.md."""
        return self.control("POST", "/tokens", order)["token"]

    def token(self, email, name):
        """A token that the fixture names."""
        credentials = self.control("GET", "/credentials")
        users = {user["email"]: user["id"] for user in credentials["users"]}
        return next(token["token"] for token in credentials["access_tokens"]
                    if token["user_id"] == users[email] and token["name"] == name)

    def advance(self, by):
        """Moves this world's clock, and no other's: advance("1h")."""
        return self.control("POST", "/clock/advance", {"by": by})

    def drop(self):
        self.control("DELETE", "")

    def control(self, method, path, body=None):
        return _control(method, f"worlds/{self.name}{path}", body)


def world_name(text):
    """The name of a world that follows from any text: the text itself where it can be one, else its Latin letters and
    digits, and a hash that tells it from others that have the same of those."""
    if re.fullmatch("[a-z0-9-]{1,63}", text):
        return text
    slug = re.sub("[^A-Za-z0-9]+", "-", text).lower().strip("-")[:54]
    digest = hashlib.sha256(text.encode()).hexdigest()[:8]
    return f"{slug}-{digest}" if slug else digest


def _control(method, path, body=None):
    status, answer = _send(method, f"{SERVER}/_understudy/v1/{path}", body)
    if status >= 300:
        raise RuntimeError(f"{method} {path}: {status} {answer}")
    return answer


def _send(method, url, body=None, headers={}):
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(url, data, {"Content-Type": "application/json", **headers}, method=method)
    try:
        with urllib.request.urlopen(request, timeout=10) as response:
            status, text = response.status, response.read()
    except urllib.error.HTTPError as error:
        status, text = error.code, error.read()
    return status, json.loads(text) if text else None
