import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { markAsRead } from '../../../nodes/WhatsAppBusinessCloud/actions/message/markAsRead.operation';
import { sendTemplate } from '../../../nodes/WhatsAppBusinessCloud/actions/message/sendTemplate.operation';
import type { Operation } from '../../../nodes/WhatsAppBusinessCloud/actions/types';
import { templateForm } from '../../../nodes/WhatsAppBusinessCloud/templates/send';
import type { Change } from './metaExamples';

interface OperationForm {
	operation: Operation;
	/** Alternative ways to fill in the form; each must produce the example. */
	ways: INodeParameters[];
	/** Required changes to the example. */
	change?: Change;
}

const from: INodeParameters = { phoneNumberId: '106540352242922' };

/** The form with a component list. */
function listed(template: string, recipientPhoneNumber: string, ...component: INodeParameters[]): INodeParameters {
	return {
		...from,
		recipientPhoneNumber,
		template: { mode: 'list', value: template },
		templateInput: 'components',
		components: { component },
	};
}

/** The form that is generated from the template's definition, with its values by field ID. */
function generated(
	template: string,
	recipientPhoneNumber: string,
	components: IDataObject[],
	value: Record<string, string>,
): INodeParameters {
	const schema = templateForm({ components }).map(({ id, label: displayName, required }) => ({
		id,
		displayName,
		required,
	}));
	const unknown = Object.keys(value).filter((id) => !schema.some((field) => field.id === id));
	if (unknown.length > 0) throw new Error(`The form of ${template} has no ${unknown.join(', ')}`);
	const templateFields = { mappingMode: 'defineBelow', schema, value } as never;
	return {
		...from,
		recipientPhoneNumber,
		template: { mode: 'list', value: template },
		templateInput: 'fields',
		templateFields,
	};
}

const body = (...parameter: INodeParameters[]): INodeParameters => ({ type: 'body', bodyParameters: { parameter } });
const image: INodeParameters = {
	type: 'header',
	headerParameters: { parameter: [{ type: 'image', imageLink: 'https://example.com/file' }] },
};
const quickReply = (index: number, payload: string): INodeParameters => ({
	type: 'button',
	sub_type: 'quick_reply',
	index,
	buttonParameters: { parameter: { type: 'payload', payload } },
});
const threeKinds = body(
	{ type: 'text', text: 'text-string' },
	{ type: 'currency', code: 'USD', amount_1000: 100.99, fallback_value: '$100.99' },
	{ type: 'date_time', fallback_value: 'February 25, 1977' },
);

/**
 * The Cloud API treats a date as text: it shows `fallback_value`. Its documentation no longer lists the parts of a
 * date.
 */
const dateAsText: Change = ({ template }) => {
	for (const { parameters } of template.components) {
		for (const { date_time: date } of parameters) {
			if (date === undefined) continue;
			for (const key of Object.keys(date)) if (key !== 'fallback_value') delete date[key];
		}
	}
};

/** A quick reply has a payload, which is a string: the platform accepts no text parameters or booleans there. */
const textAsPayload: Change = ({ template }) => {
	for (const component of template.components) {
		if (component.sub_type !== 'quick_reply') continue;
		component.parameters = component.parameters.map(({ text }) => ({
			type: 'payload',
			payload: String(text),
		}));
	}
};

const person = '16505551234';
const shipped: OperationForm = {
	operation: sendTemplate,
	ways: [listed('template_name|en_US', '16315555555', threeKinds)],
	change: dateAsText,
};

/** Examples that have an operation of their own: templates and the read receipt. */
export const operationForms: Record<string, OperationForm> = {
	'Send Catalog Template Message': {
		operation: sendTemplate,
		ways: [
			listed(
				'intro_catalog_offer|en_US',
				person,
				body({ type: 'text', text: '100' }, { type: 'text', text: '400' }, { type: 'text', text: '3' }),
				{ type: 'button', sub_type: 'catalog', index: 0, thumbnail_product_retailer_id: '2lc20305pt' },
			),
			generated(
				'intro_catalog_offer|en_US',
				person,
				[
					{ type: 'BODY', text: 'Now shop for your favourites: {{1}} off all orders above {{2}}, for {{3}} days.' },
					{ type: 'BUTTONS', buttons: [{ type: 'CATALOG', text: 'View catalog' }] },
				],
				{
					'{{1}}': '100',
					'{{2}}': '400',
					'{{3}}': '3',
					'Thumbnail Product ID for “View catalog” Button 1': '2lc20305pt',
				},
			),
		],
	},
	'Send Flow Template Message': {
		operation: sendTemplate,
		ways: [
			listed('template_name|en_US', person, {
				type: 'button',
				sub_type: 'flow',
				index: 0,
				flow_token: '<FLOW_TOKEN>',
				flow_action_data: '{ "<CUSTOM_KEY>": "<CUSTOM_VALUE>" }',
			}),
			generated(
				'template_name|en_US',
				person,
				[
					{ type: 'BODY', text: 'Book your appointment.' },
					{ type: 'BUTTONS', buttons: [{ type: 'FLOW', text: 'Book', flow_id: '1' }] },
				],
				{
					'Flow Token for “Book” Button 1': '<FLOW_TOKEN>',
					'Flow Data (JSON) for “Book” Button 1': '{ "<CUSTOM_KEY>": "<CUSTOM_VALUE>" }',
				},
			),
		],
	},
	'Send Message Template Interactive': {
		operation: sendTemplate,
		ways: [
			listed(
				'template_name|en_US',
				person,
				image,
				threeKinds,
				quickReply(0, 'aGlzIHRoaXMgaXMgY29v'),
				quickReply(1, '9rwnB8RbYmPF5t2Mn09x4h'),
			),
		],
		change: dateAsText,
	},
	'Send Message Template Media': {
		operation: sendTemplate,
		ways: [listed('template_name|en_US', person, image, threeKinds)],
		change: dateAsText,
	},
	'Send Message Template Text': {
		operation: sendTemplate,
		ways: [listed('template_name|en_US', person, threeKinds)],
		change: dateAsText,
	},
	'Send Sample Issue Resolution Template': {
		operation: sendTemplate,
		ways: [
			listed(
				'sample_issue_resolution|en_US',
				person,
				body({ type: 'text', text: '*Mr. Jones*' }),
				quickReply(0, 'true'),
				quickReply(1, 'false'),
			),
			generated(
				'sample_issue_resolution|en_US',
				person,
				[
					{ type: 'BODY', text: 'Hi {{1}}, were we able to solve the issue?' },
					{
						type: 'BUTTONS',
						buttons: [
							{ type: 'QUICK_REPLY', text: 'Yes' },
							{ type: 'QUICK_REPLY', text: 'No' },
						],
					},
				],
				{ '{{1}}': '*Mr. Jones*', 'Payload for “Yes” Button 1': 'true', 'Payload for “No” Button 2': 'false' },
			),
		],
		change: textAsPayload,
	},
	'Send Sample Shipping Confirmation Template': shipped,
	'Send Sample Text Message': shipped,
	'Send Test Message': {
		operation: sendTemplate,
		ways: [
			listed('hello_world|en_US', person),
			generated('hello_world|en_US', person, [{ type: 'BODY', text: 'Hello World' }], {}),
		],
	},
	'Send typing indicator and read receipt': {
		operation: markAsRead,
		ways: [
			{ ...from, messageId: 'wamid.HBgLMTY1MDM4Nzk0MzkVAgASGBQzQUYzMjEzNDM2RTZGQ0MzMDJBRgA=', typingIndicator: true },
		],
	},
};
