// What the map's engine promises to the page. Types only: importing this file loads no map.
import type { Map as MapLibre } from 'maplibre-gl';
import type { Bounds, Frame, Item, LonLat } from '../api/types';
import type { Camera, Spot } from '../state';

export interface Told {
  /** After any move; `byUser` when a hand did it. */
  moved: (camera: Camera, bounds: Bounds, byUser: boolean) => void;
  /** A numbered pin was touched. */
  picked: (listing: string) => void;
  /** A mark without a number was touched, deep enough to be places rather than a crowd. */
  spotted: (at: LonLat, reach: Bounds) => void;
  hovered: (listing: string | null) => void;
  left: () => void;
}

/** Pixels of the map's edges that lie under something else. */
export interface Covered {
  top: number;
  right: number;
  bottom: number;
  left: number;
}

export interface Engine {
  /** `clusters` false: the tiles cannot tell what was asked, only the pins are drawn. */
  filter: (query: string, clusters: boolean) => void;
  /** `spot`: the open card's place, drawn without a number when no row has it. */
  pins: (items: readonly Item[], selected: string | null, hover: string | null, spot: Spot | null) => void;
  focus: (codes: readonly string[]) => void;
  here: (at: LonLat | null) => void;
  /** `left`: pixels of the left edge that lie under something else. */
  fit: (bounds: Bounds, left: number) => void;
  reveal: (at: LonLat, covered: Covered) => void;
  zoom: (by: number) => void;
  resize: () => void;
  repaint: () => void;
  bounds: () => Bounds;
  metresPerPixel: () => number;
  readonly map: MapLibre;
}

export interface EngineOptions {
  container: HTMLElement;
  frame: Frame;
  camera: Camera | null;
  filter: string;
  main: readonly string[];
  still: boolean;
  left: number;
  /** Texts of MapLibre's own accessible names. */
  words: Record<string, string>;
  told: Told;
}
