// How far the drawn area lies from the official one.
import type { Language } from '../state/url';
import { area, percent } from '../words/format';

export function deviationText(
  officialM2: number | null | undefined,
  geodesicM2: number | null | undefined,
  lang: Language,
): string | null {
  if (officialM2 == null || geodesicM2 == null || officialM2 <= 0) return null;
  const difference = geodesicM2 - officialM2;
  const digits = Math.abs(difference) < 10 ? 1 : 0;
  const metres = area(difference, lang, { digits, isSigned: true });
  return `${metres} (${percent(difference / officialM2, lang, { digits: 2, isSigned: true })})`;
}
