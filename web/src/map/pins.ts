// The numbered pins: one for each distinct point of the rows shown, and how they share the map with the clusters. Pure.
import { KINDS, type Item, type Kind, type LonLat } from '../api/types';
import { CELLS_PER_TILE, POINTS_FROM_ZOOM } from './layers';
import { kindCounts, type KindCounts } from './pies';

export interface Row {
  number: number;
  item: Item;
}
/** Rows at one very point share a pin; it carries the number of the first. */
export interface Pin {
  key: string;
  at: LonLat;
  rows: Row[];
}

export function pinsOf(items: readonly Item[]): Pin[] {
  const pins = new Map<string, Pin>();
  items.forEach((item, index) => {
    if (item.lon === null || item.lat === null) return;
    const key = pointKey([item.lon, item.lat]);
    const pin = pins.get(key);
    const row = { number: index + 1, item };
    if (pin) pin.rows.push(row);
    else pins.set(key, { key, at: [item.lon, item.lat], rows: [row] });
  });
  return [...pins.values()];
}

/** A metre apart is apart. */
export const pointKey = ([lon, lat]: LonLat): string => `${lon.toFixed(5)},${lat.toFixed(5)}`;

export interface Cluster {
  id: number | string;
  at: LonLat;
  properties: Record<string, unknown>;
}
export interface Sharing {
  /** Pins drawn, with how many listings each stands for. */
  shown: Map<string, number>;
  /** Clusters of the tiles that give way to pins. */
  hidden: (number | string)[];
  /** What is left of them, to be drawn in their place. */
  rest: { at: LonLat; count: number; counts: KindCounts }[];
  /** Clusters that count rows of the list without opening. */
  closed: { at: LonLat; count: number; rows: Row[] }[];
}

/** A cell opens when its pins are at least a third of it: fewer would hide a crowd behind a few numbers. */
const OPENS_AT = 3;

/**
 * Where pins and clusters meet, each listing is drawn once: either its cell stays closed and the cluster counts it, or
 * the cell opens, its pins are drawn and the cluster counts the others. So the numbers on the map add up to the total.
 */
export function share(pins: readonly Pin[], clusters: readonly Cluster[], zoom: number): Sharing {
  const level = Math.floor(zoom);
  return level >= POINTS_FROM_ZOOM ? sharePoints(pins, clusters, level) : shareCells(pins, clusters, level);
}

/** Every feature is a point: the pin takes the place of its own. */
function sharePoints(pins: readonly Pin[], points: readonly Cluster[], level: number): Sharing {
  // Tiles round positions to 1/4096 of their width.
  const near = 1.5 / (4096 * 2 ** level);
  const sharing: Sharing = { shown: new Map(), hidden: [], rest: [], closed: [] };
  for (const pin of pins) {
    const [x, y] = mercator(pin.at);
    const own = points.find(point => {
      const [px, py] = mercator(point.at);
      return Math.abs(px - x) < near && Math.abs(py - y) < near;
    });
    if (own) sharing.hidden.push(own.id);
    sharing.shown.set(pin.key, Number(own?.properties.count ?? pin.rows.length));
  }
  return sharing;
}

function shareCells(pins: readonly Pin[], clusters: readonly Cluster[], level: number): Sharing {
  const byCell = new Map<string, Pin[]>();
  for (const pin of pins) {
    const cell = cellKey(pin.at, level);
    byCell.set(cell, [...(byCell.get(cell) ?? []), pin]);
  }
  const sharing: Sharing = { shown: new Map(), hidden: [], rest: [], closed: [] };
  const met = new Set<string>();
  for (const cluster of clusters) {
    const cell = cellKey(cluster.at, level);
    const inside = byCell.get(cell);
    if (!inside || met.has(cell)) continue;
    met.add(cell);
    const listed = inside.flatMap(pin => pin.rows.map(row => row.item));
    const total = Number(cluster.properties.count ?? 1);
    if (total > listed.length * OPENS_AT) {
      const rows = inside.flatMap(pin => pin.rows).sort((a, b) => a.number - b.number);
      sharing.closed.push({ at: cluster.at, count: total, rows });
      continue;
    }
    sharing.hidden.push(cluster.id);
    for (const pin of inside) sharing.shown.set(pin.key, pin.rows.length);
    const left = total - listed.length;
    if (left > 0)
      shareRest(
        sharing,
        inside,
        {
          at: centreWithout(cluster.at, total, inside, left),
          count: left,
          counts: without(kindCounts(cluster.properties), listed),
        },
        level,
      );
  }
  // A pin that meets no cluster is drawn: the tile may still be on its way.
  for (const pin of pins) if (!met.has(cellKey(pin.at, level))) sharing.shown.set(pin.key, pin.rows.length);
  return sharing;
}

/** What is left stands at a pin's own point when it is at the same address: the pin counts it. */
function shareRest(sharing: Sharing, pins: readonly Pin[], rest: Sharing['rest'][number], level: number): void {
  const near = 4 / (512 * 2 ** level);
  const [x, y] = mercator(rest.at);
  const same = pins.find(pin => {
    const [px, py] = mercator(pin.at);
    return Math.abs(px - x) < near && Math.abs(py - y) < near;
  });
  if (same) sharing.shown.set(same.key, same.rows.length + rest.count);
  else sharing.rest.push(rest);
}

/** A cluster stands at the mean of its listings; taking some away moves the mean to that of the others. */
function centreWithout(mean: LonLat, total: number, pins: readonly Pin[], left: number): LonLat {
  const [lon, lat] = [0, 1].map(axis => {
    const taken = pins.reduce((sum, pin) => sum + (pin.at[axis] ?? 0) * pin.rows.length, 0);
    return ((mean[axis] ?? 0) * total - taken) / left;
  }) as LonLat;
  return [lon, lat];
}

function without(counts: KindCounts, listed: readonly Item[]): KindCounts {
  const left = { ...counts };
  for (const { kind } of listed) left[kind] = Math.max(0, (left[kind] ?? 0) - 1);
  return Object.fromEntries(KINDS.flatMap((kind: Kind) => ((left[kind] ?? 0) > 0 ? [[kind, left[kind]]] : [])));
}

function cellKey(at: LonLat, level: number): string {
  const cells = CELLS_PER_TILE * 2 ** level;
  const [x, y] = mercator(at);
  return `${Math.floor(x * cells)}/${Math.floor(y * cells)}`;
}

/** Degrees → the unit square of web Mercator, origin at the north-west. */
export function mercator([lon, lat]: LonLat): [number, number] {
  const sine = Math.sin((lat * Math.PI) / 180);
  return [lon / 360 + 0.5, 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)];
}
