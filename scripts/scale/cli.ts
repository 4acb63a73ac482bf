import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT } from '../n8n/paths';
import { readMeasured } from './measured';
import { SCALE_PAGE, withPlan } from './page';

const file = join(PROJECT, SCALE_PAGE);
writeFileSync(file, withPlan(readFileSync(file, 'utf8'), readMeasured()));
