import { seed } from '../../src';
import { emulator, post, receiver, startForEach } from './requests';

startForEach();

const path = `/${seed.coexistencePhoneNumberId}/smb_app_data`;
const body = (sync_type: string) => ({ messaging_product: 'whatsapp', sync_type });
const accepted = { messaging_product: 'whatsapp', request_id: expect.any(String) as string };

it('delivers contacts and messages of the Business app, each once', async () => {
	expect(await post(path, body('smb_app_state_sync'))).toEqual(accepted);
	expect((await receiver.until(1))[0].payload.entry[0].changes[0]).toMatchObject({
		field: 'smb_app_state_sync',
		value: { state_sync: [{ type: 'contact', action: 'add' }] },
	});
	expect(await post(path, body('history'))).toEqual(accepted);
	const events = (await receiver.until(5)).slice(1);
	expect(events.map(({ payload }) => payload.entry[0].changes[0].field)).toEqual(Array(4).fill('history'));
	expect(await post(path, body('history'))).toBe('100/2593107');
});

it('rejects another number, another type, and requests after a day', async () => {
	expect(await post(`/${seed.phoneNumberId}/smb_app_data`, body('history'))).toBe(100);
	expect(await post(path, body('calls'))).toBe(100);
	const day = { forwardMs: 25 * 3600_000 };
	await fetch(`${emulator.url}/_emulator/phone/clock`, { method: 'POST', body: JSON.stringify(day) });
	expect(await post(path, body('history'))).toBe('100/2593107');
});
