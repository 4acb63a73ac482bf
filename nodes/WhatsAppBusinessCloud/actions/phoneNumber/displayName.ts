import type { INodeProperties } from 'n8n-workflow';
import { textField } from '../../shared/input/commonFields';

/** Meta docs: Display names > Guidelines: 3 to 100 characters. Meta checks the minimum. */
export const displayNameLength = { max: 100, source: 'WhatsApp docs: Display names' };

export const displayNameField = (description: string): INodeProperties =>
	textField('Display Name', 'displayName', { required: true, placeholder: 'e.g. Acme Flowers', description });
