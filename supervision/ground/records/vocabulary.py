from django.db import models


class State(models.TextChoices):
    DRAFT = "draft", "草稿"
    SUBMITTED = "submitted", "已提交"
    ACCEPTED = "accepted", "已审核"
    RETURNED = "returned", "已退回"
    VOID = "void", "作废"


# Taken over by the one person that the city has: in force, and in no figure until another has looked (补复核).
ALONE = "单人办理·待补复核"
DONE_ALONE, CONFIRMED = "单人办理，待补复核", "补复核"

# Submitted and accepted rows count in figures; drafts, returned and void ones do not.
COUNTED = (State.SUBMITTED, State.ACCEPTED)

MOVES = {
    State.DRAFT: {State.SUBMITTED, State.VOID},
    State.SUBMITTED: {State.ACCEPTED, State.RETURNED, State.VOID},
    State.RETURNED: {State.SUBMITTED, State.VOID},
    State.ACCEPTED: {State.RETURNED, State.VOID},
    State.VOID: set(),
}

# A record may be corrected by its author while it has not been taken over by the reviewer.
EDITABLE = (State.DRAFT, State.RETURNED)

# 默认·待核对: no paper says within how many days a visit or a sample has to be entered.
ENTRY_DAYS = 30
