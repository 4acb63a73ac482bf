import type { INodeParameters } from 'n8n-workflow';
import { form } from './openPage';
import { respondedAt, openQuestion, twoButtonApproval } from './openQuestion';

describe('approval by link', () => {
	test('shows the question on GET without an answer', async () => {
		const { status, headers, body, items } = await openQuestion(
			{ ...twoButtonApproval, message: 'Book <b>Tuesday</b> & go?' },
			{},
		);
		expect([status, items]).toEqual([200, undefined]);
		expect(headers).toEqual({
			'content-type': 'text/html; charset=utf-8',
			'content-security-policy':
				"sandbox allow-forms allow-popups allow-popups-to-escape-sandbox; default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
			'cache-control': 'no-store',
			'referrer-policy': 'no-referrer',
			'x-content-type-options': 'nosniff',
			'x-robots-tag': 'noindex, nofollow',
		});
		expect(body).toContain('<p class="message" dir="auto">Book &lt;b&gt;Tuesday&lt;/b&gt; &amp; go?</p>');
		expect(body).toContain(
			'<button type="submit" dir="auto" name="answer" value="approve">Yes</button>\n<button type="submit" dir="auto" name="answer" value="decline" class="secondary">No</button>',
		);
		expect(body).not.toContain('http');
	});

	test.each(['WhatsApp/2.24.1 A', 'facebookexternalhit/1.1', 'Googlebot', ''])(
		'does not count a visit of a bot (%s) as an answer',
		async (agent) => {
			const { items } = await openQuestion(twoButtonApproval, { headers: { 'user-agent': agent } });
			expect(items).toBeUndefined();
		},
	);

	test.each([
		['approve', true],
		['decline', false],
	])('accepts the answer %s', async (answer, approved) => {
		const { status, headers, body, items } = await openQuestion(twoButtonApproval, {
			method: 'POST',
			body: { answer },
		});
		expect(items).toEqual([{ json: { data: { approved, respondedAt } } }]);
		expect([status, headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
		expect(body).toContain('Your response has been received. You can close this page.');
	});

	test.each([{ answer: 'decline' }, { answer: 'maybe' }, { answer: ['approve'] }, {}, { approved: 'true' }])(
		'rejects %j, which the page did not offer',
		async (body) => {
			const { status, items } = await openQuestion({}, { method: 'POST', body });
			expect([status, items]).toEqual([422, undefined]);
		},
	);
});

test('returns the value of a choice selected on the page', async () => {
	const parameters: INodeParameters = {
		responseType: 'choice',
		choices: { choice: [{ label: 'Red', value: 'r' }, { label: 'Blue' }] },
	};
	const page = await openQuestion(parameters, {});
	expect(page.body).toContain(
		'<button type="submit" dir="auto" name="answer" value="1" class="secondary">Blue</button>',
	);
	expect((await openQuestion(parameters, { method: 'POST', body: { answer: '0' } })).items).toEqual([
		{ json: { data: { choice: 'r', respondedAt } } },
	]);
	expect((await openQuestion(parameters, { method: 'POST', body: { answer: '1' } })).items).toEqual([
		{ json: { data: { choice: 'Blue', respondedAt } } },
	]);
});

test('shows a form with one field for free text, and returns the text', async () => {
	const parameters: INodeParameters = {
		responseType: 'freeText',
		options: { responseFormTitle: 'Your view', responseFormButtonLabel: 'Send it' },
	};
	const page = await openQuestion(parameters, {});
	expect(page.body).toContain('<h1 dir="auto">Your view</h1>');
	expect(page.body).toContain('<button type="submit" dir="auto">Send it</button>');
	expect((await openQuestion(parameters, form({ 'field-0': 'First\r\nSecond ' }))).items).toEqual([
		{ json: { data: { text: 'First\nSecond ', respondedAt } } },
	]);
	const nothing = await openQuestion(parameters, form({ 'field-0': '  ' }));
	expect([nothing.status, nothing.items]).toEqual([422, undefined]);
	expect(nothing.body).toContain('Please fill in this field.');
});
