import { expect, it } from 'vitest';
import type { Suggestion, Suggestions } from '../api/types';
import { marked, whatOptions, whereOptions } from './options';

const choice = (label: string, patch: Partial<Suggestion> = {}): Suggestion => ({
  label,
  kind: null,
  id: null,
  filter: null,
  count: null,
  spans: [],
  ...patch,
});
const found = (patch: Partial<Suggestions>): Suggestions => ({
  query: 'x',
  corrected: null,
  emergency: null,
  ambiguous: false,
  groups: [],
  ...patch,
});

it.each([
  ['Cardiologue', [[0, 2]], ['*Ca', 'rdiologue']],
  ['Le Carbet', [[3, 5]], ['Le ', '*Ca', 'rbet']],
  [
    'Dr Édith',
    [
      [3, 4],
      [6, 8],
    ],
    ['Dr ', '*É', 'di', '*th'],
  ],
  ['plain', [], ['plain']],
  [
    'bad spans',
    [
      [4, 2],
      [0, 99],
    ],
    ['bad spans'],
  ],
] as [string, [number, number][], string[]][])('marks %s', (label, spans, parts) => {
  expect(marked(label, spans).map(part => (part.hit ? `*${part.text}` : part.text))).toEqual(parts);
});

it('an ambiguous word offers named choices, then itself', () => {
  const groups = whatOptions(
    found({
      query: 'psy',
      ambiguous: true,
      groups: [{ group: 'profession', label: 'Profession', choices: [choice('Psychologue'), choice('Psychiatre')] }],
    }),
  );
  expect(groups.flatMap(group => group.options.map(option => option.label))).toEqual([
    'Psychologue',
    'Psychiatre',
    'Chercher «\u00a0psy\u00a0» tel quel',
  ]);
});

it('a corrected word can be searched as typed', () => {
  const groups = whatOptions(
    found({
      query: 'kinesiterapeut',
      corrected: 'kinésithérapeute',
      groups: [{ group: 'profession', label: 'Profession', choices: [choice('Masseur-kinésithérapeute')] }],
    }),
  );
  expect(groups.at(-1)?.options[0]?.pick).toEqual({ do: 'as-is', q: 'kinesiterapeut' });
});

it('« Où ? » offers the visitor’s own position first, and only communes', () => {
  const groups = whereOptions(
    found({
      groups: [
        { group: 'profession', label: '', choices: [choice('Infirmier')] },
        { group: 'commune', label: '', choices: [choice('Le Lamentin')] },
      ],
    }),
    'la',
    null,
  );
  expect(groups[0]?.options.map(option => option.label)).toEqual(['Le Lamentin', 'Autour de moi']);
  expect(whereOptions(null, '', null)[0]?.options[0]?.pick).toEqual({ do: 'around' });
});
