"""Verbs live in services, and only services write: everything else reads."""

import re

from .source import calls, name_of, python_files

WRITES = {"create", "bulk_create", "get_or_create", "update_or_create", "bulk_update", "save", "delete", "update"}
SETS = re.compile(r"\.objects\b|_manager\b|\.(filter|exclude|live|all|select_for_update|order_by)\(\)")
WRITERS = {
    r"/services(/|\.py)|^supervision/ground/(files/removing|signins/forgetting)\.py$": "the verbs",
    r"/reference\.py$": "loading of reference data",
    r"^supervision/ground/records/|^supervision/ground/(keys|subjects/numbers)\.py$": "what all verbs stand on",
    r"^supervision/ground/(jobs|facts|desk)/(runner|heartbeat|delivery|causes|importing|dryrun|reviewing)\.py": "works",
    r"^supervision/ground/desk/(picking|many)\.py": "what a reviewer picked",
    r"^supervision/ground/files/images\.py$|^certificates/qr\.py$": "pictures, no rows",
    r"^shangrao_nongan/demo/": "the demo year: through the services, and marks its stages",
    r"^shangrao_nongan/embedded/": "files of the embedded servers, no rows",
}


def is_write(name, node):
    head, _, verb = name.rpartition(".")
    if verb not in WRITES or not head:
        return False
    if verb == "save":
        return not head.endswith(("session", "book", "image", "workbook", "book()", "saving"))
    return bool(SETS.search(f"{head}"))


def test_only_services_write():
    found = set()
    for path in python_files():
        name = name_of(path)
        if any(re.search(pattern, name) for pattern in WRITERS):
            continue
        found |= {f"{name}:{node.lineno} {call}" for call, node in calls(path) if is_write(call, node)}
    assert found == set()
