// The row of filter chips, and sharing and printing at its end. Counts come from the last answer.
import { html, nothing, type TemplateResult } from 'lit';
import { store } from '../state';
import { count, plural, t, tOr } from '../text/catalogue';
import { Piece } from '../ui/element';
import { flagLabel } from '../ui/flags';
import { icon, shape } from '../ui/icons';
import { toast } from '../ui/toast';
import { chipsOf, type Chip } from './chip';
import { activeFilters, toggled } from './question';

export class Chips extends Piece {
  protected readonly reads = ['query', 'results', 'filtersOpen'] as const;

  protected override render(): TemplateResult {
    const { query, results, filtersOpen } = store.now;
    const chips = chipsOf(query, results.answer);
    const active = activeFilters(query);
    return html`<div class="tools" role="group" aria-label=${t('filters.label')}>
      <div class="chips" @wheel=${scrollSideways}>
        <div class="chip-set" role="group" aria-label=${t('filters.flags')}>
          ${chips.filter(chip => chip.name === 'flag').map(draw)}
        </div>
        <span class="sep"></span>
        <div class="chip-set" role="group" aria-label=${t('filters.kinds')}>
          ${chips.filter(chip => chip.name === 'kind').map(draw)}
        </div>
      </div>
      <button
        class="btn only-l all-filters"
        aria-expanded=${filtersOpen}
        aria-controls="facets"
        @click=${() => store.set({ filtersOpen: !filtersOpen })}
      >
        ${icon('filter', true)}${t('filters.all')}${active > 0
          ? html`<b class="pill"><span aria-hidden="true">${active}</span><span class="vh">${plural('filters.active', active)}</span></b>`
          : nothing}
      </button>
      <span class="sep only-l"></span>
      <button class="btn bare only-l" @click=${share}>${icon('share', true)}<span>${t('share.link')}</span></button>
      <button class="btn bare only-l print" @click=${() => print()}>
        ${icon('print', true)}<span>${t('print.page')}</span>
      </button>
    </div>`;
  }
}

function draw(chip: Chip): TemplateResult {
  const label = chip.name === 'flag' ? flagLabel(chip.value) : tOr(`kind.${chip.value}.many`, chip.value);
  const press = (): void => {
    if (!chip.dead) store.ask({ [chip.name]: toggled(store.now.query[chip.name], chip.value) });
  };
  return html`<button
    type="button"
    class="chip ${chip.on ? 'on' : ''} ${chip.dead ? 'off' : ''}"
    data-chip=${`${chip.name}=${chip.value}`}
    aria-pressed=${chip.on}
    aria-disabled=${chip.dead ? 'true' : nothing}
    title=${chip.dead ? t('filters.zero', { label }) : nothing}
    @click=${press}
  >
    ${chip.on ? icon('check', true) : chip.name === 'kind' ? shape(chip.value) : nothing}${label}
    ${chip.count === null ? nothing : html`<b>${count(chip.count)}</b>`}
  </button>`;
}

/** A wheel only turns one way on most mice; the row only scrolls the other. */
function scrollSideways(event: WheelEvent): void {
  const row = event.currentTarget as HTMLElement;
  if (event.deltaX !== 0 || row.scrollWidth <= row.clientWidth) return;
  event.preventDefault();
  row.scrollLeft += event.deltaY;
}

/** The address already leaves out the visitor's own position; say so when there is one. */
async function share(): Promise<void> {
  try {
    await navigator.clipboard.writeText(location.href);
    toast(t(store.now.here ? 'share.private' : 'share.copied'));
  } catch {
    toast(t('share.failed'));
  }
}

customElements.define('carbet-chips', Chips);
