import { startEmulator, type Emulator } from '../../../emulator/src';
import { textMessage } from '../fixtures';
import { credential, runNode } from '../harness';

let emulator: Emulator;

afterEach(async () => await emulator.close());

/** Sends to a number from a test number whose list of allowed recipients contains only `listed`. */
async function send(phone: string, listed: string) {
	emulator = await startEmulator({ allowedRecipients: [listed] });
	const account = {
		...credential,
		accessToken: emulator.seed.accessToken,
		businessAccountId: emulator.seed.wabaId,
		baseUrl: emulator.url,
	};
	const phoneNumberId = { __rl: true, mode: 'id', value: emulator.seed.phoneNumberId };
	const item = { json: { phone, text: 'a' } };
	const { error } = await runNode({ parameters: textMessage({ phoneNumberId }), input: [item], credential: account });
	return error;
}

test.each([
	['+54 9 11 2345-6789', '541123456789', 'without the 9 after 54: send to +541123456789'],
	['54 11 2345-6789', '5491123456789', 'with a 9 after 54: send to +5491123456789'],
	['+52 1 55 1234 5678', '525512345678', 'without the 1 after 52: send to +525512345678'],
	['+52 55 1234 5678', '5215512345678', 'with a 1 after 52: send to +5215512345678'],
	['+55 11 98765-4321', '551187654321', 'without the 9 after the area code: send to +551187654321'],
])('suggests for %s the other form of the number, as in the list (%s)', async (phone, listed, form) => {
	const error = await send(phone, listed);
	expect(error.message).toBe("The recipient is not in the test number's list of allowed numbers");
	expect(error.description).toContain(`The list may contain this number in its other form, ${form} instead.`);
	expect(emulator.messages).toEqual([]);
	await emulator.close();
	expect(await send(listed, listed)).toBeUndefined();
	expect(emulator.messages).toHaveLength(1);
});

test('suggests no other form for a number that has only one', async () => {
	const error = await send('+49 151 23456789', '491512345678');
	expect(error.context.metaCode).toBe(131030);
	expect(error.description).not.toContain('other form');
});
