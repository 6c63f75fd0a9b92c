// From the state to the parameters of /api/search, and from a suggestion to the state. Pure.
import { boundsText, lonLatText, type Parameters } from '../api/client';
import type { Answer, FacetName, Filter, Frame, LonLat } from '../api/types';
import { LISTS, emptyQuery, type ListName, type Query } from '../state';

/** Rows per page of the list: what a pocket map can number legibly. */
export const PAGE = 20;

/** `here` is the visitor's own position: sent with the question, never written in an address. */
export function parametersOf(query: Query, here: LonLat | null): Parameters {
  const near = here ?? query.near;
  const lists = Object.fromEntries(LISTS.map(name => [name, query[name]]));
  return { q: query.q, near: near && lonLatText(near), bbox: query.bbox && boundsText(query.bbox), ...lists };
}

/** What the tiles of places must be asked for, so that the map shows what the list lists; null when no filter says it. */
export function tileFilterOf(query: Query, answer: Answer | null): Parameters | null {
  const lists: Record<ListName, string[]> = {
    territory: query.territory,
    kind: query.kind,
    profession: query.profession,
    skill: query.skill,
    category: query.category,
    flag: query.flag,
  };
  // Words that were understood narrow the list; the map must be narrowed in the same way.
  const understood = query.q === '' ? null : (answer?.understood ?? null);
  if (understood?.text || (query.q !== '' && (answer?.choices.length ?? 0) > 1)) return null;
  // A thing that was understood and that nothing here is: no filter says « none ».
  if (understood?.what && Object.keys(understood.what.filter).length === 0) return null;
  for (const name of LISTS) {
    const meant = understood?.what?.filter[name];
    if (meant && lists[name].length === 0) lists[name] = meant;
  }
  if (understood?.where && lists.territory.length === 0) lists.territory = [understood.where.id];
  return lists;
}

/** A choice replaces what was looked for, and keeps where and which flags unless it says otherwise. */
export function choose(query: Query, filter: Filter): Query {
  const blank = emptyQuery();
  const place = filter.territory !== undefined && Object.keys(filter).length === 1;
  const what = place ? query : blank;
  return {
    ...blank,
    q: filter.q?.[0] ?? '',
    kind: filter.kind ?? what.kind,
    profession: filter.profession ?? what.profession,
    skill: filter.skill ?? what.skill,
    category: filter.category ?? what.category,
    flag: filter.flag ?? query.flag,
    territory: filter.territory ?? query.territory,
    near: query.near,
  };
}

export const toggled = (values: readonly string[], value: string): string[] =>
  values.includes(value) ? values.filter(other => other !== value) : [...values, value];

/** Filters in force, without the place and the words: the number on the « Filtres » button. */
export const activeFilters = (query: Query): number =>
  LISTS.reduce((sum, name) => (name === 'territory' ? sum : sum + query[name].length), 0);

const WHAT: FacetName[] = ['profession', 'skill', 'category'];

/** The words of the first field when the question was chosen rather than typed; null when a label is not known yet. */
export function whatLabel(query: Query, answer: Answer | null, remembered: ReadonlyMap<string, string>): string {
  if (query.q !== '') return query.q;
  const labels = WHAT.flatMap(name =>
    query[name as ListName].map(value => {
      const known =
        remembered.get(`${name}=${value}`) ?? answer?.facets[name]?.find(facet => facet.value === value)?.label;
      return known ?? '';
    }),
  ).filter(label => label !== '');
  return labels.length > 2 ? `${labels.slice(0, 2).join(', ')} + ${labels.length - 2}` : labels.join(', ');
}

export function whereLabel(query: Query, answer: Answer | null, frame: Frame | null): string {
  const labels = query.territory
    .map(id => {
      if (id === frame?.territory.id) return frame.territory.label;
      return (
        frame?.communes.find(commune => commune.id === id)?.label ??
        answer?.facets.territory?.find(facet => facet.value === id)?.label ??
        ''
      );
    })
    .filter(label => label !== '');
  return labels.length > 2 ? `${labels.slice(0, 2).join(', ')} + ${labels.length - 2}` : labels.join(', ');
}
