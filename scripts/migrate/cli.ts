import { run } from './run';

process.exitCode = run(process.argv.slice(2), { print: console.log, complain: console.error });
