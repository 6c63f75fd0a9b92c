// Asks /api/suggest while someone types: waits for a pause, drops late answers, tells slow, offline and failing apart.
import { api } from '../api/client';
import { Unreachable, isAbort } from '../api/problem';
import type { LonLat, Suggestions } from '../api/types';

/** A pause between two keys of a calm typist; under it, every key would be a request. */
const PAUSE_MS = 140;

export type Suggesting =
  | { status: 'idle' }
  | { status: 'loading'; last: Suggestions | null }
  | { status: 'ready'; found: Suggestions }
  | { status: 'offline' }
  | { status: 'error' };

export class Suggester {
  state: Suggesting = { status: 'idle' };
  private timer: ReturnType<typeof setTimeout> | undefined;
  private asking: AbortController | null = null;

  constructor(private readonly changed: () => void) {}

  ask(q: string, near: LonLat | null, now = false): void {
    this.stop();
    const found =
      this.state.status === 'ready' ? this.state.found : this.state.status === 'loading' ? this.state.last : null;
    // Suggestions of a shorter word stay while the next ones come; needs do not answer to a word.
    const last = found && found.query !== '' && q !== '' ? found : null;
    this.set({ status: 'loading', last });
    this.timer = setTimeout(() => void this.fetch(q, near), now ? 0 : PAUSE_MS);
  }

  stop(): void {
    clearTimeout(this.timer);
    this.asking?.abort();
  }

  private async fetch(q: string, near: LonLat | null): Promise<void> {
    const asking = (this.asking = new AbortController());
    try {
      this.set({ status: 'ready', found: await api.suggest(q, near, asking.signal) });
    } catch (reason) {
      if (isAbort(reason)) return;
      this.set({ status: reason instanceof Unreachable ? 'offline' : 'error' });
    }
  }

  private set(state: Suggesting): void {
    this.state = state;
    this.changed();
  }
}
