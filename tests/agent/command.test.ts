import assert from 'node:assert/strict';

import { type Command, escapeText, parseCommand, unescapeText } from './command';

function shape({ area, event, properties, data }: Command): unknown {
  return { area, event, properties: Object.fromEntries(properties), data };
}

describe('the command parser', () => {
  const cases: [line: string, decodePercents: boolean, expected: unknown][] = [
    ['##vso[area.event k1=v1;]msg', true, command({ k1: 'v1' }, 'msg')],
    ['##vso[area.event]', true, command({}, '')],
    [
      '##vso[area.event k1=%3B=%0D=%0A=%5D%AZP25;]%3B-%0D-%0A-%5D%AZP253B',
      false,
      command({ k1: ';=\r=\n=]%AZP25' }, ';-\r-\n-]%AZP253B'),
    ],
    [
      '##vso[area.event k1=%3B=%0D=%0A=%5D%AZP25;]%3B-%0D-%0A-%5D%AZP253B',
      true,
      command({ k1: ';=\r=\n=]%' }, ';-\r-\n-]%3B'),
    ],
    ['##vso[area.event k1=;k2=;]', true, command({}, '')],
    ['>>>   ##vso[area.event k1=v1;]msg', true, command({ k1: 'v1' }, 'msg')],
    ['##vso[area.event K1=a=b]msg', true, command({ k1: 'a=b' }, 'msg')],
    ['##vso[area.event a=1;;=x;b=2]x]y', true, command({ a: '1', b: '2' }, 'x]y')],
    ['##vso[area.event]100%25 %AZP25', true, command({}, '100%25 %')],
    ['##vso[area.event]one##vso[area.event]two', true, command({}, 'one##vso[area.event]two')],
    ['', true, undefined],
    ['plain', true, undefined],
    ['##VSO[area.event]x', true, undefined],
    ['##vso[area.event', true, undefined],
    ['##vso[area]x', true, undefined],
    ['##vso[area.event.more]x', true, undefined],
    ['##vso[ area.event]x', true, undefined],
  ];

  for (const [line, decodePercents, expected] of cases) {
    it(`reads '${line}'${decodePercents ? '' : ' without percents'}`, () => {
      const parsed = parseCommand(line, decodePercents);
      assert.deepEqual(parsed && shape(parsed), expected);
    });
  }

  it('takes back what was escaped, percent signs included', () => {
    const text = '100%; [a]\r\n%0A %AZP25';
    assert.equal(escapeText(text, true), '100%AZP25%3B [a%5D%0D%0A%AZP250A %AZP25AZP25');
    assert.equal(unescapeText(escapeText(text, true), true), text);
  });
});

function command(properties: Record<string, string>, data: string): unknown {
  return { area: 'area', event: 'event', properties, data };
}
