import { describeN8n, regularGroups } from './describeN8n';
import { credentialForms } from './groups/credentialForms';
import { editor } from './groups/editor';
import { flowForms } from './groups/flowForms';
import { forms } from './groups/forms';
import { humanReview } from './groups/humanReview';
import { orderForms } from './groups/orderForms';
import { documentationPictures } from './groups/documentationPictures';
import { triggerEditor } from './groups/triggerEditor';

describeN8n('n8n 2.x', 'v2', [
	...regularGroups('v2'),
	credentialForms,
	editor,
	forms,
	orderForms,
	flowForms,
	triggerEditor,
	humanReview,
	documentationPictures,
]);
