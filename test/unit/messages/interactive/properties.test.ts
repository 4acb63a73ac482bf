import fc from 'fast-check';
import type { IDataObject, INodeProperties, INodePropertyCollection, INodePropertyOptions } from 'n8n-workflow';
import { messageTypes } from '../../../../nodes/WhatsAppBusinessCloud/messages';
import { InputError } from '../../../../nodes/WhatsAppBusinessCloud/shared/inputError';
import { quotePath } from '../../../../nodes/WhatsAppBusinessCloud/shared/inputPath';
import type { Parameters } from '../../../../nodes/WhatsAppBusinessCloud/shared/input/parameters';
import type { BuiltMessage, MessageType } from '../../../../nodes/WhatsAppBusinessCloud/messages/types';
import { checkInteractive } from '../../../../emulator/src/messages/interactive';
import { GraphError } from '../../../../emulator/src/errors';
import { least } from './forms';

const types = messageTypes.filter(({ value }) => value in least);

/**
 * The objection of the emulator to a body, undefined if valid. Its rules come from the documentation, not from the
 * builders.
 */
function complaint({ body, uploads }: BuiltMessage): string | undefined {
	uploads.forEach(({ target }, index) => (target.id = String(1000 + index)));
	try {
		checkInteractive(JSON.parse(JSON.stringify(body.interactive)) as IDataObject);
		return undefined;
	} catch (thrown) {
		if (!(thrown instanceof GraphError)) throw thrown;
		return `${JSON.stringify(thrown.fields)} on ${JSON.stringify(body)}`;
	}
}

const words = fc.oneof(
	{ weight: 6, arbitrary: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 26 }) },
	{
		weight: 3,
		arbitrary: fc.constantFrom(
			'Yes',
			'No',
			'a'.repeat(20),
			'👩‍👩‍👧',
			'SKU-1',
			'1434689960874242',
			'411001',
			' ',
			'',
			'ends ',
			'12.50',
			'https://example.com/a?b=c',
		),
	},
	{ weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 1100 }) },
);
const wild = fc.oneof(
	fc.anything({ withBigInt: true, withDate: true, withMap: true, withSet: true, withNullPrototype: true }),
	fc.constantFrom(NaN, -0, '__proto__'),
);

/** A value for one field of a form: usually of its type, sometimes anything. */
function valueOf(property: INodeProperties, odd: number): fc.Arbitrary<unknown> {
	const kind = kindOf(property, odd);
	return odd === 0 ? kind : fc.oneof({ weight: 100 - odd, arbitrary: kind }, { weight: odd, arbitrary: wild });
}

function kindOf(property: INodeProperties, odd: number): fc.Arbitrary<unknown> {
	const options = (property.options ?? []) as Array<INodePropertyOptions & INodePropertyCollection & INodeProperties>;
	switch (property.type) {
		case 'options':
			return fc.constantFrom(...options.map(({ value }) => value));
		case 'boolean':
			return fc.boolean();
		case 'number':
			return fc.oneof(
				fc.integer({ min: 0, max: 50_000 }),
				fc.integer({ min: 0, max: 99_999 }).map((cents) => cents / 100),
				fc.constant(''),
			);
		case 'collection':
			return formOf(options, odd);
		case 'fixedCollection':
			return fc.record(
				Object.fromEntries(
					options.map(({ name, values }) => [
						name,
						property.typeOptions?.multipleValues
							? fc.array(formOf(values, odd), { maxLength: 4 })
							: formOf(values, odd),
					]),
				),
				{ requiredKeys: [] },
			);
		case 'json':
			return fc.oneof(fc.constant(property.default), fc.constant(''), fc.json(), fc.array(fc.string()));
		default:
			return words;
	}
}

const formOf = (properties: INodeProperties[], odd: number): fc.Arbitrary<Parameters> =>
	fc.record(Object.fromEntries(properties.map((property) => [property.name, valueOf(property, odd)])), {
		requiredKeys: [],
	}) as fc.Arbitrary<Parameters>;

const complete = (type: MessageType, odd: number): fc.Arbitrary<Parameters> =>
	fc
		.tuple(formOf(type.properties, odd), formOf(type.additionalFields ?? [], odd))
		.map(([form, additionalFields]) => ({ ...form, additionalFields }));

/** The smallest form with some fields replaced by generated ones. */
const partlyGenerated = (type: MessageType): fc.Arbitrary<Parameters> =>
	complete(type, 0).chain((drawn) =>
		fc
			.subarray(Object.keys(drawn))
			.map((keys) => ({ ...least[type.value], ...Object.fromEntries(keys.map((key) => [key, drawn[key]])) })),
	);

/** Builds the message; returns undefined if it is rejected with an InputError. */
function attempt(type: MessageType, parameters: Parameters): BuiltMessage | undefined {
	try {
		return type.build(parameters);
	} catch (thrown) {
		if (!(thrown instanceof InputError)) throw thrown;
		expect(thrown.path).not.toEqual([]);
		expect(thrown.message.toLowerCase()).toContain(quotePath(thrown.path).toLowerCase());
		return undefined;
	}
}

test('covers every interactive type', () => {
	expect(types.map(({ value }) => value).sort()).toEqual(Object.keys(least).sort());
});

describe.each(types.map((type) => [type.name, type] as const))('%s', (_name, type) => {
	test('builds a valid message from the smallest form', () => {
		expect(complaint(type.build(least[type.value]))).toBeUndefined();
	});

	test('builds a message or rejects it with an InputError, for any form', () => {
		fc.assert(
			fc.property(fc.oneof(complete(type, 20), complete(type, 2), fc.object()), (parameters) => {
				attempt(type, parameters);
			}),
			{ numRuns: 150 },
		);
	});

	test('builds only messages that the emulator accepts', () => {
		let built = 0;
		fc.assert(
			fc.property(fc.oneof(partlyGenerated(type), partlyGenerated(type), complete(type, 2)), (parameters) => {
				const message = attempt(type, parameters);
				if (message === undefined) return;
				built += 1;
				expect(complaint(message)).toBeUndefined();
			}),
			{ numRuns: 250 },
		);
		expect(built).toBeGreaterThan(10);
	});

	test('does not change its input', () => {
		const form = structuredClone(least[type.value]);
		type.build(form);
		expect(form).toEqual(least[type.value]);
	});
});
