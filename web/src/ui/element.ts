// The base of our elements: light DOM (the page's stylesheet applies), redrawn when the parts of the state it reads change.
import { LitElement } from 'lit';
import { store, type State } from '../state';

export abstract class Piece extends LitElement {
  /** The keys of the state whose change redraws this element. */
  protected abstract readonly reads: readonly (keyof State)[];
  private stop: (() => void) | null = null;

  protected override createRenderRoot(): this {
    // What the server wrote for pages without JavaScript gives way to the living element.
    this.replaceChildren();
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.stop = store.watch((now, before) => {
      if (this.reads.some(key => now[key] !== before[key])) this.requestUpdate();
      this.stateChanged(now, before);
    });
  }

  override disconnectedCallback(): void {
    this.stop?.();
    super.disconnectedCallback();
  }

  protected stateChanged(_now: State, _before: State): void {}
}
