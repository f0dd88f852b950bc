"""What was imported waits for a second person, and what was touched meanwhile is left out."""

from ..fault import GUARD, STATE, Fault

DESK = "supervision/ground/desk"
TESTS = ("tests/supervision/desk/test_import_review.py",)

FAULTS = (
    Fault(
        "own_import_accepted",
        f"{DESK}/reviewers.py",
        "if post.user_id in people(batch) and",
        "if False and",
        GUARD,
        "导入人自己审核自己导入的",
        TESTS,
    ),
    Fault(
        "import_lands_accepted",
        f"{DESK}/reviewing.py",
        "return State.ACCEPTED if stands else State.SUBMITTED",
        "return State.ACCEPTED",
        STATE,
        "导入的一落地就是已审核",
        TESTS,
    ),
    Fault(
        "touched_row_goes_along",
        f"{DESK}/reviewing.py",
        "elif row.version != 1 + batch.moves:",
        "elif False:",
        STATE,
        "导入后改过的也一并审核",
        TESTS,
    ),
    Fault(
        "township_confirms_what_is_not_its_own",
        f"{DESK}/reviewers.py",
        "return batch.township_id is not None and batch.township_id == post.region.pk",
        "return True",
        GUARD,
        "乡镇确认不全是本乡镇的一批",
        TESTS,
    ),
)
