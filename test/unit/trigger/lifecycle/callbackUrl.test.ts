import {
	productionUrl,
	isSameHost,
	isSameTrigger,
	findCallbackUrlProblem,
} from '../../../../nodes/WhatsAppBusinessCloud/subscriptions/callbackUrl';

const remote = { override: false, local: false };
const path = '/webhook/0b6f1c1e/webhook';

describe('URLs that Meta can call', () => {
	it.each([
		'https://n8n.example.com',
		'https://example.com:8443/n8n',
		'https://8.8.8.8',
		'https://172.32.0.1',
		'https://[2606:4700::1111]',
	])('accepts as callback URL %s', (base) => {
		expect(findCallbackUrlProblem(base + path, remote)).toBeUndefined();
	});
});

describe('URLs on this machine or network', () => {
	it.each([
		'http://localhost:5678',
		'https://localhost',
		'https://127.0.0.1',
		'https://[::1]',
		'https://10.1.2.3',
		'https://172.16.0.1',
		'https://172.31.255.1',
		'https://192.168.0.10',
		'https://169.254.1.1',
		'https://100.64.0.1',
		'https://[fd00::1]',
		'https://[fe80::1]',
		'https://n8n',
		'https://n8n.local',
		'https://n8n.internal',
		'https://app.localhost',
		'https://[::ffff:127.0.0.1]',
		'https://[64:ff9b::7f00:1]',
		'https://203.0.113.7',
		'https://240.0.0.1',
		'https://n8n.home.arpa',
	])('rejects as callback URL %s', (base) => {
		const unusable = findCallbackUrlProblem(base + path, remote);
		expect(unusable?.message).toBe(
			`Meta cannot reach this trigger: its URL '${new URL(base).origin}' is only reachable on this machine or network`,
		);
		expect(unusable?.advice).toContain('WEBHOOK_URL');
	});
});

it('rejects http unless both ends are on this machine', () => {
	expect(findCallbackUrlProblem(`http://n8n.example.com${path}`, remote)?.message).toContain('only calls https URLs');
	expect(findCallbackUrlProblem(`http://n8n.example.com${path}`, { ...remote, local: true })?.message).toContain(
		'only calls https URLs',
	);
	expect(findCallbackUrlProblem(`http://127.0.0.1:5678${path}`, { ...remote, local: true })).toBeUndefined();
	expect(findCallbackUrlProblem('nonsense', remote)?.message).toContain('not a valid URL');
});

it('limits an override to 200 characters, but not the URL of the app', () => {
	const long = (length: number) => `https://n8n.example.com/${'x'.repeat(length - 24)}`;
	const override = { override: true, local: false };
	expect(findCallbackUrlProblem(long(200), override)).toBeUndefined();
	expect(findCallbackUrlProblem(long(201), override)?.message).toBe(
		'The URL of this trigger has 201 characters; Meta allows 200 for one account or number',
	);
	expect(findCallbackUrlProblem(long(201), remote)).toBeUndefined();
});

it('distinguishes the test and production URL of a trigger from those of other triggers', () => {
	const production = 'https://n.example.com/webhook/abc/webhook';
	expect(isSameTrigger(production, 'https://n.example.com/webhook-test/abc/webhook')).toBe(true);
	expect(isSameTrigger(production, 'https://n.example.com/webhook/def/webhook')).toBe(false);
	expect(isSameTrigger(production, 'https://staging.example.com/webhook/abc/webhook')).toBe(false);
	expect(isSameTrigger(production, 'nonsense')).toBe(false);
	expect(isSameHost(production, 'https://n.example.com/other')).toBe(true);
	expect(isSameHost(production, 'https://n.example.com:444/webhook/abc/webhook')).toBe(false);
});

it('derives the production URL from the test URL', () => {
	expect(productionUrl('https://n.example.com/a/webhook-test/abc/webhook')).toBe(
		'https://n.example.com/a/webhook/abc/webhook',
	);
	expect(productionUrl('https://n.example.com/webhook/abc/webhook')).toBeUndefined();
	expect(productionUrl('https://my-test/webhook/abc/webhook')).toBeUndefined();
});
