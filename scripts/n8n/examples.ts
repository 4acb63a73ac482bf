import { numberEntryName } from '../../nodes/WhatsAppBusinessCloud/methods/phoneNumbers';
import { DEFAULT_API_VERSION } from '../../nodes/WhatsAppBusinessCloud/transport/graphVersions';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Seed } from '../../emulator/src/seed';
import { keepExamples, type KeptExamples, type WorkflowTarget } from './keptExamples';
import { PROJECT } from './paths';
import type { N8nRest, SavedCredential, WorkflowDefinition } from './rest';

const FOLDER = join(PROJECT, 'examples');

/** The calls of n8n that add examples. */
export type ExampleTarget = WorkflowTarget &
	Pick<N8nRest, 'url' | 'credentials' | 'createCredential' | 'updateCredential'>;

/** What the examples work with. */
export interface ExampleSurroundings {
	emulatorUrl: string;
	seed: Seed;
	/** As for emulatorCredentials. */
	privateKey: string;
	/** Base URL of the simulated chat model. */
	chatModelUrl: string;
	/** As for keepExamples. */
	recordFile: string;
}

interface NewCredential {
	name: string;
	type: string;
	data: Record<string, unknown>;
}

/** An app, and an access token of it. */
interface AppAccess {
	id: string;
	secret: string;
	accessToken: string;
}

function appCredentials(
	names: { account: string; flows: string },
	{ id, secret, accessToken }: AppAccess,
	common: { baseUrl: string; businessAccountId: string },
	privateKey: string,
): NewCredential[] {
	const shared = { apiVersion: DEFAULT_API_VERSION, baseUrl: common.baseUrl };
	const token = { accessToken, businessAccountId: common.businessAccountId, appSecret: secret, ...shared };
	return [
		{ name: names.account, type: 'whatsAppBusinessCloudApi', data: { ...token, appId: id } },
		{ name: names.flows, type: 'whatsAppFlowsApi', data: { ...token, privateKey } },
	];
}

/**
 * Credentials of the emulator's account: one for sending and receiving, and one for Flows.
 * @param privateKey PEM, for the endpoint of its flows
 */
export const emulatorCredentials = (
	baseUrl: string,
	{ accessToken, wabaId, app }: Seed,
	privateKey: string,
): NewCredential[] =>
	appCredentials(
		{ account: 'WhatsApp Business Cloud account', flows: 'WhatsApp Flows account' },
		{ ...app, accessToken },
		{ baseUrl, businessAccountId: wabaId },
		privateKey,
	);

/**
 * The same for the booking example. It has an app of its own, so that a trigger for the other app can be published
 * beside it.
 */
export const bookingCredentials = (
	baseUrl: string,
	{ bookingAccessToken, wabaId, bookingApp }: Seed,
	privateKey: string,
): NewCredential[] =>
	appCredentials(
		{ account: 'WhatsApp booking account', flows: 'WhatsApp booking Flows account' },
		{ ...bookingApp, accessToken: bookingAccessToken },
		{ baseUrl, businessAccountId: wabaId },
		privateKey,
	);

/** The simulated chat model accepts any key. */
export const CHAT_MODEL_KEY = 'simulated';

/** The credential of the chat model in the examples with an AI assistant. */
export const chatModelCredential = (url: string): NewCredential => ({
	name: 'OpenAI account (simulated)',
	type: 'openAiApi',
	data: { apiKey: CHAT_MODEL_KEY, url },
});

/**
 * Adds credentials for the emulator and the chat model, and the workflows under examples/, to n8n. Existing credentials
 * (by name) stay as the user left them, but those for the emulator get its current URL. Existing workflows are updated
 * as keepExamples says. Both are created last to first, because n8n lists the newest workflow first and picks the newest
 * credential for a new node.
 *
 * @returns the example workflows, in the order of their files, and what a user should know about them
 */
export async function addExamples(
	rest: ExampleTarget,
	{ emulatorUrl, seed, privateKey, chatModelUrl, recordFile }: ExampleSurroundings,
): Promise<KeptExamples> {
	const saved = await rest.credentials();
	const credentials: SavedCredential[] = [];
	const wantedCredentials = [
		...[emulatorCredentials, bookingCredentials].flatMap((all) => all(emulatorUrl, seed, privateKey)),
		chatModelCredential(chatModelUrl),
	];
	for (const { name, type, data } of wantedCredentials.reverse()) {
		const existing = saved.find((credential) => credential.name === name && credential.type === type);
		credentials.unshift(
			existing ? await rest.updateCredential(existing, data) : await rest.createCredential(name, type, data),
		);
	}

	const wanted = exampleFiles().map((file) => ({
		file,
		workflow: callingUrl(fillIn(readExample(file), credentials, seed), rest.url),
	}));
	return await keepExamples(rest, wanted, recordFile);
}

/** The files under examples/, in the order of their numbers. */
export const exampleFiles = (): string[] =>
	readdirSync(FOLDER)
		.filter((name) => name.endsWith('.json'))
		.sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));

/** An example workflow as it is in its file. */
export const readExample = (file: string): WorkflowDefinition =>
	JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as WorkflowDefinition;

/** The URL of n8n in the examples. */
const DEFAULT_URL = 'http://localhost:5678/';

/** The workflow with the URL of another n8n where it calls itself. */
function callingUrl(workflow: WorkflowDefinition, n8nUrl: string): WorkflowDefinition {
	const nodes = workflow.nodes.map((node) => {
		const { url } = node.parameters;
		if (typeof url !== 'string' || !url.startsWith(DEFAULT_URL)) return node;
		return { ...node, parameters: { ...node.parameters, url: `${n8nUrl}/${url.slice(DEFAULT_URL.length)}` } };
	});
	return { ...workflow, nodes };
}

/** A trigger on a number receives everything sent to it, so that example has a number of its own. */
export const numberOf = ({ nodes }: WorkflowDefinition, { phoneNumbers }: Seed): Seed['phoneNumbers'][number] =>
	phoneNumbers[nodes.some(({ parameters }) => parameters.listenOn === 'phoneNumber') ? 1 : 0];

/** A number as the list of the form names it. */
export const nameInList = ({ displayPhoneNumber, verifiedName, qualityRating }: Seed['phoneNumbers'][number]): string =>
	numberEntryName({
		display_phone_number: displayPhoneNumber,
		verified_name: verifiedName,
		quality_rating: qualityRating,
	});

const isChosen = (number: unknown): boolean => Boolean((number as { value?: unknown } | undefined)?.value);

/**
 * The workflow with the saved credentials, by name or else the first of the type, and with a number where the example leaves it
 * open.
 */
export function fillIn(workflow: WorkflowDefinition, credentials: SavedCredential[], seed: Seed): WorkflowDefinition {
	const number = numberOf(workflow, seed);
	const nodes = workflow.nodes.map((node) => {
		const parameters = { ...node.parameters };
		if ('phoneNumberId' in parameters && !isChosen(parameters.phoneNumberId)) {
			parameters.phoneNumberId = {
				__rl: true,
				mode: 'list',
				value: number.id,
				cachedResultName: nameInList(number),
			};
		}
		const chosen = Object.entries(node.credentials ?? {}).map(([type, { name }]) => {
			const ofType = credentials.filter((saved) => saved.type === type);
			const credential = ofType.find((saved) => saved.name === name) ?? ofType[0];
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
