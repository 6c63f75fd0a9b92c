// Asks the device where the visitor is. The answer stays in memory: it is never stored nor written in an address.
import type { LonLat } from '../api/types';
import { store } from '../state';
import { t } from '../text/catalogue';

/** Searches around the visitor; rejects with a sentence to show. */
export async function searchAroundMe(): Promise<void> {
  const here = await new Promise<LonLat>((found, failed) => {
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => found([coords.longitude, coords.latitude]),
      ({ code, PERMISSION_DENIED }) =>
        failed(new Error(t(code === PERMISSION_DENIED ? 'search.around_me.refused' : 'search.around_me.failed'))),
      { maximumAge: 60_000, timeout: 10_000 },
    );
  });
  store.ask({ territory: [], near: null, bbox: null }, { here });
}
