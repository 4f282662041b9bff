// Names of codes from the vocabulary; open lists may hold codes without a name, which are shown as they are.
import type { Language } from '../state/url';
import { codeLists } from '../words.gen';

export type CodeList = keyof typeof codeLists;

export function nameOf(list: CodeList, code: string | null | undefined, lang: Language): string {
  if (!code) return '';
  const entries: Record<string, Record<Language, string>> = codeLists[list];
  return entries[code]?.[lang] ?? code;
}
