import type { IDataObject } from 'n8n-workflow';
import { ranges } from '../limits';
import { degrees } from '../location';
import { defined, requiredText } from '../values';
import { headerMedia, mediaParameter, textParameter, type HeaderMedia } from './parts';
import type { Scope } from './scope';
import type { Files, FormField, TemplateDefinition } from './types';
import { isNumbered, variableLabel, variables } from './variables';

const mediaNames: Record<HeaderMedia, string> = { image: 'Image', video: 'Video', document: 'Document', gif: 'GIF' };

const field = (id: string, label: string, required = true, type: FormField['type'] = 'string'): FormField => ({
	id: `header.${id}`,
	label: `Header ${label}`,
	type,
	required,
});

/**
 * What a header needs. WhatsApp docs: Templates > Components > Header.
 * @param header a component of the definition: `{format, text, example}`
 */
export function headerFields(header: TemplateDefinition): FormField[] {
	const format = String(header.format ?? 'TEXT').toLowerCase();
	const kind = headerMedia.find((one) => one === format);
	if (kind !== undefined) {
		const file = field(kind, `${mediaNames[kind]}: Field Name, Media ID or Link`);
		return kind === 'document' ? [file, field('filename', 'File Name', false)] : [file];
	}
	if (format === 'location') {
		return [
			field('location.latitude', 'Latitude', true, 'number'),
			field('location.longitude', 'Longitude', true, 'number'),
			field('location.name', 'Place Name', false),
			field('location.address', 'Address', false),
		];
	}
	if (format === 'product') return [field('product.id', 'Product ID'), field('product.catalog', 'Catalog ID')];
	if (format !== 'text') return [];
	return variables(header, 'header_text').map((variable) => ({
		...field(`text.${variable.name}`, ''),
		label: `Header ${variableLabel(variable)}`,
	}));
}

/** @returns the header component; undefined when the template's header takes nothing @throws InputError */
export function fillHeader(scope: Scope, files: Files): IDataObject | undefined {
	const parameters = headerParameters(scope, files);
	return parameters.length > 0 ? { type: 'header', parameters } : undefined;
}

function headerParameters(scope: Scope, files: Files): IDataObject[] {
	const kind = headerMedia.find((one) => scope.get(`header.${one}`));
	const file = kind && scope.get(`header.${kind}`);
	if (kind && file) return [mediaParameter(kind, file.value, file.label, files, scope.optional('header.filename')?.trim())];
	if (scope.has('header.location.')) return [{ type: 'location', location: locationOf(scope) }];
	if (scope.has('header.product.')) {
		const product = { product_retailer_id: needed(scope, 'header.product.id'), catalog_id: needed(scope, 'header.product.catalog') };
		return [{ type: 'product', product }];
	}
	return scope
		.under('header.text.')
		.map(({ rest, field: { value, label } }) => textParameter(value, label, isNumbered(rest) ? undefined : rest));
}

function needed(scope: Scope, rest: string): string {
	const { value, label } = scope.get(rest) ?? { value: undefined, label: rest };
	return requiredText(value, label, 'Enter the ID as your catalog has it').trim();
}

function locationOf(scope: Scope): IDataObject {
	const degreesAt = (which: 'latitude' | 'longitude'): number => {
		const { value, label } = scope.get(`header.location.${which}`) ?? { value: undefined, label: which };
		return degrees(value, label, ranges[which]);
	};
	return defined({
		latitude: degreesAt('latitude'),
		longitude: degreesAt('longitude'),
		name: scope.optional('header.location.name'),
		address: scope.optional('header.location.address'),
	});
}
