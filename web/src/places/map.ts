// The map's place on the page: its buttons, legend, scale and sources, and the wires between the state and the engine.
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { api, queryString, type Parameters } from '../api/client';
import { isAbort } from '../api/problem';
import { store, type State } from '../state';
import type { Bounds, Frame, Item, LonLat } from '../api/types';
import type { Engine } from '../map/map';
import { count, t } from '../text/catalogue';
import { day } from '../text/format';
import { Piece } from '../ui/element';
import { icon } from '../ui/icons';
import { isPhone, onSchemeChange, prefersStillness } from '../ui/theme';
import { toast } from '../ui/toast';
import { legend } from './legend';
import { scaleBar } from './scale';

export class PlacesMap extends Piece {
  protected readonly reads = ['frame', 'results', 'query', 'here', 'view'] as const;
  /** From main: how a question narrows the tiles, and what the list asks, so that the map never shows something else. */
  tileFilter: ((state: State) => Parameters | null) | null = null;
  parameters: ((state: State) => Parameters) | null = null;
  private engine: Engine | null = null;
  private creating = false;
  private failed = false;
  private auto = !isPhone();
  private legendOpen = matchMedia('(min-width: 84.01rem) and (min-height: 50.01rem)').matches;
  private moved = false;
  /** Answer that the view was last fitted to: a page more or a card does not move the map. */
  private fitted: unknown = null;

  protected override firstUpdated(_changed: PropertyValues): void {
    void this.start();
  }

  protected override stateChanged(now: State, before: State): void {
    if (!this.engine) return void this.start();
    const { engine } = this;
    if (now.results !== before.results || now.query !== before.query) this.showAnswer(now);
    if (now.results.items !== before.results.items || now.selected !== before.selected || now.hover !== before.hover || now.spot !== before.spot) {
      engine.pins(now.results.items, now.selected, now.hover, now.spot);
    }
    if (now.here !== before.here) engine.here(now.here);
    if (now.spot !== before.spot && now.spot) void this.reveal(now.spot.at);
    if (now.view !== before.view) void this.updateComplete.then(() => engine.resize());
  }

  /** On a phone the map costs nothing until it is looked at. */
  private async start(): Promise<void> {
    const { frame, view, results } = store.now;
    if (this.creating || !frame || results.status === 'loading' && !results.answer || (isPhone() && view !== 'map')) return;
    this.creating = true;
    try {
      const { createEngine } = await import('../map/map');
      await this.updateComplete;
      const container = this.querySelector<HTMLElement>('.canvas');
      if (!container) return;
      this.engine = createEngine({
        container, frame, camera: store.now.camera, filter: this.tileQuery(store.now), main: mainTowns(frame), still: prefersStillness(), left: this.covered(),
        words: { 'Map.Title': t('map.canvas'), 'NavigationControl.ZoomIn': t('map.zoom_in'), 'NavigationControl.ZoomOut': t('map.zoom_out') },
        told: { moved: this.onMoved, picked: listing => store.set({ selected: listing }), spotted: this.onSpotted, hovered: hover => store.set({ hover }), left: () => this.querySelector<HTMLElement>('.ctl button')?.focus() },
      });
      onSchemeChange(() => this.engine?.repaint());
      if (store.now.camera) this.fitted = store.now.results.answer;
      this.showAnswer(store.now);
      this.engine.pins(store.now.results.items, store.now.selected, store.now.hover, store.now.spot);
      this.engine.here(store.now.here);
    } catch {
      this.failed = true;
    }
    this.requestUpdate();
  }

  private tileQuery(state: State): string {
    return queryString(this.tileFilter?.(state) ?? {}).replace('?', '&');
  }

  /** Words that no tile can be filtered by: the map then shows the rows and nothing else, and says so. */
  private rowsOnly(state: State): boolean {
    return this.tileFilter?.(state) === null;
  }

  private showAnswer(state: State): void {
    const { results: { answer, status }, query } = state;
    if (!this.engine || !answer || status !== 'ready') return;
    this.engine.filter(this.tileQuery(state), !this.rowsOnly(state));
    const territory = query.territory.length > 0 ? query.territory : answer.understood?.where ? [answer.understood.where.id] : [];
    this.engine.focus(territory.flatMap(id => (id.startsWith('commune:') ? [id.slice('commune:'.length)] : [])));
    if (this.fitted === answer) return;
    const first = this.fitted === null;
    this.fitted = answer;
    // A question asked by moving the map must not move it again.
    if (!query.bbox) void this.fit(state, territory, first);
  }

  private async fit(state: State, territory: readonly string[], first: boolean): Promise<void> {
    const { frame, here, query, results: { answer } } = state;
    if (!frame || !this.engine) return;
    const asked = territory.filter(id => id !== frame.territory.id);
    if (asked.length > 0) {
      const boxes = await Promise.all(asked.slice(0, 6).map(id => api.territory(id).then(found => found.bounds, () => null)));
      const box = around(boxes.flatMap(bounds => (bounds ? [[bounds[0], bounds[1]], [bounds[2], bounds[3]]] as LonLat[] : [])));
      if (box && store.now.results.answer === answer) this.engine.fit(box, this.covered());
    } else if (here ?? query.near) {
      const box = around([...positions(state.results.items.slice(0, 10)), (here ?? query.near) as LonLat]);
      if (box) this.engine.fit(box, this.covered());
    } else if (answer && answer.located > 0 && (answer.total <= state.results.items.length || this.rowsOnly(state))) {
      const box = around(positions(state.results.items));
      if (box) this.engine.fit(box, this.covered());
    } else if (!first) this.engine.fit(frame.bounds, this.covered());
  }

  /** The open legend hides the left of the map; what is shown is put beside it, where there is room. */
  private covered(): number {
    const legendWidth = this.querySelector<HTMLElement>('.keybox')?.offsetWidth ?? 0;
    // Half of it: an island seldom fills its frame's lower left, and a smaller island is read less well.
    return this.legendOpen && !isPhone() && this.clientWidth > 800 ? legendWidth / 2 : 0;
  }

  private readonly onMoved = (camera: { zoom: number; lat: number; lon: number }, bounds: Bounds, byUser: boolean): void => {
    store.set({ camera });
    if (byUser) {
      this.moved = true;
      if (this.auto) this.searchHere(bounds);
    }
    this.requestUpdate();
  };

  private searchHere(bounds: Bounds): void {
    this.moved = false;
    store.ask({ bbox: bounds }, { selected: store.now.selected });
  }

  /** A mark that is not in the list: ask what is at that spot; one thing opens, several are listed. */
  private readonly onSpotted = async (_at: LonLat, reach: Bounds): Promise<void> => {
    try {
      const answer = await api.search({ ...this.parameters?.(store.now), bbox: reach.map(degree => degree.toFixed(6)).join(','), limit: 50 });
      const first = answer.items[0];
      if (!first) return;
      const place = answer.items.every(item => item.place === first.place) ? first.place : null;
      const listing = answer.items.length > 1 && place ? (answer.items.find(item => item.id === place)?.listing ?? place) : first.listing;
      if (answer.total > 1 && !place) store.ask({ bbox: reach }, { selected: listing });
      else store.set({ selected: listing });
    } catch (reason) {
      if (!isAbort(reason)) toast(t('list.error'));
    }
  };

  private async reveal(at: LonLat): Promise<void> {
    if (isPhone() && store.now.view === 'list') return;
    // The card is drawn by then, and its place known.
    await new Promise(requestAnimationFrame);
    const sheet = document.querySelector('.sheet')?.getBoundingClientRect();
    const map = this.getBoundingClientRect();
    this.engine?.reveal(at, isPhone()
      ? { top: 48, right: 0, bottom: sheet ? map.bottom - sheet.top : 0, left: 0 }
      : { top: 0, right: sheet ? map.right - sheet.left : 0, bottom: 0, left: 2 * this.covered() });
  }

  private readonly locate = (): void => {
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => store.ask({ territory: [], near: null, bbox: null }, { here: [coords.longitude, coords.latitude] }),
      reason => toast(t(reason.code === reason.PERMISSION_DENIED ? 'search.around_me.refused' : 'search.around_me.failed')),
      { maximumAge: 60_000, timeout: 10_000 },
    );
  };

  private readonly whole = (): void => {
    const { frame, query } = store.now;
    if (query.bbox || query.territory.length > 0) store.ask({ bbox: null, territory: [] });
    if (frame) this.engine?.fit(frame.bounds, this.covered());
  };

  protected override render(): TemplateResult {
    const { frame, results } = store.now;
    const button = (mark: string, label: string, act: () => void, extra = ''): TemplateResult => html`<button class=${extra} aria-label=${label} title=${label} @click=${act}>${icon(mark)}</button>`;
    return html`
      <div class="canvas"></div>
      ${this.failed ? html`<p class="map-note">${t('map.failed')}</p>` : this.engine ? nothing : html`<p class="map-note loading">${t('map.loading')}</p>`}
      <div class="over again glass ${this.moved && !this.auto ? 'due' : ''}">
        <button class="btn" @click=${() => this.engine && this.searchHere(this.engine.bounds())}>${icon('search', true)}${t('map.here')}</button>
        <label class="only-l"><input class="box" type="checkbox" .checked=${this.auto} @change=${(event: Event) => { this.auto = (event.target as HTMLInputElement).checked; }} />${t('map.auto')}</label>
      </div>
      <div class="over ctl">
        <div class="glass only-l">${button('plus', t('map.zoom_in'), () => this.engine?.zoom(1))}${button('minus', t('map.zoom_out'), () => this.engine?.zoom(-1))}</div>
        <div class="glass">
          ${button('locate', t('map.locate'), this.locate)}
          ${button('frame', t('map.whole', { label: frame?.territory.label ?? '' }), this.whole)}
          ${button('layers', t('map.legend.show'), () => this.toggleLegend(), 'only-s')}
        </div>
      </div>
      ${legend(results.answer, this.legendOpen, () => this.toggleLegend())}
      <div class="over credit">${this.scale()}<span>${frame ? this.credit(frame) : nothing}</span></div>
    `;
  }

  private toggleLegend(): void {
    this.legendOpen = !this.legendOpen;
    this.requestUpdate();
  }

  private scale(): TemplateResult | typeof nothing {
    if (!this.engine) return nothing;
    const { metres } = scaleBar(this.engine.metresPerPixel(), 90);
    return html`<span class="scale"><i></i>${metres < 1000 ? t('map.scale_m', { n: count(metres) }) : t('map.scale_km', { n: count(metres / 1000) })}</span>`;
  }

  protected override updated(_changed: PropertyValues): void {
    const bar = this.querySelector<HTMLElement>('.scale i');
    // Set from here: a style attribute in the page would be refused by the security policy.
    if (bar && this.engine) bar.style.width = `${Math.round(scaleBar(this.engine.metresPerPixel(), 90).width)}px`;
  }

  private credit(frame: Frame): TemplateResult {
    const sources = frame.sources.filter(({ source }) => ['communes', 'rpps', 'finess'].includes(source)).map(source => (source.date ? t('source.dated', { label: source.label, date: day(source.date) }) : source.label));
    return html`${this.rowsOnly(store.now) ? html`<b>${t('map.rows_only')}</b>${frame.outlines === 'schematic' ? ' · ' : nothing}` : nothing}${frame.outlines === 'schematic' ? html`<b>${t('notice.outlines')}</b>` : nothing}<span class="lg">${frame.outlines === 'schematic' && sources.length > 0 ? ' · ' : ''}${sources.join(' · ')}</span>`;
  }
}

const positions = (items: readonly Item[]): LonLat[] =>
  items.flatMap(({ lon, lat }) => (lon !== null && lat !== null ? [[lon, lat] as LonLat] : []));

function around(points: readonly LonLat[]): Bounds | null {
  if (points.length === 0) return null;
  const lons = points.map(([lon]) => lon);
  const lats = points.map(([, lat]) => lat);
  return [Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)];
}

/** The towns whose names are drawn first: those with most to show. */
const mainTowns = (frame: Frame): string[] =>
  [...frame.communes].sort((a, b) => b.count - a.count).slice(0, 3).map(commune => commune.code);

customElements.define('carbet-map', PlacesMap);
