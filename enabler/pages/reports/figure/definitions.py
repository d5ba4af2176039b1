"""The words of the report, each with what it means: printed with every figure."""

DEFINITIONS = (
    (
        "Night",
        "The midnight at the end of a calendar date, in London. A clock change neither adds nor removes one.",
    ),
    (
        "Ready period",
        "From the date the clinical team said the patient no longer needed the bed to the date "
        "they left, became unwell "
        "again, were transferred or died.",
    ),
    (
        "Delay night",
        "A night of the stay inside a ready period. Ready Monday, left Tuesday: 1. Ready and left on one day: 0.",
    ),
    (
        "Housing night",
        "A delay night on which at least one housing barrier marked as blocking discharge "
        "stood, alone or with another reason.",
    ),
    (
        "Case",
        "A stay that the service took on. All its nights count, also those before it was taken "
        "on, which are shown apart.",
    ),
    ("Observed", "All housing nights of a stay, also those before the period."),
    (
        "Expected",
        "The housing nights that such a patient would have waited without the service: from a comparison, a sealed "
        "estimate or a cited value, in the order fixed for the reporting year.",
    ),
    (
        "Share",
        "How far housing alone held the patient, judged when they became ready: sole 1, joint 0.5, contributory 0.",
    ),
    (
        "Avoided",
        "Share × (expected − observed), signed: a stay that waited longer than expected counts against the service.",
    ),
    (
        "Claimed and gross",
        "Claimed is the sum over all stays. Gross is the same after disputes: a disputed gain counts 0.",
    ),
    (
        "Net",
        "Gross, less what would have been solved anyway (deadweight) and less the optimism of "
        "the evidence by its grade. "
        "A shortfall is not corrected.",
    ),
    (
        "MHS26 rule",
        "The national mental health measure, which leaves out a delay’s first night. It is "
        "printed beside the nights and "
        "never used for days avoided.",
    ),
)
