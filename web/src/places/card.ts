// The card of a place: a structure, a practice's site, a shelter. Who works there, what it holds, who says so.
import { html, nothing, type TemplateResult } from 'lit';
import { api } from '../api/client';
import type { PersonHere, Place, Shelter } from '../api/types';
import { store, type Spot } from '../state';
import { plural, t, tOr } from '../text/catalogue';
import { day } from '../text/format';
import { addressLines, cardEnd, cardHead, membership, nextStep } from '../ui/card';
import { declaredFlags } from '../ui/flags';
import { icon } from '../ui/icons';
import type { CardView } from '../ui/sheet';
import { provenanceLines } from '../ui/sources';

/** People shown before « Voir les n autres ». */
const SHORT = 6;
let expanded: string | null = null;

export const loadPlace = (id: string, signal: AbortSignal): Promise<Place> => api.place(id, signal);

export function placeSpot(place: Place, listing: string): Spot | null {
  if (place.lon === null || place.lat === null) return null;
  return { listing, at: [place.lon, place.lat], kind: place.kind ?? 'facility', label: place.label };
}

export function placeCard(place: Place, view: CardView): TemplateResult {
  const kind = view.kind ?? place.kind ?? 'facility';
  return html`
    ${cardHead(kind, view.number, place.label, place.category_label ?? tOr(`kind.${kind}.one`, kind))}
    ${nextStep(place.phone, place.route_url, 'place')}
    <section class="site">
      <h3>${t('card.address')}</h3>
      ${addressLines(place.address, place.precision)} ${declaredFlags(place.flags, ['wheelchair'])}
    </section>
    ${place.shelter ? shelterSection(place.shelter) : nothing}
    ${
      place.equipment.length > 0
        ? html`<section>
            <h3>${t('card.equipment')}</h3>
            <ul class="plain-list">
              ${place.equipment.map(entry => html`<li><span>${entry.label}</span>${entry.quantity ? html`<b>${plural('list.quantity', entry.quantity)}</b>` : nothing}</li>`)}
            </ul>
          </section>`
        : nothing
    }
    ${people(place, view)} ${membership(place.territories)} ${provenanceLines(place.provenance)} ${cardEnd(place.page)}
  `;
}

function people(place: Place, view: CardView): TemplateResult | typeof nothing {
  const all = place.professionals;
  if (all.length === 0) return nothing;
  const open = expanded === place.id || all.length <= SHORT + 1;
  const more = (): void => {
    expanded = place.id;
    view.redraw();
  };
  return html`<section>
    <h3>${plural('card.people', all.length)}</h3>
    <ul class="who">
      ${(open ? all : all.slice(0, SHORT)).map(person)}
    </ul>
    ${open ? nothing : html`<button class="btn bare" @click=${more}>${plural('card.people.more', all.length - SHORT)}</button>`}
  </section>`;
}

function person(here: PersonHere): TemplateResult {
  const open = (event: Event): void => {
    event.preventDefault();
    store.set({ selected: here.listing });
  };
  const state = here.flags.includes('new_patients')
    ? html`<span class="badge ok">${icon('check')}${t('flag.new_patients')}</span>`
    : html`<span class="hint"
        >${here.flags_no.includes('new_patients') ? t('flag.new_patients.no') : t('word.undeclared')}</span
      >`;
  return html`<li>
    <a href=${`/?sel=${encodeURIComponent(here.listing)}`} @click=${open}
      >${here.label}<small>${here.detail ?? here.profession_label}</small></a
    >${state}
  </li>`;
}

function shelterSection(shelter: Shelter): TemplateResult {
  const line = (label: string, value: string | null): TemplateResult | typeof nothing =>
    value === null
      ? nothing
      : html`<dt>${label}</dt>
          <dd>${value}</dd>`;
  const known = (value: boolean | null): string =>
    value === null ? t('word.undeclared') : t(value ? 'word.yes' : 'word.no');
  const people = (n: number | null): string | null => (n === null ? null : plural('card.shelter.people', n));
  return html`<section>
    <h3>${t('card.shelter')}</h3>
    <p class="hint">${t('card.shelter.when')}</p>
    <dl class="kv">
      ${line(t('card.shelter.during'), people(shelter.capacity_during))}
      ${line(t('card.shelter.after'), people(shelter.capacity_after))}
      ${line(t('card.shelter.risks'), shelter.risks.length > 0 ? shelter.risks.map(risk => tOr(`risk.${risk}`, risk)).join(', ') : null)}
      ${line(t('card.shelter.wheelchair'), known(shelter.wheelchair))}
      ${line(t('card.shelter.generator'), known(shelter.generator))}
      ${line(t('card.shelter.water'), known(shelter.water))}
    </dl>
    ${shelter.verified_on ? html`<p class="hint">${t('card.shelter.verified', { date: day(shelter.verified_on) })}</p>` : nothing}
  </section>`;
}
