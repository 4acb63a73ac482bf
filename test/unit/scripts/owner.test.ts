import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { N8nInstallation } from '../../../scripts/n8n/install';
import { keptOwner, newOwner } from '../../../scripts/n8n/owner';

const folders: string[] = [];
const newFolder = (): string => {
	folders.push(mkdtempSync(join(tmpdir(), 'owner-')));
	return folders.at(-1)!;
};
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true })));

/** A fake n8n that logs its commands to a file in its data folder. */
function fakeHost(exitCode = 0): N8nInstallation {
	const n8n = join(newFolder(), 'n8n.js');
	writeFileSync(
		n8n,
		`require('node:fs').writeFileSync(process.env.N8N_USER_FOLDER + '/asked', process.argv.slice(2).join()); console.error('no database'); process.exitCode = ${exitCode};`,
	);
	return { kind: 'v2', version: '2.0.0', folder: '', node: process.execPath, n8n, environment: {} };
}

/** A folder that contains data of n8n. */
function folderWithData(): string {
	const folder = newFolder();
	mkdirSync(join(folder, '.n8n'));
	writeFileSync(join(folder, '.n8n', 'database.sqlite'), '');
	return folder;
}

test("creates a random password that meets n8n's rules and that only the current user can read", () => {
	const folder = newFolder();
	const owner = keptOwner(fakeHost(), folder);
	expect(owner).toEqual({ email: 'owner@example.com', password: expect.stringMatching(/^Wa1-[\w-]{24}$/) as string });
	const file = join(folder, 'owner-password');
	expect([readFileSync(file, 'utf8'), statSync(file).mode & 0o777]).toEqual([`${owner.password}\n`, 0o600]);
	expect(keptOwner(fakeHost(), newFolder()).password).not.toBe(owner.password);
	expect(newOwner().password).not.toBe(newOwner().password);
});

test('keeps the password across restarts', () => {
	const folder = newFolder();
	const first = keptOwner(fakeHost(), folder);
	mkdirSync(join(folder, '.n8n'));
	writeFileSync(join(folder, '.n8n', 'database.sqlite'), '');
	expect(keptOwner(fakeHost(1), folder)).toEqual(first);
});

test('creates a new owner for data without a password file', () => {
	const folder = folderWithData();
	expect(keptOwner(fakeHost(), folder).password).toMatch(/^Wa1-/);
	expect(readFileSync(join(folder, 'asked'), 'utf8')).toBe('user-management:reset');
});

test('keeps no password when n8n cannot reset its owner', () => {
	const folder = folderWithData();
	expect(() => keptOwner(fakeHost(1), folder)).toThrow('n8n could not reset the owner:\nno database\n');
	expect(() => readFileSync(join(folder, 'owner-password'))).toThrow('ENOENT');
});
