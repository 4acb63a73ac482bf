import { seed } from '../../../emulator/src';
import { deriveProof, deriveVerifyToken } from '../../../nodes/WhatsAppBusinessCloud/webhooks/verificationRequest';
import type { Flow } from './fakeN8n';
import { byId, checkSetup, createTestEnvironment, type TestEnvironment } from './testEnvironment';

const { phoneNumberId: ONE, secondPhoneNumberId: TWO, app } = seed;

let env: TestEnvironment;
beforeEach(async () => (env = await createTestEnvironment()));
afterEach(async () => await env.close());

const named = (name: string, parameters = {}): Flow => env.flow({ name, parameters });
const onNumber = (id: string) => ({ listenOn: 'phoneNumber', phoneNumberId: byId(id) });
const thrown = async (work: Promise<void>): Promise<string> =>
	await work.then(
		() => 'nothing',
		({ message }: Error) => message,
	);

describe('a webhook that another workflow has', () => {
	it.each([
		['a test', async (flow: Flow) => await flow.startTest()],
		['publishing', async (flow: Flow) => await flow.publish()],
	])('is named in the error of %s, for the app and for a number', async (_what, start) => {
		const booking = named('Réservation 📅');
		await booking.publish();
		expect(await thrown(start(named('Second')))).toBe(
			`Another WhatsApp Trigger of this app listens in the workflow 'Réservation 📅' (ID ${booking.id}), and Meta sends the webhooks of an app to one URL only. Unpublish the other workflow. Or choose one account or number under 'Listen On', in this or the other trigger. Or start both workflows from one trigger.`,
		);
	});

	it('is named in the error for a number', async () => {
		const first = named('Support desk', onNumber(ONE));
		await first.publish();
		expect(await thrown(named('Second', onNumber(ONE)).publish())).toBe(
			`Another WhatsApp Trigger listens to the phone number in the workflow 'Support desk' (ID ${first.id}), and Meta sends its webhooks to one URL only. Start both workflows from one trigger, stop the other one, or choose something else under 'Listen On'.`,
		);
	});

	it('is named with its URL if it is on another n8n', async () => {
		const first = named('Booking');
		await first.publish();
		const second = env.flow({ name: 'Second', webhookUrl: env.n8n.url.replace('127.0.0.1', 'localhost') });
		expect(await thrown(second.publish())).toContain(
			`listens in the workflow 'Booking' (ID ${first.id}) at '${first.webhookUrl()}', and Meta`,
		);
	});

	it('is given by its URL if the trigger does not report its workflow', async () => {
		const first = env.flow();
		await first.publish();
		expect(await thrown(named('Second').publish())).toContain(`listens at '${first.webhookUrl()}', and Meta`);
	});
});

describe('Check Setup', () => {
	const callback = async (phoneNumberId: string) => {
		const { output } = await checkSetup(env, phoneNumberId);
		return (output ?? []).map(({ json }) => json).filter(({ check }) => check === 'Callback' || check === 'Test run');
	};

	it('names the workflow that listens, and that discards messages', async () => {
		const flow = named('Booking', onNumber(TWO));
		await flow.publish();
		const workflow = `workflow 'Booking' (ID ${flow.id})`;
		expect((await callback(TWO))[0]).toEqual({
			check: 'Callback',
			status: 'pass',
			message: `The WhatsApp Trigger of the ${workflow} listens at '${flow.webhookUrl()}'`,
			advice: '',
		});
		expect((await callback(ONE))[0]).toMatchObject({
			status: 'fail',
			message: `The trigger of the ${workflow} listens to +1 631-555-8101 only; messages to +1 631-555-8100 are discarded`,
		});
	});

	it('names the workflow of a test run', async () => {
		const flow = named('Booking');
		await flow.startTest();
		expect((await callback(ONE))[1]).toMatchObject({
			status: 'warning',
			message: `Webhooks go to a test run of the workflow 'Booking' (ID ${flow.id}) that is listening now`,
		});
	});
});

describe('the name of the workflow', () => {
	const challenge = '1158201444';

	/** Status and header of the response to a verification request with the right verify token. */
	async function ask(flow: Flow, proof: string | undefined, token?: string): Promise<[number, string | null]> {
		const verifyToken = token ?? deriveVerifyToken(app.secret, flow.webhookUrl());
		const query = `hub.mode=subscribe&hub.challenge=${challenge}&hub.verify_token=${verifyToken}`;
		const response = await fetch(`${flow.webhookUrl()}?${query}`, {
			headers: proof === undefined ? {} : { 'X-WhatsApp-Trigger-Proof': proof },
		});
		return [response.status, response.headers.get('x-whatsapp-trigger-workflow')];
	}

	it('is returned in ASCII to a request with the proof, and to no other', async () => {
		const flow = named('Böoking\n"1"');
		await flow.publish();
		const proof = deriveProof(app.secret, flow.webhookUrl(), challenge);
		const header = `{"id":"${flow.id}","name":"B\\u00f6oking\\n\\"1\\""}`;
		expect(await ask(flow, proof)).toEqual([200, header]);
		for (const other of [
			undefined,
			'',
			deriveVerifyToken(app.secret, flow.webhookUrl()),
			deriveProof(app.secret, flow.webhookUrl(), '1158201445'),
			deriveProof('other', flow.webhookUrl(), challenge),
			deriveProof(app.secret, 'https://example.com/webhook/other/webhook', challenge),
		]) {
			expect(await ask(flow, other)).toEqual([200, null]);
		}
		expect(await ask(flow, proof, 'guessed')).toEqual([403, null]);
	});

	it("is not in the response to Meta's verification request", async () => {
		const flow = named('Booking');
		let headers: unknown;
		const { n8n } = env;
		const answer = n8n.triggers.get(flow.path());
		n8n.triggers.set(flow.path(), async (request) => {
			const response = await answer!(request);
			({ headers } = response);
			return response;
		});
		await flow.publish();
		expect(headers).toHaveProperty('X-WhatsApp-Trigger-Listening');
		expect(headers).not.toHaveProperty('X-WhatsApp-Trigger-Workflow');
	});
});
