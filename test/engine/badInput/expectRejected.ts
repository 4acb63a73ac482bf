import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { meta } from '../builtInNodeDefects/meta';
import { textMessage } from '../fixtures';
import { PHONE, runNode } from '../harness';

/** Expression that reads the item's `value`. */
export const value = '={{ $json.value }}';

let calls = 0;

/** Parameters of a text message with recipients of their own, one for each item: a recipient gets 45 messages at once. */
export const text = (extra: INodeParameters = {}): INodeParameters =>
	textMessage({
		phoneNumberId: PHONE,
		recipientPhoneNumber: `={{ "49151${1000 + calls++}" + $itemIndex }}`,
		textBody: 'x',
		...extra,
	});

export const typed = (messageType: string, extra: INodeParameters): INodeParameters => text({ messageType, ...extra });

export const media = (operation: string, extra: INodeParameters): INodeParameters => ({
	resource: 'media',
	operation,
	...extra,
});

export interface Bad {
	field: string;
	parameters: INodeParameters;
	good: INodeExecutionData;
	bad: INodeExecutionData;
	message: string;
}

/**
 * Expects an invalid item to stop the run before anything is sent, or to be routed according to On Error while the
 * valid item is sent.
 */
export async function expectRejected({ field, parameters, good, bad, message }: Bad): Promise<void> {
	const record = meta();
	const sendings = () => (parameters.resource === 'media' ? record.sent : record.messages()).length;
	const stopped = await runNode({ parameters, input: [good, bad] });
	expect(stopped.error?.message).toBe(`${message} [item 1]`);
	expect(stopped.error.context).toMatchObject({ itemIndex: 1, field });
	expect(stopped.error.description).toMatch(/\w/);
	expect(record.sent).toEqual([]);

	const routed = await runNode({ parameters, input: [bad, good], node: { onError: 'continueErrorOutput' } });
	expect(routed.errorOutput).toHaveLength(1);
	expect(routed.errorOutput?.[0].json).toMatchObject({
		...bad.json,
		error: `${message} [item 0]`,
		errorDetails: { field },
	});
	expect(routed.output).toHaveLength(1);
	expect(sendings()).toBe(1);

	const passedOn = await runNode({ parameters, input: [good, bad], node: { onError: 'continueRegularOutput' } });
	expect(passedOn.output?.map(({ json, pairedItem }) => [json.error, pairedItem])).toEqual([
		[undefined, { item: 0 }],
		[`${message} [item 1]`, { item: 1 }],
	]);
	expect(sendings()).toBe(2);
}
