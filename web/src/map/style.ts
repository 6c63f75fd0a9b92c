// The style of our own map, from the page's tokens. No font, sprite or tile from elsewhere: labels use the page's face.
import type { ExpressionSpecification, FilterSpecification, LayerSpecification, StyleSpecification } from 'maplibre-gl';
import face from '@fontsource-variable/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-wght-normal.woff2?url';
import type { Frame } from '../api/types';
import type { Background } from './basemap';
import { PLACES, TERRITORIES, TERRITORY_LABELS, clusterImage } from './layers';
import type { MapTokens } from './tokens';

export interface StyleInput {
  tokens: MapTokens;
  frame: Frame;
  /** Query string part of the places' tiles, beginning with & or empty. */
  filter: string;
  /** Codes of the communes searched: paler, with a line of their own. */
  focused: readonly string[];
  /** Codes of the communes whose names come first. */
  main: readonly string[];
  /** Streets under our own lines and marks, when configured. */
  background: Background | null;
}

// « Bold » is read by the map as a weight; both families are the same file (src/styles/fonts.css).
const REGULAR = ['Atkinson Hyperlegible Next'];
const BOLD = ['Atkinson Hyperlegible Next Bold'];

export function mapStyle(input: StyleInput): StyleSpecification {
  const { background, frame, tokens } = input;
  return {
    version: 8,
    ...(background?.sprite ? { sprite: background.sprite } : {}),
    ...(background?.glyphs ? { glyphs: background.glyphs, 'font-faces': ownFaces() } : {}),
    sources: {
      ...background?.sources,
      territories: {
        type: 'vector',
        tiles: [absolute(frame.tiles.territories)],
        minzoom: frame.minzoom,
        maxzoom: Math.min(frame.maxzoom, 14),
      },
      places: {
        type: 'vector',
        tiles: [absolute(frame.tiles.places + input.filter)],
        minzoom: frame.minzoom,
        maxzoom: frame.maxzoom,
      },
      rest: empty(),
      tabs: empty(),
      pins: empty(),
      here: empty(),
    },
    layers: [
      { id: 'sea', type: 'background', paint: { 'background-color': tokens.sea } },
      ...landLayers(input),
      ...(background?.named ? [] : labelLayers(input)),
      ...markLayers(tokens),
    ],
  };
}

/** A style with glyph files of its own must not be asked for our face. */
const ownFaces = (): NonNullable<StyleSpecification['font-faces']> =>
  Object.fromEntries([...REGULAR, ...BOLD].map(name => [name, [{ url: new URL(face, location.href).href }]]));

const absolute = (path: string): string => (/^https?:/.test(path) ? path : location.origin + path);
const empty = (): StyleSpecification['sources'][string] => ({
  type: 'geojson',
  data: { type: 'FeatureCollection', features: [] },
});
const COMMUNE: ExpressionSpecification = ['==', ['get', 'kind'], 'commune'];
const among = (codes: readonly string[]): ExpressionSpecification => ['in', ['get', 'code'], ['literal', [...codes]]];

/** The filters that change with the communes searched, by layer. */
export function focusFilters(focused: readonly string[], main: readonly string[]): Record<string, FilterSpecification> {
  const first = [...focused, ...main];
  return {
    'land-searched': ['all', COMMUNE, among(focused)],
    'commune-searched': ['all', COMMUNE, among(focused)],
    labels: ['all', COMMUNE, ['!', among(first)]],
    'labels-main': ['all', COMMUNE, among(first)],
  };
}

/** Shoals are drawn for zoom 10, halved below 9, gone above 13; never wider than twice the buffer of the tiles, 24 px. */
const shoal = (width: number): ExpressionSpecification => [
  'interpolate',
  ['linear'],
  ['zoom'],
  9,
  width / 2,
  10,
  width,
];
const shoalOpacity: ExpressionSpecification = ['interpolate', ['linear'], ['zoom'], 12, 1, 13.5, 0];

function landLayers({ tokens, focused, main, background }: StyleInput): LayerSpecification[] {
  const land = { source: 'territories', 'source-layer': TERRITORIES } as const;
  const round = { 'line-join': 'round', 'line-cap': 'round' } as const;
  const filters = focusFilters(focused, main);
  return [
    {
      id: 'shoal-outer',
      type: 'line',
      ...land,
      filter: COMMUNE,
      layout: round,
      paint: { 'line-color': tokens.shoal2, 'line-width': shoal(34), 'line-opacity': shoalOpacity },
    },
    {
      id: 'shoal-inner',
      type: 'line',
      ...land,
      filter: COMMUNE,
      layout: round,
      paint: { 'line-color': tokens.shoal1, 'line-width': shoal(14), 'line-opacity': shoalOpacity },
    },
    {
      id: 'coast',
      type: 'line',
      ...land,
      filter: COMMUNE,
      layout: round,
      paint: {
        'line-color': tokens.coast,
        'line-width': ['interpolate', ['linear'], ['zoom'], 8, 1.6, 10, 2.8, 16, 4],
      },
    },
    {
      id: 'land',
      type: 'fill',
      ...land,
      filter: COMMUNE,
      paint: { 'fill-color': tokens.land, 'fill-antialias': false },
    },
    ...(background?.layers(tokens) ?? []),
    {
      id: 'land-searched',
      type: 'fill',
      ...land,
      filter: filters['land-searched']!,
      paint: { 'fill-color': tokens.landFocus, 'fill-antialias': false, 'fill-opacity': background ? 0.25 : 1 },
    },
    {
      id: 'commune-lines',
      type: 'line',
      ...land,
      filter: COMMUNE,
      layout: round,
      paint: { 'line-color': tokens.line, 'line-width': ['interpolate', ['linear'], ['zoom'], 7, 0.5, 10, 1, 14, 1.6] },
    },
    {
      id: 'commune-searched',
      type: 'line',
      ...land,
      filter: filters['commune-searched']!,
      layout: round,
      paint: { 'line-color': tokens.accent, 'line-width': 1.75 },
    },
  ];
}

function labelLayers({ tokens, focused, main }: StyleInput): LayerSpecification[] {
  const filters = focusFilters(focused, main);
  const text = (bold: boolean, size: number, filter: FilterSpecification, minzoom: number): LayerSpecification => ({
    id: bold ? 'labels-main' : 'labels',
    type: 'symbol',
    source: 'territories',
    'source-layer': TERRITORY_LABELS,
    minzoom,
    filter,
    layout: {
      'text-field': ['get', 'name'],
      'text-font': bold ? BOLD : REGULAR,
      'text-max-width': 8,
      'text-padding': 3,
      'text-line-height': 1.1,
      'text-size': ['interpolate', ['linear'], ['zoom'], 8, size - 1, 10, size, 14, size + 2],
      'text-variable-anchor': ['top', 'bottom', 'left', 'right'],
      'text-radial-offset': 0.35,
      'text-justify': 'auto',
    },
    paint: { 'text-color': bold ? tokens.ink : tokens.label, 'text-halo-color': tokens.halo, 'text-halo-width': 1.6 },
  });
  return [text(false, 12.5, filters.labels!, 8), text(true, 14.5, filters['labels-main']!, 5)];
}

function markLayers(tokens: MapTokens): LayerSpecification[] {
  const always = { 'icon-allow-overlap': true, 'icon-ignore-placement': false } as const;
  const state: ExpressionSpecification = ['get', 'state'];
  const on: ExpressionSpecification = ['in', state, ['literal', ['hover', 'selected']]];
  return [
    {
      id: 'clusters',
      type: 'symbol',
      source: 'places',
      'source-layer': PLACES,
      layout: { ...always, 'icon-image': clusterImage(), 'icon-padding': 0, 'symbol-sort-key': ['get', 'count'] },
      paint: { 'icon-opacity': ['case', ['boolean', ['feature-state', 'shared'], false], 0, 1] },
    },
    {
      id: 'rest',
      type: 'symbol',
      source: 'rest',
      layout: { ...always, 'icon-image': ['get', 'image'], 'icon-padding': 0 },
    },
    {
      id: 'tabs',
      type: 'symbol',
      source: 'tabs',
      layout: {
        ...always,
        'icon-image': ['get', 'image'],
        'icon-offset': ['get', 'offset'],
        'icon-padding': 0,
        'symbol-sort-key': ['-', 0, ['get', 'number']],
      },
    },
    {
      id: 'pins',
      type: 'symbol',
      source: 'pins',
      filter: ['!', on],
      layout: {
        ...always,
        'icon-image': ['get', 'image'],
        'icon-padding': 0,
        'symbol-sort-key': ['-', 0, ['get', 'number']],
      },
    },
    {
      id: 'pins-on',
      type: 'symbol',
      source: 'pins',
      filter: on,
      layout: {
        ...always,
        'icon-image': ['get', 'image'],
        'icon-padding': 0,
        'symbol-sort-key': ['match', state, 'selected', 2, 1],
        'text-field': ['get', 'name'],
        'text-font': BOLD,
        'text-size': 13.5,
        'text-anchor': 'top',
        'text-offset': [0, 1.75],
        'text-max-width': 12,
        'text-optional': true,
        'text-allow-overlap': true,
      },
      paint: { 'text-color': tokens.ink, 'text-halo-color': tokens.halo, 'text-halo-width': 2 },
    },
    {
      id: 'here',
      type: 'circle',
      source: 'here',
      paint: {
        'circle-radius': 7,
        'circle-color': tokens.focus,
        'circle-stroke-color': tokens.pinEdge,
        'circle-stroke-width': 3,
      },
    },
  ];
}
