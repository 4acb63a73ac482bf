// Runs a program of the checks beside others.
const { spawn } = require('node:child_process');
const { join } = require('node:path');

const root = join(__dirname, '..');

/**
 * Runs a Node.js program in the repository, and prints its output in one piece when it ends.
 * @param args script and arguments
 * @returns whether it ended with exit code 0
 */
exports.step = async (...args) =>
	await new Promise((resolve, reject) => {
		const output = [];
		const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
		child.stdout.on('data', (chunk) => output.push(chunk));
		child.stderr.on('data', (chunk) => output.push(chunk));
		child.once('error', reject);
		child.once('close', (code) => {
			process.stdout.write(Buffer.concat(output));
			resolve(code === 0);
		});
	});
