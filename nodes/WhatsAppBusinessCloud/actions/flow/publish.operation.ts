import { stateChange } from './stateChange';

/** Flow > Publish: POST /{flow}/publish. WhatsApp docs: Flows > Flows API > Publishing a flow. */
export const publish = stateChange({
	edge: 'publish',
	status: 'PUBLISHED',
	description: 'The draft to publish',
	notice:
		'Publishing cannot be undone. A published Flow can be sent to customers, but no longer changed or deleted. Its Flow JSON must have no errors. A Flow with an endpoint also requires a reachable endpoint URI, a connected Meta app and an uploaded public key.',
});
