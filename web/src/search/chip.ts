// What a filter chip says and does, from the facets of the last answer. Pure.
import { FLAGS, KINDS, type Answer, type FacetName } from '../api/types';
import type { Query } from '../state';

export interface Chip {
  name: 'flag' | 'kind';
  value: string;
  on: boolean;
  /** What one would get by pressing; null while nothing is known. */
  count: number | null;
  /** Pressing would empty the list: stays focusable, says why, does nothing. A chip that is on can always be released. */
  dead: boolean;
}

/** Flags then kinds, in an order that never moves: people learn where a chip is. */
export function chipsOf(query: Query, answer: Answer | null): Chip[] {
  return [
    ...FLAGS.map(value => chip('flag', value, query, answer)),
    ...KINDS.map(value => chip('kind', value, query, answer)),
  ];
}

function chip(name: Chip['name'], value: string, query: Query, answer: Answer | null): Chip {
  const on = query[name].includes(value);
  const count = facetCount(answer, name, value);
  return { name, value, on, count, dead: !on && count === 0 };
}

/** A value that the facets leave out has nothing to show; no facets at all means that nobody knows. */
export function facetCount(answer: Answer | null, name: FacetName, value: string): number | null {
  const facet = answer?.facets[name];
  return facet ? (facet.find(entry => entry.value === value)?.count ?? 0) : null;
}
