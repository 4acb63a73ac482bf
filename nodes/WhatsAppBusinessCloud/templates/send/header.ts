import type { IDataObject } from 'n8n-workflow';
import { ranges } from '../../messages/messageLimits';
import { degrees } from '../../messages/location';
import { omitUndefined, requiredText } from '../../shared/input/parameterValues';
import { encodeFieldId, type SingleField } from './fieldIds';
import { headerMedia, mediaParameter, textParameter } from './parts';
import type { TemplateFormValues } from './formValues';
import type { Files, TemplateDefinition, TemplateField } from './types';
import { isNumbered, variables } from './variables';

type HeaderPart = Extract<SingleField, { component: 'header' }>['part'];

const at = (part: HeaderPart): SingleField => ({ component: 'header', part });

const field = (part: HeaderPart, required = true, type: TemplateField['type'] = 'string'): TemplateField => ({
	position: at(part),
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
		const file = { ...field(kind), format: 'URL, File Field or Media ID' };
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
	return variables(header, 'header_text').map(({ name, example }) => ({
		position: { component: 'headerText', variable: name },
		type: 'string',
		required: true,
		example,
	}));
}

/** @returns the header component; undefined when the template's header has no parameters @throws InputError */
export function fillHeader(values: TemplateFormValues, files: Files): IDataObject | undefined {
	const parameters = headerParameters(values, files);
	return parameters.length > 0 ? { type: 'header', parameters } : undefined;
}

function headerParameters(values: TemplateFormValues, files: Files): IDataObject[] {
	const kind = headerMedia.find((one) => values.get(at(one)));
	const file = kind && values.get(at(kind));
	if (kind && file)
		return [mediaParameter(kind, file.value, file.label, files, values.optional(at('filename'))?.trim())];
	if (locationParts.some((part) => values.get(at(part)))) return [{ type: 'location', location: locationOf(values) }];
	if (isProductHeader(values)) {
		const product = {
			product_retailer_id: requiredPart(values, 'product.id'),
			catalog_id: requiredPart(values, 'product.catalog'),
		};
		return [{ type: 'product', product }];
	}
	return values
		.variables('headerText')
		.map(({ name, field: { value, label } }) => textParameter(value, label, isNumbered(name) ? undefined : name));
}

const locationParts = ['location.latitude', 'location.longitude', 'location.name', 'location.address'] as const;

/** Whether the header is a product. */
export const isProductHeader = (values: TemplateFormValues): boolean =>
	(['product.id', 'product.catalog'] as const).some((part) => values.get(at(part)));

/** The field, or its ID as label when the form does not have it. */
function partOrMissing(values: TemplateFormValues, part: HeaderPart): { value: unknown; label: string } {
	return values.get(at(part)) ?? { value: undefined, label: encodeFieldId(at(part)) };
}

function requiredPart(values: TemplateFormValues, part: HeaderPart): string {
	const { value, label } = partOrMissing(values, part);
	return requiredText(value, label, 'Enter the ID as your catalog has it').trim();
}

function locationOf(values: TemplateFormValues): IDataObject {
	const degreesAt = (which: 'latitude' | 'longitude'): number => {
		const { value, label } = partOrMissing(values, `location.${which}`);
		return degrees(value, label, ranges[which]);
	};
	return omitUndefined({
		latitude: degreesAt('latitude'),
		longitude: degreesAt('longitude'),
		name: values.optional(at('location.name')),
		address: values.optional(at('location.address')),
	});
}
