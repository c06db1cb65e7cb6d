"""the first tables"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
JSON = sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")

# A migration says itself what it makes: the code it was written for moves on.
SEARCH = {
    "sqlite": [
        """CREATE VIRTUAL TABLE feedback_search
        USING fts5(site_id, feedback_id, stems, tokenize = 'unicode61 remove_diacritics 0')"""
    ],
    "postgresql": [
        """CREATE TABLE feedback_search (
        site_id uuid NOT NULL, feedback_id uuid NOT NULL, stems tsvector NOT NULL,
        CONSTRAINT pk_feedback_search PRIMARY KEY (site_id, feedback_id),
        CONSTRAINT fk_feedback_search_site_id_feedback_id FOREIGN KEY (site_id, feedback_id)
        REFERENCES feedback (site_id, id) ON DELETE CASCADE)""",
        "CREATE INDEX ix_feedback_search_stems ON feedback_search USING gin (stems)",
    ],
}
# The audit trail only grows. When a whole site goes, its row is gone before its events' turn comes.
TRAIL = {
    "sqlite": [
        """CREATE TRIGGER event_unchanged BEFORE UPDATE ON event
        BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END""",
        """CREATE TRIGGER event_kept BEFORE DELETE ON event WHEN EXISTS (SELECT 1 FROM site WHERE id = OLD.site_id)
        BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END""",
    ],
    "postgresql": [
        """CREATE FUNCTION refuse_trail_change() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF TG_OP = 'DELETE' AND NOT EXISTS (SELECT 1 FROM site WHERE id = OLD.site_id) THEN
                RETURN OLD;
            END IF;
            RAISE EXCEPTION 'the audit trail is append-only' USING ERRCODE = 'restrict_violation';
        END $$""",
        """CREATE TRIGGER event_unchanged BEFORE UPDATE OR DELETE ON event
        FOR EACH ROW EXECUTE FUNCTION refuse_trail_change()""",
    ],
}
TABLES = (
    "idempotency_record",
    "site",
    "staff",
    "api_token",
    "day_count",
    "packed_month",
    "spoilt_day",
    "packed_until",
    "erasure",
    "event",
    "membership",
    "sign_in_link",
    "staff_session",
    "second_factor",
    "recovery_code",
    "open_identity",
    "account",
    "customer",
    "customer_event",
    "stage",
    "touchpoint",
    "feedback",
    "seen_count",
    "identification",
    "saved_view",
    "question",
    "change",
    "change_place",
    "baseline",
    "improvement",
    "improvement_member",
    "message",
    "recovery_settings",
    "recovery_turn",
    "recovery_mark",
    "recovery_case",
    "leave_request",
    "tag",
    "reply_template",
    "draft",
    "rating",
    "sentiment_correction",
    "meaning",
    "retention",
    "topic_rule",
    "share_link",
    "mail",
    "mail_refusal",
    "digest_wish",
    "bulk_decision",
    "bulk_item",
    "lesson",
    "notice",
    "tag_sighting",
)


def upgrade() -> None:
    op.create_table(
        "idempotency_record",
        sa.Column("caller", sa.String(length=64), nullable=False),
        sa.Column("key", sa.String(length=255), nullable=False),
        sa.Column("fingerprint", sa.LargeBinary(length=32), nullable=False),
        sa.Column("status", sa.Integer(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("caller", "key", name=op.f("pk_idempotency_record")),
    )
    op.create_index(op.f("ix_idempotency_record_created_at"), "idempotency_record", ["created_at"])

    op.create_table(
        "site",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.String(length=60), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("allowed_origins", JSON, nullable=False),
        sa.Column("languages", JSON, nullable=False),
        sa.Column("default_language", sa.String(length=35), nullable=False),
        sa.Column("look", JSON, nullable=False),
        sa.Column("quiet", JSON, nullable=False),
        sa.Column("structured_data", sa.Boolean(), nullable=False),
        sa.Column("shows_improvements", sa.Boolean(), nullable=False),
        sa.Column("timezone", sa.String(length=60), nullable=False),
        sa.Column("publish_policy", sa.String(length=20), nullable=False),
        sa.Column("blocked_words", JSON, nullable=False),
        sa.Column("texts_kept_months", sa.SmallInteger(), nullable=True),
        sa.Column("identity_generation", sa.Integer(), nullable=False),
        sa.Column("previous_identity_until", MOMENT, nullable=True),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_site")),
        sa.UniqueConstraint("key", name=op.f("uq_site_key")),
    )
    op.create_table(
        "staff",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("locale", sa.String(length=35), nullable=True),
        sa.Column("password_hash", sa.String(length=200), nullable=True),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff")),
        sa.UniqueConstraint("email", name=op.f("uq_staff_email")),
    )
    op.create_table(
        "api_token",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("staff_id", sa.Uuid(), nullable=False),
        sa.Column("digest", sa.LargeBinary(length=32), nullable=False),
        sa.Column("label", sa.String(length=120), nullable=False),
        sa.Column("scopes", JSON, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("expires_at", MOMENT, nullable=True),
        sa.Column("revoked_at", MOMENT, nullable=True),
        sa.Column("last_used_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_api_token_staff_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_api_token")),
        sa.UniqueConstraint("digest", name=op.f("uq_api_token_digest")),
    )
    op.create_index(op.f("ix_api_token_staff_id"), "api_token", ["staff_id"])

    op.create_table(
        "day_count",
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("touchpoint_id", sa.Uuid(), nullable=False),
        sa.Column("question_id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("value", sa.SmallInteger(), nullable=False),
        sa.Column("label", sa.String(length=12), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_day_count_site_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint(
            "site_id", "touchpoint_id", "question_id", "day", "value", "label", name=op.f("pk_day_count")
        ),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "packed_month",
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("touchpoint_id", sa.Uuid(), nullable=False),
        sa.Column("question_id", sa.Uuid(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("whole", sa.LargeBinary(), nullable=False),
        sa.Column("totals", sa.LargeBinary(), nullable=False),
        sa.Column("days", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_packed_month_site_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("site_id", "touchpoint_id", "question_id", "month", name=op.f("pk_packed_month")),
    )
    op.create_table(
        "spoilt_day",
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("touchpoint_id", sa.Uuid(), nullable=False),
        sa.Column("question_id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_spoilt_day_site_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("site_id", "touchpoint_id", "question_id", "day", name=op.f("pk_spoilt_day")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "packed_until",
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_packed_until_site_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("site_id", name=op.f("pk_packed_until")),
    )
    op.create_table(
        "erasure",
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("entry_id", sa.Uuid(), nullable=False),
        sa.Column("erased_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_erasure_site_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("site_id", "entry_id", name=op.f("pk_erasure")),
    )
    op.create_table(
        "event",
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=60), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("actor_id", sa.Uuid(), nullable=True),
        sa.Column("actor_name", sa.String(length=120), nullable=True),
        sa.Column("data", JSON, nullable=False),
        sa.Column("occurred_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_event_site_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("site_id", "id", name=op.f("pk_event")),
    )
    op.create_index("ix_event_site_id_subject_id", "event", ["site_id", "subject_id", "id"])
    op.create_index(
        "ix_event_site_id_kind_id",
        "event",
        ["site_id", "kind", "id"],
        sqlite_where=sa.text("kind != 'feedback.received'"),
        postgresql_where=sa.text("kind != 'feedback.received'"),
    )
    op.create_index(
        "ix_event_site_id_actor_id_id",
        "event",
        ["site_id", "actor_id", "id"],
        sqlite_where=sa.text("actor_id IS NOT NULL"),
        postgresql_where=sa.text("actor_id IS NOT NULL"),
    )
    for statement in TRAIL[op.get_bind().dialect.name]:
        op.execute(statement)

    op.create_table(
        "membership",
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("staff_id", sa.Uuid(), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_membership_site_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_membership_staff_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("site_id", "staff_id", name=op.f("pk_membership")),
    )
    op.create_index(op.f("ix_membership_staff_id"), "membership", ["staff_id"])

    op.create_table(
        "sign_in_link",
        sa.Column("digest", sa.LargeBinary(length=32), nullable=False),
        sa.Column("staff_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_sign_in_link_staff_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_sign_in_link")),
    )
    op.create_index(op.f("ix_sign_in_link_expires_at"), "sign_in_link", ["expires_at"])
    op.create_index(op.f("ix_sign_in_link_staff_id"), "sign_in_link", ["staff_id"])

    op.create_table(
        "staff_session",
        sa.Column("digest", sa.LargeBinary(length=32), nullable=False),
        sa.Column("staff_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("by_link", sa.Boolean(), nullable=False),
        sa.Column("agent", sa.String(length=300), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("last_seen_at", MOMENT, nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_staff_session_staff_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_staff_session")),
        sa.UniqueConstraint("id", name=op.f("uq_staff_session_id")),
    )
    op.create_index(op.f("ix_staff_session_expires_at"), "staff_session", ["expires_at"])
    op.create_index(op.f("ix_staff_session_staff_id"), "staff_session", ["staff_id"])

    op.create_table(
        "second_factor",
        sa.Column("staff_id", sa.Uuid(), nullable=False),
        sa.Column("salt", sa.LargeBinary(length=16), nullable=False),
        sa.Column("confirmed_at", MOMENT, nullable=True),
        sa.Column("last_step", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_second_factor_staff_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("staff_id", name=op.f("pk_second_factor")),
    )

    op.create_table(
        "recovery_code",
        sa.Column("staff_id", sa.Uuid(), nullable=False),
        sa.Column("digest", sa.LargeBinary(length=32), nullable=False),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_recovery_code_staff_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("staff_id", "digest", name=op.f("pk_recovery_code")),
    )

    op.create_table(
        "open_identity",
        sa.Column("issuer", sa.String(length=300), nullable=False),
        sa.Column("subject", sa.String(length=255), nullable=False),
        sa.Column("staff_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_open_identity_staff_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("issuer", "subject", name=op.f("pk_open_identity")),
    )
    op.create_index(op.f("ix_open_identity_staff_id"), "open_identity", ["staff_id"])

    op.create_table(
        "account",
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("reference", sa.String(length=200), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=True),
        sa.Column("name_folded", sa.String(length=360), nullable=True),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_account_site_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("site_id", "id", name=op.f("pk_account")),
        sa.UniqueConstraint("site_id", "reference", name=op.f("uq_account_site_id_reference")),
    )
    op.create_table(
        "customer",
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("reference", sa.String(length=200), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=True),
        sa.Column("email", sa.String(length=254), nullable=True),
        sa.Column("segment", sa.String(length=60), nullable=True),
        sa.Column("account_id", sa.Uuid(), nullable=True),
        sa.Column("merged_into_id", sa.Uuid(), nullable=True),
        sa.Column("name_folded", sa.String(length=360), nullable=True),
        sa.Column("first_seen_at", MOMENT, nullable=False),
        sa.Column("last_seen_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["site_id", "account_id"], ["account.site_id", "account.id"], name=op.f("fk_customer_site_id_account_id")
        ),
        sa.ForeignKeyConstraint(
            ["site_id", "merged_into_id"],
            ["customer.site_id", "customer.id"],
            name=op.f("fk_customer_site_id_merged_into_id"),
        ),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_customer_site_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("site_id", "id", name=op.f("pk_customer")),
        sa.UniqueConstraint("site_id", "reference", name=op.f("uq_customer_site_id_reference")),
    )
    op.create_index("ix_customer_site_id_account_id", "customer", ["site_id", "account_id"])
    op.create_index("ix_customer_site_id_last_seen_at_id", "customer", ["site_id", "last_seen_at", "id"])
    op.create_index("ix_customer_site_id_merged_into_id", "customer", ["site_id", "merged_into_id"])

    op.create_table(
        "customer_event",
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("customer_id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.String(length=100), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("occurred_at", MOMENT, nullable=False),
        sa.Column("amount", sa.Double(), nullable=True),
        sa.Column("currency", sa.String(length=3), nullable=True),
        sa.Column("told_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["site_id", "customer_id"],
            ["customer.site_id", "customer.id"],
            name=op.f("fk_customer_event_site_id_customer_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("site_id", "id", name=op.f("pk_customer_event")),
        sa.UniqueConstraint("site_id", "key", name=op.f("uq_customer_event_site_id_key")),
    )
    op.create_index("ix_customer_event_site_id_customer_id_id", "customer_event", ["site_id", "customer_id", "id"])
    op.create_index("ix_customer_event_site_id_kind_occurred_at", "customer_event", ["site_id", "kind", "occurred_at"])

    op.create_table(
        "stage",
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("name", JSON, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_stage_site_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("site_id", "id", name=op.f("pk_stage")),
        sa.UniqueConstraint("site_id", "key", name=op.f("uq_stage_site_id_key")),
    )
    op.create_table(
        "touchpoint",
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("stage_id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("name", JSON, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("placement", sa.String(length=20), nullable=False),
        sa.Column("pages", JSON, nullable=False),
        sa.Column("revenue_value", sa.Integer(), nullable=False),
        sa.Column("commitment_value", sa.Integer(), nullable=False),
        sa.Column("launcher", JSON, nullable=True),
        sa.Column("thanks", JSON, nullable=True),
        sa.Column("when", JSON, nullable=True),
        sa.Column("attributes", JSON, nullable=False),
        sa.Column("ask_comment", sa.Boolean(), nullable=False),
        sa.Column("ask_email", sa.Boolean(), nullable=False),
        sa.Column("ask_permission", sa.Boolean(), nullable=False),
        sa.Column("ask_pointing", sa.Boolean(), nullable=False),
        sa.Column("comment_label", JSON, nullable=True),
        sa.Column("email_reason", JSON, nullable=True),
        sa.Column("publish_policy", sa.String(length=20), nullable=True),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.CheckConstraint("commitment_value BETWEEN 0 AND 5", name=op.f("ck_touchpoint_commitment_value")),
        sa.CheckConstraint("revenue_value BETWEEN 0 AND 5", name=op.f("ck_touchpoint_revenue_value")),
        sa.ForeignKeyConstraint(
            ["site_id", "stage_id"], ["stage.site_id", "stage.id"], name=op.f("fk_touchpoint_site_id_stage_id")
        ),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_touchpoint_site_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("site_id", "id", name=op.f("pk_touchpoint")),
        sa.UniqueConstraint("site_id", "key", name=op.f("uq_touchpoint_site_id_key")),
    )
    op.create_table(
        "feedback",
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("entry_id", sa.Uuid(), nullable=False),
        sa.Column("touchpoint_id", sa.Uuid(), nullable=False),
        sa.Column("thread_digest", sa.LargeBinary(length=32), nullable=False),
        sa.Column("fingerprint", sa.LargeBinary(length=32), nullable=False),
        sa.Column("publication", sa.String(length=12), nullable=False),
        sa.Column("case", sa.String(length=12), nullable=False),
        sa.Column("assignee_id", sa.Uuid(), nullable=True),
        sa.Column("comment", sa.Text(), nullable=True),
        sa.Column("texts", JSON, nullable=True),
        sa.Column("value", sa.SmallInteger(), nullable=True),
        sa.Column("score", sa.Double(), nullable=True),
        sa.Column("first_question_id", sa.Uuid(), nullable=True),
        sa.Column("language", sa.String(length=35), nullable=True),
        sa.Column("email", sa.String(length=254), nullable=True),
        sa.Column("page_url", sa.Text(), nullable=True),
        sa.Column("page_title", sa.String(length=300), nullable=True),
        sa.Column("choices", JSON, nullable=True),
        sa.Column("subject", sa.String(length=100), nullable=True),
        sa.Column("segment", sa.String(length=60), nullable=True),
        sa.Column("device", sa.String(length=8), nullable=True),
        sa.Column("is_returning", sa.Boolean(), nullable=True),
        sa.Column("attributes", JSON, nullable=True),
        sa.Column("element", JSON, nullable=True),
        sa.Column("permission", sa.Boolean(), nullable=True),
        sa.Column("shown_name", sa.String(length=60), nullable=True),
        sa.Column("second_value", sa.SmallInteger(), nullable=True),
        sa.Column("withdrawn_at", MOMENT, nullable=True),
        sa.Column("duplicate_of_id", sa.Uuid(), nullable=True),
        sa.Column("read_at", MOMENT, nullable=True),
        sa.Column("forgotten_at", MOMENT, nullable=True),
        sa.Column("reported_at", MOMENT, nullable=True),
        sa.Column("statement", JSON, nullable=True),
        sa.Column("reasons", JSON, nullable=True),
        sa.Column("sentiment_label", sa.String(length=12), nullable=True),
        sa.Column("sentiment_score", sa.Double(), nullable=True),
        sa.Column("sentiment", JSON, nullable=True),
        sa.Column("contradicts", sa.Boolean(), nullable=False),
        sa.Column("message_count", sa.Integer(), server_default="0", nullable=False),
        sa.Column("answered_at", MOMENT, nullable=True),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("updated_at", MOMENT, nullable=False),
        sa.Column("said_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["assignee_id"], ["staff.id"], name=op.f("fk_feedback_assignee_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["site_id", "touchpoint_id"],
            ["touchpoint.site_id", "touchpoint.id"],
            name=op.f("fk_feedback_site_id_touchpoint_id"),
        ),
        sa.PrimaryKeyConstraint("site_id", "id", name=op.f("pk_feedback")),
        sa.UniqueConstraint("site_id", "entry_id", name=op.f("uq_feedback_site_id_entry_id")),
    )
    op.create_index("ix_feedback_site_id_case_id", "feedback", ["site_id", "case", "id"])
    op.create_index(
        "ix_feedback_site_id_case_publication_withdrawn_at",
        "feedback",
        ["site_id", "case", "publication", "withdrawn_at"],
    )
    op.create_index(
        "ix_feedback_site_id_id_reported",
        "feedback",
        ["site_id", "id"],
        sqlite_where=sa.text("reported_at IS NOT NULL"),
        postgresql_where=sa.text("reported_at IS NOT NULL"),
    )
    op.create_index(
        "ix_feedback_site_id_contradicts_id",
        "feedback",
        ["site_id", "id"],
        sqlite_where=sa.text("contradicts = 1"),
        postgresql_where=sa.text("contradicts"),
    )
    op.create_index(
        "ix_feedback_site_id_id_withdrawn",
        "feedback",
        ["site_id", "id"],
        sqlite_where=sa.text("withdrawn_at IS NOT NULL"),
        postgresql_where=sa.text("withdrawn_at IS NOT NULL"),
    )
    op.create_index("ix_feedback_site_id_publication_id", "feedback", ["site_id", "publication", "id"])
    op.create_index("ix_feedback_site_id_sentiment_label_id", "feedback", ["site_id", "sentiment_label", "id"])
    for given in ("email", "answered_at"):
        op.create_index(
            f"ix_feedback_site_id_id_{given}",
            "feedback",
            ["site_id", "id"],
            sqlite_where=sa.text(f"{given} IS NOT NULL"),
            postgresql_where=sa.text(f"{given} IS NOT NULL"),
        )
    for given in (
        "segment",
        "device",
        "is_returning",
        "subject",
        "language",
        "value",
        "assignee_id",
        "email",
        "duplicate_of_id",
    ):
        op.create_index(
            f"ix_feedback_site_id_{given}_id",
            "feedback",
            ["site_id", given, "id"],
            sqlite_where=sa.text(f"{given} IS NOT NULL"),
            postgresql_where=sa.text(f"{given} IS NOT NULL"),
        )
    op.create_index("ix_feedback_site_id_touchpoint_id_id", "feedback", ["site_id", "touchpoint_id", "id"])
    op.create_index(
        "ix_feedback_site_id_touchpoint_id_id_published",
        "feedback",
        ["site_id", "touchpoint_id", "id"],
        sqlite_where=sa.text("publication = 'published' AND comment IS NOT NULL"),
        postgresql_where=sa.text("publication = 'published' AND comment IS NOT NULL"),
    )
    op.create_index("ix_feedback_thread_digest", "feedback", ["thread_digest"])

    op.create_table(
        "seen_count",
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("touchpoint_id", sa.Uuid(), nullable=False),
        sa.Column("shown", sa.Integer(), nullable=False),
        sa.Column("opened", sa.Integer(), nullable=False),
        sa.Column("answered", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["site_id", "touchpoint_id"],
            ["touchpoint.site_id", "touchpoint.id"],
            name=op.f("fk_seen_count_site_id_touchpoint_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("site_id", "day", "touchpoint_id", name=op.f("pk_seen_count")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "identification",
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("feedback_id", sa.Uuid(), nullable=False),
        sa.Column("customer_id", sa.Uuid(), nullable=True),
        sa.Column("account_id", sa.Uuid(), nullable=True),
        sa.Column("how", sa.String(length=20), nullable=False),
        sa.Column("fault", sa.String(length=30), nullable=True),
        sa.Column("identified_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["site_id", "account_id"],
            ["account.site_id", "account.id"],
            name=op.f("fk_identification_site_id_account_id"),
        ),
        sa.ForeignKeyConstraint(
            ["site_id", "customer_id"],
            ["customer.site_id", "customer.id"],
            name=op.f("fk_identification_site_id_customer_id"),
        ),
        sa.ForeignKeyConstraint(
            ["site_id", "feedback_id"],
            ["feedback.site_id", "feedback.id"],
            name=op.f("fk_identification_site_id_feedback_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("site_id", "feedback_id", name=op.f("pk_identification")),
    )
    op.create_index(
        "ix_identification_site_id_account_id_feedback_id",
        "identification",
        ["site_id", "account_id", "feedback_id"],
    )
    op.create_index(
        "ix_identification_site_id_customer_id_feedback_id",
        "identification",
        ["site_id", "customer_id", "feedback_id"],
    )

    op.create_table(
        "saved_view",
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("staff_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("filters", JSON, nullable=False),
        sa.Column("is_shared", sa.Boolean(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_saved_view_site_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_saved_view_staff_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("site_id", "id", name=op.f("pk_saved_view")),
    )
    op.create_index("ix_saved_view_site_id_staff_id", "saved_view", ["site_id", "staff_id"])

    op.create_table(
        "question",
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("touchpoint_id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", JSON, nullable=False),
        sa.Column("low", JSON, nullable=True),
        sa.Column("high", JSON, nullable=True),
        sa.Column("required", sa.Boolean(), nullable=False),
        sa.Column("options", JSON, nullable=True),
        sa.Column("several", sa.Boolean(), nullable=False),
        sa.Column("shuffle", sa.Boolean(), nullable=False),
        sa.Column("show_if", JSON, nullable=True),
        sa.Column("is_retired", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["site_id", "touchpoint_id"],
            ["touchpoint.site_id", "touchpoint.id"],
            name=op.f("fk_question_site_id_touchpoint_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("site_id", "id", name=op.f("pk_question")),
        sa.UniqueConstraint("site_id", "touchpoint_id", "key", name=op.f("uq_question_site_id_touchpoint_id_key")),
    )
    op.create_table(
        "change",
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("link", sa.Text(), nullable=True),
        sa.Column("staff_id", sa.Uuid(), nullable=True),
        sa.Column("staff_name", sa.String(length=120), nullable=True),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_change_site_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_change_staff_id"), ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("site_id", "id", name=op.f("pk_change")),
    )
    op.create_index("ix_change_site_id_at_id", "change", ["site_id", "at", "id"])
    op.create_table(
        "change_place",
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("change_id", sa.Uuid(), nullable=False),
        sa.Column("touchpoint_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["site_id", "change_id"],
            ["change.site_id", "change.id"],
            name=op.f("fk_change_place_site_id_change_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["site_id", "touchpoint_id"],
            ["touchpoint.site_id", "touchpoint.id"],
            name=op.f("fk_change_place_site_id_touchpoint_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("site_id", "change_id", "touchpoint_id", name=op.f("pk_change_place")),
    )
    op.create_table(
        "baseline",
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("set_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_baseline_site_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("site_id", name=op.f("pk_baseline")),
    )
    op.create_table(
        "improvement",
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("title", JSON, nullable=False),
        sa.Column("text", JSON, nullable=True),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("state_since", MOMENT, nullable=False),
        sa.Column("is_public", sa.Boolean(), nullable=False),
        sa.Column("change_id", sa.Uuid(), nullable=True),
        sa.Column("telling", sa.String(length=12), nullable=True),
        sa.Column("told_by_id", sa.Uuid(), nullable=True),
        sa.Column("staff_id", sa.Uuid(), nullable=True),
        sa.Column("staff_name", sa.String(length=120), nullable=True),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_improvement_site_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["site_id", "change_id"],
            ["change.site_id", "change.id"],
            name=op.f("fk_improvement_site_id_change_id"),
            deferrable=True,
            initially="DEFERRED",
        ),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_improvement_staff_id"), ondelete="SET NULL"),
        sa.ForeignKeyConstraint(
            ["told_by_id"], ["staff.id"], name=op.f("fk_improvement_told_by_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("site_id", "id", name=op.f("pk_improvement")),
    )
    op.create_index("ix_improvement_site_id_change_id", "improvement", ["site_id", "change_id"])
    being_told = sa.text("telling IS NOT NULL")
    op.create_index(
        "ix_improvement_id_telling", "improvement", ["id"], sqlite_where=being_told, postgresql_where=being_told
    )
    op.create_table(
        "improvement_member",
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("improvement_id", sa.Uuid(), nullable=False),
        sa.Column("feedback_id", sa.Uuid(), nullable=False),
        sa.Column("grouping_id", sa.Uuid(), nullable=False),
        sa.Column("told_as", sa.String(length=12), nullable=True),
        sa.Column("told_at", MOMENT, nullable=True),
        sa.Column("added_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["site_id", "improvement_id"],
            ["improvement.site_id", "improvement.id"],
            name=op.f("fk_improvement_member_site_id_improvement_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["site_id", "feedback_id"],
            ["feedback.site_id", "feedback.id"],
            name=op.f("fk_improvement_member_site_id_feedback_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("site_id", "improvement_id", "feedback_id", name=op.f("pk_improvement_member")),
    )
    op.create_index("ix_improvement_member_site_id_feedback_id", "improvement_member", ["site_id", "feedback_id"])
    op.create_table(
        "message",
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("feedback_id", sa.Uuid(), nullable=False),
        sa.Column("author", sa.String(length=12), nullable=False),
        sa.Column("staff_id", sa.Uuid(), nullable=True),
        sa.Column("visibility", sa.String(length=12), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("sent_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["site_id", "feedback_id"],
            ["feedback.site_id", "feedback.id"],
            name=op.f("fk_message_site_id_feedback_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_message_staff_id"), ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("site_id", "id", name=op.f("pk_message")),
    )
    op.create_index("ix_message_site_id_feedback_id_id", "message", ["site_id", "feedback_id", "id"])

    op.create_table(
        "recovery_settings",
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("is_on", sa.Boolean(), nullable=False),
        sa.Column("score_line", sa.Double(), nullable=True),
        sa.Column("sentiment_line", sa.Double(), nullable=True),
        sa.Column("words", JSON, nullable=False),
        sa.Column("answer_minutes", sa.Integer(), nullable=False),
        sa.Column("no_answer_days", sa.Integer(), nullable=False),
        sa.Column("week", JSON, nullable=False),
        sa.Column("country", sa.String(length=2), nullable=True),
        sa.Column("closed_days", JSON, nullable=False),
        sa.Column("names_shown", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["site_id"], ["site.id"], name=op.f("fk_recovery_settings_site_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("site_id", name=op.f("pk_recovery_settings")),
    )
    op.create_table(
        "recovery_turn",
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("staff_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("away_until", sa.Date(), nullable=True),
        sa.Column("last_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(
            ["site_id", "staff_id"],
            ["membership.site_id", "membership.staff_id"],
            name=op.f("fk_recovery_turn_site_id_staff_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("site_id", "staff_id", name=op.f("pk_recovery_turn")),
    )
    op.create_table(
        "recovery_mark",
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("looked_until", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_recovery_mark_site_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("site_id", name=op.f("pk_recovery_mark")),
    )
    op.create_table(
        "recovery_case",
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("feedback_id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("reasons", JSON, nullable=False),
        sa.Column("first_score", sa.Double(), nullable=True),
        sa.Column("second_score", sa.Double(), nullable=True),
        sa.Column("opened_at", MOMENT, nullable=False),
        sa.Column("due_at", MOMENT, nullable=False),
        sa.Column("moment", MOMENT, nullable=False),
        sa.Column("answered_at", MOMENT, nullable=True),
        sa.Column("escalated_at", MOMENT, nullable=True),
        sa.Column("closed_at", MOMENT, nullable=True),
        sa.Column("in_time", sa.Boolean(), nullable=True),
        sa.Column("outcome", sa.String(length=12), nullable=True),
        sa.Column("outcome_by", sa.String(length=12), nullable=True),
        sa.ForeignKeyConstraint(
            ["site_id", "feedback_id"],
            ["feedback.site_id", "feedback.id"],
            name=op.f("fk_recovery_case_site_id_feedback_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("site_id", "id", name=op.f("pk_recovery_case")),
        sa.UniqueConstraint("site_id", "feedback_id", name=op.f("uq_recovery_case_site_id_feedback_id")),
    )
    op.create_index("ix_recovery_case_site_id_state_moment_id", "recovery_case", ["site_id", "state", "moment", "id"])
    op.create_table(
        "leave_request",
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("feedback_id", sa.Uuid(), nullable=False),
        sa.Column("staff_id", sa.Uuid(), nullable=True),
        sa.Column("publishes", sa.Boolean(), nullable=False),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["site_id", "feedback_id"],
            ["feedback.site_id", "feedback.id"],
            name=op.f("fk_leave_request_site_id_feedback_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff.id"], name=op.f("fk_leave_request_staff_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("site_id", "feedback_id", name=op.f("pk_leave_request")),
    )
    op.create_table(
        "tag",
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("feedback_id", sa.Uuid(), nullable=False),
        sa.Column("word", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["site_id", "feedback_id"],
            ["feedback.site_id", "feedback.id"],
            name=op.f("fk_tag_site_id_feedback_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("site_id", "feedback_id", "word", name=op.f("pk_tag")),
    )
    op.create_index("ix_tag_site_id_word_feedback_id", "tag", ["site_id", "word", "feedback_id"])
    op.create_table(
        "reply_template",
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("texts", JSON, nullable=False),
        sa.Column("touchpoints", JSON, nullable=False),
        sa.Column("sentiments", JSON, nullable=False),
        sa.Column("use_count", sa.Integer(), nullable=False),
        sa.Column("last_used_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_reply_template_site_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("site_id", "id", name=op.f("pk_reply_template")),
    )
    op.create_table(
        "draft",
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("feedback_id", sa.Uuid(), nullable=False),
        sa.Column("staff_id", sa.Uuid(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("visibility", sa.String(length=12), nullable=False),
        sa.Column("saved_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["site_id", "feedback_id"],
            ["feedback.site_id", "feedback.id"],
            name=op.f("fk_draft_site_id_feedback_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_draft_staff_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("site_id", "feedback_id", "staff_id", name=op.f("pk_draft")),
    )

    op.create_table(
        "rating",
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("feedback_id", sa.Uuid(), nullable=False),
        sa.Column("question_id", sa.Uuid(), nullable=False),
        sa.Column("value", sa.SmallInteger(), nullable=False),
        sa.Column("score", sa.Double(), nullable=False),
        sa.ForeignKeyConstraint(
            ["site_id", "feedback_id"],
            ["feedback.site_id", "feedback.id"],
            name=op.f("fk_rating_site_id_feedback_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["site_id", "question_id"], ["question.site_id", "question.id"], name=op.f("fk_rating_site_id_question_id")
        ),
        sa.PrimaryKeyConstraint("site_id", "feedback_id", "question_id", name=op.f("pk_rating")),
    )
    op.create_table(
        "sentiment_correction",
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("feedback_id", sa.Uuid(), nullable=False),
        sa.Column("label", sa.String(length=12), nullable=False),
        sa.Column("machine_label", sa.String(length=12), nullable=False),
        sa.Column("machine_score", sa.Double(), nullable=True),
        sa.Column("machine_confidence", sa.Double(), nullable=False),
        sa.Column("language", sa.String(length=35), nullable=True),
        sa.Column("version", sa.String(length=60), nullable=False),
        sa.Column("touchpoint_id", sa.Uuid(), nullable=False),
        sa.Column("staff_id", sa.Uuid(), nullable=True),
        sa.Column("staff_name", sa.String(length=120), nullable=False),
        sa.Column("corrected_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["site_id", "feedback_id"],
            ["feedback.site_id", "feedback.id"],
            name=op.f("fk_sentiment_correction_site_id_feedback_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff.id"], name=op.f("fk_sentiment_correction_staff_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("site_id", "feedback_id", name=op.f("pk_sentiment_correction")),
    )
    op.create_table(
        "meaning",
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("feedback_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.String(length=40), nullable=False),
        sa.Column("vector", sa.LargeBinary(length=384), nullable=False),
        sa.Column("said_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["site_id", "feedback_id"],
            ["feedback.site_id", "feedback.id"],
            name=op.f("fk_meaning_site_id_feedback_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("site_id", "feedback_id", name=op.f("pk_meaning")),
    )
    op.create_table(
        "retention",
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("after", sa.Uuid(), nullable=False),
        sa.Column("untold", sa.Integer(), nullable=False),
        sa.Column("forgot_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_retention_site_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("site_id", name=op.f("pk_retention")),
    )
    op.create_table(
        "topic_rule",
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.String(length=60), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=True),
        sa.Column("words", JSON, nullable=False),
        sa.Column("into", sa.String(length=60), nullable=True),
        sa.Column("is_muted", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_topic_rule_site_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("site_id", "key", name=op.f("pk_topic_rule")),
    )
    op.create_table(
        "share_link",
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("digest", sa.LargeBinary(length=32), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("language", sa.String(length=35), nullable=False),
        sa.Column("with_comments", sa.Boolean(), nullable=False),
        sa.Column("staff_id", sa.Uuid(), nullable=True),
        sa.Column("staff_name", sa.String(length=120), nullable=True),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.Column("revoked_at", MOMENT, nullable=True),
        sa.Column("views", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_share_link_site_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_share_link_staff_id"), ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("site_id", "id", name=op.f("pk_share_link")),
    )
    op.create_index("ix_share_link_digest", "share_link", ["digest"])

    op.create_table(
        "bulk_decision",
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("staff_id", sa.Uuid(), nullable=True),
        sa.Column("staff_name", sa.String(length=120), nullable=False),
        sa.Column("verdict", sa.String(length=12), nullable=False),
        sa.Column("reason", sa.String(length=500), nullable=True),
        sa.Column("seen_at", MOMENT, nullable=True),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("skipped", sa.Integer(), nullable=False),
        sa.Column("undone", sa.Integer(), nullable=False),
        sa.Column("has_more", sa.Boolean(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("finished_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_bulk_decision_site_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff.id"], name=op.f("fk_bulk_decision_staff_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("site_id", "id", name=op.f("pk_bulk_decision")),
    )
    op.create_index("ix_bulk_decision_state", "bulk_decision", ["state", "id"])

    op.create_table(
        "bulk_item",
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("bulk_id", sa.Uuid(), nullable=False),
        sa.Column("feedback_id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("before", sa.String(length=12), nullable=True),
        sa.ForeignKeyConstraint(
            ["site_id", "bulk_id"],
            ["bulk_decision.site_id", "bulk_decision.id"],
            name=op.f("fk_bulk_item_site_id_bulk_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["site_id", "feedback_id"],
            ["feedback.site_id", "feedback.id"],
            name=op.f("fk_bulk_item_site_id_feedback_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("site_id", "bulk_id", "feedback_id", name=op.f("pk_bulk_item")),
    )
    op.create_index("ix_bulk_item_site_id_bulk_id_state", "bulk_item", ["site_id", "bulk_id", "state"])
    op.create_index("ix_bulk_item_site_id_feedback_id", "bulk_item", ["site_id", "feedback_id"])

    op.create_table(
        "lesson",
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("digest", sa.LargeBinary(length=32), nullable=False),
        sa.Column("publication", sa.String(length=12), nullable=False),
        sa.Column("taught_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_lesson_site_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("site_id", "kind", "digest", name=op.f("pk_lesson")),
    )
    op.create_index("ix_lesson_site_id_kind_taught_at", "lesson", ["site_id", "kind", "taught_at"])

    op.create_table(
        "notice",
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("feedback_id", sa.Uuid(), nullable=False),
        sa.Column("ground", sa.String(length=20), nullable=False),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("email", sa.String(length=254), nullable=True),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("statement", sa.Text(), nullable=True),
        sa.Column("staff_name", sa.String(length=120), nullable=True),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("decided_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(
            ["site_id", "feedback_id"],
            ["feedback.site_id", "feedback.id"],
            name=op.f("fk_notice_site_id_feedback_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("site_id", "id", name=op.f("pk_notice")),
    )
    op.create_index("ix_notice_site_id_feedback_id", "notice", ["site_id", "feedback_id"])
    op.create_index("ix_notice_site_id_state_id", "notice", ["site_id", "state", "id"])

    op.create_table(
        "mail",
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("event_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=60), nullable=False),
        sa.Column("about_id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("due_at", MOMENT, nullable=False),
        sa.Column("reason", sa.String(length=300), nullable=True),
        sa.Column("sent_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(
            ["site_id", "event_id"],
            ["event.site_id", "event.id"],
            name=op.f("fk_mail_site_id_event_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("site_id", "event_id", name=op.f("pk_mail")),
    )
    op.create_index("ix_mail_site_id_about_id_event_id", "mail", ["site_id", "about_id", "event_id"])
    op.create_index(
        "ix_mail_due_at_waiting",
        "mail",
        ["due_at"],
        sqlite_where=sa.text("state = 'waiting'"),
        postgresql_where=sa.text("state = 'waiting'"),
    )
    op.create_table(
        "mail_refusal",
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("digest", sa.LargeBinary(length=32), nullable=False),
        sa.Column("refused_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_mail_refusal_site_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("site_id", "digest", name=op.f("pk_mail_refusal")),
    )
    op.create_table(
        "digest_wish",
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("staff_id", sa.Uuid(), nullable=False),
        sa.Column("is_on", sa.Boolean(), nullable=False),
        sa.Column("last_monday", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["site_id", "staff_id"],
            ["membership.site_id", "membership.staff_id"],
            name=op.f("fk_digest_wish_site_id_staff_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("site_id", "staff_id", name=op.f("pk_digest_wish")),
    )
    op.create_table(
        "tag_sighting",
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("origin", sa.String(length=300), nullable=False),
        sa.Column("first_seen_at", MOMENT, nullable=False),
        sa.Column("last_seen_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_tag_sighting_site_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("site_id", "origin", name=op.f("pk_tag_sighting")),
    )
    create_search()


def create_search() -> None:
    for statement in SEARCH[op.get_bind().dialect.name]:
        op.execute(statement)


def downgrade() -> None:
    op.execute("DROP TABLE feedback_search")
    for table in reversed(TABLES):
        op.drop_table(table)
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION refuse_trail_change")
