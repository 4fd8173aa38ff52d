/**
 * The import table, written once. Imports point inward: hosts and page → shared; inside shared only
 * downward in the order of `SHARED_LAYERS`. Type imports count.
 */
const SHARED_LAYERS = [
  'units',
  'domain',
  'statistics',
  'calendar',
  'queueing',
  'engine',
  'replay',
  'history',
  'verdicts',
  'charts',
  'report',
  'contract',
];

/** Files that only hold a schema or a type may be named from any layer: data has no direction. */
const SCHEMA_ONLY = [
  'shared/history/(series|mapping|import-report|demand-fit)\\.ts$',
  'shared/verdicts/verdict-document\\.ts$',
  'shared/engine/(run-pictures|run-tallies|engine-version)\\.ts$',
  'shared/contract/run-records\\.ts$',
].join('|');

const downwardOnly = SHARED_LAYERS.slice(0, -1).map((layer, index) => ({
  name: `shared-${layer}-looks-down`,
  comment: `shared/${layer} may import only the layers before it (${SHARED_LAYERS.slice(0, index).join(', ') || 'none'}). Move what both need down, or hand it in as data.`,
  severity: 'error',
  from: { path: `^shared/${layer}/` },
  to: { path: `^shared/(${SHARED_LAYERS.slice(index + 1).join('|')})/`, pathNot: SCHEMA_ONLY },
}));

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    ...downwardOnly,
    {
      name: 'shared-is-pure',
      comment: 'shared/ runs everywhere: no host, page, Node or database. Hand in what it needs.',
      severity: 'error',
      from: { path: '^shared/' },
      to: {
        path: '^(electron|renderer|test|scripts)/|^(node:)?(fs|path|os|crypto|worker_threads|child_process|stream|http|buffer|process|timers|url|util|zlib)(/|$)|better-sqlite3|piscina|pino',
      },
    },
    {
      name: 'page-knows-only-shared',
      comment: 'The page talks to the backend through the contract (renderer/api), never by import.',
      severity: 'error',
      from: { path: '^renderer/' },
      to: { path: '^(electron|test|scripts)/' },
    },
    {
      name: 'features-are-strangers',
      comment: 'A screen never imports another. Lift what both need into renderer/app, charts or ui.',
      severity: 'error',
      from: { path: '^renderer/features/([^/]+)/' },
      to: { path: '^renderer/features/', pathNot: '^renderer/features/$1/' },
    },
    {
      name: 'ui-knows-no-domain',
      comment: 'renderer/ui is a kit of widgets; units are the only shared words it may know.',
      severity: 'error',
      from: { path: '^renderer/ui/' },
      to: { path: '^(shared/(?!units/)|renderer/(app|state|features|api|charts)/)' },
    },
    {
      name: 'd3-dom-only-in-interaction',
      comment: 'd3 computes, React draws. Only renderer/charts/interaction may touch the DOM through d3.',
      severity: 'error',
      from: { pathNot: '^renderer/charts/interaction/' },
      to: { path: 'node_modules/d3-(selection|zoom|brush|drag)/' },
    },
    {
      name: 'sql-only-in-storage',
      comment:
        'better-sqlite3 as a value is opened in electron/backend/storage only; elsewhere take a repository.',
      severity: 'error',
      from: { path: '^electron/', pathNot: '^electron/backend/(storage|imports)/' },
      to: { path: 'node_modules/(@types/)?better-sqlite3' },
    },
    {
      name: 'electron-only-in-desktop',
      comment: 'Only electron/desktop may import electron; everything else must run without it.',
      severity: 'error',
      from: { path: '^(electron|renderer|shared)/', pathNot: '^electron/desktop/' },
      to: { path: 'node_modules/electron/' },
    },
    {
      name: 'backend-knows-no-host',
      comment: 'The backend is the same for all hosts: it must not import one.',
      severity: 'error',
      from: { path: '^electron/backend/' },
      to: { path: '^electron/(web|cli|desktop)/' },
    },
    {
      name: 'product-knows-no-test',
      comment: 'What is shipped never imports tests.',
      severity: 'error',
      from: { path: '^(electron|renderer|shared)/' },
      to: { path: '^(test|scripts)/' },
    },
    {
      name: 'no-circular',
      comment: 'Two files that import each other are one file, or a third is missing.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-unresolvable',
      comment: 'The import leads nowhere.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '\\?(url|raw|worker)$|^virtual:' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|\\.tsbuild)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
};
