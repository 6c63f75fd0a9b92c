// Tab stays inside a panel that covers the page on a phone; elsewhere the page beside it stays reachable.
import { isPhone } from './theme';

const REACHABLE = 'a[href], button:not([disabled]), input:not([disabled]), select, [tabindex="0"]';

export function keepFocusInside(panel: HTMLElement, event: KeyboardEvent): void {
  if (event.key !== 'Tab' || !isPhone()) return;
  const stops = [...panel.querySelectorAll<HTMLElement>(REACHABLE)].filter(stop => stop.offsetParent !== null);
  const [first, last] = [stops[0], stops.at(-1)];
  if (!first || !last) return;
  const here = document.activeElement;
  if (event.shiftKey && (here === first || !stops.includes(here as HTMLElement))) {
    event.preventDefault();
    last.focus();
  } else if (!event.shiftKey && here === last) {
    event.preventDefault();
    first.focus();
  }
}
