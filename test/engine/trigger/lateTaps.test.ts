import nock from 'nock';
import { message, messagesChange, payload, type Json } from '../../unit/trigger/payloads';
import { Host } from './host';
import { mockAllRequests } from './mockedRequests';
import {
	GONE,
	RESUMED,
	resumeUrlOf,
	running,
	shortenDelays,
	TIME_FOR_RESPONSE,
	until,
	type ResumeReply,
} from './openQuestions';

mockAllRequests();
afterEach(() => jest.restoreAllMocks());

const trigger = (): Host => new Host({ updates: ['messages'] });

/** Each test has an execution of its own: a process remembers which questions it has answered. */
let execution = 900;
beforeEach(() => void execution++);

const tap = (answer = 'approve'): Json =>
	payload(
		messagesChange(
			message({
				id: `wamid.${answer}${execution}`,
				type: 'interactive',
				interactive: {
					type: 'button_reply',
					button_reply: { id: `n8nwait:${execution}:send:${answer}:0:5e1f`, title: 'Yes' },
				},
			}),
		),
	);

const LINE =
	'WhatsApp Trigger: an answer or status for Send and Wait has not resumed its execution yet, and is passed on again for ten minutes:';
const UNREACHABLE = 'this n8n could not reach its own address for waiting executions';
const RUNNING = 'it was not yet waiting, or another n8n process received an answer at the same time';
const times = (count: number, reply: ResumeReply): ResumeReply[] => Array.from({ length: count }, () => reply);

describe('a tap that n8n does not take at the moment is passed on later', () => {
	test.each<[string, () => ResumeReply[], string]>([
		['a proxy answers for n8n', () => times(12, [502, {}]), UNREACHABLE],
		['connections are refused', () => times(3, 'refused'), UNREACHABLE],
		['n8n is starting', () => times(3, [200, 'n8n is starting up. Please wait']), UNREACHABLE],
		['a proxy no longer knows n8n', () => times(3, [404, '404 page not found']), UNREACHABLE],
		['the execution runs', () => times(9, running(execution)), RUNNING],
	])('%s', async (_name, failures, reason) => {
		shortenDelays();
		const posted = resumeUrlOf(execution, 'approve', ...failures(), RESUMED);
		const host = trigger();
		const { status, items, warnings } = await host.deliver(tap());
		expect({ status, items, warnings }).toEqual({ status: 200, items: undefined, warnings: [`${LINE} ${reason}`] });
		const received = failures().filter((one) => one !== 'refused').length + 1;
		await until(() => nock.isDone() && posted.length === received);
		expect(posted.at(-1)).toMatchObject({ message: { id: `wamid.approve${execution}` } });
		// WhatsApp delivers it again: it neither starts the workflow nor is it passed on.
		const again = await host.deliver(tap());
		expect([again.items, again.warnings, warnings.length]).toEqual([undefined, [], 1]);
	});

	test('n8n does not respond', async () => {
		shortenDelays(true);
		let respond: (reply: [number, Json]) => void = () => {};
		const hanging = new Promise<[number, Json]>((resolve) => (respond = resolve));
		const posted = resumeUrlOf(execution, 'approve', hanging, RESUMED);
		const { items, warnings } = await trigger().deliver(tap());
		expect([items, warnings]).toEqual([undefined, [`${LINE} ${UNREACHABLE}`]]);
		await until(() => posted.length === 1);
		respond([504, {}]);
		await until(() => posted.length === 2);
	});
});

test('a tap that is passed on later does nothing if another tap has answered in the meantime', async () => {
	const asked = shortenDelays();
	let respond: (reply: [number, Json]) => void = () => {};
	const later = new Promise<[number, Json]>((resolve) => (respond = resolve));
	const approved = resumeUrlOf(execution, 'approve', 'refused', later);
	const declined = resumeUrlOf(execution, 'decline', RESUMED, GONE);
	const host = trigger();
	const { warnings } = await host.deliver(tap());
	await until(() => approved.length === 1);
	expect((await host.deliver(tap('decline'))).warnings).toEqual([]);
	respond([404, { code: 404, message: 'The execution does not exist.' }]);
	// Another delivery takes longer than n8n's response, after which nothing is tried again.
	await trigger().deliver(tap('decline'));
	expect([approved.length, declined.length, warnings.length]).toEqual([1, 2, 1]);
	expect(asked.filter((ms) => ms !== TIME_FOR_RESPONSE)).toEqual([2000]);
});

test('a tap is given up after ten minutes, with a line in the log', async () => {
	const asked = shortenDelays();
	resumeUrlOf(execution, 'approve', ...times(25, 'refused'));
	const { warnings } = await trigger().deliver(tap());
	await until(() => warnings.length === 2);
	expect(warnings[1]).toBe(`WhatsApp Trigger: an answer to Send and Wait did not resume its execution: ${UNREACHABLE}`);
	expect(asked.filter((ms) => ms !== TIME_FOR_RESPONSE).reduce((sum, ms) => sum + ms, 0)).toBe(600_000);
});
