import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withTable } from './markdown';
import { errorSections } from './errorsPage/page';
import { PROJECT } from './n8n/paths';

const file = join(PROJECT, 'docs', 'errors.md');
writeFileSync(file, withTable(readFileSync(file, 'utf8'), errorSections()));
