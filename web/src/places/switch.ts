// The layer switch as a filter by kind. Pure.
import { KINDS, type Kind } from '../api/types';

/** No kind chosen means all of them: switching one off chooses the others, switching the last one on chooses none. */
export function switched(chosen: readonly string[], kind: Kind): string[] {
  const now: readonly string[] = chosen.length === 0 ? KINDS : chosen;
  const next = now.includes(kind)
    ? now.filter(other => other !== kind)
    : KINDS.filter(other => other === kind || now.includes(other));
  return next.length === KINDS.length ? [] : [...next];
}
