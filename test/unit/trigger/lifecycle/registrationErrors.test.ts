import type { INode } from 'n8n-workflow';
import { docsLink } from '../../../../nodes/WhatsAppBusinessCloud/shared/docs';
import {
	callbackInUseError,
	hookError,
} from '../../../../nodes/WhatsAppBusinessCloud/trigger/lifecycle/registrationErrors';

const node: INode = { id: '1', name: 'Trigger', type: 'test', typeVersion: 1, position: [0, 0], parameters: {} };
const OTHER = 'https://other.example/webhook';

it('says in one message what prevents registering and what to do, and links to the page about it', () => {
	const { message, description } = hookError(node, callbackInUseError('app', OTHER), 'https://n8n.example/webhook/1');
	expect(message).toBe(
		`Webhooks of the app go to '${OTHER}', which does not belong to a WhatsApp Trigger of this app, so it was not changed. To replace it, turn on 'Take Over Existing Webhook'. To keep it, choose a phone number or a business account under 'Listen On', or use another app.`,
	);
	expect(description).toBe(docsLink('receiving.md#when-it-does-not-work', 'When registering does not work'));
});
