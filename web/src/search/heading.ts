// The title of the list: what, where. Pure apart from the chosen language.
import type { Answer, Filter, Frame } from '../api/types';
import type { Query } from '../state';
import { t, tOr } from '../text/catalogue';
import { inPlace, inTerritory } from '../text/format';
import { whatLabel, whereLabel } from './question';

export function heading(query: Query, here: boolean, answer: Answer | null, frame: Frame | null): string {
  const what = whatOf(query, answer);
  const where = whereOf(query, here, answer, frame);
  if (what === '') {
    if (where === '') return frame ? t('list.all_in', { in: inTerritory(frame.territory) }) : t('list.all');
    return `${t('list.all')} ${where}`;
  }
  return where === '' ? what : `${what} ${where}`;
}

function whatOf(query: Query, answer: Answer | null): string {
  if (query.q !== '') {
    const understood = answer?.understood;
    const label = pluralOf(understood?.what?.filter, answer) ?? understood?.what?.label ?? '';
    const text = understood?.text ? t('list.text', { q: understood.text }) : '';
    const both = [label, text].filter(Boolean).join(' ');
    return both || (understood?.where ? '' : t('list.text', { q: query.q }));
  }
  const chosen = whatLabel(query, answer, new Map());
  if (chosen !== '') return chosen;
  const kinds = query.kind.map(kind => tOr(`kind.${kind}.many`, kind));
  return kinds.length > 0 && kinds.length < 4 ? kinds.join(', ') : '';
}

/** Facets name professions in the plural, as the official lists do. */
function pluralOf(filter: Filter | undefined, answer: Answer | null): string | null {
  const value = filter?.profession?.length === 1 ? filter.profession[0] : undefined;
  return answer?.facets.profession?.find(facet => facet.value === value)?.label ?? null;
}

function whereOf(query: Query, here: boolean, answer: Answer | null, frame: Frame | null): string {
  if (query.bbox) return t('list.area');
  if (query.territory.length > 0) {
    const label = whereLabel(query, answer, frame);
    return query.territory.length === 1 && frame && label === frame.territory.label
      ? inTerritory(frame.territory)
      : label && inPlace(label);
  }
  const understood = query.q !== '' ? answer?.understood?.where?.label : undefined;
  if (understood) return inPlace(understood);
  if (here) return t('list.around');
  return query.near ? t('list.near') : '';
}
