"""Every model of the ground floor, from the packages that own them."""

from supervision.desk.models import ImportBatch
from supervision.facts.models import Fact, FactDelivery
from supervision.files.models import Attachment
from supervision.jobs.models import Job
from supervision.notices.models import Notice, NoticeReceipt
from supervision.people.models import Organisation, Post, User
from supervision.records.numbering import Counter
from supervision.regions.models import Population, Region
from supervision.subjects.models import Product, Subject, SubjectCrop, SubjectStatus
from supervision.terms.models import Holiday, Term

from .case import Case
from .laboratory import Laboratory, LaboratoryCertificate
from .patrol import Patrol
from .production import ProductionRecord
from .rectification import Rectification
from .report import WorkReport
from .staff import Staff

__all__ = [
    "Attachment",
    "Case",
    "Counter",
    "Fact",
    "FactDelivery",
    "Holiday",
    "ImportBatch",
    "Job",
    "Laboratory",
    "LaboratoryCertificate",
    "Notice",
    "NoticeReceipt",
    "Organisation",
    "Patrol",
    "Population",
    "Post",
    "Product",
    "ProductionRecord",
    "Rectification",
    "Region",
    "Staff",
    "Subject",
    "SubjectCrop",
    "SubjectStatus",
    "Term",
    "User",
    "WorkReport",
]
