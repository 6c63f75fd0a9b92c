// A short word at the bottom of the screen, announced once. For confirmations only, never for errors that need an answer.
let holder: HTMLElement | null = null;
let timer: ReturnType<typeof setTimeout> | undefined;

/** Long enough to be read twice. */
const SHOWN_MS = 4000;

export function toast(text: string): void {
  if (!holder) {
    holder = document.createElement('div');
    holder.className = 'toast';
    holder.setAttribute('role', 'status');
    document.body.append(holder);
  }
  holder.textContent = text;
  holder.classList.add('shown');
  clearTimeout(timer);
  timer = setTimeout(() => holder?.classList.remove('shown'), SHOWN_MS);
}
