// What can go wrong between the page and the API. Words for people live in the catalogue, not here.

/** The server answered with a problem document (RFC 9457), or with something that is not JSON. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly slug: string,
    readonly detail: string | null,
    readonly parameter: string | null,
  ) {
    super(`${status} ${slug}`);
  }
}

/** No answer came: no network, or the server is away. */
export class Unreachable extends Error {}

export function isAbort(reason: unknown): boolean {
  return reason instanceof DOMException && reason.name === 'AbortError';
}
