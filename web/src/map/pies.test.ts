import { describe, expect, it } from 'vitest';
import { KINDS } from '../api/types';
import { pieName } from './layers';
import { PARTS, diameterOf, kindCounts, slicesOf, type KindCounts } from './pies';

const CASES: [string, KindCounts, number][] = [
  ['one kind', { pharmacy: 7 }, 1],
  ['two halves', { professional: 5, pharmacy: 5 }, 2],
  ['a crowd and a few', { professional: 997, shelter: 1, equipment: 2 }, 3],
  ['all six', { professional: 1, pharmacy: 1, facility: 1, equipment: 1, mental_health: 1, shelter: 1 }, 6],
  ['zeros are no slice', { professional: 3, pharmacy: 0 }, 1],
  ['nothing', {}, 0],
];

describe('slices', () => {
  it.each(CASES)('%s', (_name, counts, number) => {
    const slices = slicesOf(counts);
    expect(slices).toHaveLength(number);
    expect(slices.map(slice => slice.kind)).toEqual(KINDS.filter(kind => (counts[kind] ?? 0) > 0));
  });

  it.each(CASES.filter(([, , number]) => number > 0))('%s makes a whole turn without gaps', (_name, counts) => {
    const slices = slicesOf(counts);
    let at = 0;
    for (const { from, to } of slices) {
      expect(from).toBeCloseTo(at);
      expect(to - from).toBeGreaterThanOrEqual(1 / PARTS - 1e-9);
      at = to;
    }
    expect(at).toBeCloseTo(1);
  });
});

it('reads the attributes of a tile', () => {
  expect(kindCounts({ count: 4, kind: 'shelter' })).toEqual({ shelter: 4 });
  expect(kindCounts({ count: 9, n_professional: 8, n_pharmacy: 1 })).toEqual({ professional: 8, pharmacy: 1 });
});

it('names equal pictures equally', () => {
  expect(pieName(1, { shelter: 1 })).toBe('dot|shelter');
  expect(pieName(12, { professional: 12 })).toBe('all|12|professional');
  expect(pieName(48, { professional: 36, pharmacy: 12 })).toBe('pie|48|18|6|0|0|0|0');
});

it('grows with the crowd', () => {
  expect([1, 9, 10, 29, 30, 999, 1000].map(diameterOf)).toEqual([38, 38, 46, 46, 56, 56, 64]);
});
