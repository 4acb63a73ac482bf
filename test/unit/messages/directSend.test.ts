import {
	checkDirectRecipient,
	directSendField,
	readDirectSend,
} from '../../../nodes/WhatsAppBusinessCloud/messages/directSend';
import { parseGroup, parseRecipient } from '../../../nodes/WhatsAppBusinessCloud/shared/input/recipient';
import { inputErrorOf } from '../inputErrorOf';

const user = parseRecipient('+4915123456789', 'To');
const group = parseGroup('G1', 'To');
const message = { type: 'text', body: { type: 'text', text: { body: 'x' } }, recipient: user };
const settingsOf = (settings: object, changed: object = {}) =>
	readDirectSend({ directSend: { settings } }, { ...message, ...changed });

test('adds nothing to a message without Direct Send', () => {
	expect(readDirectSend({}, message)).toEqual({});
	expect(readDirectSend({ directSend: {} }, message)).toEqual({});
});

test('puts category, lifetime and template name into the fields that Meta expects', () => {
	expect(settingsOf({})).toEqual({ category: 'utility' });
	expect(settingsOf({ category: 'utility', ttlSeconds: 0, templateName: '' })).toEqual({ category: 'utility' });
	expect(settingsOf({ category: 'utility', ttlSeconds: '600', templateName: 'order_shipped' })).toEqual({
		category: 'utility',
		ttl_seconds: 600,
		direct_send_config: { template_name: 'order_shipped' },
	});
});

test.each([
	['utility', 30, true],
	['utility', 29, false],
	['utility', 43_200, true],
	['utility', 43_201, false],
	['authentication', 900, true],
	['authentication', 901, false],
])('checks the lifetime of %s messages: %d seconds', (category, ttlSeconds, taken) => {
	const read = () => settingsOf({ category, ttlSeconds });
	if (taken) expect(read()).toEqual({ category, ttl_seconds: ttlSeconds });
	else expect(inputErrorOf(read).message).toContain("'Time to Live (Seconds)'");
});

test('rejects messages that Direct Send does not support', () => {
	expect(inputErrorOf(() => settingsOf({}, { type: 'image' })).message).toBe(
		"'Direct Send' does not support this message type",
	);
	expect(inputErrorOf(() => settingsOf({}, { recipient: group })).message).toBe(
		"'Direct Send' cannot be sent to groups",
	);
	expect(inputErrorOf(() => settingsOf({}, { body: { text: { body: 'x', preview_url: true } } })).message).toBe(
		"'Direct Send' does not support link previews",
	);
	expect(inputErrorOf(() => settingsOf({ templateName: 'Order Shipped' })).field).toBe('Template Name');
	expect(inputErrorOf(() => settingsOf({ templateName: 'a'.repeat(513) })).field).toBe('Template Name');
	expect(inputErrorOf(() => settingsOf({ category: 'authentication', templateName: 'code' })).message).toBe(
		"'Template Name' is for utility messages only",
	);
	expect(inputErrorOf(() => settingsOf({ category: 'marketing' })).field).toBe('Category');
});

test('sends only the category with a service message, for any recipient', () => {
	expect(settingsOf({ category: 'service' }, { recipient: group })).toEqual({ category: 'service' });
	expect(settingsOf({ category: 'service', ttlSeconds: 0, templateName: '' }, { type: 'image' })).toEqual({
		category: 'service',
	});
	expect(settingsOf({ category: 'service' }, { body: { text: { body: 'x', preview_url: true } } })).toEqual({
		category: 'service',
	});
});

test('rejects a lifetime and a template name for a service message', () => {
	expect(inputErrorOf(() => settingsOf({ category: 'service', ttlSeconds: 60 })).message).toBe(
		"'Time to Live (Seconds)' is not for service messages",
	);
	expect(inputErrorOf(() => settingsOf({ category: 'service', templateName: 'order' })).message).toBe(
		"'Template Name' is for utility messages only",
	);
});

test.each(['button', 'cta_url', 'voice_call'])('rejects an authentication message that is not text: %s', (type) => {
	expect(settingsOf({ category: 'utility' }, { type })).toEqual({ category: 'utility' });
	const { field, message } = inputErrorOf(() => settingsOf({ category: 'authentication' }, { type }));
	expect({ field, message }).toEqual({
		field: 'Direct Send',
		message: "'Direct Send' supports only text for authentication messages",
	});
});

test('rejects an authentication message without a phone number', () => {
	const userId = parseRecipient('US.13491208655302741918', 'To');
	const authentication = { category: 'authentication' };
	const { field, message } = inputErrorOf(() => checkDirectRecipient(userId, authentication));
	expect({ field, message }).toEqual({
		field: 'Direct Send',
		message: "'Direct Send' sends an authentication message, which can only be sent to phone numbers, not to user IDs",
	});
	expect(inputErrorOf(() => checkDirectRecipient(userId, authentication, 'Message (JSON)')).field).toBe(
		'Message (JSON)',
	);
	expect(() => checkDirectRecipient(user, authentication)).not.toThrow();
	expect(() => checkDirectRecipient(userId, { category: 'utility' })).not.toThrow();
	expect(() => checkDirectRecipient(userId, {})).not.toThrow();
});

test("offers Meta's three categories in the form, without a beta note", () => {
	expect(JSON.stringify(directSendField)).not.toMatch(/beta/i);
	expect(JSON.stringify(directSendField)).toMatch(/"value":"authentication".*"value":"service".*"value":"utility"/);
});
