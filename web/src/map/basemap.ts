// The optional background of streets: a PMTiles archive served by us, or a style at another address (CARBET_BASEMAP).
// Loaded only when configured; when it fails, our own land and sea remain.
import { addProtocol, type LayerSpecification, type StyleSpecification } from 'maplibre-gl';
import type { Frame } from '../api/types';
import type { MapTokens } from './tokens';

export interface Background {
  sources: StyleSpecification['sources'];
  layers: (tokens: MapTokens) => LayerSpecification[];
  glyphs?: string;
  sprite?: StyleSpecification['sprite'];
  /** It has names of its own: ours would be said twice. */
  named: boolean;
}

/** Kept apart from our own sources and layers by their names. */
const PREFIX = 'background-';

export async function loadBackground(basemap: NonNullable<Frame['basemap']>): Promise<Background> {
  return 'style' in basemap ? fromStyle(basemap.style) : fromArchive(location.origin + basemap.pmtiles);
}

async function fromStyle(url: string): Promise<Background> {
  const style = (await (await fetch(url)).json()) as StyleSpecification;
  const sources = Object.fromEntries(Object.entries(style.sources).map(([name, source]) => [PREFIX + name, source]));
  const layers = style.layers.map(
    layer =>
      ({
        ...layer,
        id: PREFIX + layer.id,
        ...('source' in layer ? { source: PREFIX + layer.source } : {}),
      }) as LayerSpecification,
  );
  return {
    sources,
    layers: () => layers,
    named: style.layers.some(layer => layer.type === 'symbol'),
    ...(style.glyphs ? { glyphs: style.glyphs } : {}),
    ...(style.sprite ? { sprite: style.sprite } : {}),
  };
}

async function fromArchive(url: string): Promise<Background> {
  const { PMTiles, Protocol, TileType } = await import('pmtiles');
  const protocol = new Protocol();
  const archive = new PMTiles(url);
  protocol.add(archive);
  addProtocol('pmtiles', protocol.tile);
  const { tileType } = await archive.getHeader();
  const source = `${PREFIX}archive`;
  if (tileType !== TileType.Mvt) {
    return {
      sources: { [source]: { type: 'raster', url: `pmtiles://${url}`, tileSize: 256 } },
      layers: () => [{ id: source, type: 'raster', source }],
      named: false,
    };
  }
  const metadata = (await archive.getMetadata()) as { vector_layers?: { id: string }[] };
  const present = new Set(metadata.vector_layers?.map(layer => layer.id) ?? []);
  return {
    sources: { [source]: { type: 'vector', url: `pmtiles://${url}` } },
    layers: tokens => streets(source, present, tokens),
    named: false,
  };
}

/** Water, buildings and roads, drawn quietly, under the names that the common schemas give them. */
function streets(source: string, present: ReadonlySet<string>, tokens: MapTokens): LayerSpecification[] {
  const draw = (names: string[], make: (layer: string) => LayerSpecification): LayerSpecification[] =>
    names.filter(name => present.has(name)).map(make);
  return [
    ...draw(['water'], layer => ({
      id: `${PREFIX}${layer}`,
      type: 'fill',
      source,
      'source-layer': layer,
      filter: ['==', ['geometry-type'], 'Polygon'],
      paint: { 'fill-color': tokens.sea },
    })),
    ...draw(['building', 'buildings'], layer => ({
      id: `${PREFIX}${layer}`,
      type: 'fill',
      source,
      'source-layer': layer,
      minzoom: 13,
      paint: { 'fill-color': tokens.line, 'fill-opacity': 0.5 },
    })),
    ...draw(['transportation', 'roads', 'road'], layer => ({
      id: `${PREFIX}${layer}`,
      type: 'line',
      source,
      'source-layer': layer,
      minzoom: 9,
      layout: { 'line-cap': 'round', 'line-join': 'round' },
      paint: {
        'line-color': tokens.line,
        'line-width': ['interpolate', ['exponential', 1.6], ['zoom'], 9, 0.4, 13, 1.4, 18, 12],
      },
    })),
  ];
}
