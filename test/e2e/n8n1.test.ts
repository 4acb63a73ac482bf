import { describeN8n, regularGroups } from './describeN8n';

describeN8n('n8n 1.x', 'v1', regularGroups('v1'));
