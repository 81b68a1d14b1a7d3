import { randomBytes, randomInt } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { marvin32 } from './marvin32';

/** `current` is the 84-character format of July 2024, `legacy` the 52-character one (token-api.md 10). */
export type PatFormat = 'current' | 'legacy';

const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const BASE32 = 'abcdefghijklmnopqrstuvwxyz234567';
const CURRENT_SEED = 0x44656661756c7430n;
const LEGACY_SEED = 0xe0b9692d;
/** Where the four checksum bytes of a legacy PAT lie among its 32 bytes, lowest first. */
const LEGACY_CHECKSUM_AT = [22, 8, 7, 2] as const;

/** A new random secret whose checksum is right. */
export function newPatSecret(format: PatFormat, issuedAt: Date): string {
  return format === 'legacy' ? newLegacySecret() : newCurrentSecret(issuedAt);
}

/** Whether the checksum of a secret of either format is right. */
export function hasValidChecksum(secret: string): boolean {
  if (/^[a-z2-7]{52}$/.test(secret)) {
    const bytes = fromBase32(secret);
    return LEGACY_CHECKSUM_AT.every(
      (at, index) => bytes[at] === (legacyChecksum(bytes) >>> (8 * index)) % 256,
    );
  }
  return /^[A-Za-z0-9]{76}AZDO[A-Za-z0-9]{4}$/.test(secret) && secret.endsWith(currentChecksum(secret));
}

function newCurrentSecret(issuedAt: Date): string {
  const random = Array.from({ length: 52 }, () => BASE62.charAt(randomInt(62))).join('');
  const year = String.fromCharCode(65 + issuedAt.getUTCFullYear() - 2024);
  const month = String.fromCharCode(65 + issuedAt.getUTCMonth());
  const body = `${random}JQQJ99${year}${month}ACAAAAAAAAAAAAAAAZDO`;
  return body + currentChecksum(body);
}

function currentChecksum(secret: string): string {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(marvin32(Buffer.from(secret.slice(0, 80), 'base64'), CURRENT_SEED));
  return toBase62(bytes.readUInt32BE()).padEnd(6, '0').slice(0, 4);
}

function newLegacySecret(): string {
  const bytes = randomBytes(32);
  const checksum = legacyChecksum(bytes);
  LEGACY_CHECKSUM_AT.forEach((at, index) => (bytes[at] = (checksum >>> (8 * index)) % 256));
  return toBase32(bytes);
}

function legacyChecksum(bytes: Uint8Array): number {
  const payload = bytes.filter((_, at) => !LEGACY_CHECKSUM_AT.some((checksumAt) => checksumAt === at));
  return (crc32(payload) ^ LEGACY_SEED) >>> 0;
}

function toBase62(value: number): string {
  let digits = '';
  for (let rest = value; rest > 0; rest = Math.floor(rest / 62)) {
    digits = BASE62.charAt(rest % 62) + digits;
  }
  return digits;
}

function toBase32(bytes: Uint8Array): string {
  const bits = Array.from(bytes, (byte) => byte.toString(2).padStart(8, '0')).join('');
  return bits.replace(/.{1,5}/g, (group) => BASE32.charAt(parseInt(group.padEnd(5, '0'), 2)));
}

function fromBase32(text: string): Uint8Array {
  const bits = Array.from(text, (char) => BASE32.indexOf(char).toString(2).padStart(5, '0')).join('');
  return Uint8Array.from({ length: 32 }, (_, at) => parseInt(bits.slice(8 * at, 8 * at + 8), 2));
}
