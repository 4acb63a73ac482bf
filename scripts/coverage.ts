import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { coverage } from './coverageTable/table';
import { withTable } from './markdown';
import { managementTable } from './coverageTable/edges';
import { webhookFieldsTable } from './coverageTable/webhookFields';
import { PROJECT } from './n8n/paths';

const file = join(PROJECT, 'docs/operations.md');
const { markdown, nowhere, unlisted } = coverage();
for (const kind of nowhere) process.stderr.write(`not supported by the node: ${kind}\n`);
for (const kind of unlisted) process.stderr.write(`not in test/fixtures/platformKinds.json: ${kind}\n`);
if (nowhere.length + unlisted.length > 0) process.exitCode = 1;
else writeFileSync(file, withTable(readFileSync(file, 'utf8'), markdown));

const account = join(PROJECT, 'docs/account.md');
writeFileSync(account, withTable(readFileSync(account, 'utf8'), managementTable()));

const receiving = join(PROJECT, 'docs/receiving.md');
writeFileSync(receiving, withTable(readFileSync(receiving, 'utf8'), webhookFieldsTable()));
