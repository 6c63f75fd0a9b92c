// The search: one object, two fields. The first understands everything; « Où ? » helps with the place. A combobox each.
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { Filter, LonLat } from '../api/types';
import { emptyQuery, store, type State } from '../state';
import { plural, t } from '../text/catalogue';
import { Piece } from '../ui/element';
import { icon } from '../ui/icons';
import { searchAroundMe } from '../ui/position';
import { isPhone } from '../ui/theme';
import { listbox, optionId } from './listbox';
import { whatOptions, whereOptions, type Option, type OptionGroup } from './options';
import { choose, whatLabel, whereLabel } from './question';
import { Suggester } from './suggesting';

type Field = 'what' | 'where';

export class SearchBox extends Piece {
  protected readonly reads = ['query', 'results', 'frame', 'here'] as const;
  /** The field whose list is open. */
  private open: Field | null = null;
  private full = false;
  private active = -1;
  private typed: Record<Field, string | null> = { what: null, where: null };
  private notice: string | null = null;
  private readonly labels = new Map<string, string>();
  private readonly suggester = new Suggester(() => {
    this.active = -1;
    this.requestUpdate();
  });

  protected override stateChanged(now: State, before: State): void {
    if (now.query !== before.query || now.here !== before.here) this.typed = { what: null, where: null };
  }

  protected override firstUpdated(_changed: PropertyValues): void {
    this.addEventListener('focusout', event => {
      if (!this.contains(event.relatedTarget as Node | null) && !this.full) this.close();
    });
  }

  private text(field: Field): string {
    const typed = this.typed[field];
    if (typed !== null) return typed;
    const { query, results, frame, here } = store.now;
    if (field === 'what') return whatLabel(query, results.answer, this.labels);
    return here ? t('search.around_me') : whereLabel(query, results.answer, frame);
  }

  private groups(): OptionGroup[] {
    const { state } = this.suggester;
    const found = state.status === 'ready' ? state.found : state.status === 'loading' ? state.last : null;
    if (this.open === 'where') return whereOptions(found, (this.typed.where ?? '').trim(), store.now.frame);
    const groups = found ? whatOptions(found) : [];
    if (state.status !== 'offline' && state.status !== 'error') return groups;
    return [
      {
        title: null,
        options: [
          {
            label: t('word.retry'),
            spans: [],
            detail: null,
            count: null,
            mark: { icon: 'undo' },
            pick: { do: 'retry' },
          },
        ],
      },
    ];
  }

  /** Where the words themselves say to look; else the whole territory. */
  private understoodPlace(): string {
    const { query, results, frame } = store.now;
    const said = query.q === '' ? null : results.answer?.understood?.where?.label;
    return said ?? frame?.territory.label ?? '';
  }

  private readonly options = (): Option[] => this.groups().flatMap(group => group.options);

  protected override render(): TemplateResult {
    const what = this.text('what');
    const where = this.text('where');
    this.classList.toggle('full', this.full);
    return html`
      <div class="summary only-s">
        <button type="button" class="open" @click=${this.openFull}>
          ${icon('search')}<span
            ><span class="vh">${t('search.open')} : </span
            ><b class=${what ? '' : 'blank'}>${what || t('search.what')}</b
            >${where || what ? html`<small>${where || this.understoodPlace()}</small>` : nothing}</span
          >
        </button>
        ${what || where
          ? html`<button type="button" class="x" aria-label=${t('search.clear')} @click=${this.clearAll}>${icon('x', true)}</button>`
          : nothing}
      </div>
      <form
        class="search"
        role="search"
        aria-label=${t('search.label')}
        action="/annuaire"
        method="get"
        @submit=${this.submit}
      >
        <div class="full-h only-s">
          <h2>${t('search.label')}</h2>
          <button type="button" class="btn bare sq" aria-label=${t('search.close')} @click=${this.closeFull}>
            ${icon('x')}
          </button>
        </div>
        <div class="fields">
          ${this.field('what', what, 'search')}${this.field('where', where, 'pin')}<button class="btn main">
            ${t('search.submit')}
          </button>
        </div>
      </form>
      <div
        class="suggest"
        ?hidden=${this.open === null}
        @mousedown=${(event: Event) => {
          if (!(event.target as Element).closest('a')) event.preventDefault();
        }}
      >
        ${listbox({
          id: 'search-list',
          groups: this.open ? this.groups() : [],
          active: this.active,
          suggesting: this.open ? this.suggester.state : { status: 'idle' },
          keptAt: store.now.results.answeredAt,
          notice: this.notice,
          pick: this.pick,
          point: index => {
            this.active = index;
            this.requestUpdate();
          },
        })}
      </div>
      <p class="vh" role="status">${this.announcement()}</p>
    `;
  }

  private field(field: Field, value: string, mark: string): TemplateResult {
    const expanded = this.open === field;
    return html`<div class="field ${field}">
      <label
        >${icon(mark)}<span
          ><small>${t(field === 'what' ? 'search.what' : 'search.where')}</small
          ><input
            type="text"
            name=${field === 'what' ? 'q' : 'lieu'}
            role="combobox"
            autocomplete="off"
            autocapitalize="off"
            spellcheck="false"
            enterkeyhint="search"
            placeholder=${field === 'what' ? t('search.what') : t('search.where.placeholder')}
            aria-autocomplete="list"
            aria-controls="search-list"
            aria-expanded=${expanded}
            aria-activedescendant=${expanded && this.active >= 0 ? optionId('search-list', this.active) : nothing}
            .value=${live(value)}
            @focus=${() => this.show(field)}
            @click=${() => this.show(field)}
            @input=${(event: Event) => this.type(field, (event.target as HTMLInputElement).value)}
            @keydown=${(event: KeyboardEvent) => this.key(field, event)} /></span
      ></label>
      ${value === '' ? nothing : html`<button type="button" class="x" aria-label=${`${t('search.clear_field')} : ${t(field === 'what' ? 'search.what' : 'search.where')}`} @click=${() => this.clear(field)}>${icon('x', true)}</button>`}
    </div>`;
  }

  private announcement(): string {
    if (this.open === null) return '';
    const { status } = this.suggester.state;
    if (status === 'loading') return t('search.loading');
    if (status === 'offline') return t('search.offline');
    if (status === 'error') return t('search.error');
    return plural('search.count', this.options().length);
  }

  private show(field: Field): void {
    if (this.open === field) return;
    this.open = field;
    this.active = -1;
    this.notice = null;
    this.suggest(field);
    this.requestUpdate();
  }

  /** A chosen label is not a text someone typed: opening the field again offers the needs, not that label's homonyms. */
  private suggest(field: Field, now = true): void {
    const typed = this.typed[field] ?? (field === 'what' ? store.now.query.q : '');
    if (field === 'where' && typed.trim() === '') this.suggester.stop();
    this.suggester.ask(typed.trim(), near(), now);
  }

  private type(field: Field, value: string): void {
    this.typed[field] = value;
    this.open = field;
    this.suggest(field, false);
    this.requestUpdate();
  }

  private key(field: Field, event: KeyboardEvent): void {
    const options = this.open === field ? this.options() : [];
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      if (this.open !== field) this.show(field);
      else if (options.length > 0) {
        // One stop past the end is the field itself, as people expect from the arrows.
        const stops = options.length + 1;
        this.active = ((this.active + 1 + (event.key === 'ArrowDown' ? 1 : stops - 1)) % stops) - 1;
      }
      this.requestUpdate();
      void this.updateComplete.then(() => this.querySelector('.op.act')?.scrollIntoView({ block: 'nearest' }));
    } else if (event.key === 'Enter') {
      const option = options[this.active];
      if (option) {
        event.preventDefault();
        this.pick(option);
      }
    } else if (event.key === 'Escape') {
      event.preventDefault();
      if (this.open === field) this.close();
      else if (this.full) this.closeFull();
      else if (this.text(field) !== '') this.clear(field);
    }
  }

  private readonly pick = (option: Option): void => {
    const { pick } = option;
    if (pick.do === 'retry') return this.suggest(this.open ?? 'what');
    if (pick.do === 'around') return this.aroundMe();
    if (pick.do === 'as-is') this.askWords(pick.q);
    else {
      const { filter, id, label } = pick.suggestion;
      if (filter) this.askFilter(filter, label);
      else if (id) store.ask({ ...emptyQuery(), q: label, territory: store.now.query.territory }, { selected: id });
      else this.askWords(label);
    }
    this.done();
  };

  private askFilter(filter: Filter, label: string): void {
    for (const [name, values] of Object.entries(filter))
      if (values.length === 1) this.labels.set(`${name}=${values[0]}`, label);
    const place = filter.territory !== undefined;
    store.ask(choose(store.now.query, filter), place ? { here: null } : {});
  }

  /** Words replace whatever was chosen before; the place and the flags stay. */
  private askWords(q: string): void {
    const { flag, territory, near: around } = store.now.query;
    store.ask({ ...emptyQuery(), q, flag, territory, near: around });
  }

  private readonly submit = (event: Event): void => {
    event.preventDefault();
    const what = this.typed.what;
    const where = this.typed.where?.trim();
    if (where) {
      // A place typed to the end is taken; anything less goes with the words, and the server says what it understood.
      const exact =
        this.open === 'where'
          ? this.options().find(option => option.label.toLowerCase() === where.toLowerCase())
          : undefined;
      if (exact) this.pick(exact);
      else this.askWords(`${what ?? store.now.query.q} ${where}`.trim());
    } else if (what !== null) this.askWords(what.trim());
    this.done();
  };

  private aroundMe(): void {
    searchAroundMe().then(
      () => this.done(),
      (reason: Error) => {
        this.notice = reason.message;
        this.requestUpdate();
      },
    );
  }

  private clear(field: Field): void {
    this.typed[field] = null;
    const { query } = store.now;
    if (field === 'where') store.ask({ territory: [], near: null }, { here: null });
    else if (query.q || query.profession.length || query.skill.length || query.category.length) {
      store.ask({ q: '', profession: [], skill: [], category: [] });
    }
    this.querySelector<HTMLInputElement>(`.field.${field} input`)?.focus();
    this.open = field;
    this.suggest(field);
    this.requestUpdate();
  }

  private readonly clearAll = (): void => store.ask(emptyQuery(), { here: null });

  private close(): void {
    this.open = null;
    this.active = -1;
    this.suggester.stop();
    this.requestUpdate();
  }

  private done(): void {
    this.close();
    if (this.full) this.closeFull();
  }

  private readonly openFull = async (): Promise<void> => {
    this.full = isPhone();
    this.requestUpdate();
    await this.updateComplete;
    this.querySelector<HTMLInputElement>('.field.what input')?.focus();
  };

  private readonly closeFull = (): void => {
    this.full = false;
    this.close();
    void this.updateComplete.then(() => this.querySelector<HTMLElement>('.summary .open')?.focus());
  };
}

const near = (): LonLat | null => store.now.here ?? store.now.query.near;

customElements.define('carbet-search', SearchBox);
