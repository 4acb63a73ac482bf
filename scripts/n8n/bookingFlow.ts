import { generateKeyPairSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Emulator } from '../../emulator/src';
import { numberOf } from './examples';
import { PROJECT } from './paths';
import type { N8nRest, WorkflowDefinition } from './rest';

/** Name of the example workflow that answers the flow. */
export const BOOKING = 'WhatsApp 10 - Take bookings with a Flow';

/** A key pair for the endpoint, as PEM: RSA, 2048 bits (Meta docs: Flows > Endpoint > Generate a key pair). */
export function newKeyPair(): { privateKey: string; publicKey: string } {
	return generateKeyPairSync('rsa', {
		modulusLength: 2048,
		privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
		publicKeyEncoding: { type: 'spki', format: 'pem' },
	});
}

/** The production URL of a workflow's WhatsApp Flows Endpoint Trigger. */
export function endpointOf({ nodes }: WorkflowDefinition, n8nUrl: string): string {
	const trigger = nodes.find(({ type }) => type.endsWith('.whatsAppFlowsEndpointTrigger'));
	if (!trigger) throw new Error('The workflow has no WhatsApp Flows Endpoint Trigger');
	return `${n8nUrl}/webhook/${trigger.webhookId}/flow`;
}

/** The flow of the booking example, as JSON. */
export const bookingJson = (): string =>
	readFileSync(join(PROJECT, 'test', 'fixtures', 'flows', 'booking.json'), 'utf8');

/** The example workflow, published again: it may be left from an earlier run, and the emulator keeps no subscriptions. */
async function publishBooking(rest: N8nRest, id: string): Promise<WorkflowDefinition> {
	const { isArchived } = await rest.workflow(id);
	if (isArchived)
		throw new Error(
			"it is archived. To restore it, open the filter of n8n's workflow list, select Show archived workflows, unarchive it, and start again",
		);
	await rest.unpublish(id);
	await rest.publish(id);
	return await rest.workflow(id);
}

/**
 * Publishes the example workflow, and adds its flow to the emulator, published, with the key of its endpoint.
 * @returns what the user should know: a user may have archived or changed the example, which does not stop the others
 */
export async function addBookingFlow(
	rest: N8nRest,
	n8nUrl: string,
	emulator: Emulator,
	publicKey: string,
	workflows: Array<{ id: string; name: string }>,
): Promise<string[]> {
	const example = workflows.find(({ name }) => name === BOOKING);
	if (!example) throw new Error(`There is no example '${BOOKING}'`);
	try {
		const workflow = await publishBooking(rest, example.id);
		const endpointUri = endpointOf(workflow, n8nUrl);
		emulator.flows.keys.set(numberOf(workflow, emulator.seed).id, {
			business_public_key: publicKey,
			business_public_key_signature_status: 'VALID',
		});
		emulator.flows.add({
			name: 'booking',
			categories: ['APPOINTMENT_BOOKING'],
			json: bookingJson(),
			status: 'PUBLISHED',
			endpointUri,
			applicationId: emulator.seed.bookingApp.id,
		});
		return [];
	} catch (thrown) {
		return [`'${BOOKING}' does not run: ${(thrown as Error).message}.`];
	}
}
