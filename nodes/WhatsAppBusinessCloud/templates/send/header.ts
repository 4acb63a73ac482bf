import type { IDataObject } from 'n8n-workflow';
import { ranges } from '../../messages/limits';
import { degrees } from '../../messages/location';
import { omitUndefined, requiredText } from '../../shared/input/parameterValues';
import { headerMedia, mediaParameter, textParameter } from './parts';
import type { TemplateFormValues } from './formValues';
import type { Files, TemplateDefinition, TemplateField } from './types';
import { isNumbered, variables } from './variables';

const field = (part: string, required = true, type: TemplateField['type'] = 'string'): TemplateField => ({
	address: `header.${part}`,
	type,
	required,
});

/**
 * The fields of a header. WhatsApp docs: Templates > Components > Header.
 * @param header a component of the definition: `{format, text, example}`
 */
export function headerFields(header: TemplateDefinition): TemplateField[] {
	const format = String(header.format ?? 'TEXT').toLowerCase();
	const kind = headerMedia.find((one) => one === format);
	if (kind !== undefined) {
		const file = { ...field(kind), words: 'Field Name, Media ID or Link' };
		return kind === 'document' ? [file, field('filename', false)] : [file];
	}
	if (format === 'location') {
		return [
			field('location.latitude', true, 'number'),
			field('location.longitude', true, 'number'),
			field('location.name', false),
			field('location.address', false),
		];
	}
	if (format === 'product') return [field('product.id'), field('product.catalog')];
	if (format !== 'text') return [];
	return variables(header, 'header_text').map(({ name, words, example }) => ({
		...field(`text.${name}`),
		words,
		example,
	}));
}

/** @returns the header component; undefined when the template's header has no parameters @throws InputError */
export function fillHeader(scope: TemplateFormValues, files: Files): IDataObject | undefined {
	const parameters = headerParameters(scope, files);
	return parameters.length > 0 ? { type: 'header', parameters } : undefined;
}

function headerParameters(scope: TemplateFormValues, files: Files): IDataObject[] {
	const kind = headerMedia.find((one) => scope.get(`header.${one}`));
	const file = kind && scope.get(`header.${kind}`);
	if (kind && file)
		return [mediaParameter(kind, file.value, file.label, files, scope.optional('header.filename')?.trim())];
	if (scope.has('header.location.')) return [{ type: 'location', location: locationOf(scope) }];
	if (scope.has('header.product.')) {
		const product = {
			product_retailer_id: needed(scope, 'header.product.id'),
			catalog_id: needed(scope, 'header.product.catalog'),
		};
		return [{ type: 'product', product }];
	}
	return scope
		.under('header.text.')
		.map(({ rest, field: { value, label } }) => textParameter(value, label, isNumbered(rest) ? undefined : rest));
}

function needed(scope: TemplateFormValues, rest: string): string {
	const { value, label } = scope.get(rest) ?? { value: undefined, label: rest };
	return requiredText(value, label, 'Enter the ID as your catalog has it').trim();
}

function locationOf(scope: TemplateFormValues): IDataObject {
	const degreesAt = (which: 'latitude' | 'longitude'): number => {
		const { value, label } = scope.get(`header.location.${which}`) ?? { value: undefined, label: which };
		return degrees(value, label, ranges[which]);
	};
	return omitUndefined({
		latitude: degreesAt('latitude'),
		longitude: degreesAt('longitude'),
		name: scope.optional('header.location.name'),
		address: scope.optional('header.location.address'),
	});
}
