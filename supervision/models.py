"""Every model of the ground floor, from the packages that own them."""

from supervision.enforcement.models.case import Case
from supervision.grid.merging import Merge
from supervision.grid.models.laboratory import Laboratory, LaboratoryCertificate
from supervision.grid.models.report import WorkReport
from supervision.grid.models.staff import Staff
from supervision.grid.training import Training
from supervision.ground.acts import AccountAct, Act, Appointment
from supervision.ground.audit import Exported, Reveal
from supervision.ground.changes import Change, ChangeItem
from supervision.ground.desk import (
    DryRun,
    ImportBatch,
    ListLayout,
    RecordLink,
    ReviewPaper,
    ReviewPaperItem,
    ReviewSweep,
    SavedList,
    Selection,
    Statistic,
    Taken,
)
from supervision.ground.facts import Fact, FactCause, FactDelivery
from supervision.ground.files import Attachment
from supervision.ground.jobs import Job
from supervision.ground.notices import Notice, NoticeReceipt
from supervision.ground.people import Organisation, Post, User
from supervision.ground.records import Counter
from supervision.ground.regions import Population, Region
from supervision.ground.sent import Sent
from supervision.ground.signins import SecondFactor, SignIn
from supervision.ground.subjects import Product, Subject, SubjectApart, SubjectBase, SubjectCrop, SubjectStatus
from supervision.ground.terms import Holiday, Term, TermChange, TermEdition
from supervision.ground.turns import Said
from supervision.patrols.models.checklist import Checklist, ChecklistItem
from supervision.patrols.models.patrol import Patrol
from supervision.patrols.models.production import ProductionRecord
from supervision.patrols.models.rectification import Rectification

__all__ = [
    "AccountAct",
    "Act",
    "Appointment",
    "Attachment",
    "Case",
    "Change",
    "ChangeItem",
    "Checklist",
    "ChecklistItem",
    "Counter",
    "DryRun",
    "Exported",
    "Fact",
    "FactCause",
    "FactDelivery",
    "Holiday",
    "ImportBatch",
    "Job",
    "Laboratory",
    "LaboratoryCertificate",
    "ListLayout",
    "Merge",
    "Notice",
    "NoticeReceipt",
    "Organisation",
    "Patrol",
    "Population",
    "Post",
    "Product",
    "ProductionRecord",
    "RecordLink",
    "Rectification",
    "Region",
    "Reveal",
    "ReviewPaper",
    "ReviewPaperItem",
    "ReviewSweep",
    "Said",
    "SavedList",
    "SecondFactor",
    "Selection",
    "Sent",
    "SignIn",
    "Staff",
    "Statistic",
    "Subject",
    "SubjectApart",
    "SubjectBase",
    "SubjectCrop",
    "SubjectStatus",
    "Taken",
    "Term",
    "TermChange",
    "TermEdition",
    "Training",
    "User",
    "WorkReport",
]
