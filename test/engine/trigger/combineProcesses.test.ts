import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { messagesChange, payload, text, type Json } from '../../unit/trigger/payloads';
import type { Host } from './host';
import { trigger } from './messageTrigger';

// A file of its own: once this process has executed what it received, it shares nothing with others.

const combining = (): Host => trigger({ options: { combineMessages: { settings: { silence: 25 } } } });
const delivery = (id: number): Json => payload(messagesChange(text(`message number ${id}`, { id: `wamid.${id}` })));

interface Round {
	messages: Array<{ json: IDataObject; earlier: string[] }>;
}
/** The data of the round beside an item's `json`. */
const roundOf = ({ whatsAppEvents }: INodeExecutionData): Round =>
	(JSON.parse(String(whatsAppEvents)) as { round: Round }).round;

test('other webhook processes continue a round that they find in static data, where it is encrypted', async () => {
	const host = combining();
	await host.deliver(delivery(1));
	expect(Object.keys((host.staticData['node:WhatsApp Trigger'] as IDataObject).openRounds as object)).toHaveLength(1);
	expect(JSON.stringify(host.staticData)).not.toMatch(/message number|16505551234/);
	const elsewhere = combining();
	elsewhere.staticData = host.staticData;
	const { passed } = await elsewhere.deliver(delivery(2));
	expect(roundOf(passed[0]).messages.map(({ json, earlier }) => [json.messageId, earlier.length])).toEqual([
		['wamid.1', 1],
		['wamid.2', 0],
	]);
});
