"""What the whole suite stands on: the order of the tests, clean databases, the browser, a real worker."""

import pytest

from tests.setup import browsers


def pytest_collection_modifyitems(items):
    """Slow kinds last, so that a plain mistake shows early."""
    items.sort(key=lambda item: bool(item.get_closest_marker("browser")) + bool(item.get_closest_marker("worker")))
    browsers.skip_without_browser(items)


def pytest_sessionstart(session):
    if not hasattr(session.config, "workerinput"):
        from tests.setup import leftovers

        leftovers.drop()


@pytest.fixture(scope="session", autouse=True)
def _clone_instead_of_flush(database_name):
    """A test that commits leaves a fresh clone behind: a flush would empty the regions, and we may not TRUNCATE.

    At its end, not before the next test: by then the next one's transaction may have begun.
    """
    from django.test import TransactionTestCase

    from tests import databases

    TransactionTestCase._fixture_teardown = lambda case: databases.clone(database_name)


@pytest.fixture
def worker(transactional_db, database_name, settings):
    """A real worker for this test, with its database and its files; mark the test with `worker`."""
    from tests import databases
    from tests.setup import workers

    with workers.running(databases.url_of(database_name), MEDIA_ROOT=str(settings.MEDIA_ROOT)) as process:
        yield process


@pytest.fixture(scope="session")
def browser_type_launch_args():
    return browsers.LAUNCH
