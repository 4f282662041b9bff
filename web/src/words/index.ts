// The dictionaries by language; the compiler holds them to the same keys.
import type { Language } from '../state/url';
import { de } from './de';
import { en } from './en';

type Like<T> = T extends (...args: infer A) => string
  ? (...args: A) => string
  : T extends string
    ? string
    : T extends readonly unknown[]
      ? T
      : { [K in keyof T]: Like<T[K]> };

export type Words = Like<typeof de>;

export const dictionaries: Record<Language, Words> = { de, en };
