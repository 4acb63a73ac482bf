// The build: an empty dist, then the bundle and the modules that n8n loads, and at the same time the files that are copied.
// Types are checked by `npm run typecheck`.
require('tsx/cjs');
const { rm } = require('node:fs/promises');
const { join } = require('node:path');
const { dest, parallel, series, src } = require('gulp');
const { n8n } = require('./package.json');
const { buildCode, LICENSES } = require('./scripts/build/build');

const dist = join(__dirname, 'dist');
// Without it gulp 5 reads every file as UTF-8 text and damages what is not.
const asBytes = { encoding: false };

// A file left over from an earlier build would be packed and loaded.
const clean = () =>
	Promise.all([dist, join(__dirname, LICENSES)].map((path) => rm(path, { recursive: true, force: true })));

const code = () => buildCode(__dirname, [...n8n.nodes, ...n8n.credentials]);

// Nodes name their icons as ../../icons/<file>, credentials as ../icons/<file>.
const icons = () => src('icons/**/*.svg', asBytes).pipe(dest(join(dist, 'icons')));

// Codex files (categories, aliases, links) and output schemas lie beside the module of their node.
const metadata = () =>
	src(['nodes/**/*.node.json', 'nodes/**/__schema__/**/*.json'], { ...asBytes, base: '.' }).pipe(dest(dist));

exports.clean = clean;
exports.build = series(clean, parallel(code, icons, metadata));
exports.default = exports.build;
