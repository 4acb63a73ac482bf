import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { knownCodes } from '../../../../nodes/WhatsAppBusinessCloud/transport/errorCodes';

const FOLDER = join(__dirname, '../../../../nodes/WhatsAppBusinessCloud/transport/errorCodes');
const NOT_TABLES = ['index.ts', 'types.ts', 'codes.ts'];

test('no error code is in two tables', () => {
	const codes = readdirSync(FOLDER)
		.filter((file) => !NOT_TABLES.includes(file))
		.flatMap((file) =>
			Object.entries(require(join(FOLDER, file)) as Record<string, object>)
				.filter(([name]) => name !== 'TOKEN_SUBCODES' && name === name.toUpperCase())
				.flatMap(([, table]) => Object.keys(table)),
		)
		.filter((code) => /^\d+$/.test(code));
	expect(codes.filter((code, index) => codes.indexOf(code) !== index)).toEqual([]);
	expect(codes.map(Number).sort((one, other) => one - other)).toEqual(
		[...knownCodes].sort((one, other) => one - other),
	);
});
