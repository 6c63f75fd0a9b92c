// Asks /api/search whenever the question changes, drops late answers, adds pages. The only writer of `results`.
import { api } from '../api/client';
import { Unreachable, isAbort } from '../api/problem';
import type { State, Store } from '../state';
import { PAGE, parametersOf } from './question';

export class Answers {
  private asking: AbortController | null = null;

  constructor(private readonly store: Store) {
    store.watch((now, before) => {
      if (now.query !== before.query || now.here !== before.here) void this.ask();
    });
    addEventListener('online', () => {
      if (store.now.results.status === 'offline') void this.ask();
    });
  }

  async ask(): Promise<void> {
    this.asking?.abort();
    const asking = (this.asking = new AbortController());
    const { query, here, results } = this.store.now;
    this.store.set({ results: { ...results, status: 'loading', loadingMore: false } });
    try {
      const answer = await api.search({ ...parametersOf(query, here), limit: PAGE }, asking.signal);
      this.write({ status: 'ready', answer, items: answer.items, next: answer.next, answeredAt: new Date() });
    } catch (reason) {
      if (isAbort(reason)) return;
      this.write({ status: reason instanceof Unreachable ? 'offline' : 'error' });
    }
  }

  async more(): Promise<void> {
    const { query, here, results } = this.store.now;
    if (results.next === null || results.loadingMore || !this.asking) return;
    const { signal } = this.asking;
    this.write({ loadingMore: true });
    try {
      const page = await api.search({ ...parametersOf(query, here), limit: PAGE, cursor: results.next }, signal);
      this.write({ items: [...this.store.now.results.items, ...page.items], next: page.next, loadingMore: false });
    } catch (reason) {
      if (!isAbort(reason)) this.write({ loadingMore: false });
    }
  }

  private write(patch: Partial<State['results']>): void {
    this.store.set({ results: { ...this.store.now.results, ...patch } });
  }
}
