-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "dialect" AS ENUM ('rfc7489', 'rfc9990');

-- CreateEnum
CREATE TYPE "verdict" AS ENUM ('verified', 'authenticated', 'unverified', 'failed', 'not-checked');

-- CreateEnum
CREATE TYPE "disposition" AS ENUM ('none', 'pass', 'quarantine', 'reject', 'other');

-- CreateEnum
CREATE TYPE "outcome" AS ENUM ('passed', 'overridden', 'quarantined', 'rejected', 'delivered');

-- CreateEnum
CREATE TYPE "requested_policy" AS ENUM ('none', 'quarantine', 'reject');

-- CreateEnum
CREATE TYPE "mailbox_tls" AS ENUM ('implicit', 'starttls', 'none');

-- CreateEnum
CREATE TYPE "origin" AS ENUM ('mailbox', 'upload', 'import', 'api', 'demo');

-- CreateEnum
CREATE TYPE "message_state" AS ENUM ('claimed', 'done', 'quarantined');

-- CreateEnum
CREATE TYPE "item_outcome" AS ENUM ('stored', 'duplicate', 'conflict', 'held', 'refused', 'ignored');

-- CreateEnum
CREATE TYPE "quarantine_state" AS ENUM ('open', 'resolved', 'ignored');

-- CreateEnum
CREATE TYPE "role" AS ENUM ('owner', 'admin', 'analyst', 'auditor', 'viewer');

-- CreateEnum
CREATE TYPE "token_scope" AS ENUM ('read', 'import');

-- CreateTable
CREATE TABLE "domain" (
    "id" SERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "org_domain" TEXT NOT NULL,
    "is_demo" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "domain_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "reporter" (
    "id" SERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "name_key" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "reporter_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "reporter_signer" (
    "name_key" TEXT NOT NULL,
    "signer" TEXT NOT NULL,
    "confirmed_by" TEXT,
    "first_seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "reporter_signer_pkey" PRIMARY KEY ("name_key","signer")
);

-- CreateTable
CREATE TABLE "report" (
    "id" BIGSERIAL NOT NULL,
    "uid" UUID NOT NULL DEFAULT gen_random_uuid(),
    "domain_id" INTEGER NOT NULL,
    "reporter_id" INTEGER NOT NULL,
    "message_id" BIGINT,
    "identity" BYTEA NOT NULL,
    "content_hash" BYTEA NOT NULL,
    "counted" BOOLEAN NOT NULL,
    "verdict" "verdict" NOT NULL DEFAULT 'not-checked',
    "signer" TEXT,
    "org_name" TEXT NOT NULL,
    "email" TEXT,
    "extra_contact_info" TEXT,
    "report_id" TEXT NOT NULL,
    "begin_at" TIMESTAMPTZ(0) NOT NULL,
    "end_at" TIMESTAMPTZ(0) NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "dialect" "dialect" NOT NULL,
    "version" TEXT,
    "generator" TEXT,
    "errors" TEXT[],
    "policy_p" TEXT,
    "policy_sp" TEXT,
    "policy_np" TEXT,
    "policy_adkim" TEXT,
    "policy_aspf" TEXT,
    "policy_pct" TEXT,
    "policy_fo" TEXT,
    "policy_testing" TEXT,
    "discovery_method" TEXT,
    "deviations" JSONB NOT NULL DEFAULT '[]',
    "spread" BOOLEAN NOT NULL,
    "file_name" TEXT,
    "original_bytes" INTEGER NOT NULL,
    "original_sha256" BYTEA NOT NULL,
    "record_count" INTEGER NOT NULL,
    "message_count" BIGINT NOT NULL,
    "pass_count" BIGINT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "report_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "report_original" (
    "report_id" BIGINT NOT NULL,
    "gzip" BYTEA NOT NULL,

    CONSTRAINT "report_original_pkey" PRIMARY KEY ("report_id")
);

-- CreateTable
CREATE TABLE "record" (
    -- Eight-byte, then four-byte, then one-byte columns: no padding between them.
    "report_id" BIGINT NOT NULL,
    "day" DATE NOT NULL,
    "record_no" INTEGER NOT NULL,
    "domain_id" INTEGER NOT NULL,
    "reporter_id" INTEGER NOT NULL,
    "auth_set_id" INTEGER NOT NULL,
    "count" INTEGER NOT NULL,
    "outcome" "outcome" NOT NULL,
    "disposition" "disposition" NOT NULL,
    "requested" "requested_policy" NOT NULL,
    "dkim_aligned" BOOLEAN NOT NULL,
    "spf_aligned" BOOLEAN NOT NULL,
    "inconsistent" BOOLEAN NOT NULL,
    "source_ip" INET,
    "header_from" TEXT NOT NULL,
    "envelope_from" TEXT,
    "envelope_to" TEXT,
    "reasons" JSONB,
    "disposition_raw" TEXT,
    "source_raw" TEXT,

    CONSTRAINT "record_pkey" PRIMARY KEY ("day","report_id","record_no")
) PARTITION BY RANGE ("day");

-- A month's partition is made when its first record arrives and dropped when retention ends: no
-- DELETE, no bloat. Inserts alone must trigger a vacuum early, or the covering index below cannot
-- answer without the heap.
CREATE FUNCTION ensure_record_month(month DATE) RETURNS VOID LANGUAGE plpgsql AS $$
DECLARE
    first DATE := date_trunc('month', month)::DATE;
    name TEXT := 'record_' || to_char(first, 'YYYY_MM');
BEGIN
    IF to_regclass(name) IS NOT NULL THEN RETURN; END IF;
    PERFORM pg_advisory_xact_lock(hashtext('ensure_record_month'));
    EXECUTE format(
        'CREATE TABLE IF NOT EXISTS %I PARTITION OF record FOR VALUES FROM (%L) TO (%L)
         WITH (autovacuum_vacuum_insert_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.02)',
        name, first, (first + INTERVAL '1 month')::DATE);
END $$;

-- CreateTable
CREATE TABLE "auth_set" (
    "id" SERIAL NOT NULL,
    "digest" BYTEA NOT NULL,
    "dkim" JSONB NOT NULL,
    "spf" JSONB NOT NULL,

    CONSTRAINT "auth_set_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "source" (
    "ip" INET NOT NULL,
    "ptr" TEXT,
    "ptr_confirmed" BOOLEAN,
    "country" TEXT,
    "asn" INTEGER,
    "as_name" TEXT,
    "checked_at" TIMESTAMPTZ(3),

    CONSTRAINT "source_pkey" PRIMARY KEY ("ip")
);

-- CreateTable
CREATE TABLE "daily" (
    "domain_id" INTEGER NOT NULL,
    "day" DATE NOT NULL,
    "outcome" "outcome" NOT NULL,
    "disposition" "disposition" NOT NULL,
    "dkim_aligned" BOOLEAN NOT NULL,
    "spf_aligned" BOOLEAN NOT NULL,
    "messages" BIGINT NOT NULL,
    "records" BIGINT NOT NULL,

    CONSTRAINT "daily_pkey" PRIMARY KEY ("domain_id","day","outcome","disposition","dkim_aligned","spf_aligned")
);

-- CreateTable
CREATE TABLE "tls_report" (
    "id" BIGSERIAL NOT NULL,
    "uid" UUID NOT NULL DEFAULT gen_random_uuid(),
    "message_id" BIGINT,
    "identity" BYTEA NOT NULL,
    "content_hash" BYTEA NOT NULL,
    "counted" BOOLEAN NOT NULL,
    "verdict" "verdict" NOT NULL DEFAULT 'not-checked',
    "signer" TEXT,
    "organization_name" TEXT NOT NULL,
    "contact_info" TEXT,
    "report_id" TEXT NOT NULL,
    "begin_at" TIMESTAMPTZ(0) NOT NULL,
    "end_at" TIMESTAMPTZ(0) NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "deviations" JSONB NOT NULL DEFAULT '[]',
    "file_name" TEXT,
    "original_gzip" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "tls_report_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "tls_policy" (
    "tls_report_id" BIGINT NOT NULL,
    "policy_no" INTEGER NOT NULL,
    "type" TEXT NOT NULL,
    "type_raw" TEXT NOT NULL,
    "domain" TEXT,
    "strings" TEXT[],
    "mx_hosts" TEXT[],
    "successful_sessions" BIGINT NOT NULL,
    "failed_sessions" BIGINT NOT NULL,

    CONSTRAINT "tls_policy_pkey" PRIMARY KEY ("tls_report_id","policy_no")
);

-- CreateTable
CREATE TABLE "tls_failure" (
    "tls_report_id" BIGINT NOT NULL,
    "policy_no" INTEGER NOT NULL,
    "failure_no" INTEGER NOT NULL,
    "result_type" TEXT,
    "sending_mta_ip" TEXT,
    "receiving_mx_hostname" TEXT,
    "receiving_mx_helo" TEXT,
    "receiving_ip" TEXT,
    "failed_sessions" BIGINT NOT NULL,
    "additional_information" TEXT,
    "failure_reason_code" TEXT,

    CONSTRAINT "tls_failure_pkey" PRIMARY KEY ("tls_report_id","policy_no","failure_no")
);

-- CreateTable
CREATE TABLE "failure_report" (
    "id" BIGSERIAL NOT NULL,
    "uid" UUID NOT NULL DEFAULT gen_random_uuid(),
    "message_id" BIGINT,
    "identity" BYTEA NOT NULL,
    "content_hash" BYTEA NOT NULL,
    "counted" BOOLEAN NOT NULL,
    "verdict" "verdict" NOT NULL DEFAULT 'not-checked',
    "signer" TEXT,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "form" TEXT NOT NULL,
    "feedback_type" TEXT,
    "auth_failure" TEXT,
    "delivery_result" TEXT,
    "identity_alignment" TEXT,
    "authentication_results" TEXT[],
    "reported_domain" TEXT,
    "source_ip" INET,
    "source_ip_raw" TEXT,
    "arrival_at" TIMESTAMPTZ(0),
    "incidents" INTEGER NOT NULL,
    "reporting_mta" TEXT,
    "user_agent" TEXT,
    "original_mail_from" TEXT,
    "original_rcpt_to" TEXT[],
    "original_from" TEXT,
    "original_subject" TEXT,
    "original_message_id" TEXT,
    "dkim_domain" TEXT,
    "dkim_selector" TEXT,
    "spf_dns" TEXT,
    "deviations" JSONB NOT NULL DEFAULT '[]',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "failure_report_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "mailbox" (
    "id" SERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "host" TEXT NOT NULL,
    "port" INTEGER NOT NULL,
    "tls" "mailbox_tls" NOT NULL,
    "username" TEXT NOT NULL,
    "secret" TEXT NOT NULL,
    "ca_pem" TEXT,
    "folder" TEXT NOT NULL DEFAULT 'INBOX',
    "after_success" TEXT NOT NULL DEFAULT 'leave',
    "after_failure" TEXT NOT NULL DEFAULT 'leave',
    "paused" BOOLEAN NOT NULL DEFAULT false,
    "uid_validity" BIGINT,
    "last_uid" BIGINT NOT NULL DEFAULT 0,
    "last_poll_at" TIMESTAMPTZ(3),
    "last_ok_at" TIMESTAMPTZ(3),
    "last_error" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "mailbox_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "run" (
    "id" BIGSERIAL NOT NULL,
    "origin" "origin" NOT NULL,
    "mailbox_id" INTEGER,
    "label" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ended_at" TIMESTAMPTZ(3),
    "total" INTEGER,
    "done" INTEGER NOT NULL DEFAULT 0,
    "stored" INTEGER NOT NULL DEFAULT 0,
    "duplicates" INTEGER NOT NULL DEFAULT 0,
    "conflicts" INTEGER NOT NULL DEFAULT 0,
    "quarantined" INTEGER NOT NULL DEFAULT 0,
    "records" BIGINT NOT NULL DEFAULT 0,
    "messages" BIGINT NOT NULL DEFAULT 0,
    "bytes" BIGINT NOT NULL DEFAULT 0,
    "error" TEXT,

    CONSTRAINT "run_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "message" (
    "id" BIGSERIAL NOT NULL,
    "origin" "origin" NOT NULL,
    "mailbox_id" INTEGER,
    "uid_validity" BIGINT,
    "uid" BIGINT,
    "run_id" BIGINT,
    "sha256" BYTEA,
    "size" INTEGER NOT NULL,
    "subject" TEXT,
    "from_address" TEXT,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "state" "message_state" NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 1,
    "evidence" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "message_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "message_item" (
    "message_id" BIGINT NOT NULL,
    "item_no" INTEGER NOT NULL,
    "file_name" TEXT,
    "member" TEXT,
    "kind" TEXT NOT NULL,
    "outcome" "item_outcome" NOT NULL,
    "report_id" BIGINT,
    "tls_report_id" BIGINT,
    "failure_report_id" BIGINT,
    "code" TEXT,
    "text" TEXT,

    CONSTRAINT "message_item_pkey" PRIMARY KEY ("message_id","item_no")
);

-- CreateTable
CREATE TABLE "quarantine" (
    "id" BIGSERIAL NOT NULL,
    "message_id" BIGINT NOT NULL,
    "code" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "file_name" TEXT,
    "raw" BYTEA,
    "state" "quarantine_state" NOT NULL DEFAULT 'open',
    "tries" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "decided_at" TIMESTAMPTZ(3),
    "decided_by" TEXT,

    CONSTRAINT "quarantine_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "user" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "email_verified" BOOLEAN NOT NULL DEFAULT false,
    "image" TEXT,
    "role" "role" NOT NULL DEFAULT 'viewer',
    "limited" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "user_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "user_domain" (
    "user_id" TEXT NOT NULL,
    "domain_id" INTEGER NOT NULL,

    CONSTRAINT "user_domain_pkey" PRIMARY KEY ("user_id","domain_id")
);

-- CreateTable
CREATE TABLE "session" (
    "id" TEXT NOT NULL,
    "token" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "ip_address" TEXT,
    "user_agent" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "account" (
    "id" TEXT NOT NULL,
    "account_id" TEXT NOT NULL,
    "provider_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "access_token" TEXT,
    "refresh_token" TEXT,
    "id_token" TEXT,
    "access_token_expires_at" TIMESTAMPTZ(3),
    "refresh_token_expires_at" TIMESTAMPTZ(3),
    "scope" TEXT,
    "password" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "verification" (
    "id" TEXT NOT NULL,
    "identifier" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "verification_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "api_token" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "hash" BYTEA NOT NULL,
    "scope" "token_scope" NOT NULL,
    "domain_ids" INTEGER[],
    "user_id" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3),
    "last_used_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "api_token_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "setting" (
    "key" TEXT NOT NULL,
    "value" JSONB NOT NULL,

    CONSTRAINT "setting_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "audit_log" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "actor_id" TEXT,
    "actor" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "before" JSONB,
    "after" JSONB,

    CONSTRAINT "audit_log_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "domain_name_key" ON "domain"("name");

-- CreateIndex
CREATE UNIQUE INDEX "reporter_name_key_key" ON "reporter"("name_key");

-- CreateIndex
CREATE UNIQUE INDEX "report_uid_key" ON "report"("uid");

-- CreateIndex
CREATE INDEX "report_domain_id_end_at_id_idx" ON "report"("domain_id", "end_at", "id");

-- CreateIndex
CREATE INDEX "report_end_at_id_idx" ON "report"("end_at", "id");

-- CreateIndex
CREATE INDEX "report_message_id_idx" ON "report"("message_id");

-- CreateIndex
-- At most one report of an identity is counted, whatever two workers do at once.
CREATE UNIQUE INDEX "report_identity_counted_key" ON "report"("identity") WHERE "counted";

-- CreateIndex
CREATE UNIQUE INDEX "report_identity_content_hash_key" ON "report"("identity", "content_hash");

-- CreateIndex
CREATE UNIQUE INDEX "auth_set_digest_key" ON "auth_set"("digest");

-- CreateIndex
CREATE UNIQUE INDEX "tls_report_uid_key" ON "tls_report"("uid");

-- CreateIndex
CREATE INDEX "tls_report_end_at_id_idx" ON "tls_report"("end_at", "id");

-- CreateIndex
-- At most one report of an identity is counted, whatever two workers do at once.
CREATE UNIQUE INDEX "tls_report_identity_counted_key" ON "tls_report"("identity") WHERE "counted";

-- CreateIndex
CREATE UNIQUE INDEX "tls_report_identity_content_hash_key" ON "tls_report"("identity", "content_hash");

-- CreateIndex
CREATE INDEX "tls_policy_domain_idx" ON "tls_policy"("domain");

-- CreateIndex
CREATE UNIQUE INDEX "failure_report_uid_key" ON "failure_report"("uid");

-- CreateIndex
CREATE INDEX "failure_report_received_at_id_idx" ON "failure_report"("received_at", "id");

-- CreateIndex
CREATE INDEX "failure_report_reported_domain_idx" ON "failure_report"("reported_domain");

-- CreateIndex
-- At most one report of an identity is counted, whatever two workers do at once.
CREATE UNIQUE INDEX "failure_report_identity_counted_key" ON "failure_report"("identity") WHERE "counted";

-- CreateIndex
CREATE UNIQUE INDEX "failure_report_identity_content_hash_key" ON "failure_report"("identity", "content_hash");

-- CreateIndex
CREATE UNIQUE INDEX "mailbox_name_key" ON "mailbox"("name");

-- CreateIndex
CREATE INDEX "run_started_at_idx" ON "run"("started_at");

-- CreateIndex
CREATE INDEX "message_sha256_idx" ON "message"("sha256");

-- CreateIndex
CREATE INDEX "message_created_at_idx" ON "message"("created_at");

-- CreateIndex
CREATE UNIQUE INDEX "message_mailbox_id_uid_validity_uid_key" ON "message"("mailbox_id", "uid_validity", "uid");

-- CreateIndex
CREATE INDEX "message_item_report_id_idx" ON "message_item"("report_id");

-- CreateIndex
CREATE INDEX "message_item_tls_report_id_idx" ON "message_item"("tls_report_id");

-- CreateIndex
CREATE INDEX "message_item_failure_report_id_idx" ON "message_item"("failure_report_id");

-- CreateIndex
CREATE UNIQUE INDEX "quarantine_message_id_key" ON "quarantine"("message_id");

-- CreateIndex
CREATE INDEX "quarantine_state_id_idx" ON "quarantine"("state", "id");

-- CreateIndex
CREATE UNIQUE INDEX "user_email_key" ON "user"("email");

-- CreateIndex
CREATE UNIQUE INDEX "session_token_key" ON "session"("token");

-- CreateIndex
CREATE INDEX "session_user_id_idx" ON "session"("user_id");

-- CreateIndex
CREATE INDEX "account_user_id_idx" ON "account"("user_id");

-- CreateIndex
CREATE INDEX "verification_identifier_idx" ON "verification"("identifier");

-- CreateIndex
CREATE UNIQUE INDEX "api_token_hash_key" ON "api_token"("hash");

-- CreateIndex
CREATE INDEX "audit_log_at_idx" ON "audit_log"("at");

-- AddForeignKey
ALTER TABLE "report" ADD CONSTRAINT "report_domain_id_fkey" FOREIGN KEY ("domain_id") REFERENCES "domain"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "report" ADD CONSTRAINT "report_reporter_id_fkey" FOREIGN KEY ("reporter_id") REFERENCES "reporter"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "report_original" ADD CONSTRAINT "report_original_report_id_fkey" FOREIGN KEY ("report_id") REFERENCES "report"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tls_policy" ADD CONSTRAINT "tls_policy_tls_report_id_fkey" FOREIGN KEY ("tls_report_id") REFERENCES "tls_report"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tls_failure" ADD CONSTRAINT "tls_failure_tls_report_id_policy_no_fkey" FOREIGN KEY ("tls_report_id", "policy_no") REFERENCES "tls_policy"("tls_report_id", "policy_no") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "run" ADD CONSTRAINT "run_mailbox_id_fkey" FOREIGN KEY ("mailbox_id") REFERENCES "mailbox"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "message" ADD CONSTRAINT "message_mailbox_id_fkey" FOREIGN KEY ("mailbox_id") REFERENCES "mailbox"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "message_item" ADD CONSTRAINT "message_item_message_id_fkey" FOREIGN KEY ("message_id") REFERENCES "message"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "message_item" ADD CONSTRAINT "message_item_report_id_fkey" FOREIGN KEY ("report_id") REFERENCES "report"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "message_item" ADD CONSTRAINT "message_item_tls_report_id_fkey" FOREIGN KEY ("tls_report_id") REFERENCES "tls_report"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "message_item" ADD CONSTRAINT "message_item_failure_report_id_fkey" FOREIGN KEY ("failure_report_id") REFERENCES "failure_report"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "quarantine" ADD CONSTRAINT "quarantine_message_id_fkey" FOREIGN KEY ("message_id") REFERENCES "message"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "user_domain" ADD CONSTRAINT "user_domain_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "user_domain" ADD CONSTRAINT "user_domain_domain_id_fkey" FOREIGN KEY ("domain_id") REFERENCES "domain"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "account" ADD CONSTRAINT "account_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_token" ADD CONSTRAINT "api_token_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Every question about sources reads this index and nothing else (measured: PERFORMANCE in README).
CREATE INDEX "record_domain_id_day_idx" ON "record"("domain_id", "day")
    INCLUDE ("source_ip", "count", "outcome", "dkim_aligned", "spf_aligned");

-- Already compressed: TOAST need not try again.
ALTER TABLE "report_original" ALTER COLUMN "gzip" SET STORAGE EXTERNAL;
ALTER TABLE "quarantine" ALTER COLUMN "raw" SET STORAGE EXTERNAL;
ALTER TABLE "tls_report" ALTER COLUMN "original_gzip" SET STORAGE EXTERNAL;
