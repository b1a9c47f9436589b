import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { configSchema, readConfig } from '../support/settings.ts';

const read = (name: string): string => readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8');

/** Rows `| \`NAME\` | default | meaning |` of a README. */
const rowsOf = (name: string) =>
  [...read(name).matchAll(/^\| `([A-Z][A-Z_]+)` *\|([^|]*)\|([^|]*)\|$/gm)].map(
    ([, key = '', value = '', meaning = '']) => ({
      key,
      value: value.trim(),
      meaning: meaning.trim(),
    }),
  );

const shape = configSchema.shape;
const names = Object.keys(shape);
const config = readConfig({ MONGODB_URI: 'mongodb://127.0.0.1/x' });
const { PORT, publicUrl } = config;
const defaults: Record<string, unknown> = { ...config, PUBLIC_URL: publicUrl.replace(`${PORT}`, 'PORT') };

/** Defaults that depend on the machine or on other settings are told in words. */
const toldInWords = ['MEDIA_WORKERS', 'LOG_LEVEL', 'MONGODB_URI'];

describe('[SYS7] the settings that the READMEs and .env.example tell of', () => {
  it.each(['README.md', 'README.zh-CN.md'])(
    '%s has a row for each, in the order of the schema, and no other',
    (name) => {
      expect(rowsOf(name).map(({ key }) => key)).toEqual(names);
      expect(rowsOf(name).filter(({ meaning }) => meaning.length < 6)).toEqual([]);
    },
  );

  it.each(['README.md', 'README.zh-CN.md'])('%s gives the defaults of the schema', (name) => {
    const told = rowsOf(name).filter(({ key }) => !toldInWords.includes(key));
    const wrong = told.filter(({ key, value }) => {
      const known = defaults[key];
      // A default that is a value stands as code; words are for what has none.
      return known === undefined ? value.startsWith('`') : value !== `\`${known}\``;
    });
    expect(wrong).toEqual([]);
  });

  it('README.md says what the schema says of each', () => {
    const told = Object.fromEntries(rowsOf('README.md').map(({ key, meaning }) => [key, meaning]));
    const described = Object.fromEntries(Object.entries(shape).map(([key, schema]) => [key, schema.description]));
    expect(told).toEqual(described);
  });

  it('.env.example shows examples that the server accepts', () => {
    const shown = [...read('.env.example').matchAll(/^# ([A-Z][A-Z0-9_]+)=(.+)$/gm)].map(([, key = '', value = '']) => [
      key,
      value,
    ]);
    const secrets = { TURN_SECRET: 'b'.repeat(32), SESSION_SECRET: 'a'.repeat(32) };
    const accepted: Record<string, unknown> = readConfig({ ...Object.fromEntries(shown), ...secrets });
    const ofServer = shown.filter(([key = '']) => names.includes(key));
    expect(ofServer.map(([key = '']) => [key, String(accepted[key])])).toEqual(ofServer);
  });
});
