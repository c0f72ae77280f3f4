import { CliError, EXIT } from "../../domain/errors.ts";

/** Why a claim, or something that needs one, was refused. */
export type RefusalKind =
  /** Neither token nor export nor operator. */
  | "no-proof"
  /** Made by another lake, cut off, run out or used up. */
  | "claim-not-valid"
  /** No session of a claimed account. */
  | "no-session"
  /** What was sent cannot be kept as it is. */
  | "not-usable"
  /** Too much at once. */
  | "busy";

/** A refusal, in words for whoever asked. */
export class ClaimRefused extends CliError {
  override readonly name = "ClaimRefused";
  constructor(
    readonly kind: RefusalKind,
    message: string,
  ) {
    super(message, kind === "not-usable" ? EXIT.usage : EXIT.failure);
  }
}
