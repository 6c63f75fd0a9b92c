// The view of the map as written after # in the address: map=zoom/latitude/longitude. Pure.
import type { Camera } from '../state';

export function parseHash(hash: string): Camera | null {
  const match = /(?:^#?|&)map=([^&]+)/.exec(hash);
  const parts = match?.[1]?.split('/').map(Number);
  if (!parts || parts.length !== 3 || parts.some(part => !Number.isFinite(part))) return null;
  const [zoom, lat, lon] = parts as [number, number, number];
  if (zoom < 0 || zoom > 22 || Math.abs(lat) > 85.06 || Math.abs(lon) > 180) return null;
  return { zoom, lat, lon };
}

/** Five digits are a metre: enough at any zoom, and stable from one print to the next. */
export function printHash(camera: Camera | null): string {
  if (!camera) return '';
  return `#map=${trim(camera.zoom, 2)}/${trim(camera.lat, 5)}/${trim(camera.lon, 5)}`;
}

const trim = (value: number, digits: number): string => String(Number(value.toFixed(digits)));
