// The build: an empty dist, then at the same time tsc and the files that tsc leaves out.
const { spawn } = require('node:child_process');
const { rm } = require('node:fs/promises');
const { join } = require('node:path');
const { dest, parallel, series, src } = require('gulp');

const dist = join(__dirname, 'dist');
// Without it gulp 5 reads every file as UTF-8 text and damages what is not.
const asBytes = { encoding: false };

// A file left over from an earlier build would be packed and loaded.
const clean = () => rm(dist, { recursive: true, force: true });

const compile = () =>
	spawn(process.execPath, [require.resolve('typescript/bin/tsc'), '-p', 'tsconfig.json'], {
		cwd: __dirname,
		stdio: 'inherit',
	});

// Nodes name their icons as ../../icons/<file>, credentials as ../icons/<file>.
const icons = () => src('icons/**/*.svg', asBytes).pipe(dest(join(dist, 'icons')));

// Codex files (categories, aliases, links) and output schemas lie beside the compiled node.
const metadata = () =>
	src(['nodes/**/*.node.json', 'nodes/**/__schema__/**/*.json'], { ...asBytes, base: '.' }).pipe(dest(dist));

exports.clean = clean;
exports.build = series(clean, parallel(compile, icons, metadata));
exports.default = exports.build;
