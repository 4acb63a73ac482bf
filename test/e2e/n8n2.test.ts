import { editor } from './groups/editor';
import { flowForms } from './groups/flowForms';
import { forms } from './groups/forms';
import { humanReview } from './groups/humanReview';
import { triggerEditor } from './groups/triggerEditor';
import { wholeN8n } from './wholeN8n';

wholeN8n('v2', '2.x', editor, forms, flowForms, triggerEditor, humanReview);
