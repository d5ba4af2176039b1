"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "agencies",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("kind", sa.String(length=60), nullable=False),
        sa.Column("person", sa.String(length=200), nullable=True),
        sa.Column("phone", sa.String(length=60), nullable=True),
        sa.Column("email", sa.String(length=200), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("last_checked_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String(length=200), nullable=False),
        sa.CheckConstraint(
            "kind IS NULL OR kind IN ('council', 'landlord', 'benefits', 'health', 'advice', 'support', 'repairs', 'community', 'other')",
            name=op.f("ck_agencies_kind_known"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agencies")),
        sa.UniqueConstraint("name", name=op.f("uq_agencies_name")),
    )
    op.create_table(
        "cited_means",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("setting", sa.String(length=60), nullable=False),
        sa.Column("kind", sa.String(length=60), nullable=True),
        sa.Column("nights", sa.Double(), nullable=False),
        sa.Column("low", sa.Double(), nullable=True),
        sa.Column("high", sa.Double(), nullable=True),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("grade", sa.Integer(), nullable=False),
        sa.Column("citation", sa.Text(), nullable=False),
        sa.Column("retired_on", sa.Date(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String(length=200), nullable=False),
        sa.CheckConstraint(
            "setting IS NULL OR setting IN ('acute', 'community', 'mental health')",
            name=op.f("ck_cited_means_setting_known"),
        ),
        sa.CheckConstraint("grade BETWEEN 1 AND 6", name=op.f("ck_cited_means_grade_known")),
        sa.CheckConstraint("nights >= 0 AND n > 0", name=op.f("ck_cited_means_nights_and_n")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cited_means")),
        sa.UniqueConstraint("name", name=op.f("uq_cited_means_name")),
    )
    op.create_table(
        "comparison_cohorts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("grade", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(length=200), nullable=True),
        sa.Column("period_from", sa.Date(), nullable=True),
        sa.Column("period_to", sa.Date(), nullable=True),
        sa.Column("standard", sa.String(length=60), nullable=True),
        sa.Column("delayed_share", sa.Double(), nullable=True),
        sa.Column("delayed_source", sa.Text(), nullable=True),
        sa.Column("retired_on", sa.Date(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String(length=200), nullable=False),
        sa.CheckConstraint(
            "(delayed_share IS NULL) = (delayed_source IS NULL)",
            name=op.f("ck_comparison_cohorts_delayed_share_with_delayed_source"),
        ),
        sa.CheckConstraint(
            "delayed_share IS NULL OR (delayed_share > 0 AND delayed_share <= 1)",
            name=op.f("ck_comparison_cohorts_delayed_share_range"),
        ),
        sa.CheckConstraint("grade BETWEEN 1 AND 6", name=op.f("ck_comparison_cohorts_grade_known")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_comparison_cohorts")),
        sa.UniqueConstraint("name", name=op.f("uq_comparison_cohorts_name")),
    )
    op.create_table(
        "indicator_versions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=60), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("numerator", sa.Text(), nullable=False),
        sa.Column("denominator", sa.Text(), nullable=False),
        sa.Column("exclusions", sa.Text(), nullable=True),
        sa.Column("evidence", sa.Text(), nullable=True),
        sa.Column("retired_on", sa.Date(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_indicator_versions")),
        sa.UniqueConstraint("key", "number", name=op.f("uq_indicator_versions_key_number")),
    )
    op.create_table(
        "patients",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(length=80), nullable=False),
        sa.Column("nhs_number", sa.String(length=10), nullable=True),
        sa.Column("number_as_given", sa.String(length=60), nullable=True),
        sa.Column(
            "hospital_number",
            sa.String(length=60).with_variant(sa.String(length=60, collation="C"), "postgresql"),
            nullable=True,
        ),
        sa.Column("surname", sa.String(length=200), nullable=False),
        sa.Column("given_names", sa.String(length=200), nullable=True),
        sa.Column(
            "surname_key",
            sa.String(length=200).with_variant(sa.String(length=200, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("born_on", sa.Date(), nullable=True),
        sa.Column("phone", sa.String(length=60), nullable=True),
        sa.Column("email", sa.String(length=200), nullable=True),
        sa.Column("address", sa.Text(), nullable=True),
        sa.Column("postcode", sa.String(length=60), nullable=True),
        sa.Column("address_protected", sa.Boolean(), nullable=False),
        sa.Column("safe_contact", sa.Text(), nullable=True),
        sa.Column("language", sa.String(length=200), nullable=True),
        sa.Column("interpreter_needed", sa.String(length=60), nullable=True),
        sa.Column("communication_needs", sa.Text(), nullable=True),
        sa.Column("safety_alert", sa.Text(), nullable=True),
        sa.Column("safety_alert_review_on", sa.Date(), nullable=True),
        sa.Column("lone_visit_risk", sa.Text(), nullable=True),
        sa.Column("care_coordinator", sa.String(length=200), nullable=True),
        sa.Column("nearest_relative", sa.String(length=200), nullable=True),
        sa.Column("appointee", sa.String(length=200), nullable=True),
        sa.Column("section_117", sa.String(length=60), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String(length=200), nullable=False),
        sa.CheckConstraint(
            "interpreter_needed IS NULL OR interpreter_needed IN ('yes', 'no')",
            name=op.f("ck_patients_interpreter_needed_known"),
        ),
        sa.CheckConstraint(
            "section_117 IS NULL OR section_117 IN ('yes', 'no')", name=op.f("ck_patients_section_117_known")
        ),
        sa.CheckConstraint(
            "nhs_number IS NULL OR length(nhs_number) = 10", name=op.f("ck_patients_nhs_number_ten_digits")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_patients")),
        sa.UniqueConstraint("nhs_number", name=op.f("uq_patients_nhs_number")),
        sa.UniqueConstraint("ref", name=op.f("uq_patients_ref")),
    )
    with op.batch_alter_table("patients", schema=None) as batch_op:
        batch_op.create_index("ix_patients_hospital_number", ["hospital_number"], unique=False)
        batch_op.create_index("ix_patients_surname_key", ["surname_key"], unique=False)

    op.create_table(
        "preferences",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=60), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_preferences")),
    )
    with op.batch_alter_table("preferences", schema=None) as batch_op:
        batch_op.create_index("ix_preferences_key", ["key"], unique=False)

    op.create_table(
        "published_reports",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(length=80), nullable=False),
        sa.Column("replaces_id", sa.Integer(), nullable=True),
        sa.Column("correction", sa.Text(), nullable=True),
        sa.Column("ward", sa.String(length=200), nullable=True),
        sa.Column("period_from", sa.Date(), nullable=False),
        sa.Column("period_to", sa.Date(), nullable=False),
        sa.Column("as_at", sa.Date(), nullable=False),
        sa.Column("frozen", sa.Text(), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("pdf", sa.LargeBinary(), nullable=True),
        sa.Column("pdf_sha256", sa.String(length=64), nullable=True),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String(length=200), nullable=False),
        sa.CheckConstraint(
            "period_to IS NULL OR period_from IS NULL OR period_from <= period_to",
            name=op.f("ck_published_reports_period_from_first"),
        ),
        sa.ForeignKeyConstraint(
            ["replaces_id"], ["published_reports.id"], name=op.f("fk_published_reports_replaces_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_published_reports")),
        sa.UniqueConstraint("ref", name=op.f("uq_published_reports_ref")),
    )
    op.create_table(
        "service_costs",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("funder", sa.String(length=200), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("to_on", sa.Date(), nullable=False),
        sa.Column("pence", sa.Integer(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String(length=200), nullable=False),
        sa.CheckConstraint("pence >= 0", name=op.f("ck_service_costs_pence_not_negative")),
        sa.CheckConstraint(
            "to_on IS NULL OR from_on IS NULL OR from_on <= to_on", name=op.f("ck_service_costs_from_on_first")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_service_costs")),
    )
    op.create_table(
        "unit_costs",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("setting", sa.String(length=60), nullable=False),
        sa.Column("unit", sa.String(length=60), nullable=False),
        sa.Column("pounds", sa.Double(), nullable=False),
        sa.Column("low", sa.Double(), nullable=True),
        sa.Column("high", sa.Double(), nullable=True),
        sa.Column("price_year", sa.String(length=60), nullable=False),
        sa.Column("cashable", sa.String(length=60), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("retired_on", sa.Date(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String(length=200), nullable=False),
        sa.CheckConstraint("cashable IS NULL OR cashable IN ('yes', 'no')", name=op.f("ck_unit_costs_cashable_known")),
        sa.CheckConstraint(
            "setting IS NULL OR setting IN ('acute', 'community', 'mental health')",
            name=op.f("ck_unit_costs_setting_known"),
        ),
        sa.CheckConstraint(
            "low IS NULL OR high IS NULL OR (low <= pounds AND pounds <= high)", name=op.f("ck_unit_costs_low_to_high")
        ),
        sa.CheckConstraint("pounds > 0", name=op.f("ck_unit_costs_pounds_positive")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit_costs")),
    )
    op.create_table(
        "users",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("name_key", sa.String(length=120), nullable=False),
        sa.Column("role", sa.String(length=60), nullable=False),
        sa.Column("password_hash", sa.String(length=200), nullable=False),
        sa.Column("must_change_password", sa.Boolean(), nullable=False),
        sa.Column("failed_tries", sa.Integer(), nullable=False),
        sa.Column("wait_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("disabled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("disabled_by", sa.String(length=200), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String(length=200), nullable=False),
        sa.CheckConstraint(
            "role IS NULL OR role IN ('officer', 'coordinator', 'evaluator', 'administrator')",
            name=op.f("ck_users_role_known"),
        ),
        sa.CheckConstraint(
            "(disabled_at IS NULL) = (disabled_by IS NULL)", name=op.f("ck_users_disabled_at_with_disabled_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_users")),
        sa.UniqueConstraint("name", name=op.f("uq_users_name")),
        sa.UniqueConstraint("name_key", name=op.f("uq_users_name_key")),
    )
    op.create_table(
        "wards",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("hospital", sa.String(length=200), nullable=True),
        sa.Column("setting", sa.String(length=60), nullable=False),
        sa.Column("phone", sa.String(length=60), nullable=True),
        sa.Column("cover", sa.String(length=200), nullable=True),
        sa.Column("cover_phone", sa.String(length=60), nullable=True),
        sa.Column("ods_code", sa.String(length=60), nullable=True),
        sa.Column("retired_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String(length=200), nullable=False),
        sa.CheckConstraint(
            "setting IS NULL OR setting IN ('acute', 'community', 'mental health')", name=op.f("ck_wards_setting_known")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wards")),
        sa.UniqueConstraint("name", name=op.f("uq_wards_name")),
    )
    op.create_table(
        "cohort_rows",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("cohort_id", sa.Integer(), nullable=False),
        sa.Column("setting", sa.String(length=60), nullable=False),
        sa.Column("kind", sa.String(length=60), nullable=True),
        sa.Column("nights", sa.Integer(), nullable=False),
        sa.Column("waiting", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "setting IS NULL OR setting IN ('acute', 'community', 'mental health')",
            name=op.f("ck_cohort_rows_setting_known"),
        ),
        sa.CheckConstraint("nights >= 0", name=op.f("ck_cohort_rows_nights_not_negative")),
        sa.ForeignKeyConstraint(["cohort_id"], ["comparison_cohorts.id"], name=op.f("fk_cohort_rows_cohort_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cohort_rows")),
    )
    with op.batch_alter_table("cohort_rows", schema=None) as batch_op:
        batch_op.create_index("ix_cohort_rows_cohort_id", ["cohort_id"], unique=False)

    op.create_table(
        "drafts",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("path", sa.String(length=300), nullable=False),
        sa.Column("fields", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_drafts_user_id")),
        sa.PrimaryKeyConstraint("user_id", "path", name=op.f("pk_drafts")),
    )
    op.create_table(
        "pending_imports",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("ward_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(length=60), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("corrections", sa.Text(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_pending_imports_user_id")),
        sa.ForeignKeyConstraint(["ward_id"], ["wards.id"], name=op.f("fk_pending_imports_ward_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pending_imports")),
    )
    op.create_table(
        "sessions",
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("pc", sa.String(length=60), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("locked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("messages", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_sessions_user_id")),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_sessions")),
    )
    with op.batch_alter_table("sessions", schema=None) as batch_op:
        batch_op.create_index("ix_sessions_user_id", ["user_id"], unique=False)

    op.create_table(
        "stays",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(length=80), nullable=False),
        sa.Column("patient_id", sa.Integer(), nullable=False),
        sa.Column("ward_id", sa.Integer(), nullable=False),
        sa.Column("setting", sa.String(length=60), nullable=False),
        sa.Column("bed", sa.String(length=60), nullable=True),
        sa.Column("admitted_on", sa.Date(), nullable=True),
        sa.Column("case_opened_on", sa.Date(), nullable=True),
        sa.Column("officer", sa.String(length=200), nullable=True),
        sa.Column("what_is_wrong", sa.Text(), nullable=True),
        sa.Column("expected_discharge_on", sa.Date(), nullable=True),
        sa.Column("discharged_on", sa.Date(), nullable=True),
        sa.Column("discharge_outcome", sa.String(length=60), nullable=True),
        sa.Column("discharge_destination", sa.String(length=60), nullable=True),
        sa.Column("home_after", sa.String(length=60), nullable=True),
        sa.Column("discharge_note", sa.Text(), nullable=True),
        sa.Column("legal_status", sa.String(length=60), nullable=True),
        sa.Column("referral_source", sa.String(length=200), nullable=True),
        sa.Column("housing_on_admission", sa.String(length=60), nullable=True),
        sa.Column("landlord", sa.String(length=200), nullable=True),
        sa.Column("council", sa.String(length=200), nullable=True),
        sa.Column("household", sa.Text(), nullable=True),
        sa.Column("waiting_at_home", sa.Text(), nullable=True),
        sa.Column("hospital_says_fit_on", sa.Date(), nullable=True),
        sa.Column("gone_from_list_on", sa.Date(), nullable=True),
        sa.Column("last_confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_confirmed_by", sa.String(length=200), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String(length=200), nullable=False),
        sa.CheckConstraint(
            "discharge_outcome IS NULL OR discharge_outcome IN ('discharged', 'died', 'transferred', 'self-discharged')",
            name=op.f("ck_stays_discharge_outcome_known"),
        ),
        sa.CheckConstraint(
            "setting IS NULL OR setting IN ('acute', 'community', 'mental health')", name=op.f("ck_stays_setting_known")
        ),
        sa.CheckConstraint(
            "discharge_outcome IS NULL OR discharged_on IS NOT NULL", name=op.f("ck_stays_outcome_with_discharge")
        ),
        sa.CheckConstraint(
            "discharged_on IS NULL OR admitted_on IS NULL OR admitted_on <= discharged_on",
            name=op.f("ck_stays_admitted_on_first"),
        ),
        sa.ForeignKeyConstraint(["patient_id"], ["patients.id"], name=op.f("fk_stays_patient_id")),
        sa.ForeignKeyConstraint(["ward_id"], ["wards.id"], name=op.f("fk_stays_ward_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stays")),
        sa.UniqueConstraint("ref", name=op.f("uq_stays_ref")),
    )
    with op.batch_alter_table("stays", schema=None) as batch_op:
        batch_op.create_index("ix_stays_case_opened_on", ["case_opened_on"], unique=False)
        batch_op.create_index("ix_stays_discharged_on", ["discharged_on"], unique=False)
        batch_op.create_index("ix_stays_patient_id", ["patient_id"], unique=False)
        batch_op.create_index("ix_stays_ward_open", ["ward_id", "discharged_on"], unique=False)

    op.create_table(
        "submissions",
        sa.Column("token", sa.String(length=64), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("location", sa.Text(), nullable=True),
        sa.Column("message", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_submissions_user_id")),
        sa.PrimaryKeyConstraint("token", name=op.f("pk_submissions")),
    )
    op.create_table(
        "trials",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("ward_id", sa.Integer(), nullable=True),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("to_on", sa.Date(), nullable=False),
        sa.Column("what_changes", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String(length=200), nullable=False),
        sa.CheckConstraint(
            "to_on IS NULL OR from_on IS NULL OR from_on <= to_on", name=op.f("ck_trials_from_on_first")
        ),
        sa.ForeignKeyConstraint(["ward_id"], ["wards.id"], name=op.f("fk_trials_ward_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trials")),
        sa.UniqueConstraint("name", name=op.f("uq_trials_name")),
    )
    op.create_table(
        "user_wards",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("ward_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_user_wards_user_id")),
        sa.ForeignKeyConstraint(["ward_id"], ["wards.id"], name=op.f("fk_user_wards_ward_id")),
        sa.PrimaryKeyConstraint("user_id", "ward_id", name=op.f("pk_user_wards")),
    )
    op.create_table(
        "audit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(length=200), nullable=False),
        sa.Column("role", sa.String(length=60), nullable=False),
        sa.Column("pc", sa.String(length=60), nullable=False),
        sa.Column("action", sa.String(length=60), nullable=False),
        sa.Column("subject_kind", sa.String(length=60), nullable=False),
        sa.Column("subject_id", sa.String(length=60), nullable=True),
        sa.Column("stay_id", sa.Integer(), nullable=True),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("previous_hash", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["stay_id"], ["stays.id"], name=op.f("fk_audit_stay_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit")),
        sa.UniqueConstraint("hash", name=op.f("uq_audit_hash")),
    )
    with op.batch_alter_table("audit", schema=None) as batch_op:
        batch_op.create_index("ix_audit_stay_id", ["stay_id"], unique=False)
        batch_op.create_index("ix_audit_subject", ["subject_kind", "subject_id"], unique=False)

    op.create_table(
        "barriers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(length=80), nullable=False),
        sa.Column("stay_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=60), nullable=False),
        sa.Column("blocks_discharge", sa.String(length=60), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("waiting_on", sa.String(length=200), nullable=True),
        sa.Column("waiting_agency_id", sa.Integer(), nullable=True),
        sa.Column("waiting_person", sa.String(length=200), nullable=True),
        sa.Column("waiting_since", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String(length=200), nullable=False),
        sa.CheckConstraint(
            "blocks_discharge IS NULL OR blocks_discharge IN ('yes', 'no')",
            name=op.f("ck_barriers_blocks_discharge_known"),
        ),
        sa.ForeignKeyConstraint(["stay_id"], ["stays.id"], name=op.f("fk_barriers_stay_id")),
        sa.ForeignKeyConstraint(["waiting_agency_id"], ["agencies.id"], name=op.f("fk_barriers_waiting_agency_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_barriers")),
        sa.UniqueConstraint("ref", name=op.f("uq_barriers_ref")),
    )
    with op.batch_alter_table("barriers", schema=None) as batch_op:
        batch_op.create_index("ix_barriers_stay_id", ["stay_id", "blocks_discharge"], unique=False)
        batch_op.create_index("ix_barriers_waiting_agency_id", ["waiting_agency_id"], unique=False)

    op.create_table(
        "confirmations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("stay_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=60), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("avoided", sa.Double(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String(length=200), nullable=False),
        sa.CheckConstraint(
            "state IS NULL OR state IN ('confirmed', 'disputed')", name=op.f("ck_confirmations_state_known")
        ),
        sa.ForeignKeyConstraint(["stay_id"], ["stays.id"], name=op.f("fk_confirmations_stay_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_confirmations")),
    )
    with op.batch_alter_table("confirmations", schema=None) as batch_op:
        batch_op.create_index("ix_confirmations_stay_id", ["stay_id"], unique=False)

    op.create_table(
        "delay_reasons",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("stay_id", sa.Integer(), nullable=False),
        sa.Column("list", sa.String(length=60), nullable=False),
        sa.Column("code", sa.String(length=60), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("to_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String(length=200), nullable=False),
        sa.CheckConstraint(
            "to_on IS NULL OR from_on IS NULL OR from_on <= to_on", name=op.f("ck_delay_reasons_from_on_first")
        ),
        sa.ForeignKeyConstraint(["stay_id"], ["stays.id"], name=op.f("fk_delay_reasons_stay_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delay_reasons")),
    )
    with op.batch_alter_table("delay_reasons", schema=None) as batch_op:
        batch_op.create_index("ix_delay_reasons_stay_id", ["stay_id"], unique=False)

    op.create_table(
        "discharge_checks",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("stay_id", sa.Integer(), nullable=False),
        sa.Column("item", sa.String(length=60), nullable=False),
        sa.Column("state", sa.String(length=60), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String(length=200), nullable=False),
        sa.CheckConstraint(
            "item IS NULL OR item IN ('keys', 'heat', 'food', 'furniture', 'gp', 'benefits', 'medicines')",
            name=op.f("ck_discharge_checks_item_known"),
        ),
        sa.CheckConstraint(
            "state IS NULL OR state IN ('yes', 'no', 'not needed')", name=op.f("ck_discharge_checks_state_known")
        ),
        sa.ForeignKeyConstraint(["stay_id"], ["stays.id"], name=op.f("fk_discharge_checks_stay_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_discharge_checks")),
        sa.UniqueConstraint("stay_id", "item", name=op.f("uq_discharge_checks_stay_id_item")),
    )
    op.create_table(
        "estimates",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(length=80), nullable=False),
        sa.Column("stay_id", sa.Integer(), nullable=False),
        sa.Column("low", sa.Float(), nullable=False),
        sa.Column("likely", sa.Float(), nullable=False),
        sa.Column("high", sa.Float(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("made_by", sa.String(length=200), nullable=True),
        sa.Column("agreed_by", sa.String(length=200), nullable=True),
        sa.Column("sealed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("elsewhere", sa.String(length=60), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String(length=200), nullable=False),
        sa.CheckConstraint(
            "elsewhere IS NULL OR elsewhere IN ('yes', 'no')", name=op.f("ck_estimates_elsewhere_known")
        ),
        sa.CheckConstraint("0 <= low AND low <= likely AND likely <= high", name=op.f("ck_estimates_low_likely_high")),
        sa.ForeignKeyConstraint(["stay_id"], ["stays.id"], name=op.f("fk_estimates_stay_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_estimates")),
        sa.UniqueConstraint("ref", name=op.f("uq_estimates_ref")),
    )
    with op.batch_alter_table("estimates", schema=None) as batch_op:
        batch_op.create_index("ix_estimates_stay_id", ["stay_id"], unique=False)

    op.create_table(
        "expected_discharges",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("stay_id", sa.Integer(), nullable=False),
        sa.Column("expected_on", sa.Date(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["stay_id"], ["stays.id"], name=op.f("fk_expected_discharges_stay_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_expected_discharges")),
    )
    with op.batch_alter_table("expected_discharges", schema=None) as batch_op:
        batch_op.create_index("ix_expected_discharges_stay_id", ["stay_id"], unique=False)

    op.create_table(
        "follow_ups",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(length=80), nullable=False),
        sa.Column("stay_id", sa.Integer(), nullable=False),
        sa.Column("milestone", sa.String(length=60), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("result", sa.String(length=60), nullable=True),
        sa.Column("home_kept", sa.String(length=60), nullable=True),
        sa.Column("readmitted", sa.String(length=60), nullable=True),
        sa.Column("readmission_housing_related", sa.String(length=60), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("cancelled_because", sa.String(length=200), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String(length=200), nullable=False),
        sa.CheckConstraint(
            "home_kept IS NULL OR home_kept IN ('kept', 'moved', 'lost', 'not known')",
            name=op.f("ck_follow_ups_home_kept_known"),
        ),
        sa.CheckConstraint(
            "milestone IS NULL OR milestone IN ('48 hours', '1 week', '4 weeks', '13 weeks', '26 weeks', '52 weeks')",
            name=op.f("ck_follow_ups_milestone_known"),
        ),
        sa.CheckConstraint(
            "readmission_housing_related IS NULL OR readmission_housing_related IN ('yes', 'no', 'not asked')",
            name=op.f("ck_follow_ups_readmission_housing_related_known"),
        ),
        sa.CheckConstraint(
            "readmitted IS NULL OR readmitted IN ('yes', 'no', 'not asked')",
            name=op.f("ck_follow_ups_readmitted_known"),
        ),
        sa.CheckConstraint(
            "result IS NULL OR result IN ('done', 'could not contact', 'declined', 'died', 'readmitted')",
            name=op.f("ck_follow_ups_result_known"),
        ),
        sa.CheckConstraint(
            "cancelled_because IS NULL OR done_on IS NULL", name=op.f("ck_follow_ups_cancelled_or_done")
        ),
        sa.CheckConstraint("result IS NULL OR done_on IS NOT NULL", name=op.f("ck_follow_ups_result_when_done")),
        sa.ForeignKeyConstraint(["stay_id"], ["stays.id"], name=op.f("fk_follow_ups_stay_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_follow_ups")),
        sa.UniqueConstraint("ref", name=op.f("uq_follow_ups_ref")),
        sa.UniqueConstraint("stay_id", "milestone", name=op.f("uq_follow_ups_stay_id_milestone")),
    )
    with op.batch_alter_table("follow_ups", schema=None) as batch_op:
        batch_op.create_index("ix_follow_ups_due", ["done_on", "due_on"], unique=False)
        batch_op.create_index("ix_follow_ups_stay_open", ["stay_id", "done_on", "due_on"], unique=False)

    op.create_table(
        "judgements",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("stay_id", sa.Integer(), nullable=False),
        sa.Column("about", sa.String(length=60), nullable=False),
        sa.Column("value", sa.String(length=60), nullable=False),
        sa.Column("judged_on", sa.Date(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String(length=200), nullable=False),
        sa.CheckConstraint("about IN ('main barrier', 'share')", name=op.f("ck_judgements_about_known")),
        sa.ForeignKeyConstraint(["stay_id"], ["stays.id"], name=op.f("fk_judgements_stay_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_judgements")),
    )
    with op.batch_alter_table("judgements", schema=None) as batch_op:
        batch_op.create_index("ix_judgements_stay_id", ["stay_id"], unique=False)

    op.create_table(
        "leave",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("stay_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=60), nullable=True),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("to_on", sa.Date(), nullable=True),
        sa.Column("bed_kept", sa.String(length=60), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String(length=200), nullable=False),
        sa.CheckConstraint("bed_kept IS NULL OR bed_kept IN ('yes', 'no')", name=op.f("ck_leave_bed_kept_known")),
        sa.CheckConstraint(
            "kind IS NULL OR kind IN ('section 17', 'home leave', 'absent without leave')",
            name=op.f("ck_leave_kind_known"),
        ),
        sa.CheckConstraint("to_on IS NULL OR from_on IS NULL OR from_on <= to_on", name=op.f("ck_leave_from_on_first")),
        sa.ForeignKeyConstraint(["stay_id"], ["stays.id"], name=op.f("fk_leave_stay_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_leave")),
    )
    with op.batch_alter_table("leave", schema=None) as batch_op:
        batch_op.create_index("ix_leave_stay_id", ["stay_id"], unique=False)

    op.create_table(
        "ready_periods",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("stay_id", sa.Integer(), nullable=False),
        sa.Column("ready_on", sa.Date(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("end_reason", sa.String(length=60), nullable=True),
        sa.Column("standard", sa.String(length=60), nullable=True),
        sa.Column("said_by", sa.String(length=200), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String(length=200), nullable=False),
        sa.CheckConstraint(
            "end_reason IS NULL OR end_reason IN ('discharged', 'unwell again', 'transferred', 'died', 'self-discharged')",
            name=op.f("ck_ready_periods_end_reason_known"),
        ),
        sa.CheckConstraint(
            "standard IS NULL OR standard IN ('clinically ready for discharge', 'discharge ready date', 'other')",
            name=op.f("ck_ready_periods_standard_known"),
        ),
        sa.CheckConstraint(
            "end_reason IS NULL OR ended_on IS NOT NULL", name=op.f("ck_ready_periods_end_reason_when_ended")
        ),
        sa.CheckConstraint(
            "ended_on IS NULL OR ready_on IS NULL OR ready_on <= ended_on", name=op.f("ck_ready_periods_ready_on_first")
        ),
        sa.ForeignKeyConstraint(["stay_id"], ["stays.id"], name=op.f("fk_ready_periods_stay_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ready_periods")),
    )
    with op.batch_alter_table("ready_periods", schema=None) as batch_op:
        batch_op.create_index("ix_ready_periods_stay_id", ["stay_id"], unique=False)

    op.create_table(
        "screenings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ward_id", sa.Integer(), nullable=False),
        sa.Column("stay_id", sa.Integer(), nullable=True),
        sa.Column("screened_on", sa.Date(), nullable=False),
        sa.Column("result", sa.String(length=60), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String(length=200), nullable=False),
        sa.CheckConstraint(
            "result IS NULL OR result IN ('issue', 'no issue', 'declined')", name=op.f("ck_screenings_result_known")
        ),
        sa.ForeignKeyConstraint(["stay_id"], ["stays.id"], name=op.f("fk_screenings_stay_id")),
        sa.ForeignKeyConstraint(["ward_id"], ["wards.id"], name=op.f("fk_screenings_ward_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_screenings")),
    )
    with op.batch_alter_table("screenings", schema=None) as batch_op:
        batch_op.create_index("ix_screenings_ward_id_screened_on", ["ward_id", "screened_on"], unique=False)

    op.create_table(
        "ward_moves",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("stay_id", sa.Integer(), nullable=False),
        sa.Column("ward_id", sa.Integer(), nullable=False),
        sa.Column("bed", sa.String(length=60), nullable=True),
        sa.Column("from_on", sa.Date(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["stay_id"], ["stays.id"], name=op.f("fk_ward_moves_stay_id")),
        sa.ForeignKeyConstraint(["ward_id"], ["wards.id"], name=op.f("fk_ward_moves_ward_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ward_moves")),
    )
    with op.batch_alter_table("ward_moves", schema=None) as batch_op:
        batch_op.create_index("ix_ward_moves_stay_id", ["stay_id"], unique=False)

    op.create_table(
        "wellbeing_answers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("stay_id", sa.Integer(), nullable=False),
        sa.Column("occasion", sa.String(length=60), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("asked_by", sa.String(length=200), nullable=True),
        sa.Column("instrument", sa.String(length=60), nullable=False),
        sa.Column("item", sa.Integer(), nullable=False),
        sa.Column("answer", sa.Integer(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["stay_id"], ["stays.id"], name=op.f("fk_wellbeing_answers_stay_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wellbeing_answers")),
        sa.UniqueConstraint(
            "stay_id",
            "occasion",
            "instrument",
            "item",
            name=op.f("uq_wellbeing_answers_stay_id_occasion_instrument_item"),
        ),
    )
    op.create_table(
        "actions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(length=80), nullable=False),
        sa.Column("stay_id", sa.Integer(), nullable=False),
        sa.Column("barrier_id", sa.Integer(), nullable=True),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("owner_kind", sa.String(length=60), nullable=True),
        sa.Column("owner", sa.String(length=200), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("snoozed_until", sa.Date(), nullable=True),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String(length=200), nullable=False),
        sa.CheckConstraint(
            "owner_kind IS NULL OR owner_kind IN ('staff', 'patient', 'family', 'landlord', 'agency')",
            name=op.f("ck_actions_owner_kind_known"),
        ),
        sa.CheckConstraint("outcome IS NULL OR done_on IS NOT NULL", name=op.f("ck_actions_outcome_when_done")),
        sa.ForeignKeyConstraint(["barrier_id"], ["barriers.id"], name=op.f("fk_actions_barrier_id")),
        sa.ForeignKeyConstraint(["stay_id"], ["stays.id"], name=op.f("fk_actions_stay_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_actions")),
        sa.UniqueConstraint("ref", name=op.f("uq_actions_ref")),
    )
    with op.batch_alter_table("actions", schema=None) as batch_op:
        batch_op.create_index("ix_actions_due", ["done_on", "due_on"], unique=False)
        batch_op.create_index("ix_actions_stay_open", ["stay_id", "done_on", "due_on"], unique=False)

    op.create_table(
        "adaptation_facts",
        sa.Column("barrier_id", sa.Integer(), nullable=False),
        sa.Column("route", sa.String(length=60), nullable=True),
        sa.Column("assessment_asked_on", sa.Date(), nullable=True),
        sa.Column("assessed_on", sa.Date(), nullable=True),
        sa.Column("means_tested_on", sa.Date(), nullable=True),
        sa.Column("landlord_consent_on", sa.Date(), nullable=True),
        sa.Column("application_valid_on", sa.Date(), nullable=True),
        sa.Column("approved_on", sa.Date(), nullable=True),
        sa.Column("works_started_on", sa.Date(), nullable=True),
        sa.Column("works_done_on", sa.Date(), nullable=True),
        sa.Column("interim_plan", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["barrier_id"], ["barriers.id"], name=op.f("fk_adaptation_facts_barrier_id")),
        sa.PrimaryKeyConstraint("barrier_id", name=op.f("pk_adaptation_facts")),
    )
    op.create_table(
        "arrears_facts",
        sa.Column("barrier_id", sa.Integer(), nullable=False),
        sa.Column("landlord", sa.String(length=200), nullable=True),
        sa.Column("balance_pence", sa.Integer(), nullable=True),
        sa.Column("balance_on", sa.Date(), nullable=True),
        sa.Column("weekly_rent_pence", sa.Integer(), nullable=True),
        sa.Column("plan_weekly_pence", sa.Integer(), nullable=True),
        sa.Column("plan_offered_on", sa.Date(), nullable=True),
        sa.Column("plan_agreed_on", sa.Date(), nullable=True),
        sa.Column("first_payment_kept", sa.String(length=60), nullable=True),
        sa.Column("landlord_step", sa.String(length=200), nullable=True),
        sa.Column("notice_expires_on", sa.Date(), nullable=True),
        sa.Column("hearing_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String(length=200), nullable=False),
        sa.CheckConstraint(
            "balance_pence IS NULL OR balance_pence >= 0", name=op.f("ck_arrears_facts_balance_not_negative")
        ),
        sa.CheckConstraint(
            "weekly_rent_pence IS NULL OR weekly_rent_pence >= 0", name=op.f("ck_arrears_facts_rent_not_negative")
        ),
        sa.ForeignKeyConstraint(["barrier_id"], ["barriers.id"], name=op.f("fk_arrears_facts_barrier_id")),
        sa.PrimaryKeyConstraint("barrier_id", name=op.f("pk_arrears_facts")),
    )
    op.create_table(
        "barrier_intervals",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("barrier_id", sa.Integer(), nullable=False),
        sa.Column("began_on", sa.Date(), nullable=False),
        sa.Column("resolved_on", sa.Date(), nullable=True),
        sa.Column("how_resolved", sa.Text(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String(length=200), nullable=False),
        sa.CheckConstraint(
            "resolved_on IS NULL OR began_on IS NULL OR began_on <= resolved_on",
            name=op.f("ck_barrier_intervals_began_on_first"),
        ),
        sa.ForeignKeyConstraint(["barrier_id"], ["barriers.id"], name=op.f("fk_barrier_intervals_barrier_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_barrier_intervals")),
    )
    with op.batch_alter_table("barrier_intervals", schema=None) as batch_op:
        batch_op.create_index(
            "ix_barrier_intervals_barrier_id", ["barrier_id", "began_on", "resolved_on"], unique=False
        )

    op.create_table(
        "benefit_facts",
        sa.Column("barrier_id", sa.Integer(), nullable=False),
        sa.Column("benefit", sa.String(length=200), nullable=True),
        sa.Column("stopped_on", sa.Date(), nullable=True),
        sa.Column("claimed_on", sa.Date(), nullable=True),
        sa.Column("expected_on", sa.Date(), nullable=True),
        sa.Column("in_payment_on", sa.Date(), nullable=True),
        sa.Column("weekly_pence", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["barrier_id"], ["barriers.id"], name=op.f("fk_benefit_facts_barrier_id")),
        sa.PrimaryKeyConstraint("barrier_id", name=op.f("pk_benefit_facts")),
    )
    op.create_table(
        "contacts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(length=80), nullable=False),
        sa.Column("stay_id", sa.Integer(), nullable=False),
        sa.Column("barrier_id", sa.Integer(), nullable=True),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("with_whom", sa.String(length=200), nullable=True),
        sa.Column("method", sa.String(length=60), nullable=True),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String(length=200), nullable=False),
        sa.CheckConstraint(
            "method IS NULL OR method IN ('in person', 'phone', 'e-mail', 'letter', 'visit', 'meeting', 'other')",
            name=op.f("ck_contacts_method_known"),
        ),
        sa.ForeignKeyConstraint(["barrier_id"], ["barriers.id"], name=op.f("fk_contacts_barrier_id")),
        sa.ForeignKeyConstraint(["stay_id"], ["stays.id"], name=op.f("fk_contacts_stay_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contacts")),
        sa.UniqueConstraint("ref", name=op.f("uq_contacts_ref")),
    )
    with op.batch_alter_table("contacts", schema=None) as batch_op:
        batch_op.create_index("ix_contacts_stay_id_on", ["stay_id", "on"], unique=False)

    op.create_table(
        "follow_up_tries",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("follow_up_id", sa.Integer(), nullable=False),
        sa.Column("tried_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("method", sa.String(length=60), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["follow_up_id"], ["follow_ups.id"], name=op.f("fk_follow_up_tries_follow_up_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_follow_up_tries")),
    )
    with op.batch_alter_table("follow_up_tries", schema=None) as batch_op:
        batch_op.create_index("ix_follow_up_tries_follow_up_id", ["follow_up_id"], unique=False)

    op.create_table(
        "hazard_facts",
        sa.Column("barrier_id", sa.Integer(), nullable=False),
        sa.Column("hazard", sa.String(length=200), nullable=True),
        sa.Column("social_landlord", sa.String(length=60), nullable=True),
        sa.Column("emergency", sa.String(length=60), nullable=True),
        sa.Column("landlord_told_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("investigated_on", sa.Date(), nullable=True),
        sa.Column("made_safe_on", sa.Date(), nullable=True),
        sa.Column("works_booked_on", sa.Date(), nullable=True),
        sa.Column("works_done_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String(length=200), nullable=False),
        sa.CheckConstraint(
            "emergency IS NULL OR emergency IN ('yes', 'no')", name=op.f("ck_hazard_facts_emergency_known")
        ),
        sa.CheckConstraint(
            "social_landlord IS NULL OR social_landlord IN ('yes', 'no')",
            name=op.f("ck_hazard_facts_social_landlord_known"),
        ),
        sa.ForeignKeyConstraint(["barrier_id"], ["barriers.id"], name=op.f("fk_hazard_facts_barrier_id")),
        sa.PrimaryKeyConstraint("barrier_id", name=op.f("pk_hazard_facts")),
    )
    op.create_table(
        "homelessness_facts",
        sa.Column("barrier_id", sa.Integer(), nullable=False),
        sa.Column("council", sa.String(length=200), nullable=True),
        sa.Column("consent_given", sa.String(length=60), nullable=True),
        sa.Column("consent_on", sa.Date(), nullable=True),
        sa.Column("consent_how", sa.String(length=60), nullable=True),
        sa.Column("contact_details", sa.Text(), nullable=True),
        sa.Column("reason", sa.String(length=60), nullable=True),
        sa.Column("referred_on", sa.Date(), nullable=True),
        sa.Column("council_reference", sa.String(length=60), nullable=True),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("outcome", sa.String(length=200), nullable=True),
        sa.Column("duty_started_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String(length=200), nullable=False),
        sa.CheckConstraint(
            "consent_given IS NULL OR consent_given IN ('yes', 'no')",
            name=op.f("ck_homelessness_facts_consent_given_known"),
        ),
        sa.CheckConstraint(
            "referred_on IS NULL OR (consent_given = 'yes' AND contact_details IS NOT NULL AND reason IS NOT NULL)",
            name=op.f("ck_homelessness_facts_referred_with_minimums"),
        ),
        sa.ForeignKeyConstraint(["barrier_id"], ["barriers.id"], name=op.f("fk_homelessness_facts_barrier_id")),
        sa.PrimaryKeyConstraint("barrier_id", name=op.f("pk_homelessness_facts")),
    )
    op.create_table(
        "ready_period_values",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ready_period_id", sa.Integer(), nullable=False),
        sa.Column("ready_on", sa.Date(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("end_reason", sa.String(length=60), nullable=True),
        sa.Column("standard", sa.String(length=60), nullable=True),
        sa.Column("said_by", sa.String(length=200), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["ready_period_id"], ["ready_periods.id"], name=op.f("fk_ready_period_values_ready_period_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ready_period_values")),
    )
    with op.batch_alter_table("ready_period_values", schema=None) as batch_op:
        batch_op.create_index("ix_ready_period_values_ready_period_id", ["ready_period_id"], unique=False)
