import { fieldsOf, message, messagesChange, statusesChange, text, TIME, type Json } from './payloads';

// WhatsApp docs: Pricing > Customer service windows, Free entry point windows.
const sent = Date.parse(TIME);
const later = (hours: number): string => new Date(sent + hours * 3_600_000).toISOString();
const windowOf = (change: Json): unknown => fieldsOf(change).windowClosesAt;
const afterMessage = (sentMessage: Json): unknown => windowOf(messagesChange(message(sentMessage)));

test.each<[string, Json, string | undefined]>([
	['a text', text('hi'), later(24)],
	['a reaction', { type: 'reaction', reaction: { message_id: 'wamid.0', emoji: '👍' } }, later(24)],
	['a message in a group', { ...text('hi'), group_id: 'G1' }, later(24)],
	['a message of an unknown type', { type: 'hologram', hologram: {} }, later(24)],
	['a message after an ad', { ...text('hi'), referral: { source_type: 'ad', ctwa_clid: 'c' } }, later(72)],
	['a time in milliseconds', { ...text('hi'), timestamp: String(sent) }, later(24)],
	['the first possible time', { ...text('hi'), timestamp: '0' }, '1970-01-02T00:00:00.000Z'],
	['the last possible time', { ...text('hi'), timestamp: '8640000000000000' }, undefined],
	['a referral that is empty', { ...text('hi'), referral: null }, later(24)],
	['an edit', { type: 'edit', edit: { original_message_id: 'wamid.0', message: text('hi') } }, undefined],
	['a withdrawal', { type: 'revoke', revoke: { original_message_id: 'wamid.0' } }, undefined],
	['a change of the number', { type: 'system', system: { type: 'user_changed_number', wa_id: '2' } }, undefined],
	['a voicemail', { id: 'wacid.1', type: 'audio', audio: { id: '1' } }, undefined],
	['no time', { ...text('hi'), timestamp: undefined }, undefined],
	['an impossible time', { ...text('hi'), timestamp: 'soon' }, undefined],
])('the window after %s', (_what, sentMessage, closesAt) => {
	expect(afterMessage(sentMessage)).toBe(closesAt);
});

test.each<[string, Json, string | undefined]>([
	['an ad, with its end', { origin: { type: 'referral_conversion' }, expiration_timestamp: String(sent / 1000) }, TIME],
	['a user, with its end', { origin: { type: 'service' }, expiration_timestamp: String(sent / 1000) }, TIME],
	['the business', { origin: { type: 'marketing' }, expiration_timestamp: String(sent / 1000) }, undefined],
	['an ad, without an end', { origin: { type: 'referral_conversion' } }, undefined],
])('the window of a conversation that is opened by %s', (_what, conversation, closesAt) => {
	const status = { id: 'wamid.1', status: 'sent', timestamp: '1749416383', recipient_id: '16505551234', conversation };
	expect(windowOf(statusesChange({ ...status, conversation: { id: 'c', ...conversation } }))).toBe(closesAt);
});
