// The only file that calls fetch for data. Builds addresses, reads JSON or problems; keeps nothing.
import { Problem, Unreachable, isAbort } from './problem';
import type { Answer, Bounds, Frame, LonLat, Place, Professional, Suggestions, Territory } from './types';

export type Parameters = Record<string, string | number | readonly string[] | null | undefined>;

/** Repeated values are comma separated, as the API accepts; empty ones are left out. */
export function queryString(parameters: Parameters): string {
  const parts: string[] = [];
  for (const [name, value] of Object.entries(parameters)) {
    if (value === null || value === undefined || value === '') continue;
    const text = Array.isArray(value) ? value.join(',') : String(value);
    if (text !== '') parts.push(`${name}=${encodeURIComponent(text).replaceAll('%2C', ',').replaceAll('%3A', ':')}`);
  }
  return parts.length === 0 ? '' : `?${parts.join('&')}`;
}

export const lonLatText = ([lon, lat]: LonLat): string => `${lon.toFixed(5)},${lat.toFixed(5)}`;
export const boundsText = (bounds: Bounds): string => bounds.map(degree => degree.toFixed(5)).join(',');

async function problemOf(response: Response): Promise<Problem> {
  const body: unknown = await response.json().catch(() => null);
  const field = (name: string): string | null => {
    const value = body !== null && typeof body === 'object' ? (body as Record<string, unknown>)[name] : null;
    return typeof value === 'string' ? value : null;
  };
  return new Problem(
    response.status,
    field('type')?.split('/').at(-1) ?? 'unknown',
    field('detail'),
    field('parameter'),
  );
}

async function get<T>(path: string, parameters: Parameters = {}, signal?: AbortSignal): Promise<T> {
  let response: Response;
  try {
    response = await fetch(path + queryString(parameters), {
      headers: { accept: 'application/json' },
      ...(signal ? { signal } : {}),
    });
  } catch (reason) {
    if (isAbort(reason)) throw reason;
    throw new Unreachable(path);
  }
  if (!response.ok) throw await problemOf(response);
  return (await response.json()) as T;
}

// Ids keep their colons in the path: they are legal there and easier to read in a log.
const inPath = (id: string): string => encodeURIComponent(id).replaceAll('%3A', ':');

export const api = {
  frame: (signal?: AbortSignal) => get<Frame>('/api/frame', {}, signal),
  search: (parameters: Parameters, signal?: AbortSignal) => get<Answer>('/api/search', parameters, signal),
  suggest: (q: string, near: LonLat | null, signal?: AbortSignal) =>
    get<Suggestions>('/api/suggest', { q, near: near && lonLatText(near) }, signal),
  place: (id: string, signal?: AbortSignal) => get<Place>(`/api/places/${inPath(id)}`, {}, signal),
  professional: (id: string, signal?: AbortSignal) => get<Professional>(`/api/professionals/${inPath(id)}`, {}, signal),
  territory: (id: string, signal?: AbortSignal) => get<Territory>(`/api/territories/${inPath(id)}`, {}, signal),
};
