import { InputError, withFieldName, withPath } from '../../../nodes/WhatsAppBusinessCloud/shared/inputError';
import {
	describePath,
	prefixFields,
	quotePath,
	type FieldPath,
} from '../../../nodes/WhatsAppBusinessCloud/shared/inputPath';
import { assertObject, mapEntries } from '../../../nodes/WhatsAppBusinessCloud/shared/input/listParameter';
import { checkUnique, requiredTitle } from '../../../nodes/WhatsAppBusinessCloud/shared/input/validators';
import { inputErrorOf } from '../inputErrorOf';

const limit = { max: 5, source: '' };
const title = (value: unknown): string => requiredTitle(value, limit, 'Title', 'Enter a title');
const fail = (field: FieldPath): never => {
	throw new InputError(field, 'is empty', 'Fill it in');
};

describe('rendering of a path', () => {
	test.each<[FieldPath, string, string]>([
		['Title', "'Title'", 'Title'],
		[['Title'], "'Title'", 'Title'],
		[['button', 2, 'Title'], "'Title' of button 2", 'Title of button 2'],
		[['card', 1, 'button', 2, 'Title'], "'Title' of button 2 of card 1", 'Title of button 2 of card 1'],
		[['saved address', 12, 'ID'], "'ID' of saved address 12", 'ID of saved address 12'],
		[['Components (JSON)', 'Body'], "'Body' of 'Components (JSON)'", 'Body of Components (JSON)'],
		[
			['Components (JSON)', 'card', 3, 'Card Text'],
			"'Card Text' of card 3 of 'Components (JSON)'",
			'Card Text of card 3 of Components (JSON)',
		],
		[[], 'the entry', 'the entry'],
		[['Form Elements', 'element', 3], "element 3 of 'Form Elements'", 'element 3 of Form Elements'],
		[["Recipient's Phone Number"], "'Recipient's Phone Number'", "Recipient's Phone Number"],
		[['button', 1, 'Proof of Payment'], "'Proof of Payment' of button 1", 'Proof of Payment of button 1'],
		[['Price in $&', "$' of $1"], "'$' of $1' of 'Price in $&'", "$' of $1 of Price in $&"],
	])('renders the path %j', (path, quoted, described) => {
		expect([quotePath(path), describePath(path)]).toEqual([quoted, described]);
	});
});

describe('message', () => {
	test('begins the error message with the field', () => {
		const error = new InputError(['button', 2, 'Title'], 'is empty', 'Enter a title');
		expect(error).toMatchObject({
			name: 'InputError',
			path: ['button', 2, 'Title'],
			field: 'Title of button 2',
			problem: 'is empty',
			message: "'Title' of button 2 is empty",
			advice: 'Enter a title',
		});
	});

	test('inserts the field where a problem function uses it', () => {
		const error = new InputError(['card', 1, 'Link'], (field) => `The file at ${field} is missing`);
		expect([error.message, error.field]).toEqual(["The file at 'Link' of card 1 is missing", 'Link of card 1']);
		const odd = new InputError("$& $1 $'", (field) => `The file at ${field} is missing`);
		expect(odd.message).toBe("The file at '$& $1 $'' is missing");
	});

	test('omits the field when a problem function does not use it', () => {
		const error = new InputError('Operation', () => 'This n8n is too old');
		expect([error.message, error.field]).toEqual(['This n8n is too old', 'Operation']);
	});

	test('begins the error message with a capital when it is about an entry', () => {
		expect(inputErrorOf(() => mapEntries([{}, 'x'], 'button', assertObject)).message).toBe(
			'Button 2 needs an object with fields, got text',
		);
	});
});

describe('withPath', () => {
	test('returns the result of the function', () => expect(withPath(['card', 1], () => 5)).toBe(5));

	test('passes other errors on unchanged', () => {
		const other = new Error('x');
		const run = () =>
			withPath(['card', 1], () => {
				throw other;
			});
		expect(run).toThrow(other);
	});

	test('puts outer segments before inner ones', () => {
		const error = inputErrorOf(() => withPath(['Components (JSON)'], () => withPath(['card', 2], () => fail('Body'))));
		expect(error.path).toEqual(['Components (JSON)', 'card', 2, 'Body']);
		expect([error.message, error.advice]).toEqual(["'Body' of card 2 of 'Components (JSON)' is empty", 'Fill it in']);
	});

	test.each(["'Title' of button 9", 'Proof of Payment', '$& $1 $` ' + "$'"])(
		'treats the name %j as a name, not as a path',
		(name) => {
			const error = inputErrorOf(() => withPath(['button', 2], () => fail(name)));
			expect([error.message, error.field]).toEqual([`'${name}' of button 2 is empty`, `${name} of button 2`]);
		},
	);

	test('keeps a problem that quotes the same name', () => {
		const twice = () => {
			throw new InputError('ID', "is the same as 'ID' of button 1");
		};
		expect(inputErrorOf(() => withPath(['button', 2], twice)).message).toBe(
			"'ID' of button 2 is the same as 'ID' of button 1",
		);
	});
});

describe('withFieldName', () => {
	const rename = (name: string) => (name === 'Body' ? 'Message' : name);

	test.each<[FieldPath, string]>([
		['Body', "'Message' is empty"],
		[['card', 1, 'Body'], "'Message' of card 1 is empty"],
		[['Body', 'card', 1, 'Title'], "'Title' of card 1 of 'Body' is empty"],
		[['Body', 1], 'Body 1 is empty'],
	])('renames the field of %j only', (field, message) => {
		expect(inputErrorOf(() => withFieldName(rename, () => fail(field))).message).toBe(message);
	});

	test('renames the field below a path', () => {
		const error = inputErrorOf(() => withPath(['card', 2], () => withFieldName(rename, () => fail('Body'))));
		expect([error.message, error.field]).toEqual(["'Message' of card 2 is empty", 'Message of card 2']);
	});

	test('inserts the new name where the sentence contains the field', () => {
		const run = () => {
			throw new InputError('Body', (field) => `The text in ${field} is too long`);
		};
		expect(inputErrorOf(() => withFieldName(rename, run)).message).toBe("The text in 'Message' is too long");
	});
});

describe('mapEntries', () => {
	test('adds the entry to the path at each level', () => {
		const cards = [[['Yes']], [['Yes'], ['No', 'Perhaps']]];
		const read = () =>
			mapEntries(cards, 'card', (buttons) =>
				mapEntries(buttons, 'button', (titles) => mapEntries(titles, 'line', (value) => title(value))),
			);
		const error = inputErrorOf(read);
		expect(error.path).toEqual(['card', 2, 'button', 2, 'line', 2, 'Title']);
		expect(error.message).toBe("'Title' of line 2 of button 2 of card 2 has 7 characters, WhatsApp allows 5");
	});

	test('adds the entry to the fields of files', () => {
		const files = [
			{ kind: 'image', field: 'Link' },
			{ kind: 'video', field: ['Header', 'Link'] },
		];
		expect(prefixFields(['card', 2], files)).toEqual([
			{ kind: 'image', field: ['card', 2, 'Link'] },
			{ kind: 'video', field: ['card', 2, 'Header', 'Link'] },
		]);
	});

	test('returns the mapped entries', () => {
		expect(mapEntries(['a', 'b'], 'row', (row, index) => `${index}${row}`)).toEqual(['0a', '1b']);
	});
});

describe('checkUnique', () => {
	test('reports the positions of two equal entries', () => {
		const entries = [
			{ value: 'a', path: ['section', 1, 'row', 1] },
			{ value: 'b', path: ['section', 1, 'row', 2] },
			{ value: 'a', path: ['section', 2, 'row', 1] },
		];
		const error = inputErrorOf(() => checkUnique(entries, 'ID', 'Change it'));
		expect([error.message, error.field]).toEqual([
			"'ID' of row 1 of section 2 is the same as that of row 1 of section 1",
			'ID of row 1 of section 2',
		]);
		expect(() => checkUnique(entries.slice(0, 2), 'ID', 'Change it')).not.toThrow();
	});
});
