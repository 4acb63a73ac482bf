import type { INodeProperties } from 'n8n-workflow';
import { WhatsAppBusinessCloud } from '../../../nodes/WhatsAppBusinessCloud/WhatsAppBusinessCloud.node';
import { WhatsAppBusinessCloudTrigger } from '../../../nodes/WhatsAppBusinessCloud/WhatsAppBusinessCloudTrigger.node';
import { WhatsAppFlowsEndpointTrigger } from '../../../nodes/WhatsAppFlowsEndpoint/WhatsAppFlowsEndpointTrigger.node';
import { exampleFiles, readExample } from '../../../scripts/n8n/examples';

const forms = new Map(
	[new WhatsAppBusinessCloud(), new WhatsAppBusinessCloudTrigger(), new WhatsAppFlowsEndpointTrigger()].map(
		({ description }) => [`n8n-nodes-whatsapp-business-cloud.${description.name}`, description.properties],
	),
);

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** The values of a node that its form has no field for, with their path. */
function unknownValues(values: Record<string, unknown>, form: INodeProperties[], path = ''): string[] {
	return Object.entries(values).flatMap(([name, value]) => {
		const fields = form.filter((field) => field.name === name);
		if (fields.length === 0) return [path + name];
		const inside = fields.filter(({ type }) => type === 'collection').flatMap(({ options }) => options ?? []);
		return inside.length > 0 && isObject(value)
			? unknownValues(value, inside as INodeProperties[], `${path}${name}.`)
			: [];
	});
}

const steps = exampleFiles().flatMap((file) =>
	readExample(file)
		.nodes.filter(({ type }) => forms.has(type))
		.map(({ name, type, parameters }) => ({ file, name, type, parameters })),
);

it.each(steps)('$name in $file sets only what its form has', ({ type, parameters }) => {
	expect(unknownValues(parameters, forms.get(type)!)).toEqual([]);
});

it('finds a value that the form does not have', () => {
	const form = forms.get('n8n-nodes-whatsapp-business-cloud.whatsAppBusinessCloud')!;
	const values = { resource: 'message', options: { campaign: 'spring' }, largeRuns: { campaign: 'spring' }, other: 1 };
	expect(unknownValues(values, form)).toEqual(['options.campaign', 'other']);
});
