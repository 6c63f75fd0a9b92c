// Keeps the address bar and the state in step, both ways. A new question or card is a step back; a moved map is not.
import { parseAddress, printAddress, sameQuestion } from './address';
import type { State, Store } from './state';
import { preferredLanguage } from './text/catalogue';

export function startNavigation(store: Store): void {
  store.set(parseAddress(location.search, location.hash, preferredLanguage()));

  store.watch((now, before) => {
    const address = printAddress(now, preferredLanguage());
    if (address === location.pathname + location.search + location.hash) return;
    history[isStep(now, before) ? 'pushState' : 'replaceState'](null, '', address);
  });

  addEventListener('popstate', () => {
    const { camera, query, ...rest } = parseAddress(location.search, location.hash, preferredLanguage());
    // The same question keeps its object, so that nothing is asked again for a closed card.
    store.set({ ...rest, camera, filtersOpen: false, ...(sameQuestion(query, store.now.query) ? {} : { query }) });
  });
}

function isStep(now: State, before: State): boolean {
  return !sameQuestion(now.query, before.query) || now.selected !== before.selected || now.view !== before.view;
}
