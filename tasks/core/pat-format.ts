import { createHash } from 'node:crypto';
import { marvin32 } from './marvin32.js';

/** What a credential looks like. A hint only: formats change, so nothing is ever refused by shape (token-api 10). */
export type TokenKind = 'pat' | 'jwt' | 'unknown';

export function tokenKind(token: string): TokenKind {
  if (/^eyJ[\w-]*\.[\w-]+\.[\w-]*$/.test(token)) return 'jwt';
  return /^[a-z2-7]{52}$/.test(token) || /^.{76}AZDO.{4}$/.test(token) ? 'pat' : 'unknown';
}

/** Whether the checksum inside a PAT, of either format, is right. */
export function hasPatChecksum(token: string): boolean {
  if (/^[a-z2-7]{52}$/.test(token)) return legacyChecksumHolds(base32Decode(token));
  return /^[A-Za-z0-9]{52}JQQJ99[A-Za-z0-9][A-L][A-Za-z0-9]{12}AAAAAZDO[A-Za-z0-9]{4}$/.test(token)
    ? token.slice(80) === base62Checksum(token.slice(0, 80))
    : false;
}

/**
 * The C3ID of a secret: the one-way, 20 character id under which Microsoft's tools and Azure DevOps name it
 * (token-api 7.1; github microsoft/security-utilities, CrossCompanyCorrelatingId).
 */
export function c3id(secret: string): string {
  const inner = createHash('sha256').update(secret, 'utf8').digest('hex').toUpperCase();
  const outer = createHash('sha256').update(`CrossMicrosoftCorrelatingId:${inner}`, 'utf8').digest();
  return outer.subarray(0, 15).toString('base64');
}

/** Token-api 10.1: four bytes of the decoded token are CRC32 of the other 28, XOR a seed (user or application). */
function legacyChecksumHolds(bytes: Buffer): boolean {
  const at = [22, 8, 7, 2] as const;
  const payload = bytes.filter((_, index) => !(at as readonly number[]).includes(index));
  const [b22, b8, b7, b2] = at.map((index) => bytes.readUInt8(index)) as [number, number, number, number];
  const checksum = (b22 | (b8 << 8) | (b7 << 16) | (b2 << 24)) >>> 0;
  return [0xe0b9692d, 0x1019f92e].some((seed) => (crc32(payload) ^ seed) >>> 0 === checksum);
}

function base32Decode(text: string): Buffer {
  const bits = Array.from(text, (char) =>
    'abcdefghijklmnopqrstuvwxyz234567'.indexOf(char).toString(2).padStart(5, '0'),
  );
  const bytes = bits.join('').match(/.{8}/g) ?? [];
  return Buffer.from(bytes.map((byte) => Number.parseInt(byte, 2)));
}

/** CRC-32/IEEE. Node has it as zlib.crc32 only since 20.15. */
function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return (crc ^ 0xffffffff) >>> 0;
}

/** Token-api 10.2: the first four base62 digits of Marvin32 over the decoded first 80 characters. */
function base62Checksum(head: string): string {
  const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(marvin32(Buffer.from(head, 'base64')));
  let number = bytes.readUInt32BE();
  let text = '';
  for (; number > 0; number = Math.floor(number / 62)) text = (digits[number % 62] ?? '') + text;
  return text.padEnd(6, '0').slice(0, 4);
}
