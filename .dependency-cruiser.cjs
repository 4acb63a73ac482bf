// The direction of imports: node classes, then actions | trigger | methods, then features, then foundations, then shared.
// docs/architecture.md has a picture of it.
const root = '^nodes/WhatsAppBusinessCloud';
const layers = {
	entries: ['actions', 'trigger', 'methods'],
	features: ['templates', 'flows', 'sendAndWait', 'auth', 'subscriptions'],
	foundations: ['messages', 'transport', 'idempotency', 'webhooks'],
	shared: ['shared'],
};
const folders = (...names) => `${root}/(${names.join('|')})/`;

/** What every n8n has, and the development dependencies that the build bundles. */
const packages = ['n8n-workflow', 'zod', 'luxon', 'lodash', 'libphonenumber-js', 'jsonc-parser', 're2js'];

/** The dependencies of the emulator, and the packages of their types. */
const emulatorPackages = ['@hono/node-server', 'hono', 'busboy', '@types/busboy', 'jsonc-parser', 'zod'];

/** Folders of one layer do not import each other. */
const apart = (layer, comment) => ({
	name: `${layer}-are-apart`,
	severity: 'error',
	comment,
	from: { path: folders(...layers[layer]) },
	to: { path: folders(...layers[layer]), pathNot: `${root}/$1/` },
});

/** A layer does not import from those above it. */
const below = (layer, ...above) => ({
	name: `${layer}-import-down`,
	severity: 'error',
	from: { path: folders(...layers[layer]) },
	to: { path: folders(...above.flatMap((one) => layers[one])) },
});

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
	forbidden: [
		{ name: 'no-cycles', severity: 'error', from: { path: '^(nodes|credentials)/' }, to: { circular: true } },
		{
			name: 'no-cycles-at-run-time',
			severity: 'error',
			from: { path: '^(emulator|scripts|test)/' },
			to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
		},
		below('shared', 'foundations', 'features', 'entries'),
		below('foundations', 'features', 'entries'),
		below('features', 'entries'),
		apart('entries', 'What actions and trigger both need is a feature or a foundation.'),
		apart('features', 'What two features need is a foundation.'),
		apart('foundations', 'What two foundations need is shared.'),
		{
			name: 'classes-are-not-imported',
			severity: 'error',
			comment: 'Node and credential classes are for n8n only.',
			from: { path: '^(nodes|credentials)/' },
			to: { path: '\\.(node|credentials)\\.ts$' },
		},
		{
			name: 'only-these-packages',
			severity: 'error',
			comment: "n8n's lint lets code import any development dependency, and the build would bundle it.",
			from: { path: '^(nodes|credentials)/' },
			to: { path: 'node_modules/', pathNot: `node_modules/(${packages.join('|')})/` },
		},
		{
			name: 'nothing-of-tests-in-the-package',
			severity: 'error',
			from: { path: '^(nodes|credentials)/' },
			to: { path: '^(emulator|test|scripts)/' },
		},
		{
			name: 'emulator-stands-alone',
			severity: 'error',
			comment: 'It is a package of its own, and it follows what Meta documents, not our code.',
			from: { path: '^emulator/src/' },
			to: { path: '^(nodes|credentials|test|scripts|emulator/test)/' },
		},
		{
			name: 'only-what-the-emulator-declares',
			severity: 'error',
			// The pages are bundled, and so are their libraries; the bundler itself is not in the package.
			from: { path: '^emulator/src/', pathNot: '^emulator/src/(phone/|business/|pages/bundle)' },
			to: { path: 'node_modules/', pathNot: `node_modules/(${emulatorPackages.join('|')})/` },
		},
	],
	options: {
		doNotFollow: { path: 'node_modules' },
		tsConfig: { fileName: 'tsconfig.json' },
		tsPreCompilationDeps: true,
	},
};
