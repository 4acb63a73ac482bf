import { generateKeyPairSync } from 'node:crypto';
import type { Fault } from '../../emulator/src/types';
import type { Seed } from '../../emulator/src/seed';

/** A credential that is saved and tested in n8n, and the expected result. */
export interface CredentialCase {
	name: string;
	type: 'whatsAppBusinessCloudApi' | 'whatsAppBusinessCloudOAuth2Api' | 'whatsAppFlowsApi';
	/** As the dialog sends it. */
	data: Record<string, unknown>;
	expected: { status: 'OK' | 'Error'; message: string };
	/**
	 * The expected result in n8n 1.x, where it has to differ: 1.x runs no code of a credential before an OAuth2
	 * request.
	 */
	expectedOn1x?: { status: 'OK' | 'Error'; message: string };
	/** Added to the emulator before the test, and cleared after it. */
	fault?: Fault;
}

const TOKEN_SOURCES = 'WhatsApp > API Setup (valid for 24 hours) or Business settings > System users (never expires)';
const NEW_TOKEN = `Generate a new token: ${TOKEN_SOURCES}.`;
const WRONG_SECRET =
	"'Client Secret' (App Secret) does not belong to the app in 'Client ID' (App ID). Copy both from App settings > Basic of the same app.";
const WRONG_VERSION =
	"The Graph API version in 'API Version' is not available. Enter a version from the Graph API changelog, such as v26.0.";
const fromSetup = 'Enter the ID of the account from WhatsApp > API Setup instead.';

const PASSPHRASE = 'open sesame 1';

/** Of a Flow endpoint, encrypted with the passphrase. */
const PRIVATE_KEY = generateKeyPairSync('rsa', {
	modulusLength: 2048,
	privateKeyEncoding: { type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: PASSPHRASE },
	publicKeyEncoding: { type: 'spki', format: 'pem' },
}).privateKey;

const ok = { status: 'OK' as const, message: 'Connection successful!' };
const rejected = (message: string) => ({ status: 'Error' as const, message });

/**
 * Every distinct result of a credential test.
 * @param emulator a running emulator
 * @param closedPort a port on 127.0.0.1 without a listener
 */
export function credentialCases(emulator: { url: string; seed: Seed }, closedPort: number): CredentialCase[] {
	const { url, seed } = emulator;
	const { host } = new URL(url);
	const account = { accessToken: seed.accessToken, businessAccountId: seed.wabaId, apiVersion: 'v25.0', baseUrl: url };
	const app = { clientId: seed.app.id, clientSecret: seed.app.secret, apiVersion: 'v25.0', baseUrl: url };
	const closed = `http://127.0.0.1:${closedPort}`;
	const unreachable = `The server at 'Base URL' (127.0.0.1:${closedPort}) could not be reached. Check the URL, and that your firewall and proxy allow the connection.`;
	const insecure = 'http://graph.facebook.com';
	const html: Fault = { kind: 'html', status: 200, count: 'always' };
	const notGraph = (where: string) =>
		`The server at 'Base URL'${where} does not respond like the Graph API. Enter https://graph.facebook.com, or check the proxy.`;

	const api = (name: string, change: object, expected: CredentialCase['expected'], fault?: Fault): CredentialCase => ({
		name: `API key: ${name}`,
		type: 'whatsAppBusinessCloudApi',
		data: { ...account, ...change },
		expected,
		...(fault && { fault }),
	});
	const oauth2 = (
		name: string,
		change: object,
		expected: CredentialCase['expected'],
		rest: object = {},
	): CredentialCase => ({
		name: `OAuth2: ${name}`,
		type: 'whatsAppBusinessCloudOAuth2Api',
		data: { ...app, ...change },
		expected,
		...rest,
	});
	const flows = (name: string, change: object, expected: CredentialCase['expected']): CredentialCase => ({
		name: `Flows: ${name}`,
		type: 'whatsAppFlowsApi',
		data: { ...account, ...change },
		expected,
	});

	return [
		api('right', {}, ok),
		api('right, with app secret', { appSecret: seed.app.secret }, ok),
		api(
			'right, untidy',
			{
				accessToken: ` ${seed.accessToken}\n`,
				businessAccountId: ` ${seed.wabaId} `,
				apiVersion: '25',
				baseUrl: `${url}/`,
			},
			ok,
		),
		api(
			'wrong token',
			{ accessToken: 'EAAJBnoSuchToken' },
			rejected(`Meta rejected 'Access Token'. Copy the complete token again, or generate a new one: ${TOKEN_SOURCES}.`),
		),
		api('expired token', { accessToken: seed.expiredToken }, rejected(`'Access Token' has expired. ${NEW_TOKEN}`)),
		api(
			'token from before a password change',
			{ accessToken: seed.passwordChangedToken },
			rejected(`'Access Token' is no longer valid because its owner changed their password. ${NEW_TOKEN}`),
		),
		api(
			'account that the token cannot see',
			{ businessAccountId: seed.otherWabaId },
			rejected(
				"'Access Token' has no access to the account in 'WhatsApp Business Account ID'. Check the ID in WhatsApp > API Setup, and assign the account to the token's system user under Business settings > System users.",
			),
		),
		api(
			'business portfolio ID',
			{ businessAccountId: seed.businessPortfolioId },
			rejected(`'WhatsApp Business Account ID' is the ID of a business portfolio. ${fromSetup}`),
		),
		api(
			'phone number ID',
			{ businessAccountId: seed.phoneNumberId },
			rejected(`'WhatsApp Business Account ID' is the ID of a phone number. ${fromSetup}`),
		),
		api(
			'account ID that is none',
			{ businessAccountId: 'Acme Shop' },
			rejected(
				"'WhatsApp Business Account ID' is not an ID: those are digits only. Copy it from WhatsApp > API Setup in the App Dashboard.",
			),
		),
		api(
			'wrong app secret',
			{ appSecret: '00000000000000000000000000000000' },
			rejected(
				"'App Secret' does not belong to the app that issued 'Access Token'. Copy it from App settings > Basic of that app, or leave it empty.",
			),
		),
		api('right, with app', { appId: seed.app.id, appSecret: seed.app.secret }, ok),
		api(
			'app ID of another app',
			{ appId: seed.bookingApp.id, appSecret: seed.app.secret },
			rejected(
				"'App ID' and 'App Secret' do not belong to the same app. Copy both from App settings > Basic of the app that issued 'Access Token'.",
			),
		),
		api(
			'app ID without app secret',
			{ appId: seed.app.id },
			rejected(
				"'App Secret' is empty, but 'App ID' is set. Copy it from App settings > Basic in the app's dashboard, or leave both empty.",
			),
		),
		api(
			'missing permission to send',
			{ accessToken: seed.withoutMessagingToken },
			rejected(
				"'Access Token' is missing the permission whatsapp_business_messaging, so it cannot send messages. Generate a new token with whatsapp_business_messaging and whatsapp_business_management.",
			),
		),
		api(
			'missing permission to manage',
			{ accessToken: seed.withoutManagementToken },
			rejected(
				"'Access Token' is missing the permission whatsapp_business_management. Generate a new token with whatsapp_business_management and whatsapp_business_messaging.",
			),
		),
		api('version that never was', { apiVersion: 'v99.0' }, rejected(WRONG_VERSION)),
		api(
			'version that is none',
			{ apiVersion: 'latest' },
			rejected("'API Version' is not a Graph API version. Enter a 'v', a number, and '.0', like v26.0."),
		),
		api('nobody at the base URL', { baseUrl: closed }, rejected(unreachable)),
		api(
			'base URL without https',
			{ baseUrl: insecure },
			rejected(
				"'Base URL' does not start with https://, so the access token would travel unencrypted. Enter https://graph.facebook.com. http:// is only allowed for localhost.",
			),
		),
		api('a page instead of JSON', {}, rejected(notGraph(` (${host})`)), html),
		api(
			'a server that is down',
			{},
			rejected(`The server at 'Base URL' (${host}) responded with HTTP status 502. Try again in a few minutes.`),
			{
				...html,
				status: 502,
			},
		),

		oauth2('right', {}, ok),
		oauth2('secret of another app', { clientSecret: '00000000000000000000000000000000' }, rejected(WRONG_SECRET)),
		oauth2(
			'app that does not exist',
			{ clientId: '100000000000001' },
			rejected("'Client ID' (App ID) is not the ID of a Meta app. Copy it from App settings > Basic of your app."),
		),
		oauth2('version that never was', { apiVersion: 'v99.0' }, rejected(WRONG_VERSION)),
		oauth2('nobody at the base URL', { baseUrl: closed }, rejected(unreachable), {
			expectedOn1x: rejected('The service refused the connection - perhaps it is offline'),
		}),
		oauth2(
			'base URL without https',
			{ baseUrl: insecure },
			rejected(
				"'Base URL' does not start with https://, so the access token would travel unencrypted. Enter https://graph.facebook.com. http:// is only allowed for localhost.",
			),
			{
				expectedOn1x: rejected(
					"'Base URL' does not start with https://, so 'Client Secret' (App Secret) was not sent. Enter https://graph.facebook.com. http:// is only allowed for localhost.",
				),
			},
		),
		oauth2('a page instead of JSON', {}, rejected(notGraph(` (${host})`)), {
			fault: html,
			expectedOn1x: rejected(notGraph('')),
		}),

		flows('right', {}, ok),
		flows('right, with key', { privateKey: PRIVATE_KEY, passphrase: PASSPHRASE, appSecret: seed.app.secret }, ok),
		flows(
			'key that is cut off',
			{ privateKey: '-----BEGIN PRIVATE KEY-----' },
			rejected(
				"'Private Key' is cut off: its END line is missing. Paste the complete private key whose public key was uploaded to WhatsApp, from its BEGIN line to its END line.",
			),
		),
		flows(
			'wrong passphrase',
			{ privateKey: PRIVATE_KEY, passphrase: 'sesame' },
			rejected(
				"'Passphrase' does not open the private key. Enter the passphrase that the key was created with, or create a new key pair.",
			),
		),
		flows('expired token', { accessToken: seed.expiredToken }, rejected(`'Access Token' has expired. ${NEW_TOKEN}`)),
		flows(
			'business portfolio ID',
			{ businessAccountId: seed.businessPortfolioId },
			rejected(`'WhatsApp Business Account ID' is the ID of a business portfolio. ${fromSetup}`),
		),
	];
}
