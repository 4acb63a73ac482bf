// Runs a program and makes sure that it ends with its parent: `node endWithParent.js <program> <arguments...>`, started
// with an IPC channel. Sends the program's process ID; when the channel closes, for any reason, ends the entire process
// group.
const { spawn } = require('node:child_process');

const [program, ...args] = process.argv.slice(2);
const child = spawn(program, args, { stdio: ['ignore', 'inherit', 'inherit'] });

// Signals go to the entire group: the program shuts down gracefully, and this process after it.
for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => {});
child.on('spawn', () => process.send({ pid: child.pid }));
child.on('error', (thrown) => {
	process.stderr.write(`${thrown.message}\n`);
	process.exit(1);
});
child.on('exit', (code) => process.exit(code ?? 1));

process.on('disconnect', () => {
	if (process.platform === 'win32') child.kill();
	else process.kill(-process.pid, 'SIGKILL');
});
