/** The seed with which the checksum of an 84-character PAT is made (token-api 10.2): low and high half. */
const SEED = { low: 0x756c7430, high: 0x44656661 };

/** Marvin32 over `bytes`, folded to 32 bits: the keyed hash of .NET (github dotnet/runtime, System/Marvin.cs). */
export function marvin32(bytes: Buffer): number {
  let low = SEED.low;
  let high = SEED.high;
  const mix = (word: number): void => {
    low = (low + word) >>> 0;
    high ^= low;
    low = (rotate(low, 20) + high) >>> 0;
    high = rotate(high, 9) ^ low;
    low = (rotate(low, 27) + high) >>> 0;
    high = rotate(high, 19);
  };

  const whole = bytes.length - (bytes.length % 4);
  for (let at = 0; at < whole; at += 4) mix(bytes.readUInt32LE(at));
  // The rest, closed by a 0x80 byte, is one more word; then a last round without input.
  const rest = Buffer.alloc(4);
  bytes.copy(rest, 0, whole);
  rest.writeUInt8(0x80, bytes.length - whole);
  mix(rest.readUInt32LE());
  mix(0);
  return (low ^ high) >>> 0;
}

function rotate(word: number, bits: number): number {
  return ((word << bits) | (word >>> (32 - bits))) >>> 0;
}
