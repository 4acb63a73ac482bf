// jest runtime: every test file has its own instances of the repository's modules, as with jest's own runtime. But
// - Node.js loads packages, once per worker process: loading n8n-core takes longer than most test files run;
// - a module is compiled once per worker process.
const { statSync } = require('node:fs');
const { sep } = require('node:path');
const { default: Runtime } = require('jest-runtime');
const nock = require('nock');

const PACKAGES = `${sep}node_modules${sep}`;
const NOCK = require.resolve('nock');

/** Path of a module to what jest made of it. */
const compiled = new Map();

// Without freeing the memory first, which may take longer than jest waits for a worker process.
process.once('beforeExit', () => process.exit());

// Loading nock changes Node.js' modules: only test files that use it get that.
nock.restore();

/** Loads a package. Some keep the functions of Node.js' modules that they find: it must be nock's. */
function load(path) {
	if (path in require.cache || nock.isActive()) return require(path);
	nock.activate();
	try {
		return require(path);
	} finally {
		nock.restore();
	}
}

module.exports = class extends Runtime {
	requireModule(from, name, options, isActual) {
		if (name === undefined || options?.isInternalModule || this._resolver.isCoreModule(name))
			return super.requireModule(from, name, options, isActual);
		const path = this._resolveCjsModule(from, name);
		if (!path.includes(PACKAGES)) return super.requireModule(from, name, options, isActual);
		if (path === NOCK) this.startNock();
		return load(path);
	}

	/** Brings nock to the state in which it was loaded, for the test file's first module that requires it. */
	startNock() {
		if (this.usesNock) return;
		this.usesNock = true;
		nock.back.setMode('dryrun');
	}

	teardown() {
		super.teardown();
		if (!this.usesNock) return;
		nock.abortPendingRequests();
		nock.restore();
	}

	transformFile(path, options) {
		const version = statSync(path).mtimeMs;
		let entry = compiled.get(path);
		if (entry?.version !== version) {
			const code = super.transformFile(path, options);
			entry = { version, code, result: this._fileTransforms.get(path), map: this._sourceMapRegistry.get(path) };
			compiled.set(path, entry);
		}
		if (entry.result) this._fileTransforms.set(path, entry.result);
		if (entry.map) this._sourceMapRegistry.set(path, entry.map);
		return entry.code;
	}

	createScriptFromCode(code, path) {
		const entry = compiled.get(path);
		entry.script ??= super.createScriptFromCode(code, path);
		// In the realm of test/environment.js, and of the packages.
		return { runInContext: () => entry.script.runInThisContext() };
	}
};
