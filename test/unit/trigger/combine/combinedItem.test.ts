import { combinedItem, partsOf } from '../../../../nodes/WhatsAppBusinessCloud/trigger/combine/combinedItem';
import { readCombineSettings } from '../../../../nodes/WhatsAppBusinessCloud/trigger/combine/combineSettings';

const one = (messageId: string, rest: object = {}) => ({
	kind: 'message',
	messageId,
	type: 'text',
	timestamp: '2025-06-08T20:59:43.000Z',
	...rest,
});

test('has the fields of the newest message, all texts, all files and the single messages in order', () => {
	const late = one('3', {
		text: 'c',
		timestamp: '2025-06-08T20:59:45.000Z',
		windowClosesAt: '2025-06-09T20:59:45.000Z',
	});
	const image = one('1', {
		type: 'image',
		text: 'look',
		caption: 'look',
		mediaId: 'm1',
		mimeType: 'image/jpeg',
		referral: { sourceId: 'ad' },
		windowClosesAt: '2025-06-11T20:59:43.000Z',
	});
	const silent = one('2', { type: 'audio', mediaId: 'm2', voice: true });
	expect(combinedItem([late, image, silent])).toEqual({
		...late,
		text: 'look\nc',
		type: 'mixed',
		referral: { sourceId: 'ad' },
		windowClosesAt: '2025-06-11T20:59:43.000Z',
		messageCount: 3,
		media: [
			{ messageId: '1', type: 'image', mediaId: 'm1', mimeType: 'image/jpeg', caption: 'look' },
			{ messageId: '2', type: 'audio', mediaId: 'm2', voice: true },
		],
		messages: [image, silent, late],
	});
});

test('of a single message has the same fields, with the message in a list', () => {
	const message = one('1', { text: 'a' });
	const item = combinedItem([message]);
	expect(item).toEqual({ ...message, messageCount: 1, media: [], messages: [message] });
	expect(partsOf(item)).toEqual([message]);
	expect(partsOf(message)).toBeUndefined();
});

test('has no text if no message has', () => {
	expect(combinedItem([one('1', { type: 'location' })])).not.toHaveProperty('text');
});

test('the option is off without settings, and has defaults', () => {
	expect([undefined, {}, 'x'].map(readCombineSettings)).toEqual([undefined, undefined, undefined]);
	expect(readCombineSettings({ settings: {} })).toEqual({
		silence: 8000,
		maxMessages: 20,
		maxTime: 60_000,
		types: new Set(['audio', 'contacts', 'document', 'image', 'location', 'sticker', 'text', 'unsupported', 'video']),
	});
	expect(readCombineSettings({ settings: { silence: '5', maxMessages: 3, maxSeconds: 30, types: ['text'] } })).toEqual({
		silence: 5000,
		maxMessages: 3,
		maxTime: 30_000,
		types: new Set(['text']),
	});
});

test.each([
	[{ silence: 26 }, "'Seconds of Silence' of 'Combine Messages' must be a number from 1 to 25"],
	[{ maxMessages: 1 }, "'Maximum Messages' of 'Combine Messages' must be a number from 2 to 50"],
	[{ maxSeconds: 'x' }, "'Maximum Seconds' of 'Combine Messages' must be a number from 2 to 300"],
])('rejects %j', (settings, error) => {
	expect(() => readCombineSettings({ settings })).toThrow(error);
});
