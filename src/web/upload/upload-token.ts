import { randomBytes, timingSafeEqual } from "node:crypto";

/** A word that only pages of this process carry: who sends it has read one of them. */
export class UploadToken {
  readonly text = randomBytes(24).toString("base64url");

  isSame(given: string): boolean {
    const [own, other] = [Buffer.from(this.text), Buffer.from(given)];
    return own.length === other.length && timingSafeEqual(own, other);
  }
}
