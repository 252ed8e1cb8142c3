import pytest

from understudy import World


@pytest.fixture
def world(request):
    """A world that is this test's alone, and is dropped when the test ends."""
    world = World(request.node.name)
    yield world
    world.drop()
