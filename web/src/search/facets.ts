// All the filters in one panel, over the list or over the phone's screen. Changes are tried first: the button says how many.
import { html, nothing, type TemplateResult } from 'lit';
import { api } from '../api/client';
import { isAbort } from '../api/problem';
import type { Answer, FacetName, FacetValue } from '../api/types';
import { store, type Query, type State } from '../state';
import { count, plural, t, tOr } from '../text/catalogue';
import { Piece } from '../ui/element';
import { flagLong } from '../ui/flags';
import { icon, shape } from '../ui/icons';
import { keepFocusInside } from '../ui/dialog';
import { parametersOf, toggled } from './question';

/** Values shown before « Tout afficher ». */
const SHORT = 8;

type ListFacet = Exclude<FacetName, 'flag'>;
const LONG: {
  name: ListFacet;
  title: 'filters.profession' | 'filters.skill' | 'filters.category' | 'filters.commune';
}[] = [
  { name: 'profession', title: 'filters.profession' },
  { name: 'skill', title: 'filters.skill' },
  { name: 'category', title: 'filters.category' },
  { name: 'territory', title: 'filters.commune' },
];

export class Facets extends Piece {
  protected readonly reads = ['filtersOpen'] as const;
  private draft: Query | null = null;
  private tried: Answer | null = null;
  private trying: AbortController | null = null;
  private readonly expanded = new Set<FacetName>();
  private opener: HTMLElement | null = null;

  protected override stateChanged(now: State, before: State): void {
    if (now.filtersOpen === before.filtersOpen) return;
    if (now.filtersOpen) {
      this.opener = document.activeElement as HTMLElement | null;
      this.draft = now.query;
      this.tried = now.results.answer;
      void this.updateComplete.then(() => this.querySelector<HTMLElement>('h2')?.focus());
    } else {
      this.trying?.abort();
      this.opener?.focus();
    }
  }

  protected override render(): TemplateResult | typeof nothing {
    if (!store.now.filtersOpen || !this.draft) return nothing;
    const total = this.tried?.total ?? 0;
    return html`<section class="facets" id="facets" role="dialog" aria-labelledby="facets-title" @keydown=${this.key}>
      <header>
        <h2 id="facets-title" tabindex="-1">${t('filters.all')}</h2>
        <button class="btn sq bare" aria-label=${t('filters.close')} @click=${this.close}>${icon('x')}</button>
      </header>
      <form @submit=${this.apply}>
        ${this.flags('filters.availability', ['new_patients', 'unscheduled_care', 'walk_in', 'home_visits', 'teleconsultation'])}
        ${this.flags('filters.access', ['wheelchair', 'sector_1', 'carte_vitale'])} ${this.kinds()}
        ${LONG.map(({ name, title }) => this.long(name, t(title)))}
      </form>
      <footer>
        <button class="btn" @click=${this.wipe}>${t('filters.clear')}</button>
        <button class="btn main" @click=${this.apply}>
          <span aria-live="polite">${total === 0 ? t('filters.see.none') : plural('filters.see', total)}</span>
        </button>
      </footer>
    </section>`;
  }

  private flags(title: 'filters.availability' | 'filters.access', values: string[]): TemplateResult {
    const facet = this.tried?.facets.flag ?? [];
    const entries = values.map(
      value => facet.find(entry => entry.value === value) ?? { value, label: value, count: 0 },
    );
    return html`<fieldset>
      <legend>${t(title)}</legend>
      <div>${entries.map(entry => this.check('flag', entry, flagLong(entry.value)))}</div>
    </fieldset>`;
  }

  private kinds(): TemplateResult {
    const facet = this.tried?.facets.kind ?? [];
    return html`<fieldset>
      <legend>${t('filters.kind')}</legend>
      <div>
        ${facet.map(entry => this.check('kind', entry, tOr(`kind.${entry.value}.many`, entry.label), true))}
      </div>
    </fieldset>`;
  }

  private long(name: ListFacet, title: string): TemplateResult | typeof nothing {
    const chosen = this.draft?.[name] ?? [];
    const facet = this.tried?.facets[name] ?? [];
    // What is chosen stays on top and is never lost, even when it brings nothing any more.
    const all = [
      ...chosen.map(value => facet.find(entry => entry.value === value) ?? { value, label: value, count: 0 }),
      ...facet.filter(entry => !chosen.includes(entry.value)),
    ];
    if (all.length === 0) return nothing;
    const open = this.expanded.has(name);
    const toggle = (): void => {
      if (open) this.expanded.delete(name);
      else this.expanded.add(name);
      this.requestUpdate();
    };
    return html`<fieldset>
      <legend>${title}</legend>
      <div>${(open ? all : all.slice(0, SHORT)).map(entry => this.check(name, entry, entry.label))}</div>
      ${all.length > SHORT
        ? html`<button type="button" class="btn bare" aria-expanded=${open} @click=${toggle}>${open ? t('filters.less') : t('filters.more', { n: all.length })}</button>`
        : nothing}
    </fieldset>`;
  }

  private check(name: FacetName, entry: FacetValue, label: string, drawn = false): TemplateResult {
    const on = this.draft?.[name].includes(entry.value) ?? false;
    const dead = !on && entry.count === 0;
    return html`<label class=${dead ? 'off' : ''}>
      <input
        class="box"
        type="checkbox"
        .checked=${on}
        ?disabled=${dead}
        data-facet=${`${name}=${entry.value}`}
        @change=${() => this.try({ ...this.draft!, [name]: toggled(this.draft![name], entry.value) })}
      />
      ${drawn ? shape(entry.value) : nothing}<span>${label}</span
      ><b>${count(entry.count)}${dead ? html`<small>, ${t('filters.zero.short')}</small>` : nothing}</b>
    </label>`;
  }

  private async try(draft: Query): Promise<void> {
    this.draft = draft;
    this.requestUpdate();
    this.trying?.abort();
    const trying = (this.trying = new AbortController());
    try {
      this.tried = await api.search({ ...parametersOf(draft, store.now.here), limit: 0 }, trying.signal);
      this.requestUpdate();
    } catch (reason) {
      // The counts stay those of before; applying will say what is wrong.
      if (!isAbort(reason)) this.requestUpdate();
    }
  }

  private readonly wipe = (): void => {
    void this.try({ ...this.draft!, kind: [], profession: [], skill: [], category: [], flag: [], territory: [] });
  };

  private readonly apply = (event: Event): void => {
    event.preventDefault();
    const draft = this.draft;
    store.set({ filtersOpen: false });
    if (draft && draft !== store.now.query) store.ask(draft);
  };

  private readonly close = (): void => store.set({ filtersOpen: false });

  private readonly key = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') this.close();
    else keepFocusInside(this, event);
  };
}

customElements.define('carbet-facets', Facets);
