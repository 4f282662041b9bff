// Numbers and days as LOOK §4 sets them: true minus, narrow no-break space before the unit.
import type { Language } from '../state/url';
import type { Words } from './index';

const NARROW = '\u202F';
const LOCALE: Record<Language, string> = { de: 'de-DE', en: 'en-GB' };
const cache = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat>();

function kept<T extends Intl.NumberFormat | Intl.DateTimeFormat>(key: string, make: () => T): T {
  const found = cache.get(key) ?? make();
  cache.set(key, found);
  return found as T;
}

export interface NumberOptions {
  digits?: number;
  isSigned?: boolean;
}

export function number(value: number, lang: Language, { digits = 0, isSigned = false }: NumberOptions = {}): string {
  const format = kept(`n${lang}${digits}${isSigned}`, () =>
    new Intl.NumberFormat(LOCALE[lang], {
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
      signDisplay: isSigned ? 'exceptZero' : 'negative',
    }),
  );
  return format.format(value).replace('-', '\u2212');
}

export const withUnit = (text: string, unit: string): string => text + NARROW + unit;

export const area = (m2: number, lang: Language, options: NumberOptions = {}): string =>
  withUnit(number(m2, lang, options), 'm²');

export const percent = (share: number, lang: Language, options: NumberOptions = { digits: 1 }): string =>
  lang === 'en' ? `${number(share * 100, lang, options)}%` : withUnit(number(share * 100, lang, options), '%');

const pad = (n: number): string => String(n).padStart(2, '0');

/** A plain day, read without a time zone: a day is the same day everywhere. */
function parts(isoDay: string): [year: number, month: number, day: number] | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})/.exec(isoDay);
  return match ? [Number(match[1]), Number(match[2]), Number(match[3])] : null;
}

function exactDay([year, month, day]: [number, number, number], lang: Language): string {
  if (lang === 'de') return `${pad(day)}.${pad(month)}.${year}`;
  const format = kept('d-en', () =>
    new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' }),
  );
  return format.format(Date.UTC(year, month - 1, day)).replace('Sept', 'Sep');
}

/** A day as exactly as it is known: day, month, year, between two rounds, before. */
export function day(isoDay: string, precision: string | null, lang: Language, t: Words): string {
  const ymd = parts(isoDay);
  if (!ymd) return isoDay;
  const month = `${pad(ymd[1])}/${ymd[0]}`;
  switch (precision) {
    case 'month':
      return month;
    case 'year':
      return String(ymd[0]);
    case 'between':
      return t.about(month);
    case 'before':
      return t.before(exactDay(ymd, lang));
    default:
      return exactDay(ymd, lang);
  }
}

export function daysBetween(isoDay: string, now: Date): number {
  const ymd = parts(isoDay);
  if (!ymd) return NaN;
  const today = Date.UTC(now.getFullYear(), now.getMonth(), now.getDate());
  return Math.round((today - Date.UTC(ymd[0], ymd[1] - 1, ymd[2])) / 86_400_000);
}
