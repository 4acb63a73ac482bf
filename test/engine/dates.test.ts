import nock from 'nock';
import { accepted, textMessage } from './fixtures';
import { GRAPH, PHONE, runNode } from './harness';

beforeAll(() => nock.disableNetConnect());
afterEach(() => nock.cleanAll());
afterAll(() => nock.enableNetConnect());

const ISO = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}(Z|[+-]\d{2}:\d{2})$/;

async function send(parameters: Parameters<typeof textMessage>[0]) {
	const bodies: Array<Record<string, never>> = [];
	nock(GRAPH)
		.post(`/v25.0/${PHONE}/messages`)
		.reply(((_uri: string, body: Record<string, never>) => {
			bodies.push(body);
			return [200, accepted('49151000', 'wamid.1')];
		}) as never);
	const { error } = await runNode({
		parameters: textMessage(parameters),
		input: [{ json: { phone: '49151000', text: 'x' } }],
	});
	expect(error).toBeUndefined();
	return bodies[0] as never as {
		text: { body: string };
		template: { components: Array<{ parameters: Array<{ text: string }> }> };
	};
}

test.each([
	['DateTime', '={{ $now }}', ISO],
	['Date', '={{ new Date() }}', ISO],
	['day', '={{ $today }}', ISO],
	['Duration', '={{ $now.diff($now.minus({ hours: 2 }), "hours") }}', /^PT2H$/],
	['Interval', '={{ Interval.after($today, { days: 1 }) }}', /^\S+T\S+\/\S+T\S+$/],
])('sends a %s as message text in ISO 8601, like the built-in node', async (_name, textBody, pattern) => {
	expect((await send({ textBody })).text.body).toMatch(pattern);
});

test('sends a DateTime as template value in ISO 8601', async () => {
	const components = {
		component: [{ type: 'body', bodyParameters: { parameter: [{ type: 'text', text: '={{ $now }}' }] } }],
	};
	const { template } = await send({
		operation: 'sendTemplate',
		template: 'hello|en_US',
		templateInput: 'components',
		components,
	});
	expect(template.components[0].parameters[0].text).toMatch(ISO);
});

test('rejects an invalid date and names the field', async () => {
	const { error } = await runNode({
		parameters: textMessage({ textBody: '={{ new Date("x") }}' }),
		input: [{ json: { phone: '49151000' } }],
	});
	expect(error.message).toBe("'Text' is a date that does not exist");
});
