// The phone's dock: filters, and list or map. The only navigation a thumb needs.
import { html, nothing, type TemplateResult } from 'lit';
import { store } from '../state';
import { plural, t } from '../text/catalogue';
import { Piece } from '../ui/element';
import { icon } from '../ui/icons';
import { activeFilters } from './question';

export class Dock extends Piece {
  protected readonly reads = ['query', 'view', 'filtersOpen'] as const;

  protected override render(): TemplateResult {
    const { query, view, filtersOpen } = store.now;
    const active = activeFilters(query);
    const tab = (name: 'list' | 'map', mark: string): TemplateResult =>
      html`<button
        class=${view === name ? 'cur' : ''}
        aria-pressed=${view === name}
        @click=${() => store.set({ view: name })}
      >
        ${icon(mark, true)}${t(`view.${name}`)}
      </button>`;
    return html`<div class="dock only-s">
      <button
        class="btn f"
        aria-expanded=${filtersOpen}
        aria-controls="facets"
        @click=${() => store.set({ filtersOpen: true })}
      >
        ${icon('filter', true)}${t('filters.short')}${active > 0
          ? html`<b><span aria-hidden="true">${active}</span><span class="vh">${plural('filters.active', active)}</span></b>`
          : nothing}
      </button>
      <div class="seg" role="group" aria-label=${t('view.label')}>${tab('list', 'list')}${tab('map', 'map')}</div>
    </div>`;
  }
}

customElements.define('carbet-dock', Dock);
