// Loads a package folder with n8n's own loader, and prints what n8n then knows about it as the last line (JSON).
// Arguments: the n8n-core to use (n8n-core or n8n-core-v1) and the package folder. Runs in its own process, since n8n
// loads packages with Node's require and NODE_PATH, which jest replaces.
require('reflect-metadata');
const { realpathSync } = require('node:fs');
const { createRequire } = require('node:module');
const { basename, join, relative, sep } = require('node:path');

const [core, path] = process.argv.slice(2);
const folder = realpathSync(path);
const { PackageDirectoryLoader } = require(core);

/** Files of the package that have been loaded. */
const loadedFiles = () =>
	Object.keys(require.cache)
		.filter((file) => file.startsWith(folder + sep))
		.map((file) => relative(folder, file).split(sep).join('/'))
		.sort();

/** An instance as JSON: its fields and its methods, with 'function' for each function. */
const outline = (instance) => {
	const prototype = Object.getPrototypeOf(instance);
	const methods = Object.getOwnPropertyNames(prototype).map((name) => [name, prototype[name]]);
	const asJson = (_key, value) => (typeof value === 'function' ? 'function' : value);
	return JSON.parse(JSON.stringify({ ...instance, ...Object.fromEntries(methods) }, asJson));
};

(async () => {
	const loader = new PackageDirectoryLoader(folder);
	await loader.loadAll();
	const atStart = loadedFiles();
	const descriptions = Object.entries(loader.nodeTypes).map(([name, { type }]) => {
		const { displayName, iconUrl, codex, credentials = [], version, properties } = type.description;
		return [
			name,
			{
				displayName,
				iconUrl,
				codex,
				credentials: credentials.map((credential) => credential.name),
				version,
				properties,
			},
		];
	});
	const credentials = Object.entries(loader.credentialTypes).map(([name, { type }]) => {
		const { displayName, iconUrl, documentationUrl, supportedNodes } = type;
		return [name, { displayName, iconUrl, documentationUrl, supportedNodes }];
	});

	const code = require(join(folder, 'dist/main.js'));
	const withCode = loadedFiles();
	const { n8n } = require(join(folder, 'package.json'));
	const classes = [...n8n.nodes, ...n8n.credentials].map((file) => {
		const [name] = basename(file).split('.');
		return { name, loaded: outline(new (require(join(folder, file))[name])()), bundled: outline(new code[name]()) };
	});
	const checks = require(join(folder, 'dist/flows-json.js'));

	const loaded = {
		workflowModule: createRequire(join(folder, 'package.json')).resolve('n8n-workflow'),
		nodes: Object.fromEntries(descriptions),
		credentials: Object.fromEntries(credentials),
		atStart,
		withCode,
		classes,
		flowFindings: checks.validateFlowJson('{"version":"7.3","screens":[]}').findings,
	};
	process.stdout.write(`\n${JSON.stringify(loaded)}\n`, () => process.exit(0));
})().catch((reason) => {
	process.stderr.write(`${reason.stack}\n`);
	process.exit(1);
});
