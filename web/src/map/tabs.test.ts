import { describe, expect, it } from 'vitest';
import type { Item, LonLat } from '../api/types';
import type { Row } from './pins';
import { tabsOf } from './tabs';

const AT: LonLat = [-61.02, 14.64];
const row = (number: number): Row => ({ number, item: { listing: `listing-${number}`, kind: 'pharmacy' } as Item });
const rows = (n: number): Row[] => Array.from({ length: n }, (_, index) => row(index + 1));

describe('numbers leaning on a closed cluster', () => {
  it.each([
    [1, [1], 0],
    [3, [1, 2, 3], 0],
    [4, [1, 2], 2],
    [16, [1, 2], 14],
  ])('%i rows', (n, numbers, left) => {
    const tabs = tabsOf([{ at: AT, count: 300, rows: rows(n) }]);
    expect(tabs.flatMap(tab => (tab.listing ? [tab.number] : []))).toEqual(numbers);
    expect(tabs.filter(tab => !tab.listing).map(tab => tab.image)).toEqual(left > 0 ? [`tab||${left}`] : []);
  });

  it('stand beside each other, to the right of the cluster', () => {
    const across = tabsOf([{ at: AT, count: 300, rows: rows(9) }]).map(tab => tab.offset[0]);
    expect(across).toEqual([...across].sort((a, b) => a - b));
    expect(new Set(across).size).toBe(across.length);
    expect(across[0]).toBeGreaterThan(0);
  });

  it('the pill of the others opens the cluster, a number opens its row', () => {
    const tabs = tabsOf([{ at: AT, count: 300, rows: rows(5) }]);
    expect(tabs.at(-1)).toMatchObject({ count: 300 });
    expect(tabs[0]).toMatchObject({ listing: 'listing-1' });
  });
});
