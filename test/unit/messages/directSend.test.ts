import { readDirectSend } from '../../../nodes/WhatsAppBusinessCloud/messages/directSend';
import { refusal } from './refusal';

const message = { type: 'text', body: { type: 'text', text: { body: 'x' } }, recipient: { to: '49151' } };
const asked = (settings: object, changed: object = {}) => readDirectSend({ directSend: { settings } }, { ...message, ...changed });

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
	expect(refusal(() => asked({}, { type: 'image' })).message).toBe("'Direct Send (Beta)' does not take this message type");
	expect(refusal(() => asked({}, { recipient: { to: 'G', recipient_type: 'group' } })).message).toBe("'Direct Send (Beta)' does not go to groups");
	expect(refusal(() => asked({}, { body: { text: { body: 'x', preview_url: true } } })).message).toBe("'Direct Send (Beta)' shows no link previews");
	expect(refusal(() => asked({ templateName: 'Order Shipped' })).field).toBe('Template Name');
	expect(refusal(() => asked({ templateName: 'a'.repeat(513) })).field).toBe('Template Name');
	expect(refusal(() => asked({ category: 'authentication', templateName: 'code' })).message).toBe("'Template Name' is for utility messages only");
	expect(refusal(() => asked({ category: 'marketing' })).field).toBe('Category');
});
