import type { IHookFunctions } from 'n8n-workflow';
import {
	markUnfinished,
	popUnfinished,
} from '../../../../nodes/WhatsAppBusinessCloud/trigger/lifecycle/registrationState';

const contextOf = (id: number) =>
	({ getWorkflow: () => ({ id: String(id) }), getNode: () => ({ id: 'node' }) }) as unknown as IHookFunctions;

test('remembers the newest 1,000 unfinished registrations', () => {
	for (let id = 0; id <= 1000; id++) markUnfinished(contextOf(id), 'https://n8n.example.com');
	expect(popUnfinished(contextOf(0), 'https://n8n.example.com')).toBeUndefined();
	expect(popUnfinished(contextOf(1), 'https://n8n.example.com')).toMatchObject({ state: undefined });
	expect(popUnfinished(contextOf(1000), 'https://n8n.example.com')).toMatchObject({ state: undefined });
});
