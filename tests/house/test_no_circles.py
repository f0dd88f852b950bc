"""No two of our modules need each other, not even by an import that waits inside a function."""

from __future__ import annotations

from graphlib import CycleError, TopologicalSorter

import grimp

from .source import PACKAGES


def test_no_circle_of_imports():
    graph = grimp.build_graph(*PACKAGES, exclude_type_checking_imports=True, cache_dir=None)
    assert len(graph.modules) > 300
    needs = {module: graph.find_modules_directly_imported_by(module) for module in graph.modules}
    try:
        TopologicalSorter(needs).prepare()
    except CycleError as circle:
        raise AssertionError(" → ".join(circle.args[1])) from None
