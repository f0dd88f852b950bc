"""Who writes the tables as the application's role takes over nobody's second factor, and no code opens twice."""

import pytest
from django.utils import timezone

from supervision.ground import signins
from supervision.ground.people import User
from supervision.ground.signins.second import totp
from tests.forged import sets, told

pytestmark = pytest.mark.django_db
TABLE = "supervision_secondfactor"


def step():
    return int(timezone.now().timestamp()) // totp.STEP


@pytest.fixture
def set_up(cast):
    """Of two persons: their secrets and their rows."""
    found = {}
    for name in ("guangxin_admin", "guangxin"):
        user, secret = User.objects.get(username=name), totp.new_secret()
        assert signins.second.confirm(user, secret, totp.code(secret, step() - 1), by=None)
        signins.second.handed_out(user, by=None)
        found[name] = (user, secret, signins.SecondFactor.objects.in_use().get(user=user))
    return found


@pytest.mark.parametrize(
    "change",
    [
        "last_step = 0",
        "secret_sealed = (SELECT max(secret_sealed) FROM supervision_secondfactor WHERE id <> %(row)s)",
        "confirmed_at = NULL",
        "asked_at = asked_at + interval '1 day'",
        "recovery = array_append(recovery, 'x')",
        "user_id = user_id + 1",
    ],
)
def test_it_is_not_written_anew(set_up, change):
    row = set_up["guangxin_admin"][2]
    assert "不能改写" in told(sets(TABLE, change), row=row.pk)


def test_what_has_ended_does_not_come_back(set_up):
    user, _secret, row = set_up["guangxin_admin"]
    signins.second.replace(user, by=None)
    assert "不能改写" in told(sets(TABLE, "ended_at = NULL"), row=row.pk)


def test_the_secret_of_another_person_opens_nothing(set_up):
    """Also where it is entered as a new row: it is sealed with whose it is."""
    user, _own, row = set_up["guangxin_admin"]
    _other, foreign, theirs = set_up["guangxin"]
    signins.SecondFactor.objects.filter(pk=row.pk).update(ended_at=timezone.now())
    fields = {"confirmed_at": timezone.now(), "secret_sealed": theirs.secret_sealed}
    signins.SecondFactor.objects.create(user=user, **fields)
    assert not signins.second.proves(user, totp.code(foreign, step()))
    assert signins.second.proves(set_up["guangxin"][0], totp.code(foreign, step()))


def test_one_moves_on_as_ever(set_up):
    user, secret, row = set_up["guangxin_admin"]
    [first, *_rest] = signins.second.handed_out(user, by=None)
    assert signins.second.proves(user, first) and not signins.second.proves(user, first)
    assert signins.second.proves(user, totp.code(secret, step()))
    row.refresh_from_db()
    assert len(row.recovery) == 9
