// The colours of the map, read from the page's own custom properties: one source for screen and map, light and dark.
import type { Kind } from '../api/types';

export interface MapTokens {
  sea: string;
  shoal1: string;
  shoal2: string;
  land: string;
  landFocus: string;
  line: string;
  coast: string;
  label: string;
  halo: string;
  pinEdge: string;
  panel: string;
  ink: string;
  quiet: string;
  accent: string;
  accentStrong: string;
  focus: string;
  onKind: string;
  font: string;
  kind: Record<Kind, string>;
}

export function readTokens(): MapTokens {
  const style = getComputedStyle(document.documentElement);
  const read = (name: string): string => style.getPropertyValue(name).trim();
  return {
    sea: read('--map-sea'),
    shoal1: read('--map-shoal-1'),
    shoal2: read('--map-shoal-2'),
    land: read('--map-land'),
    landFocus: read('--map-land-focus'),
    line: read('--map-line'),
    coast: read('--map-coast'),
    label: read('--map-label'),
    halo: read('--map-halo'),
    pinEdge: read('--map-pin-edge'),
    panel: read('--sand-0'),
    ink: read('--ink-1'),
    quiet: read('--sand-3'),
    accent: read('--lagoon-3'),
    accentStrong: read('--lagoon-4'),
    focus: read('--focus'),
    onKind: read('--on-kind'),
    font: read('--font'),
    kind: {
      professional: read('--kind-professional'),
      pharmacy: read('--kind-pharmacy'),
      facility: read('--kind-facility'),
      equipment: read('--kind-equipment'),
      mental_health: read('--kind-mental_health'),
      shelter: read('--kind-shelter'),
    },
  };
}
