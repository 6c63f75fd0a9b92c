// The list, which is the product: title, count, sort, rows, more. Says why it is empty, late or old.
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { printAddress } from '../address';
import type { Choice, Item } from '../api/types';
import { emptyQuery, isSelected, store, type State } from '../state';
import { count, plural, t, preferredLanguage } from '../text/catalogue';
import { clock } from '../text/format';
import { Piece } from '../ui/element';
import { icon, shape } from '../ui/icons';
import { legalLinks, sourceLine } from '../ui/sources';
import type { Answers } from './answers';
import { emergencyBanner } from './emergency';
import { heading } from './heading';
import { PAGE, activeFilters, choose } from './question';
import { row } from './row';

export class Results extends Piece {
  protected readonly reads = ['results', 'selected', 'hover', 'query', 'frame', 'here'] as const;
  answers: Answers | null = null;

  protected override render(): TemplateResult {
    const { results, query, here, frame } = store.now;
    const { answer } = results;
    const title = heading(query, here !== null, answer, frame);
    document.title = t('title.app', { title });
    return html`
      <div class="list-h">
        <h1 id="list-title" tabindex="-1">${title}</h1>
        <div class="counts" role="status">${this.counts()}</div>
        ${query.bbox
          ? html`<button class="chip on small" aria-label=${t('filters.remove', { label: t('filters.area') })} @click=${() => store.ask({ bbox: null })}>${t('filters.area')}${icon('x', true)}</button>`
          : nothing}
      </div>
      <div class="rows" aria-busy=${results.status === 'loading'}>
        ${answer?.emergency ? emergencyBanner(answer.emergency) : nothing} ${this.trouble()}
        ${answer?.understood?.corrected
          ? html`<p class="note">${icon('info')}<span>${t('list.corrected', { label: answer.understood.corrected })}</span></p>`
          : nothing}
        ${answer?.understood?.ignored
          ? html`<p class="note">${icon('info')}<span>${t('list.ignored', { words: answer.understood.ignored })}</span></p>`
          : nothing}
        ${answer && answer.choices.length > 1 ? choices(query.q, answer.choices) : nothing}
        ${answer ? this.rows(results.items) : results.status === 'loading' ? skeleton() : nothing} ${legalLinks()}
      </div>
      ${frame ? sourceLine(frame.sources) : nothing}
    `;
  }

  protected override stateChanged(now: State, before: State): void {
    if (now.results.answer !== before.results.answer) {
      void this.updateComplete.then(() => this.querySelector('.rows')?.scrollTo(0, 0));
    } else if (now.selected !== before.selected && now.selected) {
      // Chosen on the map: bring its row into sight, without moving a list that already shows it.
      void this.updateComplete.then(() => this.querySelector('.row.sel')?.scrollIntoView({ block: 'nearest' }));
    }
  }

  private counts(): TemplateResult | typeof nothing {
    const { answer, status } = store.now.results;
    if (!answer) return status === 'loading' ? html`<span class="vh">${t('list.loading')}</span>` : nothing;
    return html`<span
        ><b>${count(answer.total)}</b> ${plural('list.total', answer.total)}${
          answer.located < answer.total
            ? html`<span class="hint"> · ${t('list.located', { n: count(answer.located) })}</span>`
            : nothing
        }</span
      >
      ${answer.total > 1 ? html`<span class="sort">${t(`list.sort.${answer.sort}`)}</span>` : nothing}`;
  }

  private trouble(): TemplateResult | typeof nothing {
    const { status, answeredAt } = store.now.results;
    if (status !== 'offline' && status !== 'error') return nothing;
    const offline = status === 'offline';
    return html`<div class="trouble" role="alert">
      ${icon(offline ? 'wifi' : 'alert')}
      <div>
        <p>
          ${offline ? keptList(answeredAt) : html`<b>${t('list.error')}</b> ${t('list.error.help')}`}
        </p>
        <div class="calls">
          <button class="btn" @click=${() => void this.answers?.ask()}>${icon('undo', true)}${t('word.retry')}</button>
          <a class="btn bare" href="/annuaire">${t('nav.directory')}</a>
        </div>
      </div>
    </div>`;
  }

  private rows(items: readonly Item[]): TemplateResult {
    const { selected, hover, results, ...state } = store.now;
    if (items.length === 0) return results.status === 'ready' ? this.empty() : html``;
    const left = (results.answer?.total ?? 0) - items.length;
    const next = Math.min(PAGE, left);
    return html`<ol class="row-list">
        ${repeat(
          items,
          item => item.listing,
          (item, index) =>
            row({
              item,
              number: index + 1,
              selected: isSelected(item, selected),
              hovered: hover === item.listing,
              link: printAddress({ ...state, selected: item.listing }, preferredLanguage()),
              open: chosen => store.set({ selected: chosen.listing }),
              point: listing => store.set({ hover: listing }),
            }),
        )}
      </ol>
      ${
        results.next !== null && next > 0
          ? html`<div class="more">
              <button class="btn wide" ?disabled=${results.loadingMore} @click=${() => void this.more()}>
                ${results.loadingMore ? t('list.more.loading') : plural('list.more', next)}
              </button>
            </div>`
          : html`<p class="end hint">${t('list.end')}</p>`
      }`;
  }

  /** The focus goes to the first new row: the button that had it may be gone. */
  private async more(): Promise<void> {
    const shown = store.now.results.items.length;
    await this.answers?.more();
    await this.updateComplete;
    this.querySelectorAll<HTMLElement>('.row h2 a')[shown]?.focus();
  }

  private empty(): TemplateResult {
    const { query, here, results, frame } = store.now;
    const placed = query.territory.length > 0 || query.bbox !== null;
    return html`<div class="empty">
      <h2>${t('list.empty')}</h2>
      <p>${t('list.empty.what', { what: heading(query, here !== null, results.answer, frame) })}</p>
      <div class="ways">
        ${placed
          ? html`<button class="btn" @click=${() => store.ask({ territory: [], bbox: null })}>${icon('frame', true)}${t('list.empty.farther')}</button>`
          : nothing}
        ${activeFilters(query) > 0 || query.q
          ? html`<button class="btn" @click=${() => store.ask(emptyQuery(), { here: null })}>${icon('undo', true)}${t('list.empty.clear')}</button>`
          : nothing}
        <a class="btn" href="/annuaire">${icon('list', true)}${t('list.empty.directory')}</a>
      </div>
      <p class="hint">${t('list.empty.help')}</p>
    </div>`;
  }
}

const keptList = (answeredAt: Date | null): string =>
  answeredAt ? t('list.offline', { time: clock(answeredAt) }) : t('list.offline.nothing');

function choices(q: string, offered: readonly Choice[]): TemplateResult {
  return html`<section class="choices" aria-labelledby="choices-title">
    <h2 id="choices-title">${t('list.choices', { q })}</h2>
    <p class="hint">${t('list.choices.hint')}</p>
    <ul>
      ${offered.map(
        choice =>
          html`<li>
            <button
              class="op ${choice.detail ? 'tall' : ''}"
              @click=${() => choice.filter && store.ask(choose(store.now.query, choice.filter))}
            >
              ${shape(choice.kind ?? choice.filter?.kind?.[0] ?? (choice.filter?.category ? 'facility' : 'professional'))}<span
                >${choice.label}${choice.detail ? html`<small>${choice.detail}</small>` : nothing}</span
              >
              ${choice.count === null ? nothing : html`<span class="c">${count(choice.count)}</span>`}
            </button>
          </li>`,
      )}
    </ul>
  </section>`;
}

const skeleton = (): TemplateResult =>
  html`<div class="skeleton rows-skeleton" aria-hidden="true">
    ${[0, 1, 2, 3, 4, 5].map(
      () => html`<div class="row"><span class="sk-k"></span><span class="sk b"></span><span class="sk"></span></div>`,
    )}
  </div>`;

customElements.define('carbet-results', Results);
