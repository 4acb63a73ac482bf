import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';
import type { Operation, OperationItem } from '../../../nodes/WhatsAppBusinessCloud/actions/types';
import { readExample } from './metaExamples';
import { operationForms } from './operationForms';

/** The parameters that n8n makes of a form: with defaults for empty fields, and without values of hidden fields. */
function filledForm({ properties }: Operation, parameters: INodeParameters): INodeParameters {
	const form = NodeHelpers.getNodeParameters(properties, parameters, true, false, null, null);
	expect(form).toMatchObject(parameters);
	return form!;
}

/** The value at a path like `templateFields.value["body.1"]`. */
function valueAt(form: INodeParameters, path: string): unknown {
	const keys = (path.match(/"[^"]*"|[^.[\]"]+/g) ?? []).map((key) => key.replaceAll('"', ''));
	return keys.reduce<unknown>((value, key) => (value as IDataObject | undefined)?.[key], form);
}

/** @returns the requests that the operation makes */
async function sent(operation: Operation, parameters: INodeParameters): Promise<IDataObject[]> {
	const form = filledForm(operation, parameters);
	// For a list selection, an operation sees only the value.
	const parameter = (name: string, fallback?: unknown): unknown =>
		valueAt(form, name === 'template' ? 'template.value' : name) ?? fallback;
	const requests: IDataObject[] = [];
	const item = {
		index: 0,
		n8n: { getTimezone: () => 'Europe/Berlin', getNodeParameter: (name: string) => parameter(name) },
		graph: {
			blockOf: () => undefined,
			request: async (request: IDataObject) => {
				requests.push(request);
				return {};
			},
		},
		options: { checkLinks: false },
		parameter,
	};
	const task = await operation.prepare(item as unknown as OperationItem);
	await task.run();
	return requests;
}

/**
 * Removes differences that the platform ignores: letter case of `sub_type`, `index` as number or text, and the policy,
 * for which `deterministic` is the only value.
 */
function sameForPlatform(example: IDataObject): IDataObject {
	const template = example.template as IDataObject | undefined;
	if (template === undefined) return example;
	const { policy, ...language } = template.language as IDataObject;
	expect(policy ?? 'deterministic').toBe('deterministic');
	const components = (template.components as IDataObject[] | undefined)?.map(({ sub_type: type, index, ...rest }) => ({
		...rest,
		...(rest.type === 'button' && { sub_type: String(type).toLowerCase(), index: String(index) }),
	}));
	return { ...example, template: { ...template, language, ...(components && { components }) } };
}

const cases = Object.entries(operationForms).flatMap(([name, { operation, ways: forms, change }]) =>
	forms.map((parameters) => ({ name, by: String(parameters.templateInput ?? 'form'), operation, parameters, change })),
);

test('fills in every form, without JSON', () => {
	expect(new Set(cases.map(({ name }) => name))).toEqual(new Set(Object.keys(operationForms)));
	for (const { by } of cases) expect(['components', 'fields', 'form']).toContain(by);
});

test.each(cases)("fills in Meta's example $name, by $by", async ({ name, operation, parameters, change }) => {
	const [request, ...more] = await sent(operation, parameters);
	expect(request).toMatchObject({ method: 'POST', path: ['106540352242922', 'messages'] });
	expect(request.body).toEqual(sameForPlatform(readExample(name, change)));
	expect(more).toEqual([]);
});
