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


@pytest.fixture(scope="session")
def clean_database(django_db_setup, database_name):
    """Tests that commit get a fresh clone afterwards: a flush would empty the regions, and we may not TRUNCATE."""
    from django.test import TransactionTestCase

    from tests import databases

    dirty = []
    TransactionTestCase._fixture_teardown = lambda case: dirty.append(case)

    def clean():
        if dirty:
            databases.clone(database_name)
            dirty.clear()

    return clean


@pytest.fixture(autouse=True)
def _clean_database(request):
    if request.node.get_closest_marker("django_db") or {"db", "transactional_db"} & set(request.fixturenames):
        clean = request.getfixturevalue("clean_database")
        with request.getfixturevalue("django_db_blocker").unblock():
            clean()


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
