"""One life for every noun of the registers: made, corrected, submitted, accepted, returned, void.

What differs is said in five hooks; what does not fit them is a plain service that calls `change`. All verbs run in one
transaction under `history.acting`, and whatever move a record made, the ledger of facts is brought in line with it.
"""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any, Generic, TypeVar

from supervision.ground import facts, files, history, records, units, wholesale
from supervision.ground.entry import each_named, named, refuse_unexplained, require_own
from supervision.ground.errors import RuleViolation, refuse
from supervision.ground.history import ActKind, Way
from supervision.ground.people import Post, require
from supervision.ground.records import COUNTED, Living, Record, State
from supervision.ground.texts import put, read, tidy

L = TypeVar("L", bound=Living)
R = TypeVar("R", bound=Record)
Told = Mapping[str, Any]  # a fact, as `facts.record` takes it


class Life(Generic[L]):
    """The verbs of one model. A noun gives its `model`, its words for the history, and the hooks it needs. One that is
    no record and has other states and people (a laboratory's order) has the hooks, `move` and `keep`.

    Every verb takes the actor as `by`; those that undo take the reason as `why`. They raise `RuleViolation` with a
    sentence at its field, `Forbidden` without the permission, `StaleEdit` when somebody else was faster.
    """

    model: type[L]
    made: str = ""  # what entering and submitting at once is called, saving a draft, and entering many
    drafted: str = ""
    submitted: str = "提交"  # what handing in a draft is called
    many: str = "批量登记"
    accepted: str = "审核通过"
    returned: str = "退回"
    voided: str = "作废"
    rights: Mapping[str, str] = {}  # steps and verbs whose right is not called as they are: {"end": "withdraw"}
    telling: Collection[str] = COUNTED  # the states in which facts of it stand
    swept: frozenset[str] = frozenset()  # kinds of facts that time tells (a sweep): they stand while the record tells

    # --- the hooks -----------------------------------------------------------------------------------------------

    def fill(self, rows: Sequence[L], by: Post) -> None:
        """Work out what is not typed, for one record or for many with the same number of queries."""

    def check(self, record: L, by: Post, *, complete: bool) -> None:
        """The noun's own rules; all of them when `complete`, for a draft only those that a draft must keep."""

    def refused(self, rows: Sequence[L], by: Post, *, complete: bool) -> Iterator[tuple[int, RuleViolation]]:
        """Which of many the rules refuse, by position; a noun whose rules ask the register asks once for all."""
        for at, record in enumerate(rows):
            try:
                settle(record, complete=complete)
                self.check(record, by, complete=complete)
            except RuleViolation as wrong:
                yield at, wrong

    def tells(self, record: L) -> Iterable[Told]:
        """The facts that must stand now, by the record's state; asked only while it may tell."""
        return ()

    def follows(self, rows: Sequence[L], by: Post, why: str) -> None:
        """Records that live and die with these: called after each move, the new state is on the rows."""

    def decider(self, record: L, post: Post) -> str:
        """The sentence why this post may not take the record over, or nothing; its maker never may."""
        return ""

    # --- what is allowed -----------------------------------------------------------------------------------------

    def why_not(self: Life[R], verb: str, record: R, post: Post) -> str:
        """The sentence why this post may not do this with the record now, or nothing.

        `verb` is the name of a verb or step, or "edit". The page asks before it offers, the service raises what is
        said. It reads the row and what was loaded for it, and never queries; a noun adds its own sentences.
        """
        refused = records.why_not(verb, record, post, right=self._right(verb))
        return refused or (self.decider(record, post) if verb in ("accept", "confirm") else "")

    def demand(self: Life[R], verb: str, record: R, by: Post) -> None:
        """Stop where `why_not` has a sentence: forbidden without the right, otherwise a rule of the office."""
        require(by, records.perm(record, self._right(verb)))
        refuse(self.why_not(verb, record, by))

    def _right(self, verb: str) -> str:
        return self.rights.get(verb) or records.RIGHTS.get(verb, verb)

    # --- the verbs (`self: Life[R]`: of records, which have places, a recorder and a reviewer) ---------------------

    def create(
        self: Life[R], *, by: Post, submit: bool = False, client_key: uuid.UUID | None = None, **fields: Any
    ) -> R:
        """Enter a record, as a draft or submitted; the same key by the same person is the record already there."""
        record = self.model(client_key=client_key, **fields)
        if not records.already_there(record, by):  # sent again, it is told, though its subject was merged since
            _refuse_foreign_subject(record, by)
        return self.enter(record, by=by, submit=submit)

    def enter(self: Life[R], record: R, *, by: Post, submit: bool = True) -> R:
        """A record that comes with another, which was asked whose it is: the order of a patrol."""
        tidy(record)
        self.fill([record], by)
        settle(record, complete=submit)
        self.check(record, by, complete=submit)
        kind = ActKind.ENTERED if submit else ActKind.DRAFTED
        with history.acting(by, self._verb(submit), on=[record], kind=kind):
            made = records.create(record, by=by, submit=submit)
            if submit and made is record:
                self._after([record], by)
        return made

    def create_many(
        self: Life[R],
        rows: Iterable[R | Mapping[str, Any]],
        *,
        by: Post,
        state: State = State.SUBMITTED,
        verb: str = "",
    ) -> list[R]:
        """Many at once under the same rules, set-based; a row has the arguments of `create`, or is the record. They
        wait for a second person, unless `state` says otherwise.
        """
        made = [tidy(self.model(**row) if isinstance(row, Mapping) else row) for row in rows]
        self.fill(made, by)
        self.demand_many(made, by, complete=state != State.DRAFT)
        return self.enter_many(made, by=by, state=state, verb=verb)

    def demand_many(self: Life[R], rows: Sequence[R], by: Post, *, complete: bool) -> None:
        """Stop at the first of many that the rules refuse, and name it."""
        for at, wrong in self.refused(rows, by, complete=complete):
            raise named(at, wrong) if len(rows) > 1 else wrong

    def enter_many(self: Life[R], made: list[R], *, by: Post, state: State, verb: str = "") -> list[R]:
        """Rows that were filled and checked: written, with what follows them and what they tell."""
        each_named(made, partial(settle, complete=state != State.DRAFT))
        kind = ActKind.DRAFTED if state == State.DRAFT else ActKind.ENTERED
        with history.acting(by, verb or self.many, on=made, kind=kind):
            records.create_many(made, by=by, state=state, verb=verb or self.many)
            self._after_making(made, by)
        return made

    def accept_many(self: Life[R], rows: Sequence[R], *, by: Post, right: str = "") -> wholesale.Decided[R]:
        """A second person takes many over in one step."""
        return wholesale.accept_many(self, rows, by=by, right=right)

    def return_many(self: Life[R], rows: Sequence[R], *, by: Post, why: str, right: str = "") -> wholesale.Decided[R]:
        return wholesale.return_many(self, rows, by=by, why=why, right=right)

    def edit(self: Life[R], record: R, /, *, by: Post, version: int, **fields: Any) -> R:
        """Correct a draft or returned record; `version` is the one the form was opened with."""
        self.demand("edit", record, by)
        before = _columns(record)
        put(record, fields)
        tidy(record, fields)
        # One that was not chosen here stays, though it has moved away or was merged since.
        if "subject" in fields and getattr(record, "subject_id", None) != before.get("subject_id"):
            _refuse_foreign_subject(record, by)
        self.fill([record], by)
        settle(record, before, complete=False)
        self.check(record, by, complete=False)
        now = _columns(record)
        changes = {name: value for name, value in now.items() if value != before[name]}
        return records.edit(record, by=by, version=version, **changes)

    def submit(self: Life[R], record: R, *, by: Post) -> R:
        self.demand("submit", record, by)
        refuse_unexplained(record, complete=True)
        self.check(record, by, complete=True)
        with history.acting(by, self.submitted, on=[record], kind=ActKind.SUBMITTED):
            records.submit(record, by=by)
            self._after([record], by)
        return record

    def take_back(self: Life[R], record: R, *, by: Post) -> R:
        """Its maker takes it back before anybody has looked at it: a draft again, and out of all figures."""
        self.demand("takeback", record, by)
        why = "填报人撤回"
        with history.acting(by, "撤回", on=[record]):
            records.take_back(record, by=by)
            self._after([record], by, why)
        return record

    def accept(self: Life[R], record: R, *, by: Post) -> R:
        """A second person takes the record over; where a city has none, who wrote it does, and it stands alone."""
        self.demand("accept", record, by)
        said = records.DONE_ALONE if records.deciding.wrote(record, by) else self.accepted
        with history.acting(by, said, on=[record], kind=ActKind.ACCEPTED, way=Way.SINGLE):
            records.accept(record, by=by)
            self._after([record], by)
        return record

    def confirm(self: Life[R], record: R, *, by: Post) -> R:
        """补复核: another person looks at what stands alone; what it tells when it counts is told now."""
        self.demand("confirm", record, by)
        records.confirm(record, by=by)
        self.keep(record, by=by)
        return record

    def return_(self: Life[R], record: R, *, by: Post, why: str) -> R:
        self.demand("return", record, by)
        why = read(why or "", "why", lines=True)
        with history.acting(by, self.returned, why, on=[record], kind=ActKind.RETURNED, way=Way.SINGLE):
            if record.state == State.ACCEPTED:
                files.hold(record)
            records.return_(record, by=by, why=why)
            self._after([record], by, why)
        return record

    def void(self: Life[R], record: R, *, by: Post, why: str) -> R:
        """Out of all figures; what lives with it goes with it."""
        self.demand("void", record, by)
        why = read(why or "", "why", lines=True)
        with history.acting(by, self.voided, why, on=[record], kind=ActKind.VOIDED):
            records.void(record, by=by, why=why)
            self._after([record], by, why)
        return record

    def change(self: Life[R], record: R, /, *, by: Post, verb: str, why: str = "", **changes: Any) -> R:
        """A step of the matter itself, also after the record was taken over: the rules are asked, the facts follow."""
        before = _columns(record)
        put(record, changes)
        tidy(record, changes)
        self.fill([record], by)
        units.settle(record, before)
        self.check(record, by, complete=record.state in COUNTED)
        records.check(record)
        now = _columns(record)
        written = {name: value for name, value in now.items() if value != before[name]}
        written["writers"] = records.deciding.written_by(record, by)
        written.pop("region_id", None)  # the matter stays where it was entered, though its subject has moved since
        with history.acting(by, verb, why, on=[record]):
            records.touch(record, by=by, verb=verb, why=why, **written)
            self.keep(record, by=by, why=why or f"{record._meta.verbose_name}信息已变更，重新记录")
        return record

    def move(self, record: L, to: str, /, *, by: Post, verb: str, why: str = "", **changes: Any) -> L:
        """A move of the noun's own, where it has others than a record; its facts and followers go with it."""
        with history.acting(by, verb, why, on=[record]):
            records.move(record, to, by=by, verb=verb, why=why, **changes)
            self._after([record], by, why)
        return record

    # --- what every move brings with it --------------------------------------------------------------------------

    def _verb(self, submit: bool) -> str:
        return (self.made if submit else self.drafted) or ("提交" if submit else "保存草稿")

    def _after(self, rows: Sequence[L], by: Post, why: str = "") -> None:
        self.follows(rows, by, why)
        for record in rows:
            self.keep(record, by=by, why=why)

    def _after_making(self, rows: Sequence[L], by: Post) -> None:
        """What entering and submitting each would bring. New rows have told nothing yet: one statement for all."""
        if any(record.state != State.DRAFT for record in rows):
            self.follows(rows, by, "")
        told = [fact for record in rows if record.state in self.telling for fact in self.tells(record)]
        facts.record_many(told, by=by)

    def keep(self, record: L, *, by: Post, why: str = "") -> None:
        """Bring the ledger in line with the record; for a plain service that has written to it."""
        telling = record.state in self.telling
        wanted = self.tells(record) if telling else ()
        facts.keep(record, wanted, by=by, why=why, but=self.swept if telling else ())


def settle(record: Living, before: Mapping[str, Any] | None = None, *, complete: bool) -> None:
    """What is asked of every record before its noun's own rules: why it is late, and units of the list."""
    if isinstance(record, Record):
        refuse_unexplained(record, complete=complete)
    units.settle(record, before or {})


def _refuse_foreign_subject(record: Any, by: Post) -> None:
    """Whose record it is has to be one the post may see: a neighbour's subject is nobody's here."""
    if getattr(record, "subject_id", None) is not None:
        require_own(record.subject, by)


def _columns(record: Record) -> dict[str, Any]:
    return {field.attname: getattr(record, field.attname) for field in record._meta.concrete_fields}
