const ALPHABET = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
const GENERATOR = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];
const PREFIX = "npub";

/** The 64 hex digits of a Nostr public key given as `npub1...`, or null when it is not one (bad letters,
 *  length or checksum). Source: BIP 173 (bech32), NIP-19. */
export function nostrKeyOf(npub: string): string | null {
  const text = npub.toLowerCase();
  if (!text.startsWith(`${PREFIX}1`)) return null;
  const words = [...text.slice(PREFIX.length + 1)].map(letter => ALPHABET.indexOf(letter));
  if (words.length !== 58 || words.includes(-1)) return null;
  if (checksum([...expandedPrefix(), ...words]) !== 1) return null;
  return toHex(words.slice(0, 52));
}

function expandedPrefix(): number[] {
  const codes = [...PREFIX].map(letter => letter.charCodeAt(0));
  return [...codes.map(code => code >> 5), 0, ...codes.map(code => code & 31)];
}

function checksum(words: readonly number[]): number {
  let sum = 1;
  for (const word of words) {
    const top = sum >>> 25;
    sum = ((sum & 0x1ffffff) << 5) ^ word;
    for (const [bit, term] of GENERATOR.entries()) if ((top >> bit) & 1) sum ^= term;
  }
  return sum >>> 0;
}

/** 52 words of five bits are 32 bytes and four bits of padding. */
function toHex(words: readonly number[]): string {
  const bits = words.map(word => word.toString(2).padStart(5, "0")).join("");
  const bytes = Array.from({ length: 32 }, (_, i) => Number.parseInt(bits.slice(8 * i, 8 * i + 8), 2));
  return bytes.map(byte => byte.toString(16).padStart(2, "0")).join("");
}
