// The numbers of the list that stay inside a closed cluster, as small pins leaning on it: every row is felt on the map. Pure.
import type { LonLat } from '../api/types';
import { tabName } from './layers';
import { diameterOf } from './pies';
import type { Sharing } from './pins';

/** More than these would hide the neighbours; the last one then says how many are left. */
const MOST = 3;
/** From one small pin to the next, in pixels. */
const STEP = 19;

export interface Tab {
  at: LonLat;
  /** Pixels right and down of the cluster's centre. */
  offset: [number, number];
  image: string;
  /** Number of the row; orders the drawing. */
  number: number;
  /** Row that a touch opens; none on the pill that counts the others. */
  listing?: string;
  /** With no listing: a touch opens the cluster, which counts this many. */
  count: number;
}

export function tabsOf(closed: Sharing['closed']): Tab[] {
  return closed.flatMap(({ at, count, rows }) => {
    const shown = rows.slice(0, rows.length > MOST ? MOST - 1 : MOST);
    const left = rows.length - shown.length;
    const radius = diameterOf(count) / 2;
    const place = (index: number): [number, number] => [radius * 0.62 + index * STEP, -radius * 0.78];
    const tabs: Tab[] = shown.map(({ number, item }, index) => ({
      at,
      offset: place(index),
      image: tabName(item.kind, number),
      number,
      listing: item.listing,
      count: 1,
    }));
    if (left > 0)
      tabs.push({ at, offset: place(shown.length + 0.2), image: tabName(null, left), number: rows.length, count });
    return tabs;
  });
}
