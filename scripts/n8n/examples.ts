import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Seed } from '../../test/emulator/seed';
import { PROJECT } from './paths';
import type { N8nRest, SavedCredential, WorkflowDefinition } from './rest';

const FOLDER = join(PROJECT, 'examples');

/** The calls of n8n that add examples. */
export type ExampleTarget = Pick<
	N8nRest,
	'credentials' | 'createCredential' | 'updateCredential' | 'workflows' | 'createWorkflow'
>;

/**
 * Credentials of the emulator's account, by type.
 * @param privateKey PEM, for the endpoint of its flows
 */
export function emulatorCredentials(
	url: string,
	{ accessToken, wabaId, app }: Seed,
	privateKey: string,
): Array<{ name: string; type: string; data: Record<string, unknown> }> {
	const common = { apiVersion: 'v25.0', baseUrl: url };
	const account = { accessToken, businessAccountId: wabaId, appSecret: app.secret, ...common };
	return [
		{ name: 'WhatsApp Business Cloud account', type: 'whatsAppBusinessCloudApi', data: account },
		{ name: 'WhatsApp Flows account', type: 'whatsAppFlowsApi', data: { ...account, privateKey } },
		{
			name: 'WhatsApp app',
			type: 'whatsAppBusinessCloudOAuth2Api',
			data: { clientId: app.id, clientSecret: app.secret, ...common },
		},
	];
}

/**
 * Adds credentials for the emulator, and the workflows under examples/, to n8n. Existing ones (by name) stay as the
 * user left them, but the credentials get the emulator's current URL. The workflows are created last to first, because
 * n8n lists the newest first.
 *
 * @param privateKey as for emulatorCredentials
 * @returns the example workflows, in the order of their files
 */
export async function addExamples(
	rest: ExampleTarget,
	emulatorUrl: string,
	seed: Seed,
	privateKey: string,
): Promise<Array<{ id: string; name: string }>> {
	const saved = await rest.credentials();
	const credentials: SavedCredential[] = [];
	for (const { name, type, data } of emulatorCredentials(emulatorUrl, seed, privateKey)) {
		const existing = saved.find((credential) => credential.name === name && credential.type === type);
		credentials.push(
			existing ? await rest.updateCredential(existing, data) : await rest.createCredential(name, type, data),
		);
	}

	const present = await rest.workflows();
	const added: Array<{ id: string; name: string }> = [];
	for (const workflow of exampleWorkflows().reverse()) {
		const presentWorkflow = present.find(({ name }) => name === workflow.name);
		const id = presentWorkflow?.id ?? (await rest.createWorkflow(fillIn(workflow, credentials, seed)));
		added.unshift({ id, name: workflow.name });
	}
	return added;
}

/** The files under examples/, in the order of their numbers. */
export const exampleFiles = (): string[] =>
	readdirSync(FOLDER)
		.filter((name) => name.endsWith('.json'))
		.sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));

/** An example workflow as it is in its file. */
export const readExample = (file: string): WorkflowDefinition =>
	JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as WorkflowDefinition;

const exampleWorkflows = (): WorkflowDefinition[] => exampleFiles().map(readExample);

/** A trigger on a number receives everything sent to it, so that example has a number of its own. */
export const numberOf = ({ nodes }: WorkflowDefinition, { phoneNumbers }: Seed): Seed['phoneNumbers'][number] =>
	phoneNumbers[nodes.some(({ parameters }) => parameters.listenOn === 'phoneNumber') ? 1 : 0];

const isChosen = (number: unknown): boolean => Boolean((number as { value?: unknown } | undefined)?.value);

/** The workflow with the saved credentials, and with a number where the example leaves it open. */
export function fillIn(workflow: WorkflowDefinition, credentials: SavedCredential[], seed: Seed): WorkflowDefinition {
	const number = numberOf(workflow, seed);
	const nodes = workflow.nodes.map((node) => {
		const parameters = { ...node.parameters };
		if ('phoneNumberId' in parameters && !isChosen(parameters.phoneNumberId)) {
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
			return [type, { id: credential.id, name: credential.name }] as const;
		});
		return {
			...node,
			parameters,
			...(chosen.length > 0 && { credentials: Object.fromEntries<{ id: string; name: string }>(chosen) }),
		};
	});
	return { ...workflow, nodes };
}
