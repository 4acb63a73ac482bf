import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { knownCodes } from '../../../../nodes/WhatsAppBusinessCloud/transport/errorCodes';

const FOLDER = join(__dirname, '../../../../nodes/WhatsAppBusinessCloud/transport/errorCodes');
const NOT_TABLES = ['index.ts', 'types.ts', 'codes.ts'];

/** Codes of the tables in a file: subcodes of tokens are no table. */
async function codesIn(file: string): Promise<string[]> {
	const exported = (await import(join(FOLDER, file))) as Record<string, object>;
	const tables = Object.entries(exported).filter(([name]) => /^[A-Z_]+$/.test(name) && name !== 'TOKEN_SUBCODES');
	return tables.flatMap(([, table]) => Object.keys(table)).filter((code) => /^\d+$/.test(code));
}

test('no error code is in two tables', async () => {
	const files = readdirSync(FOLDER).filter((file) => !NOT_TABLES.includes(file));
	const codes = (await Promise.all(files.map(codesIn))).flat();
	expect(codes.filter((code, index) => codes.indexOf(code) !== index)).toEqual([]);
	expect(codes.map(Number).sort((one, other) => one - other)).toEqual(
		[...knownCodes].sort((one, other) => one - other),
	);
});
