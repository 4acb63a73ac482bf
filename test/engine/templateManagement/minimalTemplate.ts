import type { INodeParameters } from 'n8n-workflow';

/** Parameters of the smallest template that Create accepts. */
export const minimalTemplate: INodeParameters = {
	templateName: 'spring_sale',
	language: { __rl: true, mode: 'list', value: 'en_US' },
	category: 'MARKETING',
	bodyText: 'Hello there',
};

export const BODY = { type: 'BODY', text: 'Hello there' };
