import { wholeN8n } from './wholeN8n';

wholeN8n('v1', '1.x');
