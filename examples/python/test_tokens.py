"""Run at the same time (pytest -n 2, with pytest-xdist), these tests do not see each other."""
from understudy import World


def test_a_token_ends_when_its_time_has_come(world):
    token = world.mint(user="owner@acme.test", expires_in="1h")

    assert world.get("/v2/users/me", token)[0] == 200
    world.advance("2h")
    assert world.get("/v2/users/me", token)[0] == 401


def test_a_token_lasts_while_another_test_moves_its_own_clock(world):
    token = world.mint(user="anna@acme.test", expires_in="1h")

    for _ in range(20):
        status, me = world.get("/v2/users/me", token)
        assert (status, me["email"]) == (200, "anna@acme.test")


def test_a_token_of_one_world_is_unknown_in_another(world):
    other = World("the world beside it in Python")
    assert other.get("/v2/users/me", world.mint(user="owner@acme.test"))[0] == 401
    other.drop()


def test_a_token_of_the_fixture_is_ready(world):
    status, me = world.get("/v2/users/me", world.token("owner@acme.test", "CI"))
    assert (status, me["display_name"]) == (200, "Olivia Owner")
