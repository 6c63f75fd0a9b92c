// The one observable of the page: what is asked, what was answered, what is chosen. Knows no element and no address bar.
import type { Answer, Bounds, Frame, Item, Kind, LonLat } from './api/types';

/** Everything that decides which listings are shown. Lists hold alternatives. */
export interface Query {
  q: string;
  territory: string[];
  kind: string[];
  profession: string[];
  skill: string[];
  category: string[];
  flag: string[];
  near: LonLat | null;
  bbox: Bounds | null;
}

export const LISTS = ['territory', 'kind', 'profession', 'skill', 'category', 'flag'] as const;
export type ListName = (typeof LISTS)[number];

export const emptyQuery = (): Query => ({
  q: '',
  territory: [],
  kind: [],
  profession: [],
  skill: [],
  category: [],
  flag: [],
  near: null,
  bbox: null,
});

export interface Camera {
  zoom: number;
  lat: number;
  lon: number;
}
export type Theme = 'light' | 'dark' | null;

export interface Results {
  status: 'loading' | 'ready' | 'error' | 'offline';
  answer: Answer | null;
  /** All the pages shown so far, in order. */
  items: Item[];
  next: string | null;
  loadingMore: boolean;
  /** When the list on screen was answered; told to people when the network goes. */
  answeredAt: Date | null;
}

/** Where the card that is open is, for cards that no row shows. */
export interface Spot {
  listing: string;
  at: LonLat;
  kind: Kind;
  label: string;
}

export interface State {
  query: Query;
  /** Listing key, or the bare id of a person or place chosen by name. */
  selected: string | null;
  spot: Spot | null;
  view: 'list' | 'map';
  lang: 'fr' | 'en';
  theme: Theme;
  camera: Camera | null;
  frame: Frame | null;
  /** The visitor's own position: memory only, never in an address. */
  here: LonLat | null;
  results: Results;
  /** Listing under the pointer or the focus, in the list or on the map. */
  hover: string | null;
  filtersOpen: boolean;
}

type Watcher = (now: State, before: State) => void;

export class Store {
  private readonly watchers = new Set<Watcher>();
  constructor(private state: State) {}

  get now(): State {
    return this.state;
  }

  set(patch: Partial<State>): void {
    const before = this.state;
    const after = { ...before, ...patch };
    if ((Object.keys(patch) as (keyof State)[]).every(key => before[key] === after[key])) return;
    this.state = after;
    for (const watcher of this.watchers) watcher(after, before);
  }

  /** Changes the question; anything said of the old one (the chosen listing) is forgotten unless kept on purpose. */
  ask(patch: Partial<Query>, also: Partial<State> = {}): void {
    this.set({ selected: null, hover: null, ...also, query: { ...this.state.query, ...patch } });
  }

  watch(watcher: Watcher): () => void {
    this.watchers.add(watcher);
    return () => this.watchers.delete(watcher);
  }
}

export const initialState = (): State => ({
  query: emptyQuery(),
  selected: null,
  spot: null,
  view: 'list',
  lang: 'fr',
  theme: null,
  camera: null,
  frame: null,
  here: null,
  results: { status: 'loading', answer: null, items: [], next: null, loadingMore: false, answeredAt: null },
  hover: null,
  filtersOpen: false,
});

export const store = new Store(initialState());

/** Does this listing answer to that selection? A bare id stands for the first of its listings. */
export const isSelected = (item: Item, selected: string | null): boolean =>
  selected !== null && (item.listing === selected || item.id === selected);

/** `rpps:99000000001@site:R1#60` → `rpps:99000000001`: the thing that a card is about. */
export const idOfListing = (listing: string): string => listing.split(/[@#]/)[0] ?? listing;
