import { NodeHelpers, type INodeParameters } from 'n8n-workflow';
import { properties } from '../../../nodes/WhatsAppBusinessCloud/actions';

/** Names of the fields that the editor shows for these values; missing values have their defaults. */
function shown(operation: string, values: INodeParameters): string[] {
	const all: INodeParameters = { resource: 'template', operation, ...values };
	for (;;) {
		const visible = properties.filter((property) =>
			NodeHelpers.displayParameter(all, property, { typeVersion: 1 }, null),
		);
		const missing = visible.filter(({ name }) => all[name] === undefined);
		if (missing.length === 0)
			return visible.map(({ name }) => name).filter((name) => name !== 'resource' && name !== 'operation');
		for (const { name, default: value } of missing) all[name] = value;
	}
}

const start = ['templateName', 'language', 'category', 'defineComponents'];
const end = ['additionalFields', 'options', 'network'];
const body = ['bodyText', 'bodyExamples'];

test.each<[string, INodeParameters, string[]]>([
	['initial form', {}, ['templateLayout', 'headerFormat', ...body, 'footerText', 'buttons']],
	[
		'text header',
		{ headerFormat: 'TEXT' },
		['templateLayout', 'headerFormat', 'headerText', 'headerExample', ...body, 'footerText', 'buttons'],
	],
	[
		'image header',
		{ headerFormat: 'IMAGE' },
		['templateLayout', 'headerFormat', 'headerExampleFrom', 'headerPropertyName', ...body, 'footerText', 'buttons'],
	],
	[
		'image header by handle',
		{ headerFormat: 'IMAGE', headerExampleFrom: 'handle' },
		['templateLayout', 'headerFormat', 'headerExampleFrom', 'headerHandle', ...body, 'footerText', 'buttons'],
	],
	[
		'offer',
		{ templateLayout: 'limitedTimeOffer' },
		['templateLayout', 'headerFormat', 'offerText', 'offerHasExpiration', ...body, 'buttons'],
	],
	['carousel', { templateLayout: 'carousel' }, ['templateLayout', ...body, 'cardHeaderFormat', 'cards']],
	['call permission', { templateLayout: 'callPermission' }, ['templateLayout', 'headerFormat', ...body, 'footerText']],
	[
		'authentication',
		{ category: 'AUTHENTICATION' },
		['addSecurityRecommendation', 'codeExpirationMinutes', 'otpType', 'otpButtonText'],
	],
	[
		'zero tap',
		{ category: 'AUTHENTICATION', otpType: 'ZERO_TAP' },
		[
			'addSecurityRecommendation',
			'codeExpirationMinutes',
			'otpType',
			'otpButtonText',
			'autofillText',
			'supportedApps',
			'zeroTapTermsAccepted',
		],
	],
	['JSON', { defineComponents: 'json' }, ['componentsJson']],
])('shows each applicable field of Create once: %s', (_name, values, expected) => {
	expect(shown('create', values)).toEqual([...start, ...expected, ...end]);
});

test.each<[string, INodeParameters, string[]]>([
	['initial form', {}, []],
	['fields', { defineComponents: 'fields' }, ['templateLayout', 'headerFormat', ...body, 'footerText', 'buttons']],
	[
		'authentication',
		{ defineComponents: 'fields', templateLayout: 'authentication' },
		['templateLayout', 'addSecurityRecommendation', 'codeExpirationMinutes', 'otpType', 'otpButtonText'],
	],
	['JSON', { defineComponents: 'json' }, ['componentsJson']],
])('shows each applicable field of Update once: %s', (_name, values, expected) => {
	expect(shown('update', values)).toEqual([
		'templateId',
		'defineComponents',
		...expected,
		'updateFields',
		'options',
		'network',
	]);
});

test('shows the template or its name for Delete', () => {
	expect(shown('delete', {})).toEqual(['deleteScope', 'templateId', 'options', 'network']);
	expect(shown('delete', { deleteScope: 'all' })).toEqual(['deleteScope', 'templateName', 'options', 'network']);
});
