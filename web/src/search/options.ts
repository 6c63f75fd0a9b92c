// From an answer of /api/suggest to the options of the list under the field. Pure: no element, no fetch.
import type { Frame, Suggestion, Suggestions } from '../api/types';
import { count, plural, t, tOr } from '../text/catalogue';

export type Pick =
  { do: 'choose'; suggestion: Suggestion } | { do: 'as-is'; q: string } | { do: 'around' } | { do: 'retry' };

export interface Option {
  label: string;
  /** Matched parts of the label, as [start, end) character offsets. */
  spans: [number, number][];
  detail: string | null;
  count: string | null;
  mark: { kind: string } | { icon: string };
  pick: Pick;
}
export interface OptionGroup {
  title: string | null;
  options: Option[];
}

/** The options of the first field. Group order is the API's, which is fixed. */
export function whatOptions(found: Suggestions): OptionGroup[] {
  if (found.ambiguous) {
    const options = found.groups.flatMap(group => group.choices.map(choice => option(choice, group.group)));
    return [{ title: t('search.ambiguous', { q: found.query }), options }, ...asIs(found)];
  }
  const groups = found.groups
    .filter(group => group.choices.length > 0)
    .map(group => ({
      title: found.corrected ? null : tOr(`group.${group.group}`, group.label),
      options: group.choices.map(choice => option(choice, group.group)),
    }));
  return found.corrected ? [...groups, ...asIs(found)] : groups;
}

/** The options of « Où ? »: around me first, then communes; all of them, largest first, while nothing is typed. */
export function whereOptions(found: Suggestions | null, typed: string, frame: Frame | null): OptionGroup[] {
  const around: Option = {
    label: t('search.around_me'),
    spans: [],
    detail: t('search.around_me.hint'),
    count: null,
    mark: { icon: 'locate' },
    pick: { do: 'around' },
  };
  const communes =
    typed === ''
      ? [...(frame?.communes ?? [])]
          .sort((a, b) => b.count - a.count)
          .slice(0, 6)
          .map(commune =>
            place({
              label: commune.label,
              detail: null,
              kind: null,
              id: commune.id,
              filter: { territory: [commune.id] },
              count: commune.count,
              spans: [],
            }),
          )
      : (found?.groups.find(group => group.group === 'commune')?.choices ?? []).map(place);
  return [{ title: null, options: typed === '' ? [around, ...communes] : [...communes, around] }];
}

const place = (choice: Suggestion): Option => ({
  ...option(choice, 'commune'),
  detail: choice.detail ?? t('search.commune'),
});

function asIs(found: Suggestions): OptionGroup[] {
  const label = t('search.as_is', { q: found.query });
  return [
    {
      title: null,
      options: [
        {
          label,
          spans: [],
          detail: null,
          count: null,
          mark: { icon: 'search' },
          pick: { do: 'as-is', q: found.query },
        },
      ],
    },
  ];
}

function option(choice: Suggestion, group: string): Option {
  return {
    label: choice.label,
    spans: choice.spans ?? [],
    detail: choice.detail ?? null,
    count:
      choice.count === null || group === 'person' || group === 'structure'
        ? null
        : group === 'commune'
          ? plural('search.places', choice.count)
          : count(choice.count),
    mark: markOf(choice, group),
    pick: { do: 'choose', suggestion: choice },
  };
}

function markOf(choice: Suggestion, group: string): Option['mark'] {
  if (group === 'commune') return { icon: 'pin' };
  if (group === 'person') return { icon: 'user' };
  if (choice.kind) return { kind: choice.kind };
  if (choice.filter?.category) return { kind: choice.filter.kind?.[0] ?? 'facility' };
  if (group === 'need') return { icon: 'user' };
  return { kind: group === 'equipment' ? 'equipment' : group === 'structure' ? 'facility' : 'professional' };
}

/** Cuts a label into parts, those inside the spans marked. Offsets count characters, as the API does. */
export function marked(label: string, spans: readonly [number, number][]): { text: string; hit: boolean }[] {
  const letters = [...label];
  const parts: { text: string; hit: boolean }[] = [];
  let at = 0;
  for (const [start, end] of [...spans].sort((a, b) => a[0] - b[0])) {
    if (start < at || end <= start || end > letters.length) continue;
    if (start > at) parts.push({ text: letters.slice(at, start).join(''), hit: false });
    parts.push({ text: letters.slice(start, end).join(''), hit: true });
    at = end;
  }
  if (at < letters.length) parts.push({ text: letters.slice(at).join(''), hit: false });
  return parts;
}
