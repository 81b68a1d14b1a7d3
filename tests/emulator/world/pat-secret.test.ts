import assert from 'node:assert/strict';
import { hasValidChecksum, newPatSecret } from './pat-secret';

describe('the secret of a PAT', () => {
  // The first is public: the example of Microsoft's own API description. The others are synthetic.
  for (const secret of [
    'dip55dwf4vpitomw63jzvomefmi2jluguprzwwqwuc6xq4fhocwq',
    'aaatoaqdaqc3cyiga4eascqlbqgq4dyqcejhaeyuculbogazdinq',
    `${'a'.repeat(52)}JQQJ99CHAAAAAAAAAAAAAAAAAZDO1tFL`,
    `${'Z'.repeat(52)}JQQJ99CHAAAAAAAAAAAAAAAAAZDO1N83`,
    `${'0'.repeat(52)}JQQJ99CHAAAAAAAAAAAAAAAAAZDO4NhP`,
  ]) {
    it(`knows the checksum of ${secret.slice(-12)} to be right`, () => {
      assert.equal(hasValidChecksum(secret), true);
    });
  }

  for (const secret of [
    'dip55dwf4vaitomw63jzvomefmi2jluguprzwwqwuc6xq4fhocwq',
    `${'a'.repeat(52)}JQQJ99CHAAAAAAAAAAAAAAAAAZDO0000`,
  ]) {
    it(`knows the checksum of ${secret.slice(-12)} to be wrong`, () => {
      assert.equal(hasValidChecksum(secret), false);
    });
  }

  it('is made in the current format, with the month of issue inside', () => {
    const secret = newPatSecret('current', new Date('2026-08-15T00:00:00Z'));

    assert.match(secret, /^[A-Za-z0-9]{52}JQQJ99CH[A-Za-z0-9]{12}AAAAAZDO[A-Za-z0-9]{4}$/);
    assert.equal(hasValidChecksum(secret), true);
  });

  it('is made in the legacy format', () => {
    const secret = newPatSecret('legacy', new Date());

    assert.match(secret, /^[a-z2-7]{52}$/);
    assert.equal(hasValidChecksum(secret), true);
  });

  it('is never made twice', () => {
    const issuedAt = new Date();

    assert.notEqual(newPatSecret('current', issuedAt), newPatSecret('current', issuedAt));
  });
});
