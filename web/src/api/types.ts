// The shapes that the HTTP API answers. Knows no feature; says nothing that the API does not say.

export const KINDS = ['professional', 'pharmacy', 'facility', 'equipment', 'mental_health', 'shelter'] as const;
export type Kind = (typeof KINDS)[number];

export const FLAGS = [
  'new_patients',
  'unscheduled_care',
  'walk_in',
  'home_visits',
  'teleconsultation',
  'wheelchair',
  'sector_1',
  'carte_vitale',
] as const;
export type Flag = (typeof FLAGS)[number];

export type Precision = 'address' | 'commune' | 'none';
/** Degrees, longitude first. */
export type LonLat = [number, number];
/** West, south, east, north in degrees. */
export type Bounds = [number, number, number, number];

/** Query parameters that a choice sets, each with its alternatives. */
export type Filter = Partial<
  Record<'kind' | 'profession' | 'skill' | 'category' | 'flag' | 'territory' | 'q', string[]>
>;

export interface FacetValue {
  value: string;
  label: string;
  count: number;
}
export type FacetName = 'kind' | 'profession' | 'skill' | 'category' | 'flag' | 'territory';

/** One listing: a professional at a place, a structure, a type of equipment at a place, or a shelter. */
export interface Item {
  listing: string;
  id: string;
  place: string | null;
  kind: Kind;
  label: string;
  profession: string | null;
  profession_label: string | null;
  category: string | null;
  category_label: string | null;
  detail: string | null;
  commune: string;
  commune_code: string;
  address: string | null;
  postcode: string | null;
  lon: number | null;
  lat: number | null;
  precision: Precision;
  distance_m: number | null;
  phone: string | null;
  flags: Flag[];
  flags_no: Flag[];
  quantity: number | null;
  capacity: number | null;
  same_point: number;
}

export interface Choice {
  label: string;
  kind: Kind | null;
  detail?: string | null;
  filter: Filter | null;
  count: number | null;
}

export interface Understood {
  what: { label: string; filter: Filter } | null;
  where: { label: string; id: string } | null;
  text: string | null;
  /** Words that meant nothing here and were left aside. */
  ignored?: string | null;
  corrected: string | null;
}

export type Emergency = 'vital' | 'distress';

export interface Answer {
  total: number;
  located: number;
  sort: 'relevance' | 'distance' | 'daily';
  understood: Understood | null;
  choices: Choice[];
  emergency: Emergency | null;
  items: Item[];
  facets: Partial<Record<FacetName, FacetValue[]>>;
  next: string | null;
  nature: 'fictional' | 'real' | 'unknown';
  revision: number;
}

export type GroupName = 'need' | 'profession' | 'structure' | 'equipment' | 'person' | 'commune';
export interface Suggestion extends Choice {
  id: string | null;
  spans: [number, number][];
}
export interface Suggestions {
  query: string;
  corrected: string | null;
  emergency: Emergency | null;
  ambiguous: boolean;
  groups: { group: GroupName; label: string; choices: Suggestion[] }[];
}

export interface Commune {
  id: string;
  code: string;
  label: string;
  slug: string;
  count: number;
  lon: number;
  lat: number;
}
export interface SourceLine {
  source: string;
  label: string;
  date: string | null;
  licence?: string;
}

export interface Frame {
  territory: { id: string | null; label: string; in: string };
  bounds: Bounds;
  center: LonLat;
  nature: 'fictional' | 'real' | 'unknown';
  revision: number;
  tiles_revision: number | string;
  snapshot: { built_on: string; database: 'up' | 'away'; message: string | null };
  tiles: { places: string; territories: string };
  minzoom: number;
  maxzoom: number;
  outlines: 'schematic' | 'official';
  basemap: null | { pmtiles: string } | { style: string };
  total: number;
  located: number;
  kinds: FacetValue[];
  communes: Commune[];
  sources: SourceLine[];
}

export interface FlagState {
  flag: Flag;
  label: string;
  value: boolean;
  declared_on: string | null;
  expires_on: string | null;
  declared_by: string | null;
}
export interface Address {
  complement: string | null;
  line: string | null;
  postcode: string | null;
  commune: string | null;
  commune_code: string | null;
}
export interface Provenance {
  block: string;
  source: string;
  label: string;
  date: string | null;
}
export interface TerritoryLink {
  id: string;
  label: string;
}

export interface PersonHere {
  listing: string;
  id: string;
  label: string;
  profession: string;
  profession_label: string;
  detail: string | null;
  phone: string | null;
  flags: Flag[];
  flags_no: Flag[];
}
export interface Shelter {
  capacity_during: number | null;
  capacity_after: number | null;
  risks: string[];
  wheelchair: boolean | null;
  generator: boolean | null;
  water: boolean | null;
  verified_on: string | null;
}
export interface Place {
  id: string;
  kind: Kind | null;
  label: string;
  category: string | null;
  category_label: string | null;
  address: Address;
  lon: number | null;
  lat: number | null;
  precision: Precision;
  phone: string | null;
  route_url: string | null;
  page: string;
  professionals: PersonHere[];
  equipment: { category: string; label: string; quantity: number | null }[];
  shelter: Shelter | null;
  flags: FlagState[];
  territories: TerritoryLink[];
  provenance: Provenance[];
  nature: 'fictional' | 'real' | 'unknown';
}
export interface Site {
  listing: string;
  place: string | null;
  label: string | null;
  address: Address;
  lon: number | null;
  lat: number | null;
  precision: Precision;
  phone: string | null;
  route_url: string | null;
  mode: string | null;
  flags: FlagState[];
}
export interface Professional {
  id: string;
  label: string;
  civility: string | null;
  profession: string;
  profession_label: string;
  detail: string | null;
  skills: { code: string; label: string }[];
  sites: Site[];
  territories: TerritoryLink[];
  page: string;
  provenance: Provenance[];
  nature: 'fictional' | 'real' | 'unknown';
}
export interface Territory {
  id: string;
  kind: string;
  code: string;
  label: string;
  population: number | null;
  bounds: Bounds | null;
  outline: 'schematic' | 'official' | null;
}
