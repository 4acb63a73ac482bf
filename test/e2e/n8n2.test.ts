import { editor } from './groups/editor';
import { wholeN8n } from './wholeN8n';

wholeN8n('v2', '2.x', editor);
