// Runs a program and sees to it that it ends with whoever asked: `node guard.js <program> <arguments...>`, started with an
// IPC channel. Sends the program's process id; when the channel closes, for whatever reason, ends the whole process group.
const { spawn } = require('node:child_process');

const [program, ...args] = process.argv.slice(2);
const child = spawn(program, args, { stdio: ['ignore', 'inherit', 'inherit'] });

// Signals go to the whole group: the program ends itself in its own way, and this after it.
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
