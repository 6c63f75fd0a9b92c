// The map's place on the page: its buttons, legend, scale and sources, and the wires between the state and the engine.
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { api, queryString, type Parameters } from '../api/client';
import { isAbort } from '../api/problem';
import { store, type State } from '../state';
import type { Bounds, Frame, LonLat } from '../api/types';
import type { Engine } from '../map/engine';
import { t } from '../text/catalogue';
import { Piece } from '../ui/element';
import { icon } from '../ui/icons';
import { searchAroundMe } from '../ui/position';
import { isPhone, onSchemeChange, prefersStillness } from '../ui/theme';
import { toast } from '../ui/toast';
import { credit } from './credit';
import { legend } from './legend';
import { boxOf, territoriesOf } from './looking';
import { scaleBar } from './scale';

const COMMUNE = 'commune:';

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
    if (
      now.results.items !== before.results.items ||
      now.selected !== before.selected ||
      now.hover !== before.hover ||
      now.spot !== before.spot
    ) {
      engine.pins(now.results.items, now.selected, now.hover, now.spot);
    }
    if (now.here !== before.here) engine.here(now.here);
    if (now.spot !== before.spot && now.spot) void this.reveal(now.spot.at);
    if (now.view !== before.view) void this.updateComplete.then(() => engine.resize());
  }

  /** On a phone the map costs nothing until it is looked at. */
  private async start(): Promise<void> {
    const { frame, view, results } = store.now;
    if (this.creating || !frame || (results.status === 'loading' && !results.answer) || (isPhone() && view !== 'map'))
      return;
    this.creating = true;
    try {
      const { createEngine } = await import('../map/map');
      await this.updateComplete;
      const container = this.querySelector<HTMLElement>('.canvas');
      if (!container) return;
      this.engine = createEngine({
        container,
        frame,
        camera: store.now.camera,
        filter: this.tileQuery(store.now),
        main: mainTowns(frame),
        still: prefersStillness(),
        left: this.covered(),
        words: {
          'Map.Title': t('map.canvas'),
          'NavigationControl.ZoomIn': t('map.zoom_in'),
          'NavigationControl.ZoomOut': t('map.zoom_out'),
        },
        told: {
          moved: this.onMoved,
          picked: listing => store.set({ selected: listing }),
          spotted: this.onSpotted,
          hovered: hover => store.set({ hover }),
          left: () => this.querySelector<HTMLElement>('.ctl button')?.focus(),
        },
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

  /** No answer, or an empty one: the map must not show a crowd beside a list that has nothing. */
  private showsClusters(state: State): boolean {
    return Boolean(state.results.answer?.total) && !this.rowsOnly(state);
  }

  private showAnswer(state: State): void {
    const {
      results: { answer, status },
      query,
    } = state;
    if (!this.engine) return;
    if (!answer && status !== 'loading') this.engine.filter(this.tileQuery(state), false);
    if (!answer || status !== 'ready') return;
    this.engine.filter(this.tileQuery(state), this.showsClusters(state));
    const communes = territoriesOf(state).filter(id => id.startsWith(COMMUNE));
    this.engine.focus(communes.map(id => id.slice(COMMUNE.length)));
    if (this.fitted === answer) return;
    const first = this.fitted === null;
    this.fitted = answer;
    // A question asked by moving the map must not move it again.
    if (!query.bbox) void this.fit(state, first);
  }

  /** The first view is the whole territory already. */
  private async fit(state: State, first: boolean): Promise<void> {
    const box = await boxOf(state, this.rowsOnly(state));
    if (!box || store.now.results.answer !== state.results.answer || (first && box === state.frame?.bounds)) return;
    // The whole territory is read from afar; what is nearer must not have a row under the legend.
    this.engine?.fit(box, this.covered() * (box === state.frame?.bounds ? 1 : 2));
  }

  /** The open legend hides the left of the map; what is shown is put beside it, where there is room. */
  private covered(): number {
    const legendWidth = this.querySelector<HTMLElement>('.keybox')?.offsetWidth ?? 0;
    // Half of it: an island seldom fills its frame's lower left, and a smaller island is read less well.
    return this.legendOpen && !isPhone() && this.clientWidth > 800 ? legendWidth / 2 : 0;
  }

  private readonly onMoved = (
    camera: { zoom: number; lat: number; lon: number },
    bounds: Bounds,
    byUser: boolean,
  ): void => {
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
      const answer = await api.search({
        ...this.parameters?.(store.now),
        bbox: reach.map(degree => degree.toFixed(6)).join(','),
        limit: 50,
      });
      const first = answer.items[0];
      if (!first) return;
      const place = answer.items.every(item => item.place === first.place) ? first.place : null;
      const listing =
        answer.items.length > 1 && place
          ? (answer.items.find(item => item.id === place)?.listing ?? place)
          : first.listing;
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
    this.engine?.reveal(
      at,
      isPhone()
        ? { top: 48, right: 0, bottom: sheet ? map.bottom - sheet.top : 0, left: 0 }
        : { top: 0, right: sheet ? map.right - sheet.left : 0, bottom: 0, left: 2 * this.covered() },
    );
  }

  private readonly locate = (): void => {
    searchAroundMe().catch((reason: Error) => toast(reason.message));
  };

  private readonly whole = (): void => {
    const { frame, query } = store.now;
    if (query.bbox || query.territory.length > 0) store.ask({ bbox: null, territory: [] });
    if (frame) this.engine?.fit(frame.bounds, this.covered());
  };

  protected override render(): TemplateResult {
    const { frame, results } = store.now;
    const button = (mark: string, label: string, act: () => void, extra = ''): TemplateResult =>
      html`<button class=${extra} aria-label=${label} title=${label} @click=${act}>${icon(mark)}</button>`;
    return html`
      <div class="canvas"></div>
      ${this.engine
        ? nothing
        : html`<p class="map-note ${this.failed ? '' : 'loading'}">${t(this.failed ? 'map.failed' : 'map.loading')}</p>`}
      <div class="over again glass ${this.moved && !this.auto ? 'due' : ''}">
        <button class="btn" @click=${() => this.engine && this.searchHere(this.engine.bounds())}>
          ${icon('search', true)}${t('map.here')}
        </button>
        <label class="only-l"
          ><input
            class="box"
            type="checkbox"
            .checked=${this.auto}
            @change=${(event: Event) => {
              this.auto = (event.target as HTMLInputElement).checked;
            }}
          />${t('map.auto')}</label
        >
      </div>
      <div class="over ctl">
        <div class="glass only-l">
          ${button('plus', t('map.zoom_in'), () => this.engine?.zoom(1))}${button('minus', t('map.zoom_out'), () => this.engine?.zoom(-1))}
        </div>
        <div class="glass">
          ${button('locate', t('map.locate'), this.locate)}
          ${button('frame', t('map.whole', { label: frame?.territory.label ?? '' }), this.whole)}
          ${button('layers', t('map.legend.show'), () => this.toggleLegend(), 'only-s')}
        </div>
      </div>
      ${legend(results.answer, this.legendOpen, () => this.toggleLegend())}
      ${credit(frame, results.items.length > 0 && this.rowsOnly(store.now), this.bar()?.metres ?? null)}
    `;
  }

  private toggleLegend(): void {
    this.legendOpen = !this.legendOpen;
    this.requestUpdate();
  }

  private bar(): { metres: number; width: number } | null {
    return this.engine ? scaleBar(this.engine.metresPerPixel(), 90) : null;
  }

  protected override updated(_changed: PropertyValues): void {
    const drawn = this.querySelector<HTMLElement>('.scale i');
    const bar = this.bar();
    if (drawn && bar) drawn.style.width = `${Math.round(bar.width)}px`;
  }
}

/** The towns whose names are drawn first: those with most to show. */
const mainTowns = (frame: Frame): string[] =>
  [...frame.communes]
    .sort((a, b) => b.count - a.count)
    .slice(0, 3)
    .map(commune => commune.code);

customElements.define('carbet-map', PlacesMap);
