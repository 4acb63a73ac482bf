import type { INodeProperties } from 'n8n-workflow';
import { resources } from '../../../nodes/WhatsAppBusinessCloud/actions';
import { mergeFields } from '../../../nodes/WhatsAppBusinessCloud/actions/mergeFields';
import { WhatsAppBusinessCloud } from '../../../nodes/WhatsAppBusinessCloud/WhatsAppBusinessCloud.node';

const field = (name: string, more: Partial<INodeProperties> = {}): INodeProperties => ({
	displayName: name.toUpperCase(),
	name,
	type: 'string',
	default: '',
	...more,
});

/** The fields that an operation shows, without the conditions for the operation itself. */
function shownFor(properties: INodeProperties[], resource: string, operation: string): INodeProperties[] {
	return properties.flatMap(({ displayOptions, ...rest }) => {
		const { resource: forResources, operation: forOperations, ...show } = displayOptions?.show ?? {};
		if (!forResources?.includes(resource) || !forOperations?.includes(operation)) return [];
		const own = { ...displayOptions, ...(Object.keys(show).length > 0 ? { show } : { show: undefined }) };
		const conditions = Object.fromEntries(Object.entries(own).filter(([, value]) => value !== undefined));
		return [Object.keys(conditions).length > 0 ? { ...rest, displayOptions: conditions } : rest];
	});
}

const listOf = (properties: INodeProperties[]) =>
	properties.map(({ name, displayOptions }) => [name, displayOptions?.show?.operation]);

test('a field of several operations is in the list once', () => {
	const forms = [
		{ operation: 'get', fields: [field('id'), field('simplify'), field('options')] },
		{ operation: 'list', fields: [field('limit'), field('simplify'), field('options')] },
		{ operation: 'delete', fields: [field('id'), field('options')] },
	];
	const properties = mergeFields('user', forms);
	expect(listOf(properties)).toEqual([
		['id', ['get', 'delete']],
		['limit', ['list']],
		['simplify', ['get', 'list']],
		['options', ['get', 'list', 'delete']],
	]);
	expect(properties[0].displayOptions).toEqual({ show: { resource: ['user'], operation: ['get', 'delete'] } });
});

test('fields with the same name and other contents stay apart', () => {
	const forms = [
		{ operation: 'get', fields: [field('id', { description: 'To get' })] },
		{ operation: 'list', fields: [field('id', { displayOptions: { show: { all: [false] } } })] },
		{ operation: 'delete', fields: [field('id', { description: 'To get' })] },
	];
	expect(listOf(mergeFields('user', forms))).toEqual([
		['id', ['get', 'delete']],
		['id', ['list']],
	]);
});

test('each operation keeps the order of its fields', () => {
	const [a, b, c] = ['a', 'b', 'c'].map((name) => field(name));
	const forms = [
		{ operation: 'first', fields: [a, b, c] },
		{ operation: 'second', fields: [c, a] },
		{ operation: 'third', fields: [b, a, c, a] },
	];
	const properties = mergeFields('user', forms);
	for (const { operation, fields } of forms) expect(shownFor(properties, 'user', operation)).toEqual(fields);
});

describe('the form of the node', () => {
	const { properties } = new WhatsAppBusinessCloud().description;

	test.each(resources.flatMap(({ value, operations }) => operations.map((entry) => ({ resource: value, ...entry }))))(
		'$resource > $value shows its own fields in its order',
		({ resource, value, operation }) => {
			const [operationField, ...shown] = shownFor(
				properties.filter(({ name }) => name !== 'operation'),
				resource,
				value,
			);
			expect([operationField, ...shown].filter(Boolean)).toEqual(JSON.parse(JSON.stringify(operation.properties)));
		},
	);

	// n8n's editor loads it with the descriptions of all other nodes.
	test('is smaller than 500 KB', () => {
		expect(JSON.stringify(properties).length).toBeLessThan(500_000);
	});
});
