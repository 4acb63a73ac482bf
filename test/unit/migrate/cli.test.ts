import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../../../scripts/migrate/run';

let folder: string;

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'migrate-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const at = (name: string) => join(folder, name);

function put(name: string, content: unknown): string {
	writeFileSync(at(name), typeof content === 'string' ? content : JSON.stringify(content));
	return at(name);
}

/** Runs the command in this process; the folder's name is removed from its output. */
function migrate(...args: string[]) {
	const said = { stdout: '', stderr: '' };
	const status = run(args, {
		print: (text) => (said.stdout += `${text}\n`),
		complain: (text) => (said.stderr += `${text}\n`),
	});
	return { status, stdout: said.stdout.replaceAll(folder, '.'), stderr: said.stderr.replaceAll(folder, '.') };
}

const node = (name: string, operation: string) => ({
	name,
	type: 'n8n-nodes-base.whatsApp',
	typeVersion: 1,
	parameters: { operation, phoneNumberId: '1065' },
	credentials: { whatsAppApi: { id: 'a', name: 'Shop' } },
});
const workflow = { nodes: [node('One', 'send'), node('Two', 'sendPigeon')], connections: {} };

test('writes a new file beside the input and reports the changes', () => {
	const input = put('orders.json', workflow);
	const before = readFileSync(input, 'utf8');
	expect(migrate(input)).toEqual({
		status: 0,
		stderr: '',
		stdout: `'One': converted
  changed: The type is now n8n-nodes-whatsapp-business-cloud.whatsAppBusinessCloud, version 1
  changed: The credential is now of type 'WhatsApp Business Cloud API', name 'Shop'
  changed: 'Sender Phone Number' is now set by ID: 1065
  changed: 'Simplify' and 'Include Input Fields' are off, so that the output stays what later nodes expect
  note: The saved token cannot be migrated. Create the credential, then select a 'WhatsApp Business Cloud API' credential in the node.

'Two': not changed
  why: 'message > sendPigeon' cannot be converted yet. It still works with the built-in node.

1 node converted, 1 not changed

Written: ./orders.migrated.json
Import it as a new workflow in n8n's editor, check it, then unpublish the old workflow. The command n8n import:workflow would overwrite the old workflow.
`,
	});
	expect(readFileSync(input, 'utf8')).toBe(before);
	const types = (JSON.parse(readFileSync(at('orders.migrated.json'), 'utf8')) as typeof workflow).nodes.map(
		({ type }) => type,
	);
	expect(types).toEqual(['n8n-nodes-whatsapp-business-cloud.whatsAppBusinessCloud', 'n8n-nodes-base.whatsApp']);
});

test('never overwrites the output of an earlier run or the input', () => {
	const input = put('orders.json', workflow);
	put('orders.migrated.json', 'mine');
	const existsError = (name: string) =>
		`Cannot write './${name}': the file already exists. Choose another name with --out.\n`;
	expect(migrate(input)).toMatchObject({ status: 1, stderr: existsError('orders.migrated.json') });
	expect(migrate(input, '--out', input)).toMatchObject({ status: 1, stderr: existsError('orders.json') });
	expect(readFileSync(at('orders.migrated.json'), 'utf8')).toBe('mine');
	expect(readFileSync(input, 'utf8')).toBe(JSON.stringify(workflow));
	expect(migrate(input, '--out', at('new.json')).status).toBe(0);
	expect(existsSync(at('new.json'))).toBe(true);
});

test('reports why it cannot use a file, and writes nothing', () => {
	const rejections: Array<[string, string]> = [
		[at('none.json'), "Cannot read './none.json': the file or folder does not exist."],
		[folder, "Cannot read '.': it is a folder."],
		[put('empty.json', ''), "'./empty.json' is empty."],
		[
			put('page.json', '<html>'),
			"'./page.json' is not valid JSON. Download the workflow from n8n's editor (menu > Export JSON, or Download in older versions) and use that file.",
		],
		[put('other.json', { a: 1 }), "This is not an n8n workflow: it has no list of 'nodes'."],
		[
			put('plain.json', { nodes: [] }),
			"'./plain.json' contains no built-in WhatsApp nodes. There is nothing to convert.",
		],
		[
			put('left.json', { nodes: [node('Two', 'sendPigeon')] }),
			'No file was written because no node could be converted.',
		],
	];
	const before = readdirSync(folder);
	for (const [file, message] of rejections) {
		expect(migrate(file)).toMatchObject({ status: 1, stderr: `${message}\n` });
	}
	expect(readdirSync(folder)).toEqual(before);
});

test('accepts a byte order mark, and keeps the file extension of the input', () => {
	expect(migrate(put('export', `\uFEFF${JSON.stringify(workflow)}`)).status).toBe(0);
	expect(existsSync(at('export.migrated.json'))).toBe(true);
});

test('prints its usage for --help and without input', () => {
	expect(migrate('--help')).toMatchObject({ status: 0, stderr: '' });
	expect(migrate('--help').stdout).toContain('npm run migrate -- workflow.json [--out new-file.json]');
	for (const args of [[], ['a.json', 'b.json'], ['--force', 'a.json']]) {
		expect(migrate(...args)).toMatchObject({ status: 2, stdout: '' });
	}
});

test('runs as a program and returns its exit code', () => {
	const program = join(__dirname, '..', '..', '..', 'scripts', 'migrate', 'cli.ts');
	const { status, stderr } = spawnSync(process.execPath, ['--import', 'tsx', program, at('none.json')], {
		encoding: 'utf8',
	});
	expect({ status, stderr }).toEqual({
		status: 1,
		stderr: `Cannot read '${at('none.json')}': the file or folder does not exist.\n`,
	});
}, 60_000);

test('gives the new workflow a name of its own', () => {
	const named = (name: string): unknown => {
		migrate(put('orders.json', { ...workflow, name }));
		const { name: found } = JSON.parse(readFileSync(at('orders.migrated.json'), 'utf8')) as { name: unknown };
		rmSync(at('orders.migrated.json'));
		return found;
	};
	expect(named('Orders')).toBe('Orders (migrated)');
	expect(named('x'.repeat(128))).toBe(`${'x'.repeat(117)} (migrated)`);
});
