import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { findForbiddenImports } from '../../scripts/check/imports.mjs';

/** rule, importing file, what it imports: a path in the tree, or a package */
type Seed = [rule: string, from: string, to: string];

const forbidden: Seed[] = [
  ['no-missing-file', 'server/src/kernel/a.ts', 'server/src/kernel/nowhere.ts'],
  ['tests-on-top', 'server/src/halls/b.ts', 'tests/support/harness.ts'],
  ['shared-kit', 'shared/src/kit/c.ts', 'shared/src/halls.ts'],
  ['shared-domain', 'shared/src/d.ts', 'shared/src/contract.ts'],
  ['shared-domain', 'shared/src/e.ts', 'shared/src/text/en/errors.ts'],
  ['shared-look-up-of-text', 'shared/src/f-text.ts', 'shared/src/contract.ts'],
  ['shared-contract', 'shared/src/contract.ts', 'shared/src/text/en/errors.ts'],
  ['shared-text', 'shared/src/text/en/g.ts', 'shared/src/kit/ids.ts'],
  ['shared-only-zod', 'shared/src/h.ts', 'pino'],
  ['shared-only-zod', 'shared/src/i.ts', 'node:fs'],
  ['server-kernel', 'server/src/kernel/j.ts', 'server/src/db/connect.ts'],
  ['server-db', 'server/src/db/k.ts', 'server/src/halls/hall.service.ts'],
  ['server-media', 'server/src/media/l.ts', 'server/src/live/live-room.ts'],
  ['server-live', 'server/src/live/m.ts', 'server/src/lectures/lecture.service.ts'],
  ['server-transport', 'server/src/transport/n.ts', 'server/src/halls/hall.service.ts'],
  ['server-domain', 'server/src/halls/o.ts', 'server/src/lectures/lecture.service.ts'],
  ['server-domain', 'server/src/halls/p.ts', 'server/src/media/sfu.ts'],
  ['server-domain', 'server/src/halls/q.ts', 'server/src/transport/http-server.ts'],
  ['server-domain-db', 'server/src/halls/hall.service.ts', 'server/src/db/connect.ts'],
  ['server-domain-live', 'server/src/halls/r.ts', 'server/src/live/live-room.ts'],
  ['server-assembly', 'server/src/app.ts', 'client/src/lib/http.ts'],
  ['server-assembly', 'server/src/compose/s.ts', 'scripts/start.mjs'],
  ['server-assembly-stays-on-top', 'server/src/halls/t.ts', 'server/src/config.ts'],
  ['server-assembly-stays-on-top', 'tests/unit/u.test.ts', 'server/src/compose/halls.ts'],
  ['server-ships-what-it-imports', 'server/src/halls/v.ts', 'vite'],
  ['client-app', 'client/src/app/w.ts', 'server/src/halls/hall.service.ts'],
  ['client-screens', 'client/src/screens/x.ts', 'client/src/app/router.ts'],
  ['client-features', 'client/src/features/halls/y.ts', 'client/src/screens/hall-wall.ts'],
  ['client-features-apart', 'client/src/features/halls/z.ts', 'client/src/features/lectures/api.ts'],
  ['client-live-react', 'client/src/live-react/aa.ts', 'client/src/features/halls/api.ts'],
  ['client-live', 'client/src/live/ab.ts', 'client/src/live-react/use-live.ts'],
  ['client-live', 'client/src/live/ac.ts', 'client/src/ui/page.ts'],
  ['client-lib', 'client/src/lib/ad.ts', 'client/src/live/connection.ts'],
  ['client-ui', 'client/src/ui/ae.ts', 'client/src/features/halls/api.ts'],
  ['client-rest', 'client/vite.config.ts', 'server/src/app.ts'],
  ['client-without-node', 'client/src/lib/af.ts', 'node:fs'],
  ['package-logging', 'server/src/halls/ag.ts', 'pino'],
  ['package-logging', 'server/src/media/ah.ts', 'prom-client'],
  ['package-database', 'server/src/halls/ai.ts', 'mongoose'],
  ['package-mediasoup', 'server/src/live/aj.ts', 'mediasoup'],
  ['package-mediasoup', 'server/src/app.ts', 'mediasoup'],
  ['package-transport', 'server/src/halls/ak.ts', 'express'],
  ['package-transport', 'server/src/compose/al.ts', 'socket.io'],
  ['package-mediasoup-client', 'client/src/live-react/am.ts', 'mediasoup-client'],
  ['package-antd', 'client/src/screens/an.ts', 'antd'],
  ['package-no-react-in-live', 'client/src/live/ao.ts', 'react'],
];

/** Imports of two files that need each other for their types only. */
const cycle: Seed[] = [
  ['no-cycle', 'server/src/orgs/one.ts', 'server/src/orgs/two.ts'],
  ['no-cycle', 'server/src/orgs/two.ts', 'server/src/orgs/one.ts'],
];

const allowed: [from: string, to: string][] = [
  ['shared/src/contract.ts', 'shared/src/halls.ts'],
  ['shared/src/halls.ts', 'shared/src/kit/ids.ts'],
  ['shared/src/halls.ts', 'zod'],
  ['shared/src/error-text.ts', 'shared/src/text/en/errors.ts'],
  ['server/src/main.ts', 'server/src/app.ts'],
  ['server/src/app.ts', 'server/src/compose/halls.ts'],
  ['server/src/compose/halls.ts', 'server/src/halls/hall.repo.ts'],
  ['server/src/halls/hall.repo.ts', 'server/src/db/connect.ts'],
  ['server/src/halls/hall.repo.ts', 'mongoose'],
  ['server/src/halls/hall.repo.ts', 'shared/src/halls.ts'],
  ['server/src/lectures/lecture-session.ts', 'server/src/live/live-room.ts'],
  ['server/src/live/live-room.ts', 'server/src/media/sfu.ts'],
  ['server/src/media/sfu.ts', 'mediasoup'],
  ['server/src/transport/http-server.ts', 'express'],
  ['server/src/transport/http-server.ts', 'server/src/kernel/logger.ts'],
  ['server/src/kernel/logger.ts', 'pino'],
  ['client/src/main.ts', 'client/src/app/router.ts'],
  ['client/src/app/router.ts', 'client/src/screens/hall-wall.ts'],
  ['client/src/screens/hall-wall.ts', 'client/src/features/halls/api.ts'],
  ['client/src/features/halls/api.ts', 'client/src/live-react/use-live.ts'],
  ['client/src/features/halls/api.ts', 'client/src/ui/page.ts'],
  ['client/src/live-react/use-live.ts', 'client/src/live/connection.ts'],
  ['client/src/live-react/use-live.ts', 'react'],
  ['client/src/live/connection.ts', 'client/src/lib/http.ts'],
  ['client/src/live/connection.ts', 'mediasoup-client'],
  ['client/src/lib/http.ts', 'shared/src/halls.ts'],
  ['client/src/ui/page.ts', 'antd'],
  ['tests/support/harness.ts', 'server/src/app.ts'],
  ['tests/unit/halls.test.ts', 'server/src/halls/hall.repo.ts'],
  ['tests/unit/halls.test.ts', 'tests/support/harness.ts'],
];

const packages = ['zod', 'pino', 'prom-client', 'mongoose', 'mediasoup', 'express', 'socket.io'];
const toolsAndBrowser = ['vite', 'antd', 'react', 'mediasoup-client'];
const folders: string[] = [];

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text, { flag: 'a' });
}

/** A project of empty files, small packages and these imports. */
function makeTree(imports: readonly (readonly [from: string, to: string])[], { typesOnly = false } = {}): string {
  const folder = mkdtempSync(join(tmpdir(), 'law-hall-imports-'));
  folders.push(folder);
  const versions = (names: string[]) => Object.fromEntries(names.map((name) => [name, '1.0.0']));
  const manifest = {
    name: 'tree',
    type: 'module',
    imports: { '#shared/*': './shared/src/*' },
    dependencies: versions(packages),
    devDependencies: versions(toolsAndBrowser),
  };
  write(join(folder, 'package.json'), JSON.stringify(manifest));
  for (const name of [...packages, ...toolsAndBrowser]) {
    write(join(folder, 'node_modules', name, 'package.json'), JSON.stringify({ name, main: 'index.js' }));
    write(join(folder, 'node_modules', name, 'index.js'), 'module.exports = {};\n');
  }
  for (const [index, [from, to]] of imports.entries()) {
    const isFile = /^(shared|server|client|tests|scripts)\//.test(to);
    const specifier = !isFile ? to : to.startsWith('shared/src/') ? to.replace('shared/src/', '#shared/') : `/${to}`;
    const path = specifier.startsWith('/') ? `${'../'.repeat(from.split('/').length - 1)}${to}` : specifier;
    write(join(folder, from), `import ${typesOnly ? 'type ' : ''}{ x as x${index} } from '${path}';\n`);
    if (isFile && !to.includes('nowhere')) write(join(folder, to), '');
  }
  return folder;
}

const ruleNames = (): string[] => {
  const { forbidden: rules } = z
    .object({ forbidden: z.array(z.object({ name: z.string() })) })
    .parse(createRequire(import.meta.url)('../../.dependency-cruiser.cjs'));
  return rules.map((rule) => rule.name);
};

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

describe('[SYS6] the import table is held', () => {
  let found = new Set<string>();

  beforeAll(async () => {
    const { violations } = await findForbiddenImports(makeTree(forbidden.map(([, from, to]) => [from, to])));
    const cycles = await findForbiddenImports(
      makeTree(
        cycle.map(([, from, to]) => [from, to]),
        { typesOnly: true },
      ),
    );
    found = new Set([...violations, ...cycles.violations].map(({ rule, from }) => `${rule}: ${from}`));
  }, 60_000);

  // A cycle is reported once, at one of its files.
  it.each([...forbidden, ...cycle.slice(0, 1)])('%s refuses that %s imports %s', (rule, from) => {
    expect([...found]).toContain(`${rule}: ${from}`);
  });

  it('sees every rule refuse something', () => {
    const seeded = new Set([...forbidden, ...cycle].map(([rule]) => rule));
    expect(ruleNames().filter((name) => !seeded.has(name))).toEqual([]);
  });

  it('lets everything pass that the table allows, and reads every file', async () => {
    expect(await findForbiddenImports(makeTree(allowed))).toEqual({ violations: [], unseen: [] });
  }, 60_000);
});
