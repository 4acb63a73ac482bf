import { stateChange } from './stateChange';

/** Flow > Publish: POST /{flow}/publish. WhatsApp docs: Flows > Flows API > Publishing a flow. */
export const publish = stateChange({
	edge: 'publish',
	status: 'PUBLISHED',
	description: 'The draft to publish',
	notice:
		'Publishing cannot be undone: the flow can be sent to customers then, but not changed or deleted any more. It needs JSON without errors; with an endpoint, also an endpoint URI that answers, a connected Meta app, and an uploaded public key.',
});
