// Names of the tiles' layers and attributes (the contract with tiles/src/layer.rs) and the names of our pictures.
import type { ExpressionSpecification } from 'maplibre-gl';
import { KINDS, type Kind } from '../api/types';
import { PARTS, type KindCounts } from './pies';

export const PLACES = 'places';
export const TERRITORIES = 'territories';
export const TERRITORY_LABELS = 'territory_labels';
/** From this zoom on, one feature is one distinct point rather than a cell (tiles crate). */
export const POINTS_FROM_ZOOM = 14;
/** Cells are 64 px wide in a tile of 512: eight across. */
export const CELLS_PER_TILE = 8;

export type PinState = '' | 'hover' | 'selected';

/** Pictures are named after what they show, so that equal ones are drawn once. */
export const pieName = (count: number, counts: KindCounts): string => {
  const present = KINDS.filter(kind => (counts[kind] ?? 0) > 0);
  const only = present.length === 1 ? present[0] : undefined;
  if (only) return markName(count, only);
  const parts = KINDS.map(kind => {
    const n = counts[kind] ?? 0;
    return n === 0 ? 0 : Math.max(1, Math.round((PARTS * n) / count));
  });
  return `pie|${count}|${parts.join('|')}`;
};
export const markName = (count: number, kind: Kind): string => (count === 1 ? `dot|${kind}` : `all|${count}|${kind}`);
export const pinName = (kind: Kind, number: number | null, stacked: number, state: PinState): string =>
  `pin|${kind}|${number ?? ''}|${stacked}|${state}`;

/** A row's number beside the cluster that counts it; without a kind, how many more there are. */
export const tabName = (kind: Kind | null, number: number): string => `tab|${kind ?? ''}|${number}`;

/** The same names as above, written as an expression over a tile's feature. */
export function clusterImage(): ExpressionSpecification {
  const part = (kind: Kind): ExpressionSpecification => [
    'let',
    'n',
    ['to-number', ['coalesce', ['get', `n_${kind}`], 0]],
    [
      'to-string',
      ['case', ['==', ['var', 'n'], 0], 0, ['max', 1, ['round', ['/', ['*', PARTS, ['var', 'n']], ['get', 'count']]]]],
    ],
  ];
  const parts = KINDS.flatMap(kind => ['|', part(kind)]);
  return [
    'case',
    ['all', ['has', 'kind'], ['==', ['get', 'count'], 1]],
    ['concat', 'dot|', ['get', 'kind']],
    ['has', 'kind'],
    ['concat', 'all|', ['to-string', ['get', 'count']], '|', ['get', 'kind']],
    ['concat', 'pie|', ['to-string', ['get', 'count']], ...parts],
  ] as ExpressionSpecification;
}
