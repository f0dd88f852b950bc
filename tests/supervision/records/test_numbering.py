"""Numbers never repeat, also when two transactions take at once."""

import threading

import pytest
from django.db import connection, transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from supervision.ground.records import numbering


@settings(max_examples=20, deadline=None)
@given(st.lists(st.integers(1, 5), max_size=6))
def test_blocks_join_without_gap(sizes):
    taken = []

    class Rollback(Exception):
        pass

    try:
        with transaction.atomic():
            for size in sizes:
                taken += numbering.take("XX", "361104", 2021, size)
            raise Rollback
    except Rollback:
        pass
    assert [int(n[-6:]) for n in taken] == list(range(1, len(taken) + 1))


test_blocks_join_without_gap = pytest.mark.django_db(test_blocks_join_without_gap)


@pytest.mark.django_db(transaction=True)
def test_two_threads_never_get_the_same_number():
    taken, gate = [], threading.Barrier(4)

    def work():
        gate.wait()
        for _ in range(10):
            taken.extend(numbering.take("YY", "361104", 2021, 3))
        connection.close()

    threads = [threading.Thread(target=work) for _ in range(4)]
    [t.start() for t in threads]
    [t.join() for t in threads]
    assert len(set(taken)) == len(taken) == 120
