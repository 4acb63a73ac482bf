import type { INodeProperties } from 'n8n-workflow';
import { checkObjectId } from '../../shared/input/objectId';

/** The Media ID field; the built-in node names the parameter differently in each operation. */
export function mediaIdField(name: string, description: string): INodeProperties {
	return {
		displayName: 'Media ID',
		name,
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. 1037543291543636',
		description,
	};
}

/** @throws InputError */
export function checkMediaId(value: unknown): string {
	return checkObjectId(
		value,
		'Media ID',
		'Media IDs come from Media > Upload, or from an incoming message. They are long numbers.',
	);
}
