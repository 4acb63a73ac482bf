import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { PROJECT } from '../../n8n/paths';
import { migrationPage, PAGE } from './build';

void migrationPage().then((page) => {
	const file = join(PROJECT, PAGE);
	mkdirSync(dirname(file), { recursive: true });
	writeFileSync(file, page);
});
