// The map's engine: creates MapLibre, paints what it is given, tells where it is and what was touched. No words, no requests
// but tiles. Loaded after the list, in a bundle of its own.
import {
  Map as MapLibre,
  setWorkerUrl,
  type GeoJSONSource,
  type MapGeoJSONFeature,
  type MapMouseEvent,
  type MapOptions,
  type VectorTileSource,
} from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url';
import type { Bounds, Frame, Item, LonLat } from '../api/types';
import type { Spot } from '../state';
import { loadBackground, type Background } from './basemap';
import type { Covered, Engine, EngineOptions } from './engine';
import { PLACES, POINTS_FROM_ZOOM, pieName, pinName, type PinState } from './layers';
import { drawMark } from './marks';
import { pinsOf, share, type Cluster, type Pin, type Row } from './pins';
import { tabsOf } from './tabs';
import { focusFilters, mapStyle } from './style';
import { readTokens, type MapTokens } from './tokens';

setWorkerUrl(new URL(workerUrl, location.href).href);

export function createEngine(options: EngineOptions): Engine {
  return new Painter(options);
}

const BY_HAND = { byHand: true };
/** Around what the view is fitted to: a cluster on the very edge is still whole. */
const MARGIN = 44;

class Painter implements Engine {
  readonly map: MapLibre;
  private tokens: MapTokens = readTokens();
  private query: string;
  private focused: readonly string[] = [];
  private all: Pin[] = [];
  private selected: string | null = null;
  private hover: string | null = null;
  private spot: Spot | null = null;
  private hereAt: LonLat | null = null;
  private sharing = share([], [], 0);
  private sharedIds = new Set<number | string>();
  private painting = 0;
  private clustered = true;
  private background: Background | null = null;

  constructor(private readonly options: EngineOptions) {
    this.query = options.filter;
    const { frame, camera } = options;
    const view: Partial<MapOptions> = camera
      ? { center: [camera.lon, camera.lat], zoom: camera.zoom }
      : {
          bounds: frame.bounds,
          fitBoundsOptions: {
            padding: { top: MARGIN / 2, right: MARGIN / 2, bottom: MARGIN, left: MARGIN / 2 + options.left },
          },
        };
    this.map = new MapLibre({
      container: options.container,
      style: this.style(),
      ...view,
      minZoom: 4,
      maxZoom: 18,
      attributionControl: false,
      dragRotate: false,
      pitchWithRotate: false,
      touchPitch: false,
      fadeDuration: options.still ? 0 : 150,
      locale: options.words,
      renderWorldCopies: false,
    });
    this.map.touchZoomRotate.disableRotation();
    this.map.keyboard.disableRotation();
    this.listen();
    if (frame.basemap) void this.addBackground(frame.basemap);
  }

  private async addBackground(basemap: NonNullable<Frame['basemap']>): Promise<void> {
    try {
      this.background = await loadBackground(basemap);
      this.map.setStyle(this.style(), { diff: false });
    } catch {
      // Without its streets the map is still whole: land, names, places.
    }
  }

  private style(): ReturnType<typeof mapStyle> {
    return mapStyle({
      tokens: this.tokens,
      frame: this.options.frame,
      filter: this.query,
      focused: this.focused,
      main: this.options.main,
      background: this.background,
    });
  }

  private listen(): void {
    const {
      map,
      options: { told },
    } = this;
    map.setMissingStyleImageResolver(id => {
      const picture = drawMark(id, this.tokens);
      if (picture && !map.hasImage(id)) map.addImage(id, picture.image, { pixelRatio: picture.pixelRatio });
    });
    map.on('moveend', event => {
      const byUser = Boolean(event.originalEvent) || 'byHand' in event;
      const { lng, lat } = map.getCenter();
      told.moved({ zoom: map.getZoom(), lat, lon: lng }, this.bounds(), byUser);
      this.repaintPins();
    });
    map.on('sourcedata', event => {
      if (event.sourceId === 'places' && event.isSourceLoaded) this.repaintPins();
    });
    map.on('style.load', () => this.restore());
    map.on('click', event => this.click(event));
    map.on('mousemove', event => this.point(event));
    map.getCanvas().addEventListener('mouseleave', () => told.hovered(null));
    map.getCanvas().addEventListener('keydown', event => {
      if (event.key === 'Escape') told.left();
    });
  }

  filter(query: string, clusters: boolean): void {
    this.clustered = clusters;
    this.paintClusters();
    if (query === this.query) return;
    this.query = query;
    const path = this.options.frame.tiles.places + query;
    this.map.getSource<VectorTileSource>('places')?.setTiles([location.origin + path]);
  }

  pins(items: readonly Item[], selected: string | null, hover: string | null, spot: Spot | null): void {
    this.all = pinsOf(items);
    this.spot = spot;
    this.selected = selected;
    this.hover = hover;
    this.repaintPins();
  }

  focus(codes: readonly string[]): void {
    if (codes.join() === this.focused.join()) return;
    this.focused = codes;
    this.paintFocus();
  }

  here(at: LonLat | null): void {
    this.hereAt = at;
    this.write('here', at ? [point(at, {})] : []);
  }

  fit(bounds: Bounds, left: number): void {
    this.map.fitBounds(bounds, {
      padding: { top: MARGIN, right: MARGIN, bottom: MARGIN, left: MARGIN + left },
      maxZoom: 15,
      ...this.pace(),
    });
  }

  /** Pans, never zooms, and only when the place is out of sight or under the card. */
  reveal(at: LonLat, covered: Covered): void {
    const { x, y } = this.map.project(at);
    const { clientWidth, clientHeight } = this.map.getContainer();
    const edge = 48;
    const seen =
      x > covered.left + edge &&
      y > covered.top + edge &&
      x < clientWidth - covered.right - edge &&
      y < clientHeight - covered.bottom - edge;
    if (!seen)
      this.map.easeTo({
        center: at,
        offset: [(covered.left - covered.right) / 2, (covered.top - covered.bottom) / 2],
        ...this.pace(),
      });
  }

  zoom(by: number): void {
    this.map.easeTo({ zoom: this.map.getZoom() + by, ...this.pace() }, BY_HAND);
  }

  resize(): void {
    this.map.resize();
  }

  /** The scheme changed: read the colours again and draw every picture anew. */
  repaint(): void {
    this.tokens = readTokens();
    this.map.setStyle(this.style(), { diff: false });
  }

  bounds(): Bounds {
    const box = this.map.getBounds();
    return [box.getWest(), box.getSouth(), box.getEast(), box.getNorth()];
  }

  metresPerPixel(): number {
    // Circumference of the Earth at the equator over a world of 512 px.
    return (40_075_016.7 * Math.cos((this.map.getCenter().lat * Math.PI) / 180)) / (512 * 2 ** this.map.getZoom());
  }

  private pace(): { duration?: number; essential: boolean } {
    return this.options.still ? { duration: 0, essential: true } : { duration: 450, essential: false };
  }

  private paintFocus(): void {
    for (const [layer, filter] of Object.entries(focusFilters(this.focused, this.options.main))) {
      if (this.map.getLayer(layer)) this.map.setFilter(layer, filter);
    }
  }

  /** A new style forgets data and states; what was set before the first one was there is set now. */
  private restore(): void {
    this.sharedIds.clear();
    this.paintFocus();
    this.paintClusters();
    this.here(this.hereAt);
    this.repaintPins();
  }

  private repaintPins(): void {
    cancelAnimationFrame(this.painting);
    this.painting = requestAnimationFrame(() => this.paintPins());
  }

  private paintPins(): void {
    if (!this.map.getSource('pins')) return;
    this.sharing = share(this.all, this.clusters(), this.map.getZoom());
    const hidden = new Set(this.sharing.hidden);
    for (const id of this.sharedIds) if (!hidden.has(id)) this.mark(id, false);
    for (const id of hidden) if (!this.sharedIds.has(id)) this.mark(id, true);
    this.sharedIds = hidden;
    this.write(
      'rest',
      this.sharing.rest.map(({ at, count, counts }) => point(at, { image: pieName(count, counts), count })),
    );
    // The selected row is drawn in full; its small number would stand beside itself.
    const others = (row: Row): boolean => row.item.listing !== this.selected && row.item.id !== this.selected;
    const closed = this.sharing.closed.map(cluster => ({ ...cluster, rows: cluster.rows.filter(others) }));
    this.write(
      'tabs',
      tabsOf(closed).map(({ at, ...tab }) => point(at, tab)),
    );
    this.write('pins', [...this.all.flatMap(pin => this.pinFeature(pin)), ...this.spotFeature()]);
  }

  private mark(id: number | string, shared: boolean): void {
    this.map.setFeatureState({ source: 'places', sourceLayer: PLACES, id }, { shared });
  }

  private paintClusters(): void {
    if (this.map.getLayer('clusters'))
      this.map.setLayoutProperty('clusters', 'visibility', this.clustered ? 'visible' : 'none');
  }

  private clusters(): Cluster[] {
    if (!this.clustered || !this.map.getSource('places')) return [];
    return this.map
      .querySourceFeatures('places', { sourceLayer: PLACES })
      .flatMap(({ id, geometry, properties }) =>
        geometry.type === 'Point' && id !== undefined ? [{ id, at: geometry.coordinates as LonLat, properties }] : [],
      );
  }

  private pinFeature(pin: Pin): GeoJSON.Feature[] {
    const chosen = pin.rows.find(row => row.item.listing === this.selected || row.item.id === this.selected);
    const pointed = pin.rows.find(row => row.item.listing === this.hover);
    const state: PinState = chosen ? 'selected' : pointed ? 'hover' : '';
    const listings = this.sharing.shown.get(pin.key);
    // Inside a closed cell the cluster counts it; only the one under the hand or the card is drawn over.
    if (listings === undefined && state === '') return [];
    const row = chosen ?? pointed ?? pin.rows[0];
    if (!row) return [];
    return [
      point(pin.at, {
        // Over a closed cell it stands for itself: the cluster beneath counts the others.
        image: pinName(row.item.kind, row.number, listings ?? 1, state),
        number: row.number,
        state,
        listing: row.item.listing,
        name: state === '' ? '' : row.item.label,
      }),
    ];
  }

  private spotFeature(): GeoJSON.Feature[] {
    const { spot, all, selected } = this;
    if (!spot || all.some(pin => pin.rows.some(({ item }) => item.listing === selected || item.id === selected)))
      return [];
    const { listing, at, kind, label } = spot;
    return [
      point(at, { image: pinName(kind, null, 1, 'selected'), number: 0, state: 'selected', listing, name: label }),
    ];
  }

  private write(source: string, features: GeoJSON.Feature[]): void {
    this.map.getSource<GeoJSONSource>(source)?.setData({ type: 'FeatureCollection', features });
  }

  private touched({ point: { x, y } }: MapMouseEvent): MapGeoJSONFeature | undefined {
    const layers = ['pins-on', 'pins', 'tabs', 'rest', 'clusters'].filter(layer => this.map.getLayer(layer));
    // A few pixels around: a finger is wider than a mouse.
    const reach = matchMedia('(pointer: coarse)').matches ? 10 : 2;
    const found = this.map.queryRenderedFeatures(
      [
        [x - reach, y - reach],
        [x + reach, y + reach],
      ],
      { layers },
    );
    return layers
      .flatMap(layer => found.filter(feature => feature.layer.id === layer))
      .find(feature => !(feature.layer.id === 'clusters' && feature.state.shared));
  }

  private point(event: MapMouseEvent): void {
    const feature = this.touched(event);
    this.map.getCanvas().style.cursor = feature ? 'pointer' : '';
    const listing: unknown = feature?.properties.listing;
    this.options.told.hovered(typeof listing === 'string' ? listing : null);
  }

  private click(event: MapMouseEvent): void {
    const feature = this.touched(event);
    if (!feature || feature.geometry.type !== 'Point') return;
    const { listing, count } = feature.properties as { listing?: string; count?: number };
    if (listing) return this.options.told.picked(listing);
    const at = feature.geometry.coordinates as LonLat;
    const zoom = this.map.getZoom();
    if (Number(count ?? 1) > 1 && zoom < POINTS_FROM_ZOOM) {
      this.map.easeTo({ center: at, zoom: Math.min(zoom + 2, POINTS_FROM_ZOOM + 0.2), ...this.pace() }, BY_HAND);
      return;
    }
    // Tiles round positions; at low zooms by more than a street is wide.
    const slack = Math.max(0.00004, 360 / 2 ** Math.floor(zoom) / 4096);
    this.options.told.spotted(at, [at[0] - slack, at[1] - slack, at[0] + slack, at[1] + slack]);
  }
}

const point = ([lon, lat]: LonLat, properties: Record<string, unknown>): GeoJSON.Feature => ({
  type: 'Feature',
  properties,
  geometry: { type: 'Point', coordinates: [lon, lat] },
});
