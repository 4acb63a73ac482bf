// Runs a program of the checks beside others.
const { spawn } = require('node:child_process');
const { join } = require('node:path');

const root = join(__dirname, '..');

/** @returns whether the program ended with exit code 0 */
const ended = async (child) =>
	await new Promise((resolve, reject) => child.once('error', reject).once('close', (code) => resolve(code === 0)));

/**
 * Runs a Node.js program in the repository, and prints its output in one piece when it ends.
 * @param args script and arguments
 * @returns whether it ended with exit code 0
 */
exports.step = async (...args) => {
	const output = [];
	const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
	child.stdout.on('data', (chunk) => output.push(chunk));
	child.stderr.on('data', (chunk) => output.push(chunk));
	const succeeded = await ended(child);
	process.stdout.write(Buffer.concat(output));
	return succeeded;
};

/** As step(), but prints the output as it comes. */
exports.liveStep = async (...args) => await ended(spawn(process.execPath, args, { cwd: root, stdio: 'inherit' }));
