import { expect, it } from 'vitest';
import { KINDS } from '../api/types';
import { scaleBar } from './scale';
import { switched } from './switch';

it('switching one kind off keeps the five others; switching it on again means all', () => {
  const others = KINDS.filter(kind => kind !== 'pharmacy');
  expect(switched([], 'pharmacy')).toEqual(others);
  expect(switched(others, 'pharmacy')).toEqual([]);
  expect(switched(['shelter'], 'pharmacy')).toEqual(['pharmacy', 'shelter']);
});

it.each([
  [1, 90, 50],
  [100, 90, 5000],
  [33, 90, 2000],
  [0.5, 90, 20],
])('at %d m a pixel, %d px hold %d m', (metresPerPixel, widest, metres) => {
  const bar = scaleBar(metresPerPixel, widest);
  expect(bar.metres).toBe(metres);
  expect(bar.width).toBeLessThanOrEqual(widest);
});
