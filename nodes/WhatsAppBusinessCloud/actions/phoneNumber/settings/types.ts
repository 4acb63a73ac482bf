import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { OperationItem } from '../../types';

/**
 * One group of settings. Meta takes one group per request (WhatsApp docs: Phone numbers > Settings).
 */
export interface SettingsGroup {
	/** As in the form. */
	name: string;
	value: string;
	description: string;
	/** Its fields, shown for this group only. */
	properties: INodeProperties[];
	/**
	 * Reads and validates the fields; makes no request.
	 * @returns makes the body: some groups have to read the current settings, or to upload a file, before
	 * @throws InputError
	 */
	prepare(item: OperationItem, phoneNumberId: string): Promise<MakeBody> | MakeBody;
}

export type MakeBody = () => Promise<IDataObject> | IDataObject;

/** Meta's words for a switch. WhatsApp docs: Cloud API Calling > Settings. */
export const onOff = (isOn: boolean): string => (isOn ? 'ENABLED' : 'DISABLED');
