// The arithmetic of a pie: how many slices, of what size. Pure; drawing is elsewhere.
import { KINDS, type Kind } from '../api/types';

/** The ring is cut in 24ths: finer is not seen at 40 px, and coarser steps make more clusters share one picture. */
export const PARTS = 24;

export type KindCounts = Partial<Record<Kind, number>>;
/** Turns, from 0 at noon to 1, clockwise. */
export interface Slice {
  kind: Kind;
  from: number;
  to: number;
}

/** One slice for each kind present, in the fixed order of kinds, none thinner than one part, together a whole turn. */
export function slicesOf(counts: KindCounts): Slice[] {
  const present = KINDS.filter(kind => (counts[kind] ?? 0) > 0);
  const total = present.reduce((sum, kind) => sum + (counts[kind] ?? 0), 0);
  const parts = present.map(kind => Math.max(1, Math.round((PARTS * (counts[kind] ?? 0)) / total)));
  // Rounding may give a part too many or too few: the largest slice takes the difference, where it is seen least.
  const largest = parts.indexOf(Math.max(...parts));
  const sum = parts.reduce((all, part) => all + part, 0);
  if (largest >= 0) parts[largest] = (parts[largest] ?? 0) + PARTS - sum;
  let at = 0;
  return present.map((kind, index) => {
    const from = at / PARTS;
    at += parts[index] ?? 0;
    return { kind, from, to: at / PARTS };
  });
}

/** Diameter in CSS pixels: three sizes, so that size says "few, some, many" and the number says the rest. */
export const diameterOf = (count: number): number => (count < 10 ? 38 : count < 30 ? 46 : count < 1000 ? 56 : 64);

/** The attributes of a cluster's feature: `kind` when all alike, else `n_<kind>` for each. */
export function kindCounts(properties: Record<string, unknown>): KindCounts {
  const total = Number(properties.count ?? 1);
  if (typeof properties.kind === 'string') return { [properties.kind as Kind]: total };
  return Object.fromEntries(
    KINDS.flatMap(kind => {
      const n = Number(properties[`n_${kind}`] ?? 0);
      return n > 0 ? [[kind, n]] : [];
    }),
  );
}
