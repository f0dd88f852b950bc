"""Two officers open one credit file at once: there is one file, and neither sees a fault."""

from credit.models import CreditFile
from credit.services import files
from tests import make


def test_the_file_of_the_other_is_kept(cast, monkeypatch):
    subject = make.subject()
    asked = files.refuse_future

    def meanwhile(day, field, label):
        asked(day, field, label)
        monkeypatch.setattr(files, "refuse_future", asked)
        files.open_file(subject=subject, by=cast.guangxin_admin.post)

    monkeypatch.setattr(files, "refuse_future", meanwhile)
    key = "7d9f3a52-9c0e-4b57-8f1e-2f4f1f0a9b12"
    answer = cast.guangxin.post_to(
        "/credit/creditfiles/new/", {"subject": subject.pk, "client_key": key, "submit": "1"}
    )
    assert answer.status_code == 302
    assert CreditFile.objects.filter(subject=subject).count() == 1
