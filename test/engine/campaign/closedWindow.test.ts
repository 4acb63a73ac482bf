import type { IDataObject } from 'n8n-workflow';
import { runNode } from '../harness';
import { storeForTests } from './fakeDeduplicator';
import { campaign, Meta, people } from './testEnvironment';

const HOUR = 3_600_000;
const OPEN = new Date(Date.now() + HOUR).toISOString();
const CLOSED = new Date(Date.now() - HOUR).toISOString();
const EARLIER = { to: '+4915100000', status: 'accepted', acceptedEarlier: true };

storeForTests();

/** Sends a text to one recipient, or a template if the window has closed. @returns the output */
async function send(closesAt: string, template = 'order_update|en_US'): Promise<IDataObject[]> {
	const values = { behavior: 'template', closesAt, template, components: '[]' };
	const { output } = await runNode({
		parameters: campaign({}, { additionalFields: { closedWindow: { values } } }),
		input: people(1),
		executionId: String(Math.random()),
	});
	return output!.map(({ json }) => json);
}

test.each([
	['the text went out, and the window has closed since', OPEN, CLOSED],
	['the template went out, and the recipient has written since', CLOSED, OPEN],
	['the template went out, and the window is still closed', CLOSED, CLOSED],
])('a campaign does not send an item again when %s', async (_name, first, later) => {
	const meta = new Meta();
	const [{ status, acceptedEarlier }] = await send(first);
	expect([status, acceptedEarlier]).toEqual(['accepted', undefined]);
	expect(await send(later)).toEqual([EARLIER]);
	expect(await send(later, 'other_template|en_US')).toEqual([EARLIER]);
	expect(meta.seen).toEqual(['4915100000']);
});
