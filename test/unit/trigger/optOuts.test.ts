import {
	defaultOptInWords,
	defaultOptOutWords,
} from '../../../nodes/WhatsAppBusinessCloud/trigger/receive/optOutWords';
import { optOutEvents } from '../../../nodes/WhatsAppBusinessCloud/trigger/receive/optOuts';
import { parseSettings } from '../../../nodes/WhatsAppBusinessCloud/trigger/receive/triggerSettings';
import { fieldsFor } from '../../../nodes/WhatsAppBusinessCloud/trigger/webhookFields';
import {
	contact,
	message,
	messagesChange,
	metadata,
	PHONE,
	read,
	statusesChange,
	text,
	TIME,
	WABA,
	type Json,
} from './payloads';

async function found(change: Json, options: Json = {}, updates = ['optOuts']): Promise<Json[]> {
	const { optOutWords } = await parseSettings({ updates, options });
	return optOutEvents(read(change), optOutWords).map(({ json }) => json);
}
const written = async (body: string, options?: Json, more: Json = {}): Promise<unknown[]> =>
	(await found(messagesChange({ ...text(body), ...more }), options)).map(({ kind, language }) => [kind, language]);

const person = {
	from: '16505551234',
	waId: '16505551234',
	userId: 'US.13491208655302741918',
	profileName: 'Pablo Morales',
	username: '@pablo',
};
const source = { field: 'messages', wabaId: WABA, phoneNumberId: PHONE, displayPhoneNumber: '15550783881' };
const preference = (value: string): Json => ({
	field: 'user_preferences',
	value: {
		messaging_product: 'whatsapp',
		metadata,
		contacts: [contact],
		user_preferences: [
			{ wa_id: '16505551234', category: 'marketing_messages', value, timestamp: 1_749_416_383, detail: 'd' },
		],
	},
});
const failed = (code: number, status = 'failed'): Json =>
	statusesChange({
		id: 'wamid.9',
		status,
		timestamp: '1749416383',
		recipient_id: '16505551234',
		errors: [{ code, title: 'User has stopped marketing messages' }],
	});

test('a word is an item with person, reason, word, language and message', async () => {
	const sent = text(' Stop! ');
	expect(await found(messagesChange(sent))).toEqual([
		{
			...person,
			messageId: 'wamid.1',
			timestamp: TIME,
			kind: 'optOut',
			reason: 'word',
			word: 'Stop!',
			language: 'en',
			...source,
			contact,
			value: sent,
		},
	]);
});

test.each([
	['STOP', 'optOut', 'en'],
	['“stop” 🛑', 'optOut', 'en'],
	['Unsubscribe.', 'optOut', 'en'],
	['baja', 'optOut', 'es'],
	['Parar', 'optOut', 'pt'],
	['stopp', 'optOut', 'de'],
	['arret', 'optOut', 'fr'],
	['Arrêt', 'optOut', 'fr'],
	['стоп', 'optOut', 'ru'],
	['abonelikten çık', 'optOut', 'tr'],
	['إلغاء الاشتراك', 'optOut', 'ar'],
	['रोकें', 'optOut', 'hi'],
	['退订', 'optOut', 'zh'],
	['수신  거부', 'optOut', 'ko'],
	['หยุด', 'optOut', 'th'],
	['dừng', 'optOut', 'vi'],
	['στοπ', 'optOut', 'el'],
	['start', 'optIn', 'en'],
	['Alta', 'optIn', 'es'],
	['購読', undefined, undefined],
	['subscribe', 'optIn', 'en'],
])('%s is %s in %s', async (body, kind, language) => {
	expect(await written(body)).toEqual(kind === undefined ? [] : [[kind, language]]);
});

test.each(['Please stop by at 5', 'stop it', 'stopwatch', 'bus stop', '!', '', 'x'.repeat(5000), 'STOP\nor not'])(
	'%j is neither',
	async (body) => {
		expect(await written(body)).toEqual([]);
	},
);

test('knows words of 25 languages and more, each of them once', async () => {
	const all = [...defaultOptOutWords.split(', '), ...defaultOptInWords.split(', ')];
	const languages = new Set<unknown>();
	for (const word of all) {
		const [[kind, language]] = (await written(word)) as Array<[string, string]>;
		expect([word, kind]).toEqual([word, defaultOptOutWords.split(', ').includes(word) ? 'optOut' : 'optIn']);
		languages.add(language);
	}
	expect(languages.size).toBeGreaterThanOrEqual(25);
});

test('the lists can be changed', async () => {
	const options = { optOutWords: 'Schluss, Genug', optInWords: '' };
	expect(await written('genug', options)).toEqual([['optOut', undefined]]);
	expect(await written('STOP', options)).toEqual([]);
	expect(await written('START', options)).toEqual([]);
	expect(await written('STOP', { optOutWords: ['stop'] })).toEqual([['optOut', 'en']]);
});

test('a tapped button counts, a caption and a message in a group do not', async () => {
	const button = message({ type: 'button', button: { payload: 'x', text: 'Stop' } });
	expect(await found(messagesChange(button))).toMatchObject([{ kind: 'optOut', reason: 'word', word: 'Stop' }]);
	expect(await found(messagesChange(message({ type: 'image', image: { id: '1', caption: 'stop' } })))).toEqual([]);
	expect(await written('stop', {}, { group_id: 'G1' })).toEqual([]);
});

test.each([
	['stop', 'optOut'],
	['resume', 'optIn'],
	['signup', 'optIn'],
	['other', undefined],
])("WhatsApp's switch: %s is %s", async (value, kind) => {
	const items = await found(preference(value));
	expect(items.map((one) => [one.kind, one.reason, one.from, one.timestamp, one.field])).toEqual(
		kind === undefined ? [] : [[kind, 'userPreference', '16505551234', TIME, 'user_preferences']],
	);
});

test('a message that failed because the person had stopped marketing messages', async () => {
	expect(await found(failed(131050))).toMatchObject([
		{ kind: 'optOut', reason: 'failedMessage', from: '16505551234', messageId: 'wamid.9', timestamp: TIME },
	]);
	expect(await found(failed(131049))).toEqual([]);
	expect(await found(failed(131050, 'sent'))).toEqual([]);
});

test('only triggers that listen to it output it, and they subscribe to its fields', async () => {
	expect(await found(messagesChange(text('stop')), {}, ['messages'])).toEqual([]);
	expect(fieldsFor(['optOuts'])).toEqual(['messages', 'user_preferences']);
});
