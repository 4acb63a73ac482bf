import type { INodeProperties } from 'n8n-workflow';
import { withDisplayOptions } from '../../../nodes/WhatsAppBusinessCloud/shared/displayOptions';

const field: INodeProperties = { displayName: 'Header', name: 'header', type: 'string', default: '' };

describe('withDisplayOptions', () => {
	it('adds the conditions to those that a field has, and keeps what hides it', () => {
		const conditional: INodeProperties = {
			...field,
			displayOptions: { show: { headerType: ['text'] }, hide: { layout: ['carousel'] } },
		};
		expect(withDisplayOptions({ category: ['UTILITY'] }, [field, conditional])).toEqual([
			{ ...field, displayOptions: { show: { category: ['UTILITY'] } } },
			{
				...field,
				displayOptions: { show: { headerType: ['text'], category: ['UTILITY'] }, hide: { layout: ['carousel'] } },
			},
		]);
	});

	it('does not change the given fields, since several forms use them', () => {
		const given: INodeProperties = { ...field, displayOptions: { show: { headerType: ['text'] } } };
		withDisplayOptions({ category: ['UTILITY'] }, [given]);
		expect(given).toEqual({ ...field, displayOptions: { show: { headerType: ['text'] } } });
	});
});
