// The card's frame: a panel over the map, a bottom sheet on a phone. Loads what is selected; what a card says is given by main.
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { Problem, isAbort } from '../api/problem';
import type { Kind } from '../api/types';
import { idOfListing, isSelected, store, type Spot, type State } from '../state';
import { t } from '../text/catalogue';
import { Piece } from './element';
import { icon } from './icons';
import { isPhone } from './theme';

export interface CardView {
  listing: string;
  kind: Kind | null;
  number: number | null;
  redraw: () => void;
}

/** How one family of ids is loaded and drawn. */
export interface CardMaker<Card> {
  load: (id: string, signal: AbortSignal) => Promise<Card>;
  draw: (card: Card, view: CardView) => TemplateResult;
  /** Where the map shows it; null without a position. */
  spot: (card: Card, listing: string) => Spot | null;
}

type Height = 'line' | 'half' | 'full';

export class Sheet extends Piece {
  protected readonly reads = ['selected', 'results', 'view'] as const;
  /** From main: asks for the next page, so that « next » goes on to the last result. */
  more: (() => Promise<void>) | null = null;
  private makerOf: ((id: string) => CardMaker<unknown>) | null = null;
  private loaded: { id: string; card: unknown } | null = null;
  private failure: 'missing' | 'error' | null = null;
  private loading: AbortController | null = null;
  private height: Height = 'half';
  private takeFocus = false;
  /** The focus was given to the waiting card; it is taken back from nobody else. */
  private focused = false;
  private dragFrom: number | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('keydown', event => {
      if (event.key === 'Escape' && store.now.selected && this.contains(document.activeElement)) this.close();
    });
  }

  /** `makerOf` is main's choice, from the id: `rpps:` people, everything else places. A card in the address opens here. */
  start(makerOf: (id: string) => CardMaker<unknown>): void {
    this.makerOf = makerOf;
    if (store.now.selected) void this.load(store.now.selected);
  }

  protected override stateChanged(now: State, before: State): void {
    if (now.selected === before.selected) return;
    if (now.selected === null) {
      this.loading?.abort();
      this.loaded = null;
      store.set({ spot: null });
      if (before.selected && this.contains(document.activeElement)) returnFocus(before.selected);
      return;
    }
    if (before.selected === null) this.height = now.view === 'list' ? 'full' : 'half';
    // A card that comes with the page leaves the focus where the page begins.
    this.takeFocus = this.makerOf !== null;
    this.focused = false;
    void this.load(now.selected);
  }

  private async load(selected: string): Promise<void> {
    const id = idOfListing(selected);
    if (!this.makerOf) return;
    this.failure = null;
    if (this.loaded?.id === id) {
      store.set({ spot: this.makerOf(id).spot(this.loaded.card, selected) });
      return this.requestUpdate();
    }
    store.set({ spot: null });
    this.loading?.abort();
    this.loaded = null;
    const loading = (this.loading = new AbortController());
    try {
      const maker = this.makerOf(id);
      const card = await maker.load(id, loading.signal);
      this.loaded = { id, card };
      store.set({ spot: maker.spot(card, selected) });
    } catch (reason) {
      if (isAbort(reason)) return;
      this.loaded = null;
      this.failure = reason instanceof Problem && reason.status === 404 ? 'missing' : 'error';
    }
    this.requestUpdate();
  }

  protected override render(): TemplateResult | typeof nothing {
    const { selected, results } = store.now;
    this.className = selected ? `open ${this.height}` : '';
    if (!selected) return nothing;
    const index = results.items.findIndex(item => isSelected(item, selected));
    const item = results.items[index];
    const id = idOfListing(selected);
    const ready = this.loaded?.id === id ? this.loaded.card : null;
    const number = index < 0 ? null : index + 1;
    const redraw = (): void => this.requestUpdate();
    const name = item?.label ?? t('sheet.page');
    return html`<aside class="sheet panel" aria-label=${t('sheet.label', { name })}>
      <button
        class="handle only-s"
        aria-expanded=${this.height === 'full'}
        aria-label=${this.height === 'full' ? t('sheet.shrink') : t('sheet.expand')}
        @click=${this.step}
        @pointerdown=${this.dragStart}
        @pointerup=${this.dragEnd}
      ></button>
      <button class="btn sq bare close" aria-label=${t('sheet.close')} @click=${() => this.close()}>
        ${icon('x')}
      </button>
      <div class="sheet-body" tabindex="-1">
        ${ready
          ? this.makerOf?.(id).draw(ready, { listing: selected, kind: item?.kind ?? null, number, redraw })
          : this.failure
            ? this.sorry()
            : waiting(name, item?.detail ?? null)}
      </div>
      ${number === null || results.items.length < 2 ? nothing : this.steps(number, results.answer?.total ?? results.items.length)}
    </aside>`;
  }

  private steps(number: number, total: number): TemplateResult {
    const go = async (to: number): Promise<void> => {
      if (!store.now.results.items[to - 1]) await this.more?.();
      const next = store.now.results.items[to - 1];
      if (next) store.set({ selected: next.listing });
    };
    return html`<p class="steps">
      <button
        class="btn bare sq"
        aria-label=${t('sheet.previous')}
        ?disabled=${number === 1}
        @click=${() => go(number - 1)}
      >
        ${icon('left')}
      </button>
      <span>${t('sheet.result', { n: number, total })}</span>
      <button
        class="btn bare sq"
        aria-label=${t('sheet.next')}
        ?disabled=${number === total}
        @click=${() => go(number + 1)}
      >
        ${icon('right')}
      </button>
    </p>`;
  }

  private sorry(): TemplateResult {
    const missing = this.failure === 'missing';
    return html`<div class="empty" role="alert">
      <h2 id="sheet-title" tabindex="-1">${t(missing ? 'sheet.missing' : 'sheet.error')}</h2>
      ${
        missing
          ? html`<p>${t('sheet.missing.help')}</p>`
          : html`<button class="btn" @click=${() => store.now.selected && void this.load(store.now.selected)}>
              ${icon('undo', true)}${t('word.retry')}
            </button>`
      }
    </div>`;
  }

  protected override updated(_changed: PropertyValues): void {
    const title = this.querySelector<HTMLElement>('#sheet-title');
    if (!this.takeFocus || !title || !this.makerOf) return;
    // The title of the waiting card goes away with it: the focus is given again to that of the card itself.
    this.takeFocus = !(this.loaded || this.failure);
    if (this.focused && document.activeElement !== document.body && !this.contains(document.activeElement)) return;
    this.focused = true;
    this.querySelector('.sheet-body')?.scrollTo(0, 0);
    title.focus({ preventScroll: true });
  }

  private close(): void {
    store.set({ selected: null, hover: null });
  }

  private readonly step = (): void => {
    this.height = this.height === 'full' ? 'half' : 'full';
    this.requestUpdate();
  };

  private readonly dragStart = (event: PointerEvent): void => {
    this.dragFrom = event.clientY;
    (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId);
  };

  /** A pull of a thumb's width moves one height up or down; less is a tap, which the click handles. */
  private readonly dragEnd = (event: PointerEvent): void => {
    const pulled = this.dragFrom === null ? 0 : event.clientY - this.dragFrom;
    this.dragFrom = null;
    if (Math.abs(pulled) < 24) return;
    const heights: Height[] = ['line', 'half', 'full'];
    const to = heights.indexOf(this.height) + (pulled < 0 ? 1 : -1);
    event.currentTarget?.addEventListener('click', stop => stop.stopImmediatePropagation(), {
      once: true,
      capture: true,
    });
    this.height = heights[Math.max(0, Math.min(2, to))] ?? 'half';
    this.requestUpdate();
  };
}

const waiting = (name: string, detail: string | null): TemplateResult =>
  html`<div class="card-h">
      <div>
        <h2 id="sheet-title" tabindex="-1">${name}</h2>
        ${detail ? html`<p class="sub">${detail}</p>` : nothing}
      </div>
    </div>
    <p class="vh" role="status">${t('sheet.loading')}</p>
    <div class="skeleton" aria-hidden="true">
      <div class="op"><span class="sk"></span></div>
      <div class="op"><span class="sk b"></span></div>
    </div>`;

/** To the row the card came from; on a phone's map, where rows are hidden, to the button that shows the map. */
function returnFocus(selected: string): void {
  const row = document.querySelector<HTMLElement>(`[data-listing="${CSS.escape(selected)}"] h2 a`);
  const target =
    row?.offsetParent && !(isPhone() && store.now.view === 'map')
      ? row
      : document.querySelector<HTMLElement>('.dock .cur, #list-title');
  target?.focus();
}

customElements.define('carbet-sheet', Sheet);
