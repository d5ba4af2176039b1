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
from enabler.models.figures import CohortRow, ComparisonCohort, Estimate, EstimateAgreement, Judgement, Preference
from enabler.models.patients import Patient
from enabler.models.publishing import (
    CitedMean,
    Export,
    IndicatorVersion,
    PublishedReport,
    RowConfirmation,
    ServiceCost,
    Trial,
    UnitCost,
)
from enabler.models.stays import (
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
from enabler.models.work import Action, Contact

__all__ = [
    "Action",
    "AdaptationFacts",
    "Agency",
    "ArrearsFacts",
    "AuditLine",
    "Barrier",
    "BarrierInterval",
    "BenefitFacts",
    "CitedMean",
    "CohortRow",
    "ComparisonCohort",
    "Contact",
    "DelayReason",
    "DischargeCheckAnswer",
    "Draft",
    "Estimate",
    "EstimateAgreement",
    "ExpectedDischarge",
    "Export",
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
    "Patient",
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
    "WardMove",
    "WellbeingAnswer",
]
