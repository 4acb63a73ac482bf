import { templateError } from '../routes/templateErrors';
import { parameterError } from '../errors';

interface LibraryButton {
	type: string;
	text: string;
	url?: string;
}

const website: LibraryButton = { type: 'URL', text: 'See more', url: 'https://www.example.com' };

const rows = [
	{ name: 'delivery_update_1', topic: 'ORDER_MANAGEMENT', usecase: 'DELIVERY_UPDATE', buttons: [website] },
	{ name: 'delivery_update_2', topic: 'ORDER_MANAGEMENT', usecase: 'DELIVERY_UPDATE', buttons: [website] },
	{ name: 'payment_overdue_1', topic: 'PAYMENTS', usecase: 'PAYMENT_OVERDUE', buttons: [website] },
	{
		name: 'account_created_1',
		topic: 'ACCOUNT_UPDATE',
		usecase: 'ACCOUNT_CREATION_CONFIRMATION',
		buttons: [{ type: 'QUICK_REPLY', text: 'Thanks' }],
	},
];

/** A small library of fictitious templates in Meta's format. Meta docs: Templates > Template Library. */
export const library = rows.map((row, index) => ({
	id: `7400000000000${index}`,
	language: 'en_US',
	category: 'UTILITY',
	industry: ['E_COMMERCE'],
	body: 'Hi {{1}}, this is an update for you.',
	body_params: ['Jim'],
	body_param_types: ['TEXT'],
	...row,
}));

/**
 * Checks a request that creates a template from the library. Meta docs: Templates > Template Library > Creating
 * templates: button inputs are required for templates whose buttons need them.
 */
export function checkLibraryTemplate({
	library_template_name: name,
	library_template_button_inputs: inputs,
}: Record<string, unknown>): void {
	const found = library.find((one) => one.name === name);
	if (!found) throw templateError(2388105, 'Library Template Not Found', 'There is no library template of this name.');
	const needsInputs = found.buttons.some(({ type }) => type === 'URL' || type === 'PHONE_NUMBER');
	if (needsInputs && inputs === undefined)
		throw parameterError('The parameter library_template_button_inputs is required.');
}
