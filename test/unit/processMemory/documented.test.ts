import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT } from '../../../scripts/n8n/paths';
import { findCollections, readConstant } from './collections';
import { passing, remembered } from './documented';

const FOLDER = 'WhatsAppBusinessCloud/';

const page = readFileSync(join(PROJECT, 'docs', 'scale.md'), 'utf8');

/** The table's rows without their first cell, by that cell. */
const rows = new Map([...page.matchAll(/^\| (.+?) \| (.+) \|$/gm)].map(([, first, others]) => [first, others]));

const collections = findCollections().map(({ name, max }) => ({ name: name.replace(FOLDER, ''), max }));

test('everything that could grow is documented with its limit, or passes with an execution', () => {
	const known = [...remembered.flatMap((one) => one.collections), ...passing];
	expect(collections.map(({ name }) => name).sort()).toEqual(known.sort());
});

test.each(remembered)('$row: the documentation states its limits', ({ row, collections: own, limits = [] }) => {
	const enforced = collections.flatMap(({ name, max }) => (own.includes(name) && max !== undefined ? max : []));
	const numbers = [...enforced, ...limits.map(([file, name]) => readConstant(FOLDER + file, name))];
	expect(numbers.length).toBeGreaterThan(0);
	const stated = rows.get(row)?.match(/\d+(?:,\d{3})*/g);
	expect(stated).toEqual(expect.arrayContaining(numbers.map((number) => number.toLocaleString('en-US'))));
});
