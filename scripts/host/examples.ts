import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Seed } from '../../test/emulator/seed';
import { PROJECT } from './paths';
import type { N8nRest, SavedCredential, WorkflowDefinition } from './rest';

/** Credentials of the emulator's account, by type. */
function emulatorCredentials(url: string, seed: Seed): Array<{ name: string; type: string; data: Record<string, unknown> }> {
	const common = { apiVersion: 'v25.0', baseUrl: url };
	return [
		{
			name: 'WhatsApp Business Cloud account',
			type: 'whatsAppBusinessCloudApi',
			data: { accessToken: seed.accessToken, businessAccountId: seed.wabaId, ...common },
		},
	];
}

/**
 * Puts credentials for the emulator, and the workflows under examples/, into n8n. What is there already (by name) stays as
 * the person left it; only the credentials get the emulator's present address.
 *
 * @returns the example workflows, in the order of their files
 */
export async function addExamples(rest: N8nRest, emulatorUrl: string, seed: Seed): Promise<Array<{ id: string; name: string }>> {
	const saved = await rest.credentials();
	const credentials: SavedCredential[] = [];
	for (const { name, type, data } of emulatorCredentials(emulatorUrl, seed)) {
		const existing = saved.find((credential) => credential.name === name && credential.type === type);
		credentials.push(existing ? await rest.updateCredential(existing, data) : await rest.createCredential(name, type, data));
	}

	const present = await rest.workflows();
	const added: Array<{ id: string; name: string }> = [];
	const folder = join(PROJECT, 'examples');
	for (const file of readdirSync(folder).filter((name) => name.endsWith('.json')).sort()) {
		const workflow = JSON.parse(readFileSync(join(folder, file), 'utf8')) as WorkflowDefinition;
		const there = present.find(({ name }) => name === workflow.name);
		const id = there?.id ?? (await rest.createWorkflow(fillIn(workflow, credentials, seed)));
		added.push({ id, name: workflow.name });
	}
	return added;
}

/** The workflow with the saved credentials, and with a sending number where the example leaves one to choose. */
export function fillIn(workflow: WorkflowDefinition, credentials: SavedCredential[], seed: Seed): WorkflowDefinition {
	const number = seed.phoneNumbers[0];
	const nodes = workflow.nodes.map((node) => {
		const parameters = { ...node.parameters };
		if ('phoneNumberId' in parameters) {
			parameters.phoneNumberId = {
				__rl: true,
				mode: 'list',
				value: number.id,
				cachedResultName: `${number.displayPhoneNumber} - ${number.verifiedName}`,
			};
		}
		const chosen = Object.keys(node.credentials ?? {}).map((type) => {
			const credential = credentials.find((saved) => saved.type === type);
			if (!credential) throw new Error(`No credential of type ${type} for the step '${node.name}'`);
			return [type, { id: credential.id, name: credential.name }];
		});
		return { ...node, parameters, ...(chosen.length > 0 && { credentials: Object.fromEntries(chosen) }) };
	});
	return { ...workflow, nodes };
}
