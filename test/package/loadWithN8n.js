// Loads a package folder with n8n's own loader, and prints what n8n then knows about it as the last line (JSON).
// Arguments: the n8n-core to use (n8n-core or n8n-core-v1) and the package folder. Runs in its own process, since n8n
// loads packages with Node's require and NODE_PATH, which jest replaces.
require('reflect-metadata');
const { createRequire } = require('node:module');
const { join } = require('node:path');

const [core, folder] = process.argv.slice(2);
const { PackageDirectoryLoader } = require(core);

(async () => {
	const loader = new PackageDirectoryLoader(folder);
	await loader.loadAll();
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
	const loaded = {
		workflowModule: createRequire(join(folder, 'package.json')).resolve('n8n-workflow'),
		nodes: Object.fromEntries(descriptions),
		credentials: Object.fromEntries(credentials),
	};
	process.stdout.write(`\n${JSON.stringify(loaded)}\n`, () => process.exit(0));
})().catch((reason) => {
	process.stderr.write(`${reason.stack}\n`);
	process.exit(1);
});
