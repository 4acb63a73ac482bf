import {
	checkDirectRecipient,
	directSendField,
	readDirectSend,
} from '../../../nodes/WhatsAppBusinessCloud/messages/directSend';
import { refusal } from './refusal';

const message = { type: 'text', body: { type: 'text', text: { body: 'x' } }, recipient: { to: '49151' } };
const asked = (settings: object, changed: object = {}) =>
	readDirectSend({ directSend: { settings } }, { ...message, ...changed });

test('a message that does not ask for it is left as it is', () => {
	expect(readDirectSend({}, message)).toEqual({});
	expect(readDirectSend({ directSend: {} }, message)).toEqual({});
});

test('category, lifetime and name go where Meta wants them', () => {
	expect(asked({})).toEqual({ category: 'utility' });
	expect(asked({ category: 'utility', ttlSeconds: 0, templateName: '' })).toEqual({ category: 'utility' });
	expect(asked({ category: 'utility', ttlSeconds: '600', templateName: 'order_shipped' })).toEqual({
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
])('a lifetime of %s: %d seconds', (category, ttlSeconds, taken) => {
	const read = () => asked({ category, ttlSeconds });
	if (taken) expect(read()).toEqual({ category, ttl_seconds: ttlSeconds });
	else expect(refusal(read).message).toContain("'Lifetime in Seconds'");
});

test('what Direct Send does not take is refused', () => {
	expect(refusal(() => asked({}, { type: 'image' })).message).toBe("'Direct Send' does not take this message type");
	expect(refusal(() => asked({}, { recipient: { to: 'G', recipient_type: 'group' } })).message).toBe(
		"'Direct Send' does not go to groups",
	);
	expect(refusal(() => asked({}, { body: { text: { body: 'x', preview_url: true } } })).message).toBe(
		"'Direct Send' shows no link previews",
	);
	expect(refusal(() => asked({ templateName: 'Order Shipped' })).field).toBe('Template Name');
	expect(refusal(() => asked({ templateName: 'a'.repeat(513) })).field).toBe('Template Name');
	expect(refusal(() => asked({ category: 'authentication', templateName: 'code' })).message).toBe(
		"'Template Name' is for utility messages only",
	);
	expect(refusal(() => asked({ category: 'marketing' })).field).toBe('Category');
});

test('a service message has its category only, whatever its recipient', () => {
	const group = { recipient: { to: 'G', recipient_type: 'group' } };
	expect(asked({ category: 'service' }, group)).toEqual({ category: 'service' });
	expect(asked({ category: 'service', ttlSeconds: 0, templateName: '' }, { type: 'image' })).toEqual({
		category: 'service',
	});
	expect(asked({ category: 'service' }, { body: { text: { body: 'x', preview_url: true } } })).toEqual({
		category: 'service',
	});
});

test('a service message takes no lifetime and no template name', () => {
	expect(refusal(() => asked({ category: 'service', ttlSeconds: 60 })).message).toBe(
		"'Lifetime in Seconds' is not for service messages",
	);
	expect(refusal(() => asked({ category: 'service', templateName: 'order' })).message).toBe(
		"'Template Name' is for utility messages only",
	);
});

test.each(['button', 'cta_url', 'voice_call'])('an authentication message is text only: %s', (type) => {
	expect(asked({ category: 'utility' }, { type })).toEqual({ category: 'utility' });
	const { field, message } = refusal(() => asked({ category: 'authentication' }, { type }));
	expect({ field, message }).toEqual({
		field: 'Direct Send',
		message: "'Direct Send' sends authentication messages as text only",
	});
});

test('an authentication message goes to phone numbers only', () => {
	const userId = { recipient: 'US.13491208655302741918' };
	const { field, message } = refusal(() => checkDirectRecipient({ ...userId, category: 'authentication' }));
	expect({ field, message }).toEqual({
		field: 'Direct Send',
		message: "'Direct Send' sends an authentication message, which goes to phone numbers only, not to user IDs",
	});
	expect(refusal(() => checkDirectRecipient({ ...userId, category: 'authentication' }, 'Message (JSON)')).field).toBe(
		'Message (JSON)',
	);
	expect(() => checkDirectRecipient({ to: '+49151', category: 'authentication' })).not.toThrow();
	expect(() => checkDirectRecipient({ ...userId, category: 'utility' })).not.toThrow();
	expect(() => checkDirectRecipient(userId)).not.toThrow();
});

test('the form names no beta and offers the three categories of Meta', () => {
	expect(JSON.stringify(directSendField)).not.toMatch(/beta/i);
	expect(JSON.stringify(directSendField)).toMatch(/"value":"authentication".*"value":"service".*"value":"utility"/);
});
