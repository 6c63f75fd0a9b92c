import { describe, expect, it } from 'vitest';
import type { Answer } from '../api/types';
import { emptyQuery } from '../state';
import { chipsOf } from './chip';
import { activeFilters, choose, parametersOf, tileFilterOf, toggled, whatLabel } from './question';

const answer = (patch: Partial<Answer>): Answer => ({
  total: 0,
  located: 0,
  sort: 'daily',
  understood: null,
  choices: [],
  emergency: null,
  items: [],
  facets: {},
  next: null,
  nature: 'fictional',
  revision: 1,
  ...patch,
});
const asked = { ...emptyQuery(), q: 'kine lamentin' };
const understood = {
  what: { label: 'Masseur-kinésithérapeute', filter: { profession: ['70'] } },
  where: { label: 'Le Lamentin', id: 'commune:97213' },
  text: null,
  corrected: null,
};

it('sends the visitor’s own position rather than the shared one', () => {
  expect(parametersOf({ ...emptyQuery(), near: [-61, 14] }, [-61.05, 14.6])).toMatchObject({
    near: '-61.05000,14.60000',
  });
  expect(parametersOf(emptyQuery(), null)).toMatchObject({ near: null, bbox: null });
});

describe('the tiles are asked for what the list lists', () => {
  it('what was understood narrows them', () => {
    expect(tileFilterOf(asked, answer({ understood }))).toMatchObject({
      profession: ['70'],
      territory: ['commune:97213'],
    });
  });
  it('what was chosen goes before what was understood', () => {
    expect(tileFilterOf({ ...asked, profession: ['60'] }, answer({ understood }))).toMatchObject({
      profession: ['60'],
    });
  });
  it('words sought in names cannot be told to tiles', () => {
    expect(tileFilterOf(asked, answer({ understood: { ...understood, text: 'kine' } }))).toBeNull();
  });
});

describe('choosing', () => {
  it('a profession replaces words and keeps place and flags', () => {
    const query = { ...emptyQuery(), q: 'x', territory: ['commune:97209'], flag: ['wheelchair'], kind: ['shelter'] };
    expect(choose(query, { profession: ['60'] })).toEqual({
      ...emptyQuery(),
      profession: ['60'],
      territory: ['commune:97209'],
      flag: ['wheelchair'],
    });
  });
  it('a place alone keeps what is looked for', () => {
    expect(choose({ ...emptyQuery(), profession: ['60'] }, { territory: ['commune:97213'] })).toEqual({
      ...emptyQuery(),
      profession: ['60'],
      territory: ['commune:97213'],
    });
  });
});

it('toggles and counts filters', () => {
  expect(toggled(['a', 'b'], 'a')).toEqual(['b']);
  expect(toggled(['a'], 'b')).toEqual(['a', 'b']);
  expect(activeFilters({ ...emptyQuery(), flag: ['walk_in'], kind: ['shelter'], territory: ['commune:97209'] })).toBe(
    2,
  );
});

it('names what was chosen from the facets', () => {
  const facets = { profession: [{ value: '60', label: 'Infirmier', count: 3 }] };
  expect(whatLabel({ ...emptyQuery(), profession: ['60'] }, answer({ facets }), new Map())).toBe('Infirmier');
  expect(whatLabel({ ...emptyQuery(), q: 'dent', profession: ['60'] }, null, new Map())).toBe('dent');
});

describe('chips', () => {
  const facets = {
    flag: [
      { value: 'walk_in', label: '', count: 3 },
      { value: 'wheelchair', label: '', count: 0 },
    ],
    kind: [{ value: 'shelter', label: '', count: 2 }],
  };
  const chips = chipsOf({ ...emptyQuery(), flag: ['wheelchair'] }, answer({ facets }));
  const chip = (value: string) => chips.find(candidate => candidate.value === value);

  it('counts what one would get', () => expect(chip('walk_in')).toMatchObject({ count: 3, on: false, dead: false }));
  it('an empty one is dead, unless it is on: then it can be released', () => {
    expect(chip('home_visits')).toMatchObject({ count: 0, dead: true });
    expect(chip('wheelchair')).toMatchObject({ count: 0, on: true, dead: false });
  });
  it('knows nothing before the first answer', () => {
    expect(chipsOf(emptyQuery(), null).every(({ count, dead }) => count === null && !dead)).toBe(true);
  });
  it('keeps its order whatever is pressed', () => {
    expect(chips.map(({ value }) => value)).toEqual(chipsOf(emptyQuery(), null).map(({ value }) => value));
  });
});
