import { findMessageType } from '../../../nodes/WhatsAppBusinessCloud/messages';
import { readFlowTokenOptions } from '../../../nodes/WhatsAppBusinessCloud/messages/flowToken';
import { listOfJson, readFields } from '../../../nodes/WhatsAppBusinessCloud/sendAndWait/form/read';
import { english } from '../../../nodes/WhatsAppBusinessCloud/sendAndWait/language/languages';
import { readChoices } from '../../../nodes/WhatsAppBusinessCloud/sendAndWait/choices';
import { InputError } from '../../../nodes/WhatsAppBusinessCloud/shared/inputError';
import type { Parameters } from '../../../nodes/WhatsAppBusinessCloud/shared/input/parameters';
import { checkComponents } from '../../../nodes/WhatsAppBusinessCloud/templates/check';
import { buildComponents } from '../../../nodes/WhatsAppBusinessCloud/templates/form';
import { buildButtons } from '../../../nodes/WhatsAppBusinessCloud/templates/form/buttons';
import { listedComponents, rawComponents } from '../../../nodes/WhatsAppBusinessCloud/templates/send';
import { productSections } from '../../../nodes/WhatsAppBusinessCloud/templates/send/products';
import { least } from '../messages/interactive/forms';

// Every field that takes JSON, with values that break careless code: each is rejected with a clear error, or passes
// unchanged.

interface JsonField {
	/** The field's JSON with another JSON value in it. */
	around: (inner: string) => string;
	/** Reads the field. @returns what is sent */
	read: (value: unknown) => unknown;
	/** Whether any value passes; otherwise a text is expected at its place. */
	takesAny?: boolean;
	/** Whether objects at the place of a text are ignored, and lists from expressions may have any size. */
	isLenient?: boolean;
}

const send = (type: string, parameters: (value: unknown) => Parameters) => (value: unknown) =>
	findMessageType(type).build({ ...least[type], ...parameters(value) }).body;

const context = { timezone: 'UTC', now: 0 };
const inButton = (button: object) =>
	listedComponents({ component: [{ type: 'button', index: 0, ...button }] }, context).components;

const definition = (componentsJson: unknown) => {
	const built = buildComponents({ defineComponents: 'json', componentsJson });
	checkComponents(built, 'UTILITY');
	return built.components;
};

const fields: Record<string, JsonField> = {
	'Message (JSON)': {
		around: (inner) => `{"type":"text","text":{"new":${inner}}}`,
		read: (rawMessage) => findMessageType('raw').build({ rawMessage }).body,
		takesAny: true,
	},
	'Components (JSON) of a message': {
		around: (inner) => `[{"type":"body","parameters":[{"type":"new","new":${inner}}]}]`,
		read: (value) => rawComponents(value).components,
		takesAny: true,
	},
	'Components (JSON) of a message, text': {
		around: (inner) => `[{"type":"body","parameters":[{"type":"text","text":${inner}}]}]`,
		read: (value) => rawComponents(value).components,
	},
	'Components (JSON) of a template': {
		around: (inner) => `[{"type":"BODY","text":"Hello","new":${inner}}]`,
		read: definition,
		takesAny: true,
	},
	'Components (JSON) of a template, text': {
		around: (inner) => `[{"type":"BODY","text":${inner}}]`,
		read: definition,
	},
	'Contacts (JSON)': {
		around: (inner) => `[{"name":{"formatted_name":"Ann","first_name":${inner}}}]`,
		read: (contactsJson) => findMessageType('contacts').build({ contactsInput: 'json', contactsJson }).body,
	},
	'Buttons (JSON)': {
		around: (inner) => `[{"title":"Yes","id":${inner}}]`,
		read: send('button', (buttonsJson) => ({ defineButtons: 'json', buttonsJson })),
	},
	'Sections (JSON) of a list': {
		around: (inner) => `[{"rows":[{"title":"Yes","description":${inner}}]}]`,
		read: send('list', (sectionsJson) => ({ defineSections: 'json', sectionsJson })),
	},
	'Sections (JSON) of products': {
		around: (inner) => `[{"title":${inner},"product_items":["SKU-1"]}]`,
		read: send('product_list', (productSectionsJson) => ({ defineProductSections: 'json', productSectionsJson })),
	},
	'Cards (JSON)': {
		around: (inner) =>
			`[${[1, 2].map((n) => `{"header":{"type":"image","image":{"id":"${n}0000000"}},"body":{"text":${inner}},"action":{"name":"cta_url","parameters":{"display_text":"A","url":"https://example.com/"}}}`).join()}]`,
		read: send('carousel', (cardsJson) => ({ defineCards: 'json', cardsJson })),
	},
	'Items (JSON)': {
		around: (inner) => `[{"name":"Rye","retailer_id":"SKU-1","amount":12.5,"importer_name":${inner}}]`,
		read: send('order_details', (itemsJson) => ({ defineItems: 'json', itemsJson })),
	},
	'Gateway Data (JSON)': {
		around: (inner) => `{"new":${inner}}`,
		read: send('order_details', (gatewayData) => ({ paymentType: 'payment_gateway', gatewayData })),
		takesAny: true,
	},
	'Opening Data (JSON)': {
		around: (inner) => `{"new":${inner}}`,
		read: send('flow', (flowData) => ({ flowData })),
		takesAny: true,
	},
	'Token Data (JSON)': {
		around: (inner) => `{"new":${inner}}`,
		read: (tokenData) => readFlowTokenOptions({ tokenData }),
		takesAny: true,
	},
	'Flow Action Data': {
		around: (inner) => `{"new":${inner}}`,
		read: (flow_action_data) => inButton({ sub_type: 'flow', flow_action_data }),
		takesAny: true,
	},
	'Order Details': {
		around: (inner) => `{"new":${inner}}`,
		read: (order_details) => inButton({ sub_type: 'order_details', order_details }),
		takesAny: true,
	},
	Products: {
		around: (inner) => `[{"title":${inner},"product_items":[{"product_retailer_id":"SKU-1"}]}]`,
		read: (value) => productSections(value, 'Products'),
	},
	'Flow JSON of a template button': {
		around: (inner) => `{"version":"7.0","new":${inner}}`,
		read: (flowJson) => {
			const [{ flow_json: text }] = buildButtons({
				button: [{ type: 'FLOW', text: 'Open', flowSource: 'json', flowJson }],
			});
			return JSON.parse(String(text)) as unknown;
		},
		takesAny: true,
	},
	'Choices (JSON)': {
		around: (inner) => `[{"label":"Yes","value":${inner}}]`,
		read: (choicesJson) =>
			readChoices({ responseType: 'choice', defineChoices: 'json', choicesJson }, { language: english }),
	},
	'Form Fields (JSON)': {
		around: (inner) => `[{"fieldLabel":"Name","fieldType":"text","placeholder":${inner}}]`,
		read: (value) => readFields({ json: listOfJson(value) }),
		isLenient: true,
	},
};

const levels = 10_000;
const nested = (): unknown => {
	let value: unknown = 1;
	for (let level = 0; level < levels; level++) value = { a: value };
	return value;
};

/** Reads a field. @returns JSON of what is sent, or the error */
function outcome({ read }: JsonField, value: unknown): { sent?: string; error?: InputError } {
	try {
		return { sent: JSON.stringify(read(value)) };
	} catch (error) {
		if (error instanceof InputError) return { error };
		throw error;
	}
}

/** Asserts that an error is a sentence about a field, without the value. */
function expectClear(error: InputError | undefined): void {
	expect(error?.message).toMatch(/'[A-Z]/);
	expect(error?.message.length).toBeLessThan(300);
}

describe.each(Object.entries(fields))('%s', (_, field) => {
	const texts = (inner: string): unknown[] => [field.around(inner), JSON.parse(field.around(inner)) as unknown];

	test('takes an ordinary value', () => {
		for (const value of texts('"ordinary"')) expect(outcome(field, value).sent).toContain('"ordinary"');
	});

	test('rejects 10,000 levels', () => {
		const { error: ofText } = outcome(field, field.around(`${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`));
		if (!field.isLenient) expectClear(ofText);
		const inside = JSON.parse(field.around('{"deep":1}')) as object;
		const { error } = outcome(field, replaced(inside, nested()));
		if (!field.isLenient) expectClear(error);
	});

	test('rejects one text of 10 MB', () => {
		const [text, object] = texts(`"${'x'.repeat(10_000_000)}"`);
		expectClear(outcome(field, text).error);
		if (field.isLenient) expect(outcome(field, object).sent?.length).toBeGreaterThan(10_000_000);
		else expectClear(outcome(field, object).error);
	});

	test('passes keys of prototypes, or rejects them, and changes no prototype', () => {
		for (const inner of ['{"__proto__":{"polluted":1}}', '{"constructor":{"prototype":{"polluted":1}}}']) {
			for (const value of texts(inner)) {
				const { sent, error } = outcome(field, value);
				if (field.takesAny) expect(sent).toContain(inner);
				else if (error !== undefined) expectClear(error);
				else expect(sent).not.toContain('polluted');
				expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
			}
		}
	});

	test('rejects a number that would lose digits', () => {
		for (const digits of ['9007199254740993', '12345678901234567890', '1e999'])
			expectClear(outcome(field, field.around(digits)).error);
	});

	test('keeps lone surrogates, as such or as the sign for an unreadable character', () => {
		for (const value of texts('"a\\ud83d"')) {
			const { sent } = outcome(field, value);
			expect(['"a\\ud83d"', '"a\ufffd"'].filter((text) => sent?.includes(text))).toHaveLength(1);
			if (field.takesAny) expect(sent).toContain('"a\\ud83d"');
		}
	});

	test('passes line breaks within a text, or rejects them', () => {
		for (const value of texts('"a\\r\\nb"')) {
			const { sent, error } = outcome(field, value);
			if (error === undefined) expect(sent).toContain('"a\\r\\nb"');
			else expectClear(error);
			expect(field.takesAny && error).toBeFalsy();
		}
	});
});

/** The value with `{"deep": 1}` replaced. */
function replaced(value: unknown, by: unknown): unknown {
	if (typeof value !== 'object' || value === null) return value;
	if ('deep' in value) return by;
	if (Array.isArray(value)) return value.map((one) => replaced(one, by));
	return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, replaced(one, by)]));
}
