// The scale bar: a round length that fits the width.
import { number, withUnit } from '../words/format';
import type { Language } from '../state/url';

const EQUATOR_M = 40_075_016.686;

export function metresPerPixel(zoom: number, latDeg: number): number {
  return (EQUATOR_M * Math.cos((latDeg * Math.PI) / 180)) / (512 * 2 ** zoom);
}

export interface Bar {
  length_m: number;
  width_px: number;
}

export function scaleBar(zoom: number, latDeg: number, maxPx: number): Bar {
  const perPixel = metresPerPixel(zoom, latDeg);
  const most = perPixel * maxPx;
  const power = 10 ** Math.floor(Math.log10(most));
  const length = power * ([5, 2, 1].find((step) => step * power <= most) ?? 1);
  return { length_m: length, width_px: length / perPixel };
}

export function lengthText(lengthM: number, lang: Language): string {
  if (lengthM >= 1000) return withUnit(number(lengthM / 1000, lang), 'km');
  return withUnit(number(lengthM, lang, { digits: lengthM < 1 ? 1 : 0 }), 'm');
}
