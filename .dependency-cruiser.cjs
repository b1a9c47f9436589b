// The import table of ARCHITECTURE.md as rules. tests/unit/import-rules.test.ts sees each of them refuse something.

const project = '^(shared|server|client|tests|scripts)/';
const shared = '^shared/src/';
const tests = '^tests/';

/** A folder or file pattern may import, of the project's own files, only what is named. */
const onlyImports = (name, from, allowed, why) => ({
  name,
  severity: 'error',
  comment: why,
  from: { path: from },
  to: { path: project, pathNot: allowed },
});

/** An npm package may be imported only from where it is at home; tests may import anything. */
const onlyFrom = (name, packages, homes, why) => ({
  name,
  severity: 'error',
  comment: why,
  from: { path: project, pathNot: [...homes, tests] },
  to: { path: `(^|/)node_modules/(@types/)?(${packages.join('|')})/` },
});

/** The files that put the server together; they may import everything but what has one home. */
const assembly = '^server/src/([^/]+[.]ts$|compose/)';
const kernel = '^server/src/kernel/';

const sharedRules = [
  onlyImports('shared-kit', '^shared/src/kit/', ['^shared/src/kit/'], 'The kit knows no domain.'),
  onlyImports(
    'shared-domain',
    '^shared/src/(?!contract[.]ts$)[^/]+(?<!-text)[.]ts$',
    ['^shared/src/kit/', '^shared/src/(?!contract[.]ts$)[^/]+[.]ts$'],
    'Domain files build on the kit and on each other; only the contract assembles them.',
  ),
  onlyImports(
    'shared-look-up-of-text',
    '^shared/src/[^/]+-text[.]ts$',
    ['^shared/src/(kit|text)/', '^shared/src/(?!contract[.]ts$)[^/]+[.]ts$'],
    'A *-text.ts finds the words for a code in both languages; it may read the text files.',
  ),
  onlyImports(
    'shared-contract',
    '^shared/src/contract[.]ts$',
    ['^shared/src/(?!text/)'],
    'The contract holds no words.',
  ),
  {
    name: 'shared-text',
    severity: 'error',
    comment: 'Words are data: text files import nothing.',
    from: { path: '^shared/src/text/' },
    to: { path: '.' },
  },
  {
    name: 'shared-only-zod',
    severity: 'error',
    comment: 'shared runs on both sides: no package but zod, nothing of Node.',
    from: { path: shared },
    to: { dependencyTypesNot: ['local', 'aliased', 'aliased-subpath-import'], pathNot: '(^|/)node_modules/zod/' },
  },
];

const serverRules = [
  onlyImports('server-kernel', kernel, [kernel, shared], 'The kernel is the ground: it knows only shared.'),
  onlyImports('server-db', '^server/src/db/', ['^server/src/db/', kernel, shared], 'db knows no domain.'),
  onlyImports('server-media', '^server/src/media/', ['^server/src/media/', kernel, shared], 'media knows no domain.'),
  onlyImports(
    'server-live',
    '^server/src/live/',
    ['^server/src/(live|media)/', kernel, shared],
    'Live rooms know media, and no domain.',
  ),
  onlyImports(
    'server-transport',
    '^server/src/transport/',
    ['^server/src/transport/', kernel, shared],
    'Transport is handed its handlers by the assembly.',
  ),
  {
    name: 'server-domain',
    severity: 'error',
    comment: 'Domains never import each other; compose passes in what one needs of another.',
    from: { path: '^server/src/(?!(?:kernel|db|media|live|transport|compose)/)([^/]+)/' },
    to: { path: project, pathNot: ['^server/src/$1/', kernel, shared, '^server/src/(db|live)/'] },
  },
  {
    name: 'server-domain-db',
    severity: 'error',
    comment: 'A domain touches the database in *.model.ts and *.repo.ts only.',
    from: {
      path: '^server/src/(?!(?:kernel|db|media|live|transport|compose)/)[^/]+/',
      pathNot: '[.](model|repo)[.]ts$',
    },
    to: { path: '^server/src/db/' },
  },
  {
    name: 'server-domain-live',
    severity: 'error',
    comment: 'Only lectures and consultations have live rooms.',
    from: { path: '^server/src/(?!(?:kernel|db|media|live|transport|compose|lectures|consultations)/)[^/]+/' },
    to: { path: '^server/src/live/' },
  },
  onlyImports('server-assembly', assembly, ['^server/src/', shared], 'The server never imports the client or scripts.'),
  {
    name: 'server-assembly-stays-on-top',
    severity: 'error',
    comment: 'What puts the server together is imported by itself and tests/support only.',
    from: { path: project, pathNot: [assembly, '^tests/support/'] },
    to: { path: assembly },
  },
  {
    name: 'server-ships-what-it-imports',
    severity: 'error',
    comment: 'The production image has no devDependencies.',
    from: { path: '^(server|shared)/' },
    to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
  },
];

/** Layers of the client from the top; each may import itself and what stands below it. */
const layers = ['app', 'screens', 'features', 'live-react', 'live', 'lib'];
const usersOfUi = ['app', 'screens', 'features', 'live-react'];
const clientLayer = (layer, index) => {
  const below = layers.slice(index).join('|');
  const ui = usersOfUi.includes(layer) ? ['^client/src/ui/'] : [];
  return onlyImports(
    `client-${layer}`,
    `^client/src/${layer}/`,
    [`^client/src/(${below})/`, ...ui, shared],
    'app -> screens -> features -> live-react -> live -> lib -> shared, rightwards only.',
  );
};

const clientRules = [
  ...layers.map(clientLayer),
  onlyImports('client-ui', '^client/src/ui/', ['^client/src/(ui|lib)/', shared], 'The ui kit knows no feature.'),
  onlyImports('client-rest', '^client/', ['^client/', shared], 'The client imports itself and shared.'),
  {
    name: 'client-features-apart',
    severity: 'error',
    comment: 'Features never import features.',
    from: { path: '^client/src/features/([^/]+)/' },
    to: { path: '^client/src/features/', pathNot: '^client/src/features/$1/' },
  },
  {
    name: 'client-without-node',
    severity: 'error',
    comment: 'A browser has nothing of Node.',
    from: { path: '^client/src/' },
    to: { dependencyTypes: ['core'] },
  },
];

const repositories = '^server/src/[^/]+/[^/]+[.](model|repo)[.]ts$';
const packageRules = [
  onlyFrom('package-logging', ['pino', 'prom-client'], [kernel, assembly], 'Logs and metrics come from the kernel.'),
  onlyFrom(
    'package-database',
    ['mongoose', 'mongodb', 'agenda', '@agendajs/mongo-backend', 'croner'],
    ['^server/src/db/', repositories, assembly],
    'The database is behind db, *.model.ts and *.repo.ts.',
  ),
  onlyFrom('package-mediasoup', ['mediasoup'], ['^server/src/media/'], 'Only media knows mediasoup.'),
  onlyFrom(
    'package-transport',
    ['express', 'express-serve-static-core', 'express-session', 'helmet', 'compression', 'cookie', 'socket[.]io'],
    ['^server/src/transport/'],
    'Only transport knows HTTP and sockets.',
  ),
  onlyFrom(
    'package-mediasoup-client',
    ['mediasoup-client'],
    ['^client/src/live/'],
    'Only live knows mediasoup-client.',
  ),
  onlyFrom('package-antd', ['antd'], ['^client/src/ui/'], 'Screens are built from our own ui kit.'),
  {
    name: 'package-no-react-in-live',
    severity: 'error',
    comment: 'Media logic is free of React; live-react brings the two together.',
    from: { path: '^client/src/live/' },
    to: { path: '(^|/)node_modules/(@types/)?react(-dom|-router|-i18next)?/' },
  },
];

const everywhere = [
  {
    name: 'no-cycle',
    severity: 'error',
    comment: 'No cycle, type imports included.',
    from: {},
    to: { circular: true },
  },
  {
    name: 'no-missing-file',
    severity: 'error',
    comment: 'An import that is not found is an import that no rule has judged.',
    from: {},
    to: { couldNotResolve: true },
  },
  {
    name: 'tests-on-top',
    severity: 'error',
    comment: 'Nothing imports tests.',
    from: { path: project, pathNot: tests },
    to: { path: tests },
  },
];

module.exports = {
  forbidden: [...everywhere, ...sharedRules, ...serverRules, ...clientRules, ...packageRules],
  options: {
    parser: 'swc', // TypeScript 7 has no parser that dependency-cruiser could use
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^client/dist' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
};
