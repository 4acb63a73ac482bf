import { describeN8n, queueGroups } from '../describeN8n';

describeN8n('n8n 1.x in queue mode', 'v1', queueGroups('v1'));
describeN8n('n8n 2.x in queue mode', 'v2', queueGroups('v2'));
