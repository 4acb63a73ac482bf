import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { WhatsAppBusinessCloudApi } from '../../../credentials/WhatsAppBusinessCloudApi.credentials';
import { WhatsAppBusinessCloudOAuth2Api } from '../../../credentials/WhatsAppBusinessCloudOAuth2Api.credentials';
import { WhatsAppFlowsApi } from '../../../credentials/WhatsAppFlowsApi.credentials';
import { WhatsAppBusinessCloud } from '../../../nodes/WhatsAppBusinessCloud/WhatsAppBusinessCloud.node';
import { WhatsAppBusinessCloudTrigger } from '../../../nodes/WhatsAppBusinessCloud/WhatsAppBusinessCloudTrigger.node';
import { WhatsAppFlowsEndpointTrigger } from '../../../nodes/WhatsAppFlowsEndpoint/WhatsAppFlowsEndpointTrigger.node';
import { PROJECT } from '../../../scripts/n8n/paths';

/** The documentation writes labels in italics. Those of others than this package: */
const META = [
	'Add Products',
	'Business info',
	'Connect with customers through WhatsApp',
	'Create App',
	'Messaging account ID',
	'Messaging accounts',
	'My Apps',
	'Never',
	'Publish the app',
	'Require App Secret',
	'Show',
	'WhatsApp account',
];
const N8N = [
	'Batch Size',
	'JSON',
	'URL',
	'Execute workflow',
	'From List',
	'Schedule Trigger',
	'Send Email',
	'Do not save',
	'Save successful production executions',
	'By ID',
	'Continue',
	'Continue (using error output)',
	'Execute Sub-workflow',
	'Export JSON',
	'Google Drive',
	'HTTP Request',
	'Key',
	'Loop Over Items',
	'More details',
	'On Error',
	'On Error: Continue',
	'On Error: Continue (using error output)',
	'On Error: Stop Workflow',
	'OpenAI',
	'Postgres Chat Memory',
	'Predefined Credential Type',
	'Read/Write Files from Disk',
	'Redis Chat Memory',
	'Retry',
	'Retry On Fail',
];
/** Not labels: emphasized words, columns of an example's table, and a check in the output of Check Setup. */
const WORDS = [
	'Accepted',
	'admin',
	'before',
	'Callback',
	'delivered',
	'employee',
	'endpoint',
	'error',
	'just started',
	'name',
	'order_update',
	'phone',
	'Send and Wait',
	'sent',
	'system user',
];

/** The names of fields, choices and credentials, at any depth of a form. */
function labels(form: unknown): string[] {
	if (Array.isArray(form)) return form.flatMap(labels);
	if (typeof form !== 'object' || form === null) return [];
	const { displayName, name, options, values } = form as Record<string, unknown>;
	return [displayName, name, ...labels(options), ...labels(values)].filter((label) => typeof label === 'string');
}

const credentials = [new WhatsAppBusinessCloudApi(), new WhatsAppBusinessCloudOAuth2Api(), new WhatsAppFlowsApi()];
const nodes = [new WhatsAppBusinessCloud(), new WhatsAppBusinessCloudTrigger(), new WhatsAppFlowsEndpointTrigger()];
const ours = new Set([
	...credentials.flatMap(({ displayName, properties }) => [displayName, ...labels(properties)]),
	// n8n's own fields of an OAuth2 credential.
	'Client ID',
	'Client Secret',
	...nodes.flatMap(({ description }) => labels(description.properties)),
]);
const others = new Set([...META, ...N8N, ...WORDS]);

const filesIn = (folder: string, extension: string): string[] =>
	readdirSync(join(PROJECT, folder), { recursive: true, encoding: 'utf8' })
		.filter((name) => name.endsWith(extension))
		.map((name) => join(folder, name));

const read = (path: string): string => readFileSync(join(PROJECT, path), 'utf8');

/** The texts in italics of a page, without code; paths such as *Options > Dry Run* in parts. */
function italics(markdown: string): string[] {
	const text = markdown
		.replace(/^```[^]*?^```/gm, '')
		.replace(/`[^`\n]*`/g, '')
		.replace(/\*\*[^*]+\*\*/g, '');
	return [...text.matchAll(/(?<![*\w])\*([^*\n]+)\*(?![*\w])/g)].flatMap(([, italic]) => italic.split(' > '));
}

const emulatorPages = filesIn('emulator/src', '.tsx').map(read).join('\n');

it.each(['README.md', ...filesIn('docs', '.md')])('writes in italics only labels that exist, in %s', (page) => {
	const unknown = italics(read(page))
		.map((label) => label.trim())
		.filter((label) => !ours.has(label) && !others.has(label))
		// The page of the emulator describes its pages.
		.filter((label) => !page.endsWith('emulator.md') || !emulatorPages.includes(label));
	expect(unknown).toEqual([]);
});
