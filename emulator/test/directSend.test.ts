import { closeAll, problem, sendMessage, started } from './helpers';

afterEach(closeAll);

const text = { type: 'text', text: { body: 'a' } };
const USER_ID = 'US.13491208655302741918';

describe('an account without Direct Send', () => {
	it.each(['utility', 'authentication'])('rejects the category %s', async (category) => {
		expect(problem(await sendMessage(await started(), { ...text, category }))).toEqual({
			status: 400,
			code: 100,
			text: "Parameter Invalid: The 'category' value requires Direct Send, which isn't enabled for this account. Use an approved message template instead.",
		});
	});

	it('accepts the category service as an ordinary message', async () => {
		const emulator = await started();
		expect((await sendMessage(emulator, { ...text, category: 'service' })).status).toBe(200);
		expect(
			(await sendMessage(emulator, { type: 'location', location: { latitude: 1, longitude: 2 }, category: 'service' }))
				.status,
		).toBe(200);
	});

	it.each([
		[
			'an unknown category',
			{ category: 'marketing' },
			'Param category must be one of {UTILITY, AUTHENTICATION, SERVICE} - got "marketing".',
		],
		[
			'a lifetime without a category',
			{ ttl_seconds: 60 },
			'Unexpected key "ttl_seconds" on a message that does not use Direct Send.',
		],
		[
			'a lifetime of a service message',
			{ category: 'service', ttl_seconds: 60 },
			'Unexpected key "ttl_seconds" on a message that does not use Direct Send.',
		],
		[
			'a template name without a category',
			{ direct_send_config: { template_name: 'a' } },
			'Unexpected key "direct_send_config" on a message that does not use Direct Send.',
		],
	])('rejects without Direct Send %s', async (_name, more, details) => {
		expect(problem(await sendMessage(await started(), { ...text, ...more }))).toEqual({
			status: 400,
			code: 100,
			text: `(#100) ${details}`,
		});
	});
});

describe('an account with Direct Send', () => {
	const send = async (more: Record<string, unknown>) =>
		await sendMessage(await started({ directSend: true }), { ...text, ...more });
	const button = {
		type: 'interactive',
		interactive: {
			type: 'button',
			body: { text: 'a' },
			action: { buttons: [{ type: 'reply', reply: { id: '1', title: 'Yes' } }] },
		},
	};

	it.each([
		[
			'a utility text',
			{ category: 'utility', ttl_seconds: 43_200, direct_send_config: { template_name: 'order_shipped' } },
		],
		['a utility message with buttons', { ...button, category: 'utility' }],
		['a utility text to a user ID', { category: 'utility', to: undefined, recipient: USER_ID }],
		['an authentication text', { category: 'authentication', ttl_seconds: 900 }],
		['an authentication text to a phone number beside a user ID', { category: 'authentication', recipient: USER_ID }],
	])('accepts with Direct Send %s', async (_name, more) => {
		expect((await send(more)).status).toBe(200);
	});

	it.each([
		[
			'an authentication text to a user ID',
			{ category: 'authentication', to: undefined, recipient: USER_ID },
			131062,
			'Authentication messages cannot be sent to a business-scoped user ID.',
		],
		[
			'an authentication message with buttons',
			{ ...button, category: 'authentication' },
			100,
			'(#100) Direct Send does not support messages of type "button" in the category authentication.',
		],
		[
			'a location',
			{ type: 'location', location: { latitude: 1, longitude: 2 }, category: 'utility' },
			100,
			'(#100) Direct Send does not support messages of type "location" in the category utility.',
		],
		[
			'a lifetime of 29 seconds',
			{ category: 'utility', ttl_seconds: 29 },
			100,
			'(#100) The time-to-live value must be higher than or equal to 30.',
		],
		[
			'a lifetime of over 12 hours',
			{ category: 'utility', ttl_seconds: 43_201 },
			100,
			'(#100) The time-to-live value must be lower than or equal to 43200.',
		],
		[
			'a lifetime of an authentication text of over 15 minutes',
			{ category: 'authentication', ttl_seconds: 901 },
			100,
			'(#100) The time-to-live value must be lower than or equal to 900.',
		],
		[
			'a template name with capitals',
			{ category: 'utility', direct_send_config: { template_name: 'Order' } },
			100,
			'(#100) Param direct_send_config is not valid.',
		],
		[
			'a template name of an authentication text',
			{ category: 'authentication', direct_send_config: { template_name: 'code' } },
			100,
			'(#100) Param direct_send_config is not valid.',
		],
	])('rejects with Direct Send %s', async (_name, more, code, details) => {
		expect(problem(await send(more))).toEqual({ status: 400, code, text: details });
	});
});
