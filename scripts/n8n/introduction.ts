import type { Emulator } from '../../emulator/src';
import { credentialLines } from '../../emulator/src/credentialValues';
import { sampleUrls } from '../../emulator/src/sampleFiles';
import { BOOKING } from './bookingFlow';
import { CHAT_MODEL_KEY } from './examples';
import type { Owner } from './rest';

/** What `npm start` prints when everything runs, one string per line. */
export function introduction({
	n8nUrl,
	owner,
	emulator,
	chatModelUrl,
	workflows,
	notes,
	isBookingReady,
	logFile,
}: {
	n8nUrl: string;
	owner: Owner;
	emulator: Pick<Emulator, 'url' | 'seed'>;
	/** Base URL of the simulated chat model. */
	chatModelUrl: string;
	workflows: Array<{ id: string; name: string }>;
	/** What a user should know about the workflows. */
	notes: string[];
	/** Whether the example with a Flow runs. */
	isBookingReady: boolean;
	/** Where all of n8n's log is. */
	logFile: string;
}): string[] {
	const width = Math.max(...workflows.map(({ name }) => name.length));
	return [
		'',
		`n8n         ${n8nUrl}`,
		`  Email     ${owner.email}`,
		`  Password  ${owner.password}`,
		'',
		`Emulator    ${emulator.url} (replaces graph.facebook.com; open it to see these values and all messages)`,
		`Phone       ${emulator.url}/phone (the customers: chat with your workflows from here)`,
		'',
		'The examples have their credentials. Values for new ones (Base URL is the last field of the form):',
		...credentialLines(emulator.url, emulator.seed),
		`An OpenAI credential for the simulated chat model: API Key ${CHAT_MODEL_KEY}, Base URL ${chatModelUrl}`,
		'Files for messages with a link (pictures, a video and a document):',
		...sampleUrls(emulator.url).map((url) => `  ${url}`),
		'',
		`Workflows   ${n8nUrl}/home/workflows`,
		...workflows.map(({ name, id }) => `  ${name.padEnd(width)}  ${n8nUrl}/workflow/${id}`),
		...notes,
		'',
		`Start with "${workflows[0]?.name}": open it, click "Execute workflow", then open the last node to see its output.`,
		...(isBookingReady
			? [
					`To try a Flow, open "${BOOKING}", hover over "When clicking 'Execute workflow'" and click "Execute workflow" beside it. Then open the message on the phone. It is published already.`,
				]
			: []),
		'Press Ctrl+C to stop n8n and the emulator. Workflows, credentials and executions are kept for the next start. Chats on the phone and the webhooks of other n8ns are not.',
		`Below is what n8n reports. Its whole log is in ${logFile}`,
		'',
	];
}
