// Writes src/look.gen.css and src/look.gen.ts from tiles/look/tokens.json; with --check only compares.
import { readFileSync, writeFileSync } from 'node:fs';

const at = (path) => new URL(`../${path}`, import.meta.url);
const tokens = JSON.parse(readFileSync(at('../tiles/look/tokens.json'), 'utf8'));
const HEAD = 'Generated from tiles/look/tokens.json by scripts/tokens.mjs; do not edit.';
const rem = (px) => `${Number((px / 16).toFixed(4))}rem`;
const lines = (pairs, indent = '  ') => pairs.map(([name, value]) => `${indent}--${name}: ${value};`).join('\n');

function themed(theme) {
  const colours = Object.entries(tokens.color).map(([name, value]) => [name.replaceAll('_', '-'), value[theme]]);
  const shadows = Object.entries(tokens.shadow).map(([name, value]) => [`shadow-${name}`, value[theme]]);
  return [...colours, ...shadows];
}

function fixed() {
  const family = [`"${tokens.type.family}"`, ...tokens.type.fallback.map((f) => (f.includes(' ') ? `"${f}"` : f))];
  const type = Object.entries(tokens.type.scale).map(([name, t]) => [
    `type-${name}`,
    `${t.weight} ${rem(t.size)}/${rem(t.line)} var(--family)`,
  ]);
  return [
    ['family', family.join(', ')],
    ...type,
    ...tokens.space.map((px) => [`space-${px}`, rem(px)]),
    ...Object.entries(tokens.height).map(([name, px]) => [`height-${name}`, rem(px)]),
    ...Object.entries(tokens.radius).map(([name, px]) => [`radius-${name}`, `${px}px`]),
    ...Object.entries(tokens.motion_ms).map(([name, ms]) => [`motion-${name}`, `${ms}ms`]),
  ];
}

const still = Object.keys(tokens.motion_ms).map((name) => [`motion-${name}`, '0ms']);
const css = `/* ${HEAD} */
:root {
  color-scheme: light dark;
${lines(fixed())}
${lines(themed('light'))}
}

@media (prefers-color-scheme: dark) {
  @media not print {
    :root {
${lines(themed('dark'), '      ')}
    }
  }
}

@media (prefers-reduced-motion: reduce) {
  :root {
${lines(still, '    ')}
  }
}
`;

const { color, status, bubble, map, type } = tokens;
const ts = `// ${HEAD}
export const look = ${JSON.stringify({ color, status, bubble, map, mapFont: type.map_font, fontFile: type.file }, null, 2)} as const;
`;

const stale = Object.entries({ 'src/look.gen.css': css, 'src/look.gen.ts': ts }).filter(([path, text]) => {
  let old = '';
  try {
    old = readFileSync(at(path), 'utf8');
  } catch {
    // A first run has nothing to compare with.
  }
  if (old !== text && !process.argv.includes('--check')) writeFileSync(at(path), text);
  return old !== text;
});

if (stale.length > 0 && process.argv.includes('--check')) {
  console.error(`${stale.map(([path]) => path).join(', ')} differ from tiles/look/tokens.json; run: npm run tokens`);
  process.exit(1);
}
