import { describe, expect, it } from 'vitest';
import type { Item, Kind, LonLat } from '../api/types';
import { mercator, pinsOf, share, type Cluster } from './pins';

const item = (listing: string, at: LonLat | null, kind: Kind = 'professional'): Item => ({
  listing,
  id: listing,
  place: null,
  kind,
  label: listing,
  profession: null,
  profession_label: null,
  category: null,
  category_label: null,
  detail: null,
  commune: '',
  commune_code: '',
  address: null,
  postcode: null,
  lon: at?.[0] ?? null,
  lat: at?.[1] ?? null,
  precision: at ? 'address' : 'none',
  distance_m: null,
  phone: null,
  flags: [],
  flags_no: [],
  quantity: null,
  capacity: null,
  same_point: 1,
});
const cluster = (id: number, at: LonLat, properties: Record<string, unknown>): Cluster => ({ id, at, properties });
const HERE: LonLat = [-61.02, 14.64];
const THERE: LonLat = [-60.9, 14.5];

it('knows Mercator', () => {
  expect(mercator([0, 0])).toEqual([0.5, 0.5]);
  expect(mercator([-180, 85.0511287798])[1]).toBeCloseTo(0, 9);
});

it('gathers rows of one point in one pin, and leaves out rows without a position', () => {
  const pins = pinsOf([item('a', HERE), item('b', THERE), item('c', HERE), item('d', null)]);
  expect(pins.map(pin => pin.rows.map(row => row.number))).toEqual([[1, 3], [2]]);
});

/** What the map shows in all: pins, what is left of their clusters, clusters left alone. */
function shown(items: Item[], clusters: Cluster[], zoom: number): number {
  const pins = pinsOf(items);
  const sharing = share(pins, clusters, zoom);
  const numbers = [
    ...sharing.shown.values(),
    ...sharing.rest.map(rest => rest.count),
    ...clusters.filter(({ id }) => !sharing.hidden.includes(id)).map(({ properties }) => Number(properties.count)),
  ];
  return numbers.reduce((sum, n) => sum + n, 0);
}

describe('pins and clusters', () => {
  it('a crowd keeps its cluster and hides the pins inside', () => {
    const sharing = share(pinsOf([item('a', HERE)]), [cluster(1, HERE, { count: 40, kind: 'professional' })], 9);
    expect(sharing).toEqual({
      shown: new Map(),
      hidden: [],
      rest: [],
      closed: [{ at: HERE, count: 40, rows: [{ number: 1, item: item('a', HERE) }] }],
    });
  });

  it('a small cell opens: pins, and a mark for the others at their own mean', () => {
    const other: LonLat = [-61.021, 14.641];
    const mean: LonLat = [(HERE[0] + 2 * other[0]) / 3, (HERE[1] + 2 * other[1]) / 3];
    const sharing = share(
      pinsOf([item('a', HERE)]),
      [cluster(7, mean, { count: 3, n_professional: 2, n_shelter: 1 })],
      13,
    );
    expect(sharing.hidden).toEqual([7]);
    expect([...sharing.shown.values()]).toEqual([1]);
    expect(sharing.rest).toHaveLength(1);
    expect(sharing.rest[0]).toMatchObject({ count: 2, counts: { professional: 1, shelter: 1 } });
    expect(sharing.rest[0]?.at[0]).toBeCloseTo(other[0], 6);
  });

  it('others at the very point of the pin are counted by the pin', () => {
    const sharing = share(pinsOf([item('a', HERE)]), [cluster(7, HERE, { count: 3, kind: 'professional' })], 12);
    expect([...sharing.shown.values()]).toEqual([3]);
    expect(sharing.rest).toEqual([]);
  });

  it('deep down, a pin takes the place of its own point only', () => {
    const near: LonLat = [-61.0195, 14.64];
    const sharing = share(
      pinsOf([item('a', HERE)]),
      [cluster(1, HERE, { count: 4, kind: 'professional' }), cluster(2, near, { count: 1, kind: 'pharmacy' })],
      15,
    );
    expect(sharing.hidden).toEqual([1]);
    expect([...sharing.shown.values()]).toEqual([4]);
  });

  const items = [item('a', HERE), item('b', HERE), item('c', THERE, 'pharmacy'), item('d', [-61.019, 14.6405])];
  it.each([
    [
      'all in one crowd',
      [
        cluster(1, HERE, { count: 100, kind: 'professional' }),
        cluster(2, THERE, { count: 50, n_pharmacy: 1, n_professional: 49 }),
      ],
      10,
      150,
    ],
    [
      'open here, closed there',
      [cluster(1, HERE, { count: 8, kind: 'professional' }), cluster(2, THERE, { count: 50, kind: 'pharmacy' })],
      10,
      58,
    ],
    [
      'exactly the rows',
      [cluster(1, HERE, { count: 3, kind: 'professional' }), cluster(2, THERE, { count: 1, kind: 'pharmacy' })],
      10,
      4,
    ],
  ] as [string, Cluster[], number, number][])('numbers add up: %s', (_name, clusters, zoom, total) => {
    expect(shown(items, clusters, zoom)).toBe(total);
  });
});
