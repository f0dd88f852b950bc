"""One life for every noun of the registers: made, corrected, submitted, accepted, returned, void.

What differs is said in five hooks; what does not fit them is a plain service that calls `change`. All verbs run in one
transaction under `history.acting`, and whatever move a record made, the ledger of facts is brought in line with it.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Generic, TypeVar

from supervision.ground import facts, history, records
from supervision.ground.entry import require_own
from supervision.ground.errors import RuleViolation
from supervision.ground.people import Post
from supervision.ground.records import COUNTED, Record, State

R = TypeVar("R", bound=Record)
Told = Mapping[str, Any]  # a fact, as `facts.record` takes it


class Life(Generic[R]):
    """The verbs of one model. A noun gives its `model`, its words for the history, and the hooks it needs.

    Every verb takes the actor as `by`; those that undo take the reason as `why`. They raise `RuleViolation` with a
    sentence at its field, `Forbidden` without the permission, `StaleEdit` when somebody else was faster.
    """

    model: type[R]
    made: str = ""  # what entering and submitting at once is called, saving a draft, and entering many
    drafted: str = ""
    submitted: str = "提交"  # what handing in a draft is called
    many: str = "批量登记"
    accepted: str = "审核通过"
    returned: str = "退回"
    voided: str = "作废"
    swept: frozenset[str] = frozenset()  # kinds of facts that time tells (a sweep): they stand while the record counts

    # --- the hooks -----------------------------------------------------------------------------------------------

    def fill(self, rows: Sequence[R], by: Post) -> None:
        """Work out what is not typed, for one record or for many with the same number of queries."""

    def check(self, record: R, by: Post, *, complete: bool) -> None:
        """The noun's own rules; all of them when `complete`, for a draft only those that a draft must keep."""

    def tells(self, record: R) -> Iterable[Told]:
        """The facts that must stand now, by the record's state; asked only while it counts."""
        return ()

    def follows(self, rows: Sequence[R], by: Post, why: str) -> None:
        """Records that live and die with these: called after each move, the new state is on the rows."""

    def decider(self, record: R, post: Post) -> str:
        """The sentence why this post may not take the record over, or nothing; its maker never may."""
        return ""

    # --- the verbs -----------------------------------------------------------------------------------------------

    def create(self, *, by: Post, submit: bool = False, client_key: uuid.UUID | None = None, **fields: Any) -> R:
        """Enter a record, as a draft or submitted; the same key by the same person is the record already there."""
        record = self.model(client_key=client_key, **fields)
        _refuse_foreign_subject(record, by)
        self.fill([record], by)
        self.check(record, by, complete=submit)
        with history.acting(by, self._verb(submit)):
            made = records.create(record, by=by, submit=submit)
            if submit and made is record:
                self._after([record], by)
        return made

    def create_many(
        self, rows: Iterable[R | Mapping[str, Any]], *, by: Post, state: State = State.ACCEPTED, verb: str = ""
    ) -> list[R]:
        """Many at once under the same rules, set-based; a row has the arguments of `create`, or is the record."""
        made = [self.model(**row) if isinstance(row, Mapping) else row for row in rows]
        self.fill(made, by)
        for record in made:
            self.check(record, by, complete=state != State.DRAFT)
        with history.acting(by, verb or self.many):
            records.create_many(made, by=by, state=state, verb=verb or self.many)
            self._after_making(made, by)
        return made

    def edit(self, record: R, /, *, by: Post, version: int, **fields: Any) -> R:
        """Correct a draft or returned record; `version` is the one the form was opened with."""
        before = _columns(record)
        for name, value in fields.items():
            setattr(record, name, value)
        if "subject" in fields:  # one that was not chosen here stays, though it has moved away since
            _refuse_foreign_subject(record, by)
        self.fill([record], by)
        self.check(record, by, complete=False)
        now = _columns(record)
        changes = {name: value for name, value in now.items() if value != before[name]}
        return records.edit(record, by=by, version=version, **changes)

    def submit(self, record: R, *, by: Post) -> R:
        self.check(record, by, complete=True)
        with history.acting(by, self.submitted):
            records.submit(record, by=by)
            self._after([record], by)
        return record

    def accept(self, record: R, *, by: Post) -> R:
        """A second person takes the record over."""
        if refused := self.decider(record, by):
            raise RuleViolation(refused)
        with history.acting(by, self.accepted):
            records.accept(record, by=by)
            self._after([record], by)
        return record

    def return_(self, record: R, *, by: Post, why: str) -> R:
        why = (why or "").strip()
        with history.acting(by, self.returned, why):
            records.return_(record, by=by, why=why)
            self._after([record], by, why)
        return record

    def void(self, record: R, *, by: Post, why: str) -> R:
        """Out of all figures; what lives with it goes with it."""
        why = (why or "").strip()
        with history.acting(by, self.voided, why):
            records.void(record, by=by, why=why)
            self._after([record], by, why)
        return record

    def change(self, record: R, /, *, by: Post, verb: str, why: str = "", **changes: Any) -> R:
        """A step of the matter itself, also after the record was taken over: the rules are asked, the facts follow."""
        before = _columns(record)
        for name, value in changes.items():
            setattr(record, name, value)
        self.fill([record], by)
        self.check(record, by, complete=record.state in COUNTED)
        records.check(record)
        now = _columns(record)
        written = {name: value for name, value in now.items() if value != before[name]}
        written.pop("region_id", None)  # the matter stays where it was entered, though its subject has moved since
        with history.acting(by, verb, why):
            records.touch(record, by=by, verb=verb, why=why, **written)
            self.keep(record, by=by, why=why or f"{record._meta.verbose_name}信息已变更，重新记录")
        return record

    # --- what every move brings with it --------------------------------------------------------------------------

    def _verb(self, submit: bool) -> str:
        return (self.made if submit else self.drafted) or ("提交" if submit else "保存草稿")

    def _after(self, rows: Sequence[R], by: Post, why: str = "") -> None:
        self.follows(rows, by, why)
        for record in rows:
            self.keep(record, by=by, why=why)

    def _after_making(self, rows: Sequence[R], by: Post) -> None:
        """New rows have told nothing yet: one statement for all their facts."""
        self.follows(rows, by, "")
        told = [fact for record in rows if record.state in COUNTED for fact in self.tells(record)]
        facts.record_many(told, by=by)

    def keep(self, record: R, *, by: Post, why: str = "") -> None:
        """Bring the ledger in line with the record; for a plain service that has written to it."""
        counts = record.state in COUNTED
        wanted = self.tells(record) if counts else ()
        facts.keep(record, wanted, by=by, why=why, but=self.swept if counts else ())


def _refuse_foreign_subject(record: Any, by: Post) -> None:
    """Whose record it is has to be one the post may see: a neighbour's subject is nobody's here."""
    if getattr(record, "subject_id", None) is not None:
        require_own(record.subject, by)


def _columns(record: Record) -> dict[str, Any]:
    return {field.attname: getattr(record, field.attname) for field in record._meta.concrete_fields}
