// Where the map should look for an answer. Moves nothing itself.
import { api } from '../api/client';
import type { Bounds, Item, LonLat } from '../api/types';
import type { State } from '../state';

/** Territories fitted at once: more of them are seen by seeing everything. */
const TERRITORIES = 6;
/** Rows nearest to someone's position that the first view takes in. */
const NEAREST = 10;

/** The territories asked for or understood, by id. */
export function territoriesOf({ query, results }: State): string[] {
  if (query.territory.length > 0) return query.territory;
  const understood = query.q === '' ? null : results.answer?.understood?.where;
  return understood ? [understood.id] : [];
}

/** The box that answers the question best; null to stay where one is. `rowsOnly`: the rows are all that is drawn. */
export async function boxOf(state: State, rowsOnly: boolean): Promise<Bounds | null> {
  const { frame, here, query, results } = state;
  const asked = territoriesOf(state).filter(id => id !== frame?.territory.id);
  if (asked.length > 0) {
    const found = await Promise.allSettled(asked.slice(0, TERRITORIES).map(id => api.territory(id)));
    return union(found.flatMap(one => (one.status === 'fulfilled' && one.value.bounds ? [one.value.bounds] : [])));
  }
  const near = here ?? query.near;
  if (near) return around([near, ...positions(results.items.slice(0, NEAREST))]);
  const total = results.answer?.total ?? 0;
  const rowsAreAll = rowsOnly || total <= results.items.length;
  return (rowsAreAll ? around(positions(results.items)) : null) ?? frame?.bounds ?? null;
}

const positions = (items: readonly Item[]): LonLat[] =>
  items.flatMap(({ lon, lat }) => (lon !== null && lat !== null ? [[lon, lat] as LonLat] : []));

export const around = (points: readonly LonLat[]): Bounds | null =>
  union(points.map(([lon, lat]) => [lon, lat, lon, lat]));

function union(boxes: readonly Bounds[]): Bounds | null {
  if (boxes.length === 0) return null;
  const side = (axis: number, pick: (...values: number[]) => number): number =>
    pick(...boxes.map(box => box[axis] as number));
  return [side(0, Math.min), side(1, Math.min), side(2, Math.max), side(3, Math.max)];
}
