import type { IDataObject } from 'n8n-workflow';
import { textMessage } from '../fixtures';
import { openBinaryStore, stored } from '../harness';
import { hintsOf, jsonOf, people, PoolEnvironment, template } from './environment';

const LOCKED = 'The WhatsApp account is locked, or data such as the PIN could not be verified (131031)';

let env: PoolEnvironment;

beforeAll(async () => {
	await openBinaryStore();
	env = await PoolEnvironment.start();
});
beforeEach(() => env.emulator.reset());
afterAll(async () => await env.emulator.close());

test('spreads messages over the numbers, and always uses the same one for a recipient', async () => {
	const pool = env.numbers(0, 2, 3);
	const { output } = await env.send({ parameters: template(pool), input: people(12) });
	const tried = env.tried();
	expect(Object.keys(tried)).toHaveLength(12);
	expect(new Set(Object.values(tried).flat())).toEqual(new Set(pool));
	expect(env.posts('messages')[0].body).toEqual({
		messaging_product: 'whatsapp',
		to: '+4915100000',
		type: 'template',
		template: { name: 'hello_world', language: { code: 'en_US' } },
	});
	for (const [index, json] of jsonOf(output).entries()) {
		const to = `+${4915100000 + index}`;
		const { id } = env.emulator.messages.find((message) => message.to === to.slice(1))!;
		const [phoneNumberId] = tried[to];
		const displayPhoneNumber = env.displayOf(phoneNumberId);
		expect(json).toEqual({
			messageId: id,
			to,
			waId: to.slice(1),
			status: 'accepted',
			phoneNumberId,
			displayPhoneNumber,
		});
	}
	expect(
		env.emulator.requests.filter(({ method }) => method === 'GET').map(({ path, query }) => [path, query]),
	).toEqual(
		pool.map((id) => [
			`/v25.0/${id}`,
			{
				fields:
					'throughput,is_on_biz_app,display_phone_number,quality_rating,whatsapp_business_manager_messaging_limit',
			},
		]),
	);

	// Another execution, with another list and the numbers as a text in another order.
	env.emulator.reset();
	const later = people(12).reverse().slice(0, 7);
	await env.send({ parameters: template([...pool].reverse().join(', ')), input: later });
	const again = env.tried();
	expect(Object.keys(again)).toHaveLength(7);
	for (const [to, numbers] of Object.entries(again)) expect(numbers).toEqual(tried[to]);
});

test('reports how many messages each number sent', async () => {
	const pool = env.numbers(0, 2, 3);
	const { output, run } = await env.send({
		parameters: template(pool, { largeRuns: { summary: 'resultsAndSummary' } }),
		input: [...people(12), { json: { phone: 'no number' } }],
	});
	const counts = new Map<string, number>();
	for (const [number] of Object.values(env.tried())) counts.set(number, (counts.get(number) ?? 0) + 1);
	const senders = [...counts]
		.map(([phoneNumberId, accepted]) => ({ phoneNumberId, displayPhoneNumber: env.displayOf(phoneNumberId), accepted }))
		.sort((one, other) => other.accepted - one.accepted);
	expect(senders.reduce((sum, { accepted }) => sum + accepted, 0)).toBe(12);
	const { summary } = jsonOf(output).at(-1) as { summary: { senders: typeof senders } };
	expect(summary.senders).toEqual(expect.arrayContaining(senders));
	expect(summary.senders.map(({ accepted }) => accepted)).toEqual(senders.map(({ accepted }) => accepted));
	const shares = summary.senders.map(({ displayPhoneNumber, accepted }) => `${displayPhoneNumber}: ${accepted}`);
	expect(hintsOf(run)).toContainEqual(
		expect.objectContaining({ message: `Sent from ${shares.join(', ')}`, type: 'info' }),
	);
});

test('a run of one number reports no numbers', async () => {
	const [number] = env.numbers(0);
	const { output, run } = await env.send({
		parameters: template([], {
			sendFrom: 'number',
			phoneNumberId: number,
			largeRuns: { summary: 'resultsAndSummary' },
		}),
		input: people(2),
	});
	expect(jsonOf(output).at(-1)?.summary).not.toHaveProperty('senders');
	expect(hintsOf(run).filter(({ message }) => message.startsWith('Sent from'))).toEqual([]);
});

test.each([131031, 368, 131048, 131042, 133010])(
	'sends the messages of a number that Meta blocks with %i from the others',
	async (code) => {
		const pool = env.numbers(0, 2, 3);
		const owners = await env.owners(pool, people(30));
		const blocked = pool[1];
		env.block(blocked, code);
		const { output, run } = await env.send({ parameters: template(pool), input: people(30) });

		expect(env.emulator.state().perRecipient).toEqual(
			Object.fromEntries(Object.keys(owners).map((to) => [to.slice(1), 1])),
		);
		const tried = env.tried();
		for (const [index, json] of jsonOf(output).entries()) {
			const to = `+${4915100000 + index}`;
			const used = tried[to].at(-1);
			expect(json).toMatchObject({ to, phoneNumberId: used });
			if (owners[to] === blocked) {
				expect(used).not.toBe(blocked);
				expect(json).toMatchObject({
					displayPhoneNumber: env.displayOf(used!),
					movedFrom: blocked,
					movedFromDisplayPhoneNumber: env.displayOf(blocked),
				});
				expect(json.moveReason).toMatch(new RegExp(`\\(${code}\\)$`));
			} else {
				expect(tried[to]).toEqual([owners[to]]);
				expect(json).not.toHaveProperty('movedFrom');
			}
		}
		expect(Object.values(owners)).toContain(blocked);
		expect(run.status).toBe('success');
		expect(hintsOf(run).map(({ message }) => message)).toEqual([
			expect.stringMatching(
				new RegExp(
					`^The number [+]${env.displayOf(blocked).slice(1)} \\(ID ${blocked}\\) cannot send: .*The other numbers send its messages.$`,
				),
			),
			expect.stringMatching(/^Sent from /),
			expect.stringContaining('Accepted by WhatsApp'),
		]);
	},
);

test.each([
	['fail', { outcome: 'unknown' }],
	['skip', undefined],
])(
	'does not send a message with an unknown outcome from another number, with On Unknown Outcome %s',
	async (onUnknownOutcome, errorDetails) => {
		const pool = env.numbers(0, 2, 3);
		const owners = await env.owners(pool, people(1));
		const own = owners['+4915100000'];
		env.emulator.addFault({ kind: 'cutAfterAcceptance', match: { method: 'POST', path: own } });
		env.block(own);
		const { output } = await env.send({
			parameters: template(pool, { network: { onUnknownOutcome } }),
			input: people(1),
		});
		expect(env.tried()).toEqual({ '+4915100000': [own] });
		expect(output).toHaveLength(1);
		expect(output?.[0].json).toMatchObject(errorDetails ? { errorDetails } : { outcome: 'unknown' });
	},
);

test('does not send from another number what an earlier attempt may have sent, although the number was blocked then', async () => {
	const pool = env.numbers(0, 2, 3);
	const owners = await env.owners(pool, people(1));
	const own = owners['+4915100000'];
	env.emulator.addFault({ kind: 'cutAfterAcceptance', match: { method: 'POST', path: own } });
	env.block(own);
	const parameters = template(pool, { network: { onUnknownOutcome: 'sendAgain' } });
	const { output } = await env.send({ parameters, input: people(1) });
	expect(env.tried()).toEqual({ '+4915100000': [own, own] });
	expect(output?.[0].json.errorDetails).toMatchObject({ code: 131031 });
});

test('does not move a message that Meta rejects because of the recipient or the message', async () => {
	const pool = env.numbers(0, 2, 3);
	const match = { method: 'POST', path: '/messages' };
	for (const [nth, code] of [131026, 131049, 130497, 132000, 131047].entries())
		env.emulator.addFault({ kind: 'error', code, match: { ...match, to: `+${4915100000 + nth}` } });
	const { output } = await env.send({ parameters: template(pool), input: people(5) });
	expect(Object.values(env.tried()).map((numbers) => numbers.length)).toEqual([1, 1, 1, 1, 1]);
	expect(jsonOf(output).map(({ errorDetails }) => (errorDetails as IDataObject).code)).toEqual([
		131026, 131049, 130497, 132000, 131047,
	]);
});

test('reports what is not sent when no number is left', async () => {
	const pool = env.numbers(0, 2);
	for (const number of pool) env.block(number);
	const { output } = await env.send({
		parameters: template(pool, { largeRuns: { parallel: 1 } }),
		input: people(6),
	});
	const details = jsonOf(output).map(({ errorDetails }) => errorDetails as IDataObject);
	expect(details.map(({ code }) => code)).toEqual(Array(6).fill(131031));
	// One request of each number.
	expect(Object.values(env.tried()).flat().sort()).toEqual([...pool].sort());
	expect(details.filter(({ outcome }) => outcome === 'notSent')).toHaveLength(5);
});

test('sends a template from the numbers whose account has it', async () => {
	const pool = env.numbers(0, 2, 3);
	const owners = await env.owners(pool, people(20));
	const [, without] = pool;
	env.block(without, 132001);
	const { output } = await env.send({ parameters: template(pool, { largeRuns: { parallel: 1 } }), input: people(20) });
	expect(Object.keys(env.emulator.state().perRecipient)).toHaveLength(20);
	const movedTo = jsonOf(output).filter(({ movedFrom }) => movedFrom === without);
	expect(movedTo).toHaveLength(Object.values(owners).filter((owner) => owner === without).length);
	expect(movedTo[0].moveReason).toContain('(132001)');
	expect(env.emulator.state().rejected).toEqual({ 132001: 1 });
});

test('uploads a file for the number that sends it, and again for the one that takes over', async () => {
	const pool = env.numbers(0, 2);
	const owners = await env.owners(pool, people(1));
	const own = owners['+4915100000'];
	const other = pool.find((number) => number !== own)!;
	env.block(own);
	const image = Buffer.from('89504e470d0a1a0a0000', 'hex');
	const { output } = await env.send({
		parameters: textMessage({
			sendFrom: 'pool',
			phoneNumberIds: pool,
			messageType: 'image',
			mediaPath: 'useMedian8n',
			mediaPropertyName: 'data',
		}),
		input: [
			{
				json: { phone: '+4915100000' },
				binary: { data: await stored(image, { mimeType: 'image/png', fileName: 'a.png' }) },
			},
		],
	});
	expect(env.posts('media').map(({ path }) => path)).toEqual([own, other].map((id) => `/v25.0/${id}/media`));
	const [first, second] = env
		.posts('messages')
		.map(({ path, body }) => [
			path.split('/')[2],
			env.emulator.findMedia(((body as IDataObject).image as { id: string }).id)?.phoneNumberId,
		]);
	expect([first, second]).toEqual([
		[own, own],
		[other, other],
	]);
	expect(output?.[0].json).toMatchObject({ phoneNumberId: other, movedFrom: own, moveReason: LOCKED });
});

test("adds the number to Meta's own response", async () => {
	const pool = env.numbers(0, 2);
	const { output } = await env.send({ parameters: template(pool, { simplify: false }), input: people(1) });
	const [{ id, phoneNumberId }] = env.emulator.messages;
	expect(output?.[0].json).toEqual({
		messaging_product: 'whatsapp',
		contacts: [{ input: '+4915100000', wa_id: '4915100000' }],
		messages: [{ id, message_status: 'accepted' }],
		phoneNumberId,
		displayPhoneNumber: env.displayOf(phoneNumberId),
	});
});

test('sends a template from another number when the one with the open window is blocked', async () => {
	const pool = env.numbers(0, 2);
	const owners = await env.owners(pool, people(1));
	const own = owners['+4915100000'];
	env.block(own);
	const { output } = await env.send({
		parameters: textMessage({
			sendFrom: 'pool',
			phoneNumberIds: pool,
			textBody: 'Hi',
			additionalFields: {
				closedWindow: {
					values: {
						behavior: 'template',
						closesAt: '2199-01-01T00:00:00Z',
						template: 'hello_world|en_US',
						components: '[]',
					},
				},
			},
		}),
		input: people(1),
	});
	expect(env.posts('messages').map(({ path, body }) => [path.split('/')[2], (body as IDataObject).type])).toEqual([
		[own, 'text'],
		[pool.find((number) => number !== own), 'template'],
	]);
	expect(output?.[0].json).toMatchObject({ windowClosed: true, template: 'hello_world|en_US', movedFrom: own });
});

test.each<[string, unknown, IDataObject, string]>([
	['an empty list', '={{ [] }}', {}, "'Sender Phone Numbers' is empty"],
	['a phone number', ['+49 151 1'], {}, "'ID' of sender phone number 1 is not an ID"],
	[
		'a group',
		['106540352600000'],
		{ phone: 'Y2FwaV9ncm91cDoxNjMxNTU1ODEwMDoxMjAzNjM0MDQ2OTQyMzM4MjAZD' },
		'A group belongs to one number',
	],
])('rejects %s before anything is sent', async (_, pool, json, message) => {
	const input = [{ json: { phone: '+4915100000', ...json } }];
	const { output } = await env.send({ parameters: template(pool), input });
	expect(output?.[0].json.error).toContain(message);
	expect(env.emulator.requests).toEqual([]);
});

test('rejects a media ID, which belongs to one number', async () => {
	const { output } = await env.send({
		parameters: textMessage({
			sendFrom: 'pool',
			phoneNumberIds: env.numbers(0, 2),
			messageType: 'image',
			mediaPath: 'useMediaId',
			mediaId: '476902710000001',
		}),
		input: people(1),
	});
	expect(output?.[0].json.error).toBe('A media ID belongs to one number, so the message cannot be sent from several');
	expect(env.posts('messages')).toEqual([]);
});

test('warns about templates to more people than the portfolio may reach in a day', async () => {
	env.emulator.settings({ messagingLimit: 'TIER_250' });
	const pool = env.numbers(4, 6);
	const input = [...people(252), ...people(252)];
	const { output, run } = await env.send({ parameters: template(pool, { options: { dryRun: true } }), input });
	expect(output).toHaveLength(504);
	expect(hintsOf(run).map(({ message }) => message)).toEqual([
		expect.stringMatching(
			/^4 items: The portfolio of these numbers may write to 250 people in 24 hours outside of open windows, and this run has more\./,
		),
	]);
});

test('does not send accepted messages again when n8n retries the step', async () => {
	const pool = env.numbers(0, 2);
	env.emulator.addFault({ kind: 'error', code: 131026, match: { method: 'POST', to: '+4915100002' } });
	const node = { onError: 'stopWorkflow', retryOnFail: true, maxTries: 2, waitBetweenTries: 0 } as const;
	const { output } = await env.send({
		parameters: template(pool, { largeRuns: { parallel: 1 } }),
		input: people(5),
		node,
	});
	expect(output).toHaveLength(5);
	expect(Object.values(env.emulator.state().perRecipient)).toEqual([1, 1, 1, 1, 1]);
	expect(Object.values(env.tried()).flat()).toHaveLength(6);
});

test('sends the messages to one recipient in item order when another item is invalid', async () => {
	const pool = env.numbers(0, 2);
	const owners = await env.owners(pool, people(12));
	const [one, other] = pool.map((number) => Object.keys(owners).find((phone) => owners[phone] === number)!);
	const recipients = [one, one, one, one, 'invalid', other, one, other];
	await env.send({
		parameters: textMessage({
			sendFrom: 'pool',
			phoneNumberIds: pool,
			largeRuns: { parallel: 1 },
		}),
		input: recipients.map((phone, item) => ({ json: { phone, text: String(item) } })),
	});
	const sent = env.posts('messages').map(({ body }) => body as { to: string; text: { body: string } });
	expect(sent.map(({ text }) => text.body)).toEqual(['0', '5', '1', '7', '2', '3', '6']);
});
