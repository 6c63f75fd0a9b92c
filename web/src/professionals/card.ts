// The card of a person: what they do, where, what they declare. One section for each place of practice.
import { html, nothing, type TemplateResult } from 'lit';
import { api } from '../api/client';
import type { Professional, Site } from '../api/types';
import type { Spot } from '../state';
import { plural, t, tOr } from '../text/catalogue';
import { phone, phoneLink } from '../text/format';
import { addressLines, cardEnd, cardHead, membership, nextStep } from '../ui/card';
import { declaredFlags, flagIcon, flagLabel } from '../ui/flags';
import { icon } from '../ui/icons';
import type { CardView } from '../ui/sheet';
import { provenanceLines } from '../ui/sources';

export const loadProfessional = (id: string, signal: AbortSignal): Promise<Professional> =>
  api.professional(id, signal);

/** The chosen place of practice, else the first. */
const chosenSite = (person: Professional, listing: string): Site | undefined =>
  person.sites.find(site => site.listing === listing) ?? person.sites[0];

export function professionalSpot(person: Professional, listing: string): Spot | null {
  const site = chosenSite(person, listing);
  if (!site || site.lon === null || site.lat === null) return null;
  return { listing, at: [site.lon, site.lat], kind: 'professional', label: person.label };
}

export function professionalCard(person: Professional, view: CardView): TemplateResult {
  const chosen = chosenSite(person, view.listing);
  // The chosen place first: the button calls there.
  const sites = chosen ? [chosen, ...person.sites.filter(site => site !== chosen)] : [];
  return html`
    ${cardHead('professional', view.number, person.label, person.detail ?? person.profession_label)}
    ${chosen ? facts(chosen) : nothing} ${nextStep(chosen?.phone ?? null, chosen?.route_url ?? null, 'professional')}
    ${sites.length > 1 ? html`<p class="hint several">${plural('card.sites', sites.length)}</p>` : nothing}
    ${sites.map((site, index) => siteSection(site, index === 0))}
    ${
      person.skills.length > 0
        ? html`<section>
            <h3>${t('card.skills')}</h3>
            <ul class="plain-list">
              ${person.skills.map(skill => html`<li>${skill.label}</li>`)}
            </ul>
          </section>`
        : nothing
    }
    ${membership(person.territories)} ${provenanceLines(person.provenance)} ${cardEnd(person.page)}
  `;
}

function facts(site: Site): TemplateResult | typeof nothing {
  const yes = site.flags.filter(state => state.value).slice(0, 3);
  if (yes.length === 0) return nothing;
  return html`<p class="facts">
    ${yes.map(state => html`<span class="badge ${state.flag === 'new_patients' ? 'ok' : ''}">${icon(flagIcon(state.flag))}${flagLabel(state.flag)}</span>`)}
  </p>`;
}

function siteSection(site: Site, first: boolean): TemplateResult {
  const mode = site.mode ? tOr(`card.mode.${site.mode}`, site.mode) : null;
  return html`<section class="site">
    <h3>${site.label ?? t('card.site')}</h3>
    ${addressLines(site.address, site.precision, site.label)}
    ${
      mode || !first
        ? html`<dl class="kv">
            ${
              mode
                ? html`<dt>${t('card.mode.label')}</dt>
                    <dd>${mode}</dd>`
                : nothing
            }
            ${
              first
                ? nothing
                : html`<dt>${t('card.phone')}</dt>
                    <dd>
                      ${site.phone ? html`<a class="call-line" href=${phoneLink(site.phone)}>${phone(site.phone)}</a>` : t('word.unpublished')}
                    </dd>`
            }
          </dl>`
        : nothing
    }
    ${declaredFlags(site.flags)}
    ${!first && site.route_url
      ? html`<p><a href=${site.route_url} target="_blank" rel="noreferrer noopener">${t('card.route')}</a></p>`
      : nothing}
  </section>`;
}
