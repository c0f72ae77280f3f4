import { z } from "zod";
import { networkName } from "./parts.ts";

const accountKey = { network: networkName, account_id: z.string() };
const version = { schema_version: z.literal("1.0") };
const time = z.string().describe("UTC, ISO 8601.");

/** The body of POST /claims. */
export const claimAskedSchema = z
  .object({
    handle: z.string().min(1).max(512).describe("A Renown handle.").meta({ example: "x:@maya_rivers" }),
    network: networkName.optional().describe("Network of a handle that does not name one."),
  })
  .meta({ id: "ClaimAsked" });

/** A claim to be proven. */
export const claimSchema = z
  .object({
    ...version,
    claim_id: z
      .string()
      .describe("Keep it to yourself: whoever holds it may ask for the proof to be checked."),
    handle: z.string(),
    token: z.string().describe("To be put into the profile of the account."),
    ends_at: time,
    how: z.array(z.string()).describe("Ways to prove it, one sentence each."),
  })
  .meta({ id: "Claim" });

/** A proven claim. */
export const sessionSchema = z
  .object({
    ...version,
    ...accountKey,
    proof: z.enum(["export", "bio_token", "operator"]),
    session_token: z.string().describe("Shown once. Send it as `Authorization: Bearer TOKEN`."),
    ends_at: time,
  })
  .meta({ id: "ClaimSession" });

/** A claimed account as its owner sees it. */
export const ownProfileSchema = z
  .object({
    ...version,
    ...accountKey,
    proof: z.string(),
    claimed_at: time,
    is_hidden: z.boolean().describe("True: named nowhere."),
    statement: z
      .string()
      .nullable()
      .describe("Plain text, shown above the number; escape it where it is shown."),
  })
  .meta({ id: "OwnProfile" });

/** The body of PUT /me/statement. */
export const statementSchema = z
  .object({
    statement: z
      .string()
      .max(4_000)
      .nullable()
      .describe("Plain text of up to 500 characters; null takes it away."),
  })
  .meta({ id: "Statement" });

/** The body of POST /me/disputes. */
export const disputeAskedSchema = z
  .object({
    kind: z.enum(["topic", "link", "event"], { error: "topic, link or event." }),
    subject: z
      .string()
      .min(1)
      .max(512)
      .describe("The topic's name, a handle of the linked account, or the id of the act or post."),
    reason: z.string().min(1).max(4_000).describe("Plain text of up to 500 characters."),
  })
  .meta({ id: "DisputeAsked" });

/** A dispute in a list. */
const disputeSchema = z
  .object({
    dispute_id: z.string(),
    ...accountKey,
    kind: z.enum(["topic", "link", "event"]),
    subject: z.string(),
    reason: z.string(),
    effect: z
      .enum(["left_out", "marked"])
      .describe("left_out: the next run does without it; marked: written down, it changes no number."),
    disputed_at: time,
  })
  .meta({ id: "Dispute" });

/** The answer of POST /me/disputes. */
export const newDisputeSchema = disputeSchema.extend(version).meta({ id: "NewDispute" });

/** Every dispute of an account. */
export const disputesSchema = z
  .object({ ...version, disputes: z.array(disputeSchema) })
  .meta({ id: "Disputes" });

/** How surely an account is genuine, for its owner alone. */
const ownAuthenticitySchema = z
  .object({
    model: z.string(),
    authenticity: z.number().min(0).max(1).nullable().describe("Estimated probability; null: see reason."),
    reason: z.string().nullable(),
    prior: z.number(),
    suspicious_below: z.number(),
    signals: z.array(
      z.object({
        signal: z.string(),
        label: z.string(),
        value: z.number().nullable(),
        unit: z.string(),
        log_odds: z.number(),
        sentence: z.string(),
      }),
    ),
    suspects: z
      .array(z.record(z.string(), z.unknown()))
      .describe("Suspicious accounts around it, at most 60."),
  })
  .meta({ id: "OwnAuthenticity" });

/** Everything held about an account. */
export const ownExportSchema = z
  .object({
    ...version,
    ...accountKey,
    handle: z.string(),
    tables: z
      .record(z.string(), z.array(z.record(z.string(), z.unknown())))
      .describe("Rows by table of the interchange schema; they can be imported again."),
    features: z.record(z.string(), z.unknown()).nullable(),
    history: z.array(z.record(z.string(), z.unknown())),
    claim: ownProfileSchema.omit({ schema_version: true }).nullable(),
    disputes: z.array(disputeSchema),
    authenticity: ownAuthenticitySchema.nullable().describe("Null: no run has judged anybody."),
  })
  .meta({ id: "OwnExport" });
