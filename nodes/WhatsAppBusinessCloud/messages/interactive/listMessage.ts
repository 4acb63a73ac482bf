import type { IDataObject } from 'n8n-workflow';
import type { Parameters } from '../../shared/input/parameters';
import { omitUndefined, isObject, optionalText } from '../../shared/input/parameterValues';
import { checkMaxLength } from '../../shared/input/textLength';
import { checkUnique, checkCount, requiredTitle, limitedText } from '../../shared/input/validators';
import { interactiveType } from './defineInteractiveType';
import { buttonTextField, buttonTextName } from './buttonText';
import { counts, texts } from './interactiveLimits';
import {
	toEntries,
	assertObject,
	listFields,
	type ListSpec,
	readList,
	mapEntries,
} from '../../shared/input/listParameter';
import { sectionTitle } from './section';
import { maxCharacters } from '../../shared/input/maxCharacters';
import { formatNumber } from '../../shared/formatNumber';

const fields = { rows: 'Rows', title: 'Title', id: 'ID', description: 'Description' };

const spec: ListSpec = {
	name: 'sections',
	key: 'section',
	title: 'Sections',
	one: 'Section',
	description: `Sections of the list, with up to ${counts.rows.max} rows in total`,
	values: [
		{
			displayName: fields.title,
			name: 'title',
			type: 'string',
			default: '',
			placeholder: 'e.g. Delivery',
			description: `Heading above the rows, up to ${texts.sectionTitle.max} characters. Required if there is more than one section.`,
		},
		{
			displayName: fields.rows,
			name: 'rows',
			type: 'fixedCollection',
			typeOptions: { multipleValues: true, sortable: true },
			placeholder: 'Add Row',
			default: { row: [{}] },
			options: [
				{
					displayName: 'Row',
					name: 'row',
					values: [
						{
							displayName: fields.title,
							name: 'title',
							type: 'string',
							default: '',
							placeholder: 'e.g. Where is my order?',
							description: `Text of the row, up to ${texts.rowTitle.max} characters`,
						},
						{
							displayName: fields.description,
							name: 'description',
							type: 'string',
							default: '',
							placeholder: 'e.g. See when it will arrive (optional)',
							description: `Text below the title, up to ${texts.rowDescription.max} characters`,
						},
						{
							displayName: fields.id,
							name: 'id',
							type: 'string',
							default: '',
							placeholder: 'e.g. order_status (optional)',
							description: `Identifier that is returned when the recipient selects the row, up to ${texts.rowId.max} characters. Not shown to the recipient. Default: the title.`,
						},
					],
				},
			],
		},
	],
	json: {
		default:
			'[\n  {\n    "title": "Delivery",\n    "rows": [\n      { "title": "Where is my order?", "description": "See when it will arrive", "id": "order_status" }\n    ]\n  }\n]',
		description: `A list of 1 to ${counts.sections.max} sections with up to ${counts.rows.max} rows in total`,
		hint: 'You can also enter a list of rows: [{ "title": "Red" }, { "title": "Blue" }]',
	},
};

/** The sections as entered. Rows without a section form one section without a title. */
function sectionsOf({ entries, isJson }: { entries: unknown[]; isJson: boolean }): unknown[] {
	const isRow = (entry: unknown): boolean => typeof entry === 'string' || (isObject(entry) && entry.rows === undefined);
	return isJson && entries.length > 0 && entries.every(isRow) ? [{ rows: entries }] : entries;
}

function readSections(parameters: Parameters): IDataObject[] {
	const list = readList(parameters, spec);
	const sectionEntries = checkCount(sectionsOf(list), counts.sections, list.field, ['section', 'sections']);
	const sections = mapEntries(sectionEntries, 'section', (entry) => {
		const section = assertObject(entry);
		const title = sectionTitle(section.title, texts.sectionTitle, sectionEntries.length);
		const rows = toEntries(section.rows, 'row', fields.rows);
		checkCount(rows, { ...counts.rows, max: Infinity }, fields.rows, ['row', 'rows']);
		return { title, rows: mapEntries(rows, 'row', readRow) };
	});
	const ids = sections.flatMap(({ rows }, index) =>
		rows.map(({ id }, number) => ({ value: id, path: ['section', index + 1, 'row', number + 1] })),
	);
	checkCount(
		ids,
		counts.rows,
		list.field,
		['row in total', 'rows in total'],
		'Remove rows, or send them in several messages',
	);
	checkUnique(ids, fields.id, 'Give each row a different ID; without one, its title is the ID');
	return sections.map(omitUndefined);
}

function readRow(entry: unknown): { id: string } & IDataObject {
	const row = typeof entry === 'string' ? { title: entry } : assertObject(entry);
	const title = requiredTitle(row.title, texts.rowTitle, fields.title, 'Enter what the row says');
	// WhatsApp rejects spaces around a button's ID; for a row's ID, this is not documented.
	const id = (optionalText(row.id, fields.id) ?? title).trim();
	const description = limitedText(row.description, texts.rowDescription, fields.description);
	return {
		id: checkMaxLength(id, texts.rowId, fields.id, 'Use a shorter ID'),
		title,
		...(description === undefined ? {} : { description }),
	};
}

/**
 * WhatsApp docs: Messages > Interactive list messages.
 * `{button, sections: [{title, rows: [{id, title, description}]}]}`.
 */
export const listMessage = interactiveType({
	value: 'list',
	name: 'List',
	description: 'Send a text with a button that opens a list of up to 10 rows',
	headers: ['text'],
	body: {
		limit: texts.listBody,
		description: `The text of the message, up to ${maxCharacters(texts.listBody)}. WhatsApp may reject more than ${formatNumber(texts.body.max)}.`,
	},
	properties: [
		buttonTextField({
			limit: texts.listButton,
			placeholder: 'e.g. See the options',
			description: 'Text of the button that opens the list',
		}),
		...listFields(spec),
	],
	action(parameters) {
		const button = requiredTitle(
			parameters.buttonText,
			texts.listButton,
			buttonTextName,
			'Enter what the button that opens the list says',
		);
		return { action: { button, sections: readSections(parameters) } };
	},
});
