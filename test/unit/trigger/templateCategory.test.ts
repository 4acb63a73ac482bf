import { parseEvents } from '../../../nodes/WhatsAppBusinessCloud/trigger/receive/parseEvents';
import { NOW, TIME, type Json } from './payloads';

describe('template category', () => {
	const template = { message_template_id: 1, message_template_name: 'bill', message_template_language: 'en_US' };
	const jsonOf = (value: Json): Json =>
		parseEvents(
			{
				entry: [
					{
						id: '1',
						time: 1749416383,
						changes: [{ field: 'template_category_update', value: { ...template, ...value } }],
					},
				],
			},
			NOW,
		).events[0].json;

	test('reports a planned change with both categories and its date, at the time of the notice', () => {
		const notice = jsonOf({
			correct_category: 'MARKETING',
			new_category: 'UTILITY',
			category_update_timestamp: 1749502783,
		});
		expect(notice).toMatchObject({
			currentCategory: 'UTILITY',
			correctCategory: 'MARKETING',
			categoryChangesAt: '2025-06-09T20:59:43.000Z',
			timestamp: TIME,
		});
		expect(notice).not.toHaveProperty('newCategory');
	});

	test('reports a completed change with the previous and the new category', () => {
		const changed = jsonOf({ previous_category: 'UTILITY', new_category: 'MARKETING' });
		expect(changed).toMatchObject({ previousCategory: 'UTILITY', newCategory: 'MARKETING', timestamp: TIME });
		expect(changed).not.toHaveProperty('currentCategory');
	});
});
