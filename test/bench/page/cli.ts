import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT } from '../../../scripts/n8n/paths';
import { readMeasured } from './measured';
import { BENCHMARKS_PAGE, withBenchmarks } from './page';

const file = join(PROJECT, BENCHMARKS_PAGE);
writeFileSync(file, withBenchmarks(readFileSync(file, 'utf8'), readMeasured()));
