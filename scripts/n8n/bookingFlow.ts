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

/** Publishes the example workflow, and adds its flow to the emulator, published, with the key of its endpoint. */
export async function addBookingFlow(
	rest: N8nRest,
	n8nUrl: string,
	emulator: Emulator,
	publicKey: string,
	workflows: Array<{ id: string; name: string }>,
): Promise<void> {
	const example = workflows.find(({ name }) => name === BOOKING);
	if (!example) throw new Error(`There is no example '${BOOKING}'`);
	// Publishes it again: it may be left from an earlier run, and the emulator does not keep subscriptions.
	await rest.unpublish(example.id);
	await rest.publish(example.id);
	const workflow = await rest.workflow(example.id);
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
}
