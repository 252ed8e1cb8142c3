"""Signing in to a user pool: what it costs the server in ratio to its cryptography, and beside an emulator of the same."""

import base64
import hashlib
import hmac
import json
import os
from pathlib import Path
from statistics import median

import peers
from rows import AT_LEAST, AT_MOST, Row
from server import Understudy, free_port

POOL, CLIENT = "eu-central-1_Bench0001", "benchclient"
USER, PASSWORD = "owner@bench.test", "Correct-Horse-1"
SERVICE = "AWSCognitoIdentityProviderService"
TIME = "Tue Nov 3 04:05:06 UTC 2026"

# The prime of 3072 bits of RFC 3526, as 2^3072 - 2^3008 - 1 + 2^64 * (floor(2^2942 pi) + 1690314).
PRIME = int(
    "FFFFFFFFFFFFFFFFC90FDAA22168C234C4C6628B80DC1CD129024E088A67CC74020BBEA63B139B22514A08798E3404DDEF9519B3CD3A431B302B0A6DF25F"
    "14374FE1356D6D51C245E485B576625E7EC6F44C42E9A637ED6B0BFF5CB6F406B7EDEE386BFB5A899FA5AE9F24117C4B1FE649286651ECE45B3DC2007CB8"
    "A163BF0598DA48361C55D39A69163FA8FD24CF5F83655D23DCA3AD961C62F356208552BB9ED529077096966D670C354E4ABC9804F1746C08CA18217C3290"
    "5E462E36CE3BE39E772C180E86039B2783A2EC07A28FB5C55DF06F4C52C9DE2BCBF6955817183995497CEA956AE515D2261898FA051015728E5A8AAAC42D"
    "AD33170D04507A33A85521ABDF1CBA64ECFB850458DBEF0A8AEA71575D060C7DB3970F85A6E1E4C7ABF5AE8CDB0933D71E8C94E04A25619DCEE3D2261AD2"
    "EE6BF12FFA06D98A0864D87602733EC86A64521F2B18177B200CBBE117577A615D6C770988C0BAD946E208E24FA074E5AB3143DB5BFCE0FD108E4B82D120"
    "A93AD2CAFFFFFFFFFFFFFFFF",
    16,
)


def fixture(folder):
    path = Path(folder, "user-pools.yaml")
    path.write_text(f"""version: 1
tenants:
  - name: Bench
    cognito: {{pool_id: {POOL}, clients: [{{id: {CLIENT}}}]}}
    users: [{{email: {USER}, password: {PASSWORD}}}]
""")
    return path


def call(connection, operation, body):
    headers = {"X-Amz-Target": f"{SERVICE}.{operation}", "Content-Type": "application/x-amz-json-1.1"}
    connection.request("POST", "/", json.dumps(body), headers)
    answer = connection.getresponse()
    text = answer.read()
    if answer.status != 200:
        raise RuntimeError(f"{operation}: {answer.status} {text.decode()}")
    return json.loads(text) if text else None


def password_body(client):
    parameters = {"USERNAME": USER, "PASSWORD": PASSWORD}
    return json.dumps({"AuthFlow": "USER_PASSWORD_AUTH", "ClientId": client, "AuthParameters": parameters})


def seconds_of_password(folder, server, core, client=CLIENT):
    """CPU seconds of one sign-in with a password."""
    before = server.cpu_seconds()
    headers = {"X-Amz-Target": f"{SERVICE}.InitiateAuth", "Content-Type": "application/x-amz-json-1.1"}
    answers = peers.busy(folder, server.port, "/", core, headers, password_body(client))
    return (server.cpu_seconds() - before) / answers


def padded(number):
    size = (number.bit_length() + 7) // 8
    plain = number.to_bytes(max(size, 1), "big")
    return b"\0" + plain if plain[0] & 0x80 else plain


def digest(*parts):
    return int.from_bytes(hashlib.sha256(b"".join(parts)).digest(), "big")


SECRET = int.from_bytes(hashlib.sha512(b"client").digest(), "big")
PUBLIC = pow(2, SECRET, PRIME)


def sign_in_by_srp(connection):
    begin = {"AuthFlow": "USER_SRP_AUTH", "ClientId": CLIENT, "AuthParameters": {"USERNAME": USER, "SRP_A": f"{PUBLIC:x}"}}
    asked = call(connection, "InitiateAuth", begin)["ChallengeParameters"]
    pool, user, server = POOL.partition("_")[2], asked["USER_ID_FOR_SRP"], int(asked["SRP_B"], 16)
    identity = hashlib.sha256(f"{pool}{user}:{PASSWORD}".encode()).digest()
    secret = digest(padded(int(asked["SALT"], 16)), identity)
    mixed = digest(padded(PUBLIC), padded(server))
    multiplier = digest(padded(PRIME), padded(2))
    shared = pow(server - multiplier * pow(2, secret, PRIME), SECRET + mixed * secret, PRIME)
    stretched = hmac.digest(padded(mixed), padded(shared), "sha256")
    key = hmac.digest(stretched, b"Caldera Derived Key\x01", "sha256")[:16]
    block = base64.b64decode(asked["SECRET_BLOCK"])
    proof = hmac.digest(key, pool.encode() + user.encode() + block + TIME.encode(), "sha256")
    answers = {
        "USERNAME": user,
        "PASSWORD_CLAIM_SECRET_BLOCK": asked["SECRET_BLOCK"],
        "PASSWORD_CLAIM_SIGNATURE": base64.b64encode(proof).decode(),
        "TIMESTAMP": TIME,
    }
    respond = {"ChallengeName": "PASSWORD_VERIFIER", "ClientId": CLIENT, "ChallengeResponses": answers}
    return call(connection, "RespondToAuthChallenge", respond)["AuthenticationResult"]


def seconds_of_srp(server, connection, times=150):
    before = server.cpu_seconds()
    for _ in range(times):
        sign_in_by_srp(connection)
    return (server.cpu_seconds() - before) / times


def user_pools(folder, rounds=3):
    """All on one core. Of SRP the server pays three exponentiations, as OpenSSL's Diffie-Hellman of the same length does
    one."""
    core = min(os.sched_getaffinity(0))
    with Understudy(fixture(folder), core=core) as server:
        connection = server.connect()
        sign_in_by_srp(connection)  # makes the keys, and the verifier
        signature = [peers.rsa_sign_seconds(core) for _ in range(rounds)]
        exponentiation = peers.exponentiation_seconds(core)
        by_password = median(seconds_of_password(folder, server, core) for _ in range(rounds))
        by_srp = median(seconds_of_srp(server, connection) for _ in range(rounds))
    raw = 2 * median(signature)
    what = f"sign-in with a password: {by_password * 1e6:.0f} µs of CPU, in ratio to {raw * 1e6:.0f} µs of two RSA-2048 signatures"
    yield Row(what, by_password / raw, "", 1.15, AT_MOST)
    raw += 3 * exponentiation
    what = f"sign-in by SRP: {by_srp * 1e6:.0f} µs of CPU, in ratio to {raw * 1e6:.0f} µs of those and three exponentiations"
    yield Row(what, by_srp / raw, "", 1.15, AT_MOST)
    yield from beside_cognito_local(folder, core, by_password, rounds)


def beside_cognito_local(folder, core, ours, rounds):
    """An emulator on Node, in the same run."""
    with peers.cognito_local(folder, free_port(), core) as server:
        connection = server.connect()
        pool = call(connection, "CreateUserPool", {"PoolName": "bench"})["UserPool"]["Id"]
        new = {"UserPoolId": pool, "ClientName": "bench", "ExplicitAuthFlows": ["ALLOW_USER_PASSWORD_AUTH"]}
        client = call(connection, "CreateUserPoolClient", new)["UserPoolClient"]["ClientId"]
        call(connection, "AdminCreateUser", {"UserPoolId": pool, "Username": USER, "MessageAction": "SUPPRESS"})
        password = {"UserPoolId": pool, "Username": USER, "Password": PASSWORD, "Permanent": True}
        call(connection, "AdminSetUserPassword", password)
        theirs = median(seconds_of_password(folder, server, core, client) for _ in range(rounds))
    what = f"sign-in with a password: cognito-local's {theirs * 1e6:.0f} µs of CPU in ratio to ours"
    yield Row(what, theirs / ours, "", 4.5, AT_LEAST)
