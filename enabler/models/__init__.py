"""Every table, by noun. Importing this package fills `Base.metadata`."""

from enabler.models.accounts import (
    Draft,
    FailedTries,
    KnownDevice,
    PendingImport,
    SignInSession,
    Submission,
    User,
    UserWard,
)
from enabler.models.after import DischargeCheckAnswer, FollowUp, FollowUpTry, WellbeingAnswer
from enabler.models.barriers import (
    AdaptationFacts,
    ArrearsFacts,
    Barrier,
    BarrierInterval,
    BenefitFacts,
    HazardFacts,
    HomelessnessFacts,
)
from enabler.models.figures import (
    ComparisonCohort,
    ComparisonCohortRow,
    Estimate,
    EstimateAgreement,
    Judgement,
    Preference,
)
from enabler.models.lists import ListHeading, WardListName
from enabler.models.merging import Merge, NotDuplicate
from enabler.models.patient_words import PatientWord
from enabler.models.patients import Patient
from enabler.models.publishing import (
    CitedMean,
    DataExport,
    IndicatorVersion,
    PublishedReport,
    RowConfirmation,
    ServiceCost,
    Trial,
    UnitCost,
)
from enabler.models.stays import (
    CaseHolder,
    DelayReason,
    ExpectedDischarge,
    HeldBenefits,
    Leave,
    ReadyPeriod,
    ReadyPeriodValue,
    Screening,
    Stay,
    WardMove,
)
from enabler.models.trail import AuditLine
from enabler.models.wards import Agency, Ward
from enabler.models.withdrawn import LEFT_OUT, WITH_WITHDRAWN
from enabler.models.work import Action, Contact

__all__ = [
    "LEFT_OUT",
    "WITH_WITHDRAWN",
    "Action",
    "AdaptationFacts",
    "Agency",
    "ArrearsFacts",
    "AuditLine",
    "Barrier",
    "BarrierInterval",
    "BenefitFacts",
    "CaseHolder",
    "CitedMean",
    "ComparisonCohort",
    "ComparisonCohortRow",
    "Contact",
    "DataExport",
    "DelayReason",
    "DischargeCheckAnswer",
    "Draft",
    "Estimate",
    "EstimateAgreement",
    "ExpectedDischarge",
    "FailedTries",
    "FollowUp",
    "FollowUpTry",
    "HazardFacts",
    "HeldBenefits",
    "HomelessnessFacts",
    "IndicatorVersion",
    "Judgement",
    "KnownDevice",
    "Leave",
    "ListHeading",
    "Merge",
    "NotDuplicate",
    "Patient",
    "PatientWord",
    "PendingImport",
    "Preference",
    "PublishedReport",
    "ReadyPeriod",
    "ReadyPeriodValue",
    "RowConfirmation",
    "Screening",
    "ServiceCost",
    "SignInSession",
    "Stay",
    "Submission",
    "Trial",
    "UnitCost",
    "User",
    "UserWard",
    "Ward",
    "WardListName",
    "WardMove",
    "WellbeingAnswer",
]
