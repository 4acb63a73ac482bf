import { editor } from './groups/editor';
import { forms } from './groups/forms';
import { humanReview } from './groups/humanReview';
import { wholeN8n } from './wholeN8n';

wholeN8n('v2', '2.x', editor, forms, humanReview);
