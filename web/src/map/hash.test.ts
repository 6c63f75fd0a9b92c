import { expect, it } from 'vitest';
import { parseHash, printHash } from './hash';

it.each([
  ['#map=10/14.64/-61.02', { zoom: 10, lat: 14.64, lon: -61.02 }],
  ['#map=0/0/0', { zoom: 0, lat: 0, lon: 0 }],
  ['#x=1&map=12.25/-21.1/55.5', { zoom: 12.25, lat: -21.1, lon: 55.5 }],
])('reads %s', (hash, camera) => {
  expect(parseHash(hash)).toEqual(camera);
});

it.each(['', '#', '#map=', '#map=1/2', '#map=a/b/c', '#map=10/91/0', '#map=10/0/200', '#map=99/0/0'])(
  'refuses %s',
  hash => {
    expect(parseHash(hash)).toBeNull();
  },
);

it('prints what it reads, to the metre', () => {
  expect(printHash({ zoom: 10.4567, lat: 14.6400001, lon: -61.0234567 })).toBe('#map=10.46/14.64/-61.02346');
  expect(printHash(null)).toBe('');
});
