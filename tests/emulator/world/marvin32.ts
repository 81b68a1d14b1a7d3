/** Marvin32, the keyed hash behind the checksum of an 84-character PAT (token-api.md 10.2). */
export function marvin32(data: Uint8Array, seed: bigint): number {
  let low = Number(seed & 0xffffffffn);
  let high = Number(seed >> 32n);
  const mix = (word: number): void => {
    low = (low + word) >>> 0;
    high = (high ^ low) >>> 0;
    low = (rotateLeft(low, 20) + high) >>> 0;
    high = (rotateLeft(high, 9) ^ low) >>> 0;
    low = (rotateLeft(low, 27) + high) >>> 0;
    high = rotateLeft(high, 19);
  };

  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const whole = data.byteLength - (data.byteLength % 4);
  for (let at = 0; at < whole; at += 4) {
    mix(view.getUint32(at, true));
  }

  let tail = 0x80;
  for (let at = data.byteLength - 1; at >= whole; at--) {
    tail = tail * 256 + view.getUint8(at);
  }
  mix(tail >>> 0);
  mix(0);
  return (low ^ high) >>> 0;
}

function rotateLeft(word: number, bits: number): number {
  return ((word << bits) | (word >>> (32 - bits))) >>> 0;
}
