"""The table of roles: every permission asked for is in it, every row names a model, some lines are never crossed."""

import re

from django.apps import apps

from shangrao_nongan import roles
from supervision.ground import editions
from supervision.ground.jobs.registry import KINDS
from supervision.ground.people import Role

from . import site
from .source import our_models, python_files

WRITTEN = re.compile(rf"[\"'](({'|'.join(roles.TABLE)})\.([a-z]+)_([a-z]+))[\"']")
VIRTUAL = {"supervision.fiveone": "the board of the 五个一 is computed, it has no table"}
EVERYBODY = frozenset().union(*(roles.permissions_of(role) for role in Role))
VERBS = {perm.split(".")[1].split("_")[0] for perm in EVERYBODY}
LOOKING = {"view", "export"}


def verbs_of(role, model=""):
    found = (perm.split(".") for perm in roles.permissions_of(role))
    return {name.split("_")[0] for _app, name in found if not model or name.endswith(f"_{model}")}


def tasks():
    from shangrao_nongan.celery import app

    app.loader.import_default_modules()
    return set(app.tasks) | set(KINDS)


def is_permission(found):
    """Names of terms and modules look alike; a permission has a verb or a model that the table knows."""
    _whole, app, verb, model = found.groups()
    return verb in VERBS or model in roles.TABLE[app]


def test_every_permission_in_the_code_is_in_the_table():
    texts = [path.read_text() for path in python_files() if path.name != "roles.py"]
    written = {found[1] for text in texts for found in WRITTEN.finditer(text) if is_permission(found)}
    assert len(written) > 30
    assert written - tasks() - EVERYBODY == set()


def test_every_verb_of_the_table_is_asked_for():
    """What is granted and never asked is a promise that nobody keeps; the verbs of every record are the desk's."""
    asked = {found[1] for path in python_files() for found in WRITTEN.finditer(path.read_text())}
    asked |= {register.perm(verb.right) for register in site.registers() for verb in register.verbs}
    asked |= {register.perm(step.right) for register in site.registers() for step in register.steps}
    asked |= {
        editions.perm(model, verb)
        for model in our_models()
        if issubclass(model, editions.Header)
        for verb in editions.VERBS
    }
    special = {perm for perm in EVERYBODY if perm.split(".")[1].split("_")[0] not in roles.KEEP}
    assert special - asked == set()


def test_every_row_of_the_table_names_a_model():
    models = {model._meta.label_lower for model in apps.get_models()}
    rows = {f"{app}.{model}" for app, found in roles.TABLE.items() for model in found}
    assert rows - models - set(VIRTUAL) == set()


def test_every_register_can_be_used_by_somebody():
    asked = set()
    for register in site.registers():
        verbs = {"view", "export", *(act.right for act in (*register.verbs, *register.steps))}
        verbs |= {name for name, has in (("add", register.create), ("change", register.edit)) if has}
        verbs |= {"import"} if register.sheet else set()
        asked |= {register.perm(verb) for verb in verbs}
    assert asked - EVERYBODY == set()


def test_a_laboratory_never_sees_a_sample():
    for role in (Role.LAB_TESTER, Role.LAB_VERIFIER):
        assert {perm for perm in roles.permissions_of(role) if perm.endswith(("_sample", "_subject"))} == set()
    assert not {"verify"} & verbs_of(Role.LAB_TESTER, "testorder")
    assert not {"result"} & verbs_of(Role.LAB_VERIFIER, "testorder")


def test_assistants_record_and_remind_but_never_punish_or_seal():
    """协管员: 协助巡查、宣传、信息报送; no power of enforcement (农产品质量安全法 gives it to the bureaus)."""
    assert verbs_of(Role.VILLAGE_ASSISTANT) <= {"view", "add", "change", "submit"}
    assert not {perm for perm in roles.permissions_of(Role.VILLAGE_ASSISTANT) if perm.endswith("_case")}


def test_who_looks_only_looks():
    for role in (Role.AUDITOR, Role.SOCIAL_SUPERVISOR):
        changing = {perm for perm in roles.permissions_of(role) if perm.split(".")[1].split("_")[0] not in LOOKING}
        assert changing <= REPORTING[role]


REPORTING = {
    Role.AUDITOR: set(),
    Role.SOCIAL_SUPERVISOR: {"emergency.add_incident", "emergency.submit_incident"},
}


def test_subjects_never_review():
    for role in (Role.PRODUCER, Role.MARKET):
        assert not {"accept", "return", "import", "file", "decide", "recheck"} & verbs_of(role)
